"""What an archive says of itself."""

from __future__ import annotations

import datetime as dt

import msgspec

from maillon.base.terminal import _
from maillon.config.backup.errors import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.dump"
SECRET_KEY = "secret_key"  # noqa: S105  (the name of a file)
MEDIA = "media/"


class Entry(msgspec.Struct, frozen=True):
    """A file of the archive: its size in bytes and its SHA-256 digest in hexadecimal."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The last file of an archive. `tables` gives the number of rows by « schema.table » name."""

    format: int
    maillon: str
    created_at: dt.datetime
    server_version: int
    dump_version: int
    tables: dict[str, int]
    files: dict[str, Entry]

    def to_json(self) -> bytes:
        """The manifest as it is written, readable by a person."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"


def read_manifest(text: bytes) -> Manifest:
    """Read a manifest; refuse one that is damaged or written by a later Maillon."""
    try:
        found = msgspec.json.decode(text, type=Manifest)
    except msgspec.DecodeError as error:
        raise BackupError(_("Cette sauvegarde est abîmée : son sommaire ne se lit pas.")) from error
    if found.format > FORMAT:
        raise BackupError(
            _("Cette sauvegarde a été faite par une version plus récente de Maillon ({version}).").format(
                version=found.maillon
            )
        )
    return found
