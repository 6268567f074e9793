"""Look at the server from outside: what it wrote about itself, and whether its processes truly live."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from pathlib import Path

import psutil

# « May we use TLS? » — PostgreSQL's protocol, chapter « Message Formats », SSLRequest.
SSL_REQUEST = struct.pack("!ii", 8, 80877103)


@dataclass(frozen=True)
class PidFile:
    """What `postmaster.pid` says; it may be stale, or name a process that is not PostgreSQL."""

    pid: int
    status: str


def read_pid_file(data: Path) -> PidFile | None:
    """Read `postmaster.pid`; None when it is absent or still being written.

    Its first line is the process number and its eighth the status (`starting`, `ready`, `stopping`…):
    PostgreSQL, src/include/utils/pidfile.h.
    """
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None
    if not lines or not lines[0].strip().lstrip("-").isdigit():
        return None
    return PidFile(abs(int(lines[0])), lines[7].strip() if len(lines) > 7 else "starting")


def answers(directory: Path, port: int) -> bool:
    """Whether a server on the socket takes up the conversation.

    Connecting is not enough: the kernel still accepts for a process that is dying. So the question that
    every client may ask first is asked, and any answer will do.
    """
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(directory / f".s.PGSQL.{port}"))
            probe.sendall(SSL_REQUEST)
            return len(probe.recv(1)) == 1
        except OSError:
            return False


def is_server_of(pid: int, data: Path) -> bool:
    """Whether that process lives, is not a zombie, is PostgreSQL, and works in that data directory.

    A restarted container gives old process numbers to other programs, and a dead server whose parent never
    asks for news of it stays in the table as a zombie: neither is a server.
    """
    try:
        return _works_in(psutil.Process(pid), data)
    except psutil.Error:
        return False


def servers_of(data: Path) -> list[psutil.Process]:
    """Every living PostgreSQL process of that data directory: postmaster, backends, background workers."""
    found = []
    for process in psutil.process_iter():
        try:
            if _works_in(process, data):
                found.append(process)
        except psutil.Error:
            continue
    return found


def _works_in(process: psutil.Process, data: Path) -> bool:
    with process.oneshot():
        if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
            return False
        return Path(process.cwd()) == data
