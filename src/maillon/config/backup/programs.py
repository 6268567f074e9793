"""Choose PostgreSQL's own programs: those that can talk to this server, the nearest version first."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from psycopg import pq
from psycopg.conninfo import conninfo_to_dict

from maillon.base.embedded import ClusterError, binaries
from maillon.base.terminal import _
from maillon.config.backup.errors import BackupError

DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Programs:
    """The directory of `pg_dump`, `pg_restore` and `psql`, and their major version."""

    directory: Path
    major: int

    def path(self, name: str) -> str:
        """The path of one program."""
        return str(self.directory / name)


def choose(least: int) -> Programs:
    """The programs whose major version is the nearest at or above `least`.

    PostgreSQL's programs read servers and dumps of their own version and older, never newer. Looks on the
    PATH, in Debian's directories, then in the wheel of the embedded server.
    """
    found = [programs for programs in map(_inspect, _directories()) if programs is not None]
    fitting = sorted((p for p in found if p.major >= least), key=lambda p: p.major)
    if not fitting:
        raise BackupError(
            _(
                "Il faut les programmes de PostgreSQL {least} ou plus récents (pg_dump, pg_restore, psql). "
                "Sur Debian ou Ubuntu : apt install postgresql-client-{least}"
            ).format(least=least)
        )
    return fitting[0]


def connection_environment(address: str) -> dict[str, str]:
    """The environment variables that give an address to the programs.

    Never on their command line: a password there is shown to everyone by `ps`.
    """
    variables = {
        option.keyword.decode(): option.envvar.decode()
        for option in pq.Conninfo.get_defaults()
        if option.envvar
    }
    given = conninfo_to_dict(address)
    return {variables[key]: str(value) for key, value in given.items() if key in variables}


def _directories() -> list[Path]:
    directories: list[Path] = []
    on_path = shutil.which("pg_dump")
    if on_path:
        directories.append(Path(on_path).resolve().parent)
    if DEBIAN.is_dir():
        directories += sorted(DEBIAN.glob("*/bin"))
    with suppress(ClusterError):  # a machine without the wheel's programs
        directories.append(binaries.directory(copied_under=None))
    return directories


def _inspect(directory: Path) -> Programs | None:
    if not all((directory / name).is_file() for name in ("pg_dump", "pg_restore", "psql")):
        return None
    try:
        told = subprocess.run(
            [str(directory / "pg_dump"), "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    major = re.search(r"(\d+)", told.stdout)
    return Programs(directory, int(major.group(1))) if major else None
