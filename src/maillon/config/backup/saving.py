"""Write a backup from one instant of the database, while Maillon goes on."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import IsolationLevel, sql

from maillon.base.terminal import _
from maillon.config.backup import programs
from maillon.config.backup.archive import ArchiveWriter
from maillon.config.backup.errors import BackupError
from maillon.config.backup.manifest import DATABASE, FORMAT, MANIFEST, MEDIA, SECRET_KEY, Manifest

TABLES = """
SELECT n.nspname, c.relname
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 1, 2
"""


def back_up(*, address: str, data_dir: Path, target: Path, now: dt.datetime) -> Manifest:
    """Write the database at `address` and the files of `data_dir` in the archive `target`.

    The archive takes its name only once it is whole and on the disk; until then it is « target.partial »,
    deleted on failure. It holds personal data and the secret key, so only its owner can read it.
    Refuses to overwrite a file that exists.
    """
    if target.exists():
        raise BackupError(_("« {path} » existe déjà : choisissez un autre nom.").format(path=target))
    draft = target.with_name(f"{target.name}.partial")
    try:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w+b") as stream:
            manifest = _write(stream, address=address, data_dir=data_dir, now=now)
            stream.flush()
            os.fsync(stream.fileno())
        draft.rename(target)
    except OSError as error:
        raise BackupError(
            _("La sauvegarde n’a pas pu être écrite dans {directory} : {reason}.").format(
                directory=target.parent, reason=error.strerror
            )
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(stream: io.BufferedRandom, *, address: str, data_dir: Path, now: dt.datetime) -> Manifest:
    archive = ArchiveWriter(stream, mtime=int(now.timestamp()))
    with psycopg.connect(address) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        server = connection.info.server_version // 10000
        chosen = programs.choose(server)
        # The rows counted and the rows dumped are those of the same instant.
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        _dump(archive, chosen, address=address, snapshot=snapshot)
        tables = count_rows(connection)
    for name, path in _files(data_dir):
        with path.open("rb") as source:
            archive.add(name, source)
    manifest = Manifest(
        format=FORMAT,
        maillon=version("maillon"),
        created_at=now,
        server_version=server,
        dump_version=chosen.major,
        tables=tables,
        files=dict(archive.entries),
    )
    archive.add(MANIFEST, io.BytesIO(manifest.to_json()))
    archive.finish()
    return manifest


def _dump(archive: ArchiveWriter, chosen: programs.Programs, *, address: str, snapshot: str) -> None:
    command = [chosen.path("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    started = subprocess.Popen(
        [*command, f"--snapshot={snapshot}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | programs.connection_environment(address),
    )
    assert started.stdout is not None and started.stderr is not None  # noqa: S101, PT018  (both piped)
    try:
        archive.add(DATABASE, started.stdout)
    except BaseException:
        started.kill()
        raise
    finally:
        told = started.stderr.read().decode("utf-8", "replace").strip()
        started.stdout.close()
        started.stderr.close()
        started.wait()
    if started.returncode:
        raise BackupError(_("La base de données n’a pas pu être sauvegardée : {reason}").format(reason=told))


def count_rows(connection: psycopg.Connection) -> dict[str, int]:
    """The number of rows of every table, by « schema.table » name."""
    counted = {}
    for schema, table in connection.execute(TABLES).fetchall():
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
        (counted[f"{schema}.{table}"],) = connection.execute(query).fetchone() or (0,)
    return counted


def _files(data_dir: Path) -> Iterator[tuple[str, Path]]:
    """The files to keep beside the database, with the names they take in the archive."""
    secret = data_dir / "secret_key"
    if secret.is_file():
        yield SECRET_KEY, secret
    media = data_dir / "media"
    for path in sorted(media.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield MEDIA + path.relative_to(media).as_posix(), path
