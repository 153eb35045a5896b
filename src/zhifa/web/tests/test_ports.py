"""Nothing is served where another program answers already."""

import io
import socket

import pytest
from django.core.management import CommandError, call_command

from zhifa.web import ports


def test_a_port_that_another_shares_is_taken_all_the_same() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as the web server does
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert ports.taken("127.0.0.1", port)
        with pytest.raises(CommandError, match="已有别的程序在用"):
            call_command("serve", port=port, stdout=io.StringIO())
    assert not ports.taken("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_for_the_server_to_tell() -> None:
    assert not ports.taken("192.0.2.1", 8000)
