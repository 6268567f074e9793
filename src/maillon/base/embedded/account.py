"""The unprivileged system account under which PostgreSQL runs when Maillon is started by root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

from maillon.base.embedded.errors import ClusterError
from maillon.base.terminal import _

NAME = "maillon"


@dataclass(frozen=True)
class Account:
    """A user of the operating system, and how a program is started in its name."""

    name: str
    uid: int
    gid: int

    @property
    def is_current(self) -> bool:
        """Whether this process already runs under the account."""
        return self.uid == os.geteuid()

    def popen_options(self) -> dict[str, Any]:
        """The options of `subprocess` that start a program under this account; none when already so."""
        if self.is_current:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def current() -> Account:
    """The account of this process."""
    uid = os.geteuid()
    return Account(_name_of(uid), uid, os.getegid())


def owner_of(uid: int) -> Account:
    """The account that owns existing data."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(str(uid), uid, uid)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def unprivileged() -> Account:
    """The account for a database started by root: `maillon`, created when missing, else `nobody`."""
    for attempt in (NAME, NAME, "nobody"):
        try:
            entry = pwd.getpwnam(attempt)
        except KeyError:
            _create()
        else:
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise ClusterError(
        _(
            "PostgreSQL refuse de tourner sous le compte root, et aucun compte ordinaire n’a pu être créé. "
            "Lancez Maillon depuis un autre compte."
        )
    )


def _create() -> None:
    """Add the system account; a machine without `useradd` keeps going with `nobody`."""
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if program is None:
        return
    arguments = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    subprocess.run([program, *arguments], check=False, capture_output=True)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
