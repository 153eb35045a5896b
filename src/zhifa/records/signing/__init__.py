"""Signing: whose key, with which machine, into which PDF. Knows no tables.

ca: the local authority of demo and tests. local, remote, token: providers of keys. peer: the
remote service as a small WSGI application. pdf: PAdES. judge: what a signed PDF is worth.
"""
