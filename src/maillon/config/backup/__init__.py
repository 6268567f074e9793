"""Backups: the whole installation in one file, and back.

Words: an *archive* is one `.tar` file with the database (PostgreSQL's custom format), the uploaded files, the
secret key and, last, a *manifest* that tells the version, the number of rows of each table and the
SHA-256 digest of each file. An archive without its manifest is incomplete and refused.

Verbs: `back_up` writes an archive while Maillon runs, from one instant of the database, and gives it its
name only once it is whole; `restore` checks all of it before touching anything, then replaces the database in
one transaction.

Neither imports Django: what must bring an installation back should not need it to be healthy.
"""

from maillon.config.backup.errors import BackupError
from maillon.config.backup.manifest import Manifest
from maillon.config.backup.restoring import restore
from maillon.config.backup.saving import back_up

__all__ = ["BackupError", "Manifest", "back_up", "restore"]
