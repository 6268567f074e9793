"""File locks that vanish with the processes that hold them, even after kill -9."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from maillon.base.embedded.account import Account


def open_lock(path: Path, who: Account | None = None) -> int:
    """Open a lock's file, creating it for the account; the descriptor is not inherited by programs.

    `flock` belongs to the open file, not to a process: whoever inherits the descriptor on purpose keeps
    the lock alive, and the kernel frees it when the last holder dies. Other containers of the same machine
    that share the directory see it too, which process numbers do not allow.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if who is not None and not who.is_current:
        os.fchown(descriptor, who.uid, who.gid)
    return descriptor


def try_exclusive(descriptor: int) -> bool:
    """Take the lock alone, or answer False at once when someone has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def take_shared(descriptor: int) -> None:
    """Take the lock with others, waiting while one has it alone."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


@contextmanager
def exclusive(path: Path, who: Account | None = None) -> Iterator[None]:
    """Hold a lock alone for the length of a block, waiting for one's turn."""
    descriptor = open_lock(path, who)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether someone holds the lock."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        return not try_exclusive(descriptor)
    finally:
        os.close(descriptor)
