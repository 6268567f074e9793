"""Bring the tables up to date before anything is served."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import psycopg

from maillon.base.terminal import _
from maillon.config.database import address
from maillon.config.environment import Environment
from maillon.config.processes.errors import ServeError
from maillon.config.processes.programs import environment_of_children

STAMP = "tables.stamp"


def migrate(env: Environment) -> None:
    """Apply the migrations that are missing, in a process of its own so that the supervisor stays small.

    Loading every application to find nothing to do takes seconds, so the last state in which nothing was
    missing is kept as a digest of the program's files and of the migrations that the database has; the same
    digest needs no second look.
    """
    stamp = env.resolved_data_dir() / STAMP
    if stamp.is_file() and stamp.read_text(encoding="ascii") == _state():
        return
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
    stamp.write_text(_state(), encoding="ascii")


def _state() -> str:
    """A digest of everything that decides which migrations are missing."""
    digest = hashlib.sha256()
    for line in (*_program(), *_applied()):
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def _program() -> Iterator[str]:
    """The migrations and settings of this program, and the versions of the libraries beside it."""
    package = Path(str(files("maillon")))
    for path in (package / "config" / "settings.py", *sorted(package.glob("**/migrations/*.py"))):
        found = path.stat()
        yield f"{path} {found.st_size} {found.st_mtime_ns}"
    libraries = Path(psycopg.__file__).parents[1]
    yield from sorted(path.name for path in libraries.glob("*.dist-info"))


def _applied() -> Iterator[str]:
    """The migrations that the database says it has had, and when; nothing when it has none."""
    with psycopg.connect(address()) as connection:
        if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
            return
        for row in connection.execute("SELECT id, app, name, applied FROM django_migrations ORDER BY id"):
            yield repr(row)
