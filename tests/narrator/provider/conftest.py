"""A port on which no server of chat completions listens."""

import socket

import pytest


@pytest.fixture
def unused_port() -> int:
    """Find a port on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
