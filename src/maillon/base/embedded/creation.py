"""Create a cluster and start its server: the two moments when PostgreSQL's own programs are run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import BinaryIO

from maillon.base.embedded import tuning
from maillon.base.embedded.account import Account
from maillon.base.embedded.errors import ClusterError
from maillon.base.embedded.lifeline import signal_at_parent_death
from maillon.base.embedded.places import PORT, Places
from maillon.base.terminal import _

ROLE = "maillon"
LARGEST_LOG = 10 * 1024 * 1024  # bytes before the log is set aside at the next start
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def create(places: Places, who: Account, programs: Path, *, database: str, throwaway: bool) -> None:
    """Create the data directory and its database, whole or not at all.

    Everything is made in a draft and renamed at the end, so a creation killed halfway is simply done again.
    Text is UTF-8 compared by code point, with PostgreSQL's builtin rules for upper and lower case, so that
    the answers do not depend on the machine's libraries.
    """
    shutil.rmtree(places.draft, ignore_errors=True)
    arguments = ["--pgdata", str(places.draft), "--username", ROLE, "--encoding=UTF8", "--locale=C"]
    arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
    arguments += ["--auth-local=peer", "--auth-host=reject"]
    if throwaway:
        arguments.append("--no-sync")
    _run([str(programs / "initdb"), *arguments], who, places)
    with (places.draft / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write("\n# Settings of Maillon, written anew at each start; lines added below win.\n")
        settings.write("include_if_exists = 'maillon.conf'\n")
    single = [str(programs / "postgres"), "--single", "-D", str(places.draft), "postgres"]
    _run(single, who, places, statement=f'CREATE DATABASE "{database}";\n')
    places.draft.rename(places.data)
    _flush_directory(places.home)


def spawn(
    places: Places, who: Account, programs: Path, *, alive: int, throwaway: bool, die_with_parent: bool
) -> subprocess.Popen[bytes]:
    """Start the postmaster, which inherits the descriptor `alive` of the cluster's lock.

    With `die_with_parent` (Linux) it makes a fast, clean stop when the calling thread ends, even if its
    process is killed with kill -9.
    """
    _write_settings(places, who, throwaway=throwaway)
    quoted = '"' + str(places.socket).replace('"', '""') + '"'
    arguments = [str(programs / "postgres"), "-D", str(places.data), "-k", quoted, "-p", str(PORT)]
    with _open_log(places.log, who) as log:
        return subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=places.home,
            env=ENVIRONMENT,
            pass_fds=[alive],
            start_new_session=True,
            preexec_fn=signal_at_parent_death(signal.SIGINT) if die_with_parent else None,
            **who.popen_options(),
        )


def last_lines(log: Path, count: int = 12) -> str:
    """The end of the server's log, for a person to read."""
    try:
        with log.open("rb") as stream:
            stream.seek(max(0, log.stat().st_size - 16384))
            return "\n".join(stream.read().decode("utf-8", "replace").splitlines()[-count:])
    except OSError:
        return ""


def _run(command: list[str], who: Account, places: Places, *, statement: str = "") -> None:
    done = subprocess.run(
        command,
        input=statement,
        text=True,
        capture_output=True,
        check=False,
        cwd=places.home,
        env=ENVIRONMENT,
        **who.popen_options(),
    )
    # In single-user mode a refused statement is only an ERROR line: the exit code stays zero.
    if done.returncode or (statement and "ERROR:" in done.stderr):
        raise ClusterError(
            _("La base de données n’a pas pu être créée dans {directory} :\n{reason}").format(
                directory=places.home, reason=(done.stderr or done.stdout).strip()
            )
        )


def _write_settings(places: Places, who: Account, *, throwaway: bool) -> None:
    access, identities = tuning.access_text([who.name, "root"])
    settings = tuning.settings_text(memory=tuning.memory_of_machine(), throwaway=throwaway)
    for name, text in (("maillon.conf", settings), ("pg_hba.conf", access), ("pg_ident.conf", identities)):
        target = places.data / name
        draft = target.with_name(f"{name}.new")
        draft.write_text(text, encoding="utf-8")
        draft.chmod(0o600)
        if not who.is_current:
            os.chown(draft, who.uid, who.gid)
        draft.replace(target)


def _open_log(log: Path, who: Account) -> BinaryIO:
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if not who.is_current:
        os.fchown(descriptor, who.uid, who.gid)
    return os.fdopen(descriptor, "ab")


def _flush_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
