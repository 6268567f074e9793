"""Bind a child process to the life of its parent, so that a kill -9 leaves no orphan."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def signal_at_parent_death(number: signal.Signals) -> Callable[[], None] | None:
    """What a child runs before its program so that the kernel signals it when its parent dies.

    To be given to `subprocess.Popen` as `preexec_fn`. « Parent » means the thread that starts the child.
    Linux only; elsewhere None, and a kill -9 of the parent leaves the child to be stopped by hand.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the kernel was asked
            os._exit(1)

    return ask
