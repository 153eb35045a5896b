"""全过程记录: documents, evidence, recordings and service, kept in a dossier.

A dossier does not know what a case is; whoever opens one gives it a number.
"""
