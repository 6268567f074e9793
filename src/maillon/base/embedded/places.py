"""Where a cluster stands on the disk, decided the same way by every process without starting anything."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from maillon.base.embedded import account as accounts
from maillon.base.embedded.account import Account
from maillon.base.embedded.errors import ClusterError
from maillon.base.embedded.reach import others_can_reach
from maillon.base.terminal import _

log = logging.getLogger("maillon.embedded")

SYSTEM_DIRECTORY = Path("/var/lib/maillon")
POINTER = "emplacement.txt"
PORT = 5432  # only a part of the socket's file name: no TCP port is opened
LONGEST_SOCKET = 100  # bytes: the kernel allows 108 on Linux and 104 on macOS


@dataclass(frozen=True)
class Places:
    """The directories and files of one cluster.

    `wanted` is the directory that was asked for; `home` is where the data really is, the same unless root
    asked for a place that an unprivileged account cannot reach.
    """

    wanted: Path
    home: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory; it exists only once complete."""
        return self.home / "pgdata"

    @property
    def draft(self) -> Path:
        """The data directory while it is being created."""
        return self.home / "pgdata.creation"

    @property
    def log(self) -> Path:
        """What the server writes about itself."""
        return self.home / "postgres.log"

    @property
    def socket(self) -> Path:
        """The private directory of the socket: in the home, or in /tmp when that path cannot serve.

        The kernel limits its length, and PostgreSQL's client reads a comma as the start of another host.
        """
        inside = self.home / "socket"
        if len(bytes(inside / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET and "," not in str(inside):
            return inside
        return Path(f"/tmp/maillon-{_digest(self.home)}")  # noqa: S108 — owner and mode are verified

    def lock(self, name: str) -> Path:
        """The file of one of the cluster's locks: `start`, `alive` or `users`."""
        return self.home / f"{name}.lock"

    def account(self) -> Account:
        """Who runs the server: the owner of existing data, else this user, else (root) `maillon`."""
        if os.geteuid() != 0:
            return accounts.current()
        for known in (self.data, self.home):
            try:
                uid = known.stat().st_uid
            except FileNotFoundError:
                continue
            if uid != 0:
                return accounts.owner_of(uid)
        return accounts.unprivileged()

    def create(self) -> Account:
        """Make the missing directories, private to the account; parents that exist are left alone."""
        who = self.account()
        if self.home != self.wanted:
            self._leave_pointer()
        for missing in reversed([d for d in (self.home, *self.home.parents) if not d.exists()]):
            missing.mkdir(exist_ok=True)
            missing.chmod(0o700 if missing == self.home else 0o755)
        _take(self.home, who)
        self.socket.mkdir(mode=0o700, exist_ok=True)
        _take(self.socket, who)
        return who

    def _leave_pointer(self) -> None:
        pointer = self.wanted / POINTER
        if pointer.exists():
            return
        log.warning(
            _(
                "Le compte ordinaire qui fait tourner PostgreSQL ne peut pas entrer dans %s : "
                "la base est dans %s."
            ),
            self.wanted,
            self.home,
        )
        self.wanted.mkdir(parents=True, exist_ok=True)
        pointer.write_text(f"{self.home}\n", encoding="utf-8")


def settle(wanted: Path) -> Places:
    """Decide where the cluster asked for at `wanted` stands. Reads permissions, writes nothing.

    An ordinary user keeps the data where it was asked for. Root does too when any account can walk there;
    otherwise (a clone in /root) the data goes to /var/lib/maillon under a name drawn from the wanted path,
    and a pointer left at the wanted place keeps that decision even if permissions change later.
    """
    wanted = Path(wanted).expanduser().resolve()
    if os.geteuid() != 0:
        return Places(wanted, wanted)
    pointer = wanted / POINTER
    if pointer.is_file():
        return Places(wanted, Path(pointer.read_text(encoding="utf-8").strip()))
    if (wanted / "pgdata").exists() or others_can_reach(wanted.parent):
        return Places(wanted, wanted)
    return Places(wanted, SYSTEM_DIRECTORY / _digest(wanted))


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:16]


def _take(directory: Path, who: Account) -> None:
    """Give a directory of ours to the account and close it to others; refuse one that is not ours."""
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {who.uid, os.geteuid()}:
        raise ClusterError(
            _(
                "Le dossier {directory} appartient à un autre compte ou n’est pas un dossier. "
                "Supprimez-le, ou choisissez un autre emplacement avec MAILLON_DATA_DIR."
            ).format(directory=directory)
        )
    if found.st_uid != who.uid:
        os.chown(directory, who.uid, who.gid)
    if stat.S_IMODE(found.st_mode) != 0o700:
        directory.chmod(0o700)
