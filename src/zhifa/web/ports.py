"""Whether an address of this machine is free to serve at."""

import errno
import socket


def taken(host: str, port: int) -> bool:
    """Whether another program listens there.

    The web server shares its address with whoever else shares it (SO_REUSEPORT), so two of them
    would answer in turns, each out of its own database; asked here without sharing.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False
