"""A second Maillon on the same data, or a port already taken, is refused with what to do."""

import os
import socket
from pathlib import Path

import pytest

from maillon.config.processes.errors import ServeError
from maillon.config.processes.singleton import alone, is_served, refuse_busy_port


def test_the_second_is_told_where_the_first_answers(tmp_path: Path) -> None:
    with alone(tmp_path, "http://127.0.0.1:8000"):
        assert is_served(tmp_path)
        with pytest.raises(ServeError, match=r"http://127\.0\.0\.1:8000") as refusal:
            alone(tmp_path, "http://127.0.0.1:9000").__enter__()
        assert str(os.getpid()) in str(refusal.value)
        assert "MAILLON_DATA_DIR" in str(refusal.value)
    assert not is_served(tmp_path)
    with alone(tmp_path, "http://127.0.0.1:9000"):
        pass


def test_a_busy_port_is_refused_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"MAILLON_PORT={port + 10}"):
            refuse_busy_port("127.0.0.1", port, "MAILLON_PORT")
    refuse_busy_port("127.0.0.1", port, "MAILLON_PORT")


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(ServeError, match="MAILLON_HOST"):
        refuse_busy_port("192.0.2.1", 8000, "MAILLON_PORT")
