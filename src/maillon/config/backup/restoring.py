"""Bring a backup back: everything is checked first, and the database changes in one transaction or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from maillon.base.terminal import _
from maillon.config.backup import programs
from maillon.config.backup.archive import ArchiveReader
from maillon.config.backup.errors import BackupError
from maillon.config.backup.manifest import DATABASE, SECRET_KEY, Manifest
from maillon.config.backup.saving import TABLES

LEAST_SERVER = 15
# Written by pg_restore since version 17; older servers refuse to hear of it.
SINCE_17 = b"SET transaction_timeout = 0;\n"

EMPTY_DATABASE = """
BEGIN;
SET LOCAL lock_timeout = '10s';
DO $$ DECLARE found text; BEGIN
  FOR found IN SELECT nspname FROM pg_namespace
               WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', found);
  END LOOP;
END $$;
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
COMMENT ON SCHEMA public IS 'standard public schema';
SET LOCAL lock_timeout = 0;
"""


def restore(*, address: str, data_dir: Path, source: Path, replace: bool) -> Manifest:
    """Put the archive `source` in the database at `address` and in the files of `data_dir`.

    Refuses an archive that is incomplete or damaged, and a database that already has tables unless
    `replace`. On any failure the database and the files are as they were.
    """
    archive = ArchiveReader(source)
    with psycopg.connect(address) as connection:
        server = connection.info.server_version // 10000
        if server < LEAST_SERVER:
            raise BackupError(
                _("Ce serveur est PostgreSQL {server}; il faut la version 15 ou plus récente.").format(
                    server=server
                )
            )
        if connection.execute(TABLES).fetchone() and not replace:
            raise BackupError(
                _(
                    "Cette base contient déjà des données. Ajoutez --replace pour les remplacer par celles de la "
                    "sauvegarde : tout ce qu’elle contient sera perdu."
                )
            )
    chosen = programs.choose(max(server, archive.manifest.dump_version))
    data_dir.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="media.restauration-", dir=data_dir))
    try:
        archive.extract_media(draft)
        draft.chmod(0o755)
        _replace_database(archive, chosen, address=address, server=server)
        _replace_files(archive, draft, data_dir)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ANALYZE")
    return archive.manifest


def _replace_database(
    archive: ArchiveReader, chosen: programs.Programs, *, address: str, server: int
) -> None:
    """Empty, fill, count, commit: one transaction, in which nothing is committed before everything is right."""
    environment = os.environ | programs.connection_environment(address)
    with tempfile.TemporaryFile() as told:
        reading = subprocess.Popen(
            [chosen.path("pg_restore"), "--no-owner", "--no-privileges", "--file=-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told,
        )
        writing = subprocess.Popen(
            [chosen.path("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=told,
            env=environment,
        )
        assert reading.stdin and reading.stdout and writing.stdin  # noqa: S101, PT018  (all piped)
        feeder = threading.Thread(target=_feed, args=(archive, reading.stdin))
        feeder.start()
        try:
            writing.stdin.write(EMPTY_DATABASE.encode())
            _pass_on(reading.stdout, writing.stdin, server=server)
            if reading.wait() == 0:
                writing.stdin.write(_verification(archive.manifest).encode())
                writing.stdin.write(b"COMMIT;\n")
        except BrokenPipeError:
            pass  # psql stopped at an error, which it has written
        finally:
            # Whoever still waits for the other is released; without COMMIT nothing was changed.
            reading.kill()
            feeder.join()
            reading.stdout.close()
            with suppress(BrokenPipeError):
                writing.stdin.close()
            code = writing.wait()
        told.seek(0)
        reason = told.read().decode("utf-8", "replace").strip()
    if code or reading.returncode:
        raise BackupError(_("La base de données n’a pas pu être remplacée; elle est comme avant.\n") + reason)


def _feed(archive: ArchiveReader, target: IO[bytes]) -> None:
    """Give the dump to pg_restore, from a thread because it answers meanwhile."""
    with suppress(BrokenPipeError):  # it stopped reading: its exit code tells why
        try:
            archive.copy(DATABASE, target)
        finally:
            target.close()


def _pass_on(source: IO[bytes], target: IO[bytes], *, server: int) -> None:
    for line in source:
        if line == SINCE_17 and server < 17:
            continue
        target.write(line)


def _verification(manifest: Manifest) -> str:
    """A statement that fails, and so undoes everything, unless each table has the rows it had."""
    check = sql.SQL("IF (SELECT count(*) FROM {}) <> {} THEN RAISE EXCEPTION USING MESSAGE = {}; END IF;")
    checks = [
        check.format(
            sql.Identifier(*name.split(".", 1)), sql.Literal(rows), sql.Literal(f"{name}: not {rows} rows")
        )
        for name, rows in sorted(manifest.tables.items())
    ]
    block = sql.SQL("DO $maillon$ BEGIN {} NULL; END $maillon$;\n").format(sql.SQL(" ").join(checks))
    return block.as_string()


def _replace_files(archive: ArchiveReader, draft: Path, data_dir: Path) -> None:
    """Put the uploaded files and the secret key in place of the present ones, by renaming."""
    media, before = data_dir / "media", data_dir / "media.avant-restauration"
    shutil.rmtree(before, ignore_errors=True)
    if media.exists():
        media.rename(before)
    draft.rename(media)
    shutil.rmtree(before, ignore_errors=True)
    if SECRET_KEY in archive:
        new = data_dir / "secret_key.restauration"
        new.touch(mode=0o600)
        with new.open("wb") as stream:
            archive.copy(SECRET_KEY, stream)
        new.replace(data_dir / "secret_key")
