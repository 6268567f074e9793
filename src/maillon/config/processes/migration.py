"""Bring the tables up to date before anything is served."""

from __future__ import annotations

import subprocess
import sys

from maillon.base.terminal import _
from maillon.config.environment import Environment
from maillon.config.processes.errors import ServeError
from maillon.config.processes.programs import environment_of_children


def migrate(env: Environment) -> None:
    """Apply the migrations that are missing, in a process of its own so that the supervisor stays small."""
    command = [sys.executable, "-m", "django", "migrate", "--noinput", "--verbosity", "0"]
    started = subprocess.Popen(command, env=environment_of_children(env), start_new_session=True)
    try:
        started.wait()
    except BaseException:
        started.terminate()
        started.wait()
        raise
    if started.returncode:
        raise ServeError(_("Les tables de la base n’ont pas pu être mises à jour (voyez ci-dessus)."))
