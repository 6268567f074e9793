"""Run a command against a PostgreSQL of the machine (15 or newer), if one is installed; say so in any case.

The server is a throwaway one: started under an ordinary account, without a port, deleted afterwards. The command
finds its address in MAILLON_TEST_DATABASE_URL.

    .venv/bin/python tools/external_postgres.py .venv/bin/pytest …
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

LEAST = 15
DEBIAN = Path("/usr/lib/postgresql")
OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "timezone=UTC",
)


def main() -> int:
    """Find a server, start it, run the command, stop it."""
    found = newest()
    if found is None:
        print(
            f"Aucun PostgreSQL {LEAST} ou plus récent n’est installé sur cette machine : les essais n’ont tourné "
            "qu’avec le serveur embarqué."
        )
        return 0
    major, programs = found
    directory = Path(tempfile.mkdtemp(prefix="maillon-externe-", dir="/tmp"))
    try:
        code = run(programs, directory, sys.argv[1:])
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    done = "ont réussi" if code == 0 else "ont échoué"
    print(
        f"Les essais de la base de données {done} aussi avec le PostgreSQL {major} de cette machine ({programs})."
    )
    return code


def newest() -> tuple[int, Path] | None:
    """The most recent installed server, with the directory of its programs."""
    on_path = shutil.which("postgres")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    candidates += sorted(DEBIAN.glob("*/bin"))
    versions = [(major, path) for path in candidates if (major := version(path)) and major >= LEAST]
    return max(versions, default=None)


def version(programs: Path) -> int | None:
    """The major version of a directory of programs; None when it has no server."""
    if not (programs / "postgres").exists() or not (programs / "initdb").exists():
        return None
    told = subprocess.run(
        [str(programs / "postgres"), "--version"], capture_output=True, text=True, check=False
    )
    major = re.search(r"(\d+)", told.stdout)
    return int(major.group(1)) if major else None


def run(programs: Path, directory: Path, command: list[str]) -> int:
    """Start a server in that directory, run the command with its address, stop the server."""
    account: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses root
        nobody = pwd.getpwnam("nobody")
        account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(directory, nobody.pw_uid, nobody.pw_gid)
    data = directory / "data"
    making = [str(programs / "initdb"), "-D", str(data), "-U", "maillon", "--encoding=UTF8", "--locale=C"]
    making += ["--auth=trust", "--no-sync", "--no-instructions"]
    subprocess.run(making, check=True, cwd=directory, stdout=subprocess.DEVNULL, **account)
    starting = [str(programs / "postgres"), "-D", str(data), "-k", str(directory), "-c", "listen_addresses="]
    for option in OPTIONS:
        starting += ["-c", option]
    with (directory / "log").open("wb") as log:
        server = subprocess.Popen(starting, cwd=directory, stdout=log, stderr=log, **account)
    try:
        ready(programs, directory, server)
        address = f"postgresql://maillon@/postgres?host={directory}"
        return subprocess.run(
            command, check=False, env=os.environ | {"MAILLON_TEST_DATABASE_URL": address}
        ).returncode
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def ready(programs: Path, directory: Path, server: "subprocess.Popen[bytes]") -> None:
    """Wait until the server answers."""
    while subprocess.run([str(programs / "pg_isready"), "-q", "-h", str(directory)], check=False).returncode:
        if server.poll() is not None:
            sys.exit((directory / "log").read_text(encoding="utf-8", errors="replace"))
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
