"""One program kept running: started, watched, started again after a pause that grows, stopped with its family."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
from contextlib import suppress

from maillon.base.embedded import signal_at_parent_death
from maillon.base.terminal import _
from maillon.config.processes.programs import Program

log = logging.getLogger("maillon.processes")

SHORTEST_PAUSE = 0.25
LONGEST_PAUSE = 8.0
STEADY_AFTER = 30.0  # seconds of life after which the past failures are forgotten


def pause_before_restart(failures: int) -> float:
    """Seconds to wait before starting again a program that has just died `failures` times in a row."""
    return min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** max(0, min(failures - 1, 10)))


class Child:
    """The process of a program, and the memory of its recent deaths.

    Each child leads a process group of its own, so that what it started itself can be ended with it, and
    so that Ctrl-C in a terminal reaches the supervisor alone.
    """

    def __init__(self, program: Program, environment: dict[str, str]) -> None:
        self.program = program
        self._environment = environment | program.environment
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._start_again_at = 0.0
        self._failures = 0

    @property
    def pid(self) -> int | None:
        """The number of the living process, if there is one."""
        return self._process.pid if self._process is not None else None

    def keep_running(self, now: float) -> None:
        """Start the program if it is not running and its pause is over. `now` is a monotonic time."""
        if self._process is not None and self._process.poll() is not None:
            self._note_death(now)
        if self._process is None and now >= self._start_again_at:
            self._process = subprocess.Popen(
                self.program.command,
                stdin=subprocess.DEVNULL,
                env=self._environment,
                start_new_session=True,
                preexec_fn=signal_at_parent_death(signal.SIGTERM),
            )
            self._started_at = now

    def ask_to_stop(self) -> None:
        """Ask the program to finish what it is doing and end."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()

    def has_ended(self) -> bool:
        """Whether nothing runs any more."""
        return self._process is None or self._process.poll() is not None

    def kill(self) -> None:
        """End the program and everything it started, at once."""
        if self._process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def _note_death(self, now: float) -> None:
        assert self._process is not None  # noqa: S101  (the caller has just looked at it)
        code = self._process.returncode
        if now - self._started_at > STEADY_AFTER:
            self._failures = 0
        self._failures += 1
        pause = pause_before_restart(self._failures)
        self._start_again_at = now + pause
        self.kill()  # what it had started would hold its port
        log.warning(
            _("« %s » s’est arrêté (%s); il redémarre dans %.1f s."), self.program.name, _cause(code), pause
        )


def _cause(code: int) -> str:
    if code < 0:
        return signal.Signals(-code).name
    return f"code {code}"
