"""One Maillon per data directory, on ports that are free: refuse the second before anything is touched."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from maillon.base.embedded.locks import open_lock, try_exclusive
from maillon.base.terminal import _
from maillon.config.processes.errors import ServeError

LOCK = "serve.lock"


@contextmanager
def alone(data_dir: Path, address: str) -> Iterator[None]:
    """Hold the data directory for the length of a block; refuse when another Maillon serves it.

    The lock dies with this process, whatever kills it. Its file tells who holds it and where it answers.
    """
    descriptor = open_lock(data_dir / LOCK)
    try:
        if not try_exclusive(descriptor):
            raise ServeError(_already(os.pread(descriptor, 1000, 0).decode("utf-8", "replace"), data_dir))
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {address}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def is_served(data_dir: Path) -> bool:
    """Whether a Maillon serves that data directory at this moment."""
    descriptor = open_lock(data_dir / LOCK)
    try:
        return not try_exclusive(descriptor)
    finally:
        os.close(descriptor)


def refuse_busy_port(host: str, port: int, variable: str) -> None:
    """Refuse when another program already listens there; `variable` is what would choose another port."""
    family, kind, protocol, _name, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(where)
        except OSError as error:
            raise ServeError(_refused(error, host, port, variable)) from error


def _already(holder: str, data_dir: Path) -> str:
    number, _space, address = holder.strip().partition(" ")
    return _(
        "Maillon tourne déjà avec ces données ({directory}) : {address}, processus {number}.\n"
        "Arrêtez-le d’abord (Ctrl-C dans sa fenêtre, ou « kill {number} »), ou choisissez un autre dossier "
        "avec MAILLON_DATA_DIR."
    ).format(directory=data_dir, address=address or "?", number=number or "?")


def _refused(error: OSError, host: str, port: int, variable: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return _(
            "Le port {port} est déjà pris par un autre programme. "
            "Choisissez-en un autre, par exemple : {variable}={other} maillon serve"
        ).format(port=port, variable=variable, other=port + 10)
    if error.errno == errno.EACCES:
        return _(
            "Ce compte n’a pas le droit d’ouvrir le port {port}. "
            "Choisissez un port au-dessus de 1023, par exemple : {variable}=8000 maillon serve"
        ).format(port=port, variable=variable)
    return _("L’adresse {host} n’est pas celle de cette machine ({reason}). Voyez MAILLON_HOST.").format(
        host=host, reason=error.strerror
    )
