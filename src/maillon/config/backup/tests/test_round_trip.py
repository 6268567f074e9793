"""A backup brought back gives the same tables, row for row, and a failed one changes nothing."""

import datetime as dt
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from maillon.base.embedded import Cluster
from maillon.config.backup import BackupError, back_up, programs, restore
from maillon.config.backup.saving import TABLES

pytestmark = pytest.mark.faults
NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)

SCHEMA = """
CREATE TABLE organisation (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE asset (
    id bigint PRIMARY KEY, owner bigint NOT NULL REFERENCES organisation, place point, photo bytea,
    opening tstzmultirange, sort_key text GENERATED ALWAYS AS (lower(name)) STORED, name text,
    EXCLUDE USING gist (place WITH ~=)
);
CREATE TABLE "Empty, and ""odd""." (a int);
CREATE FUNCTION count_up() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO history VALUES (NEW.id); RETURN NEW; END $$;
CREATE TABLE history (asset bigint);
CREATE TRIGGER note AFTER INSERT ON asset FOR EACH ROW EXECUTE FUNCTION count_up();
INSERT INTO organisation (name) SELECT 'Ville « ' || n || ' » 100 %' FROM generate_series(1, 500) n;
INSERT INTO asset (id, owner, place, photo, opening, name)
    SELECT n, 1 + n % 500, point(n, n), decode(md5(n::text), 'hex'),
           tstzmultirange(tstzrange('2026-03-08 06:30+00', '2026-03-08 07:30+00')), E'École\\t\\\\' || n
    FROM generate_series(1, 5000) n;
CREATE MATERIALIZED VIEW summary AS SELECT owner, count(*) FROM asset GROUP BY owner;
"""


def content(address: str) -> dict[str, tuple[int, str]]:
    """The number of rows of every table and a digest of all of them, in the order of their text."""
    found: dict[str, tuple[int, str]] = {}
    with psycopg.connect(address) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for schema, table in connection.execute(TABLES).fetchall():
            query = sql.SQL(
                "SELECT count(*), md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM {} t"
            )
            row = connection.execute(query.format(sql.Identifier(schema, table))).fetchone()
            assert row is not None
            found[f"{schema}.{table}"] = row
    return found


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A throwaway server for all the tests of this module."""
    room = Path(tempfile.mkdtemp(prefix="maillon-essai-", dir="/tmp"))
    room.chmod(0o755)
    made = Cluster(room / "postgresql", throwaway=True)
    made.ensure_running(die_with_parent=True)
    yield made
    made.destroy()
    shutil.rmtree(room, ignore_errors=True)


@pytest.fixture
def source(cluster: Cluster) -> Iterator[str]:
    """The address of a database with something of everything in it."""
    yield from _database(cluster, "origine", SCHEMA)


@pytest.fixture
def target(cluster: Cluster) -> Iterator[str]:
    """The address of an empty database."""
    yield from _database(cluster, "destination", "SELECT 1")


def _database(cluster: Cluster, name: str, schema: str) -> Iterator[str]:
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    with psycopg.connect(cluster.dsn(name)) as connection:
        connection.execute(schema)
    yield cluster.dsn(name)
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """The files of an installation."""
    directory = tmp_path / "origine"
    (directory / "media" / "photos").mkdir(parents=True)
    (directory / "media" / "photos" / "aréna.jpg").write_bytes(b"\xff\xd8" * 5000)
    (directory / "media" / "vide.txt").touch()
    (directory / "secret_key").write_text("une clé", encoding="utf-8")
    (directory / "postgresql").mkdir()
    (directory / "postgresql" / "not-ours").touch()
    return directory


def test_every_table_and_every_file_come_back(
    source: str, target: str, data_dir: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "sauvegarde.tar"
    written = back_up(address=source, data_dir=data_dir, target=archive, now=NOW)
    assert written.tables["public.asset"] == written.tables["public.history"] == 5000
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    there = tmp_path / "destination"
    assert restore(address=target, data_dir=there, source=archive, replace=False) == written
    assert content(target) == content(source)
    assert (there / "media" / "photos" / "aréna.jpg").read_bytes() == b"\xff\xd8" * 5000
    assert (there / "media" / "vide.txt").exists()
    assert (there / "secret_key").read_text(encoding="utf-8") == "une clé"
    assert sorted(path.name for path in there.iterdir()) == ["media", "secret_key"]
    with psycopg.connect(target) as connection:
        connection.execute("INSERT INTO organisation (name) VALUES ('la suivante')")
        assert connection.execute("SELECT max(id) FROM organisation").fetchone() == (501,)
        assert connection.execute("SELECT count(*) FROM summary").fetchone() == (500,)


def test_replacing_forgets_everything_that_was_there(
    source: str, target: str, data_dir: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "sauvegarde.tar"
    back_up(address=source, data_dir=data_dir, target=archive, now=NOW)
    with psycopg.connect(target) as connection:
        connection.execute(
            "CREATE SCHEMA other; CREATE TABLE other.stray (a int); CREATE TABLE asset (b int)"
        )
    there = tmp_path / "destination"
    (there / "media").mkdir(parents=True)
    (there / "media" / "ancien").touch()
    with pytest.raises(BackupError, match="--replace"):
        restore(address=target, data_dir=there, source=archive, replace=False)
    assert set(content(target)) == {"other.stray", "public.asset"}
    restore(address=target, data_dir=there, source=archive, replace=True)
    assert content(target) == content(source)
    assert not (there / "media" / "ancien").exists()


def test_a_second_round_gives_the_same_archive_content(
    source: str, target: str, data_dir: Path, tmp_path: Path
) -> None:
    back_up(address=source, data_dir=data_dir, target=tmp_path / "1.tar", now=NOW)
    there = tmp_path / "destination"
    restore(address=target, data_dir=there, source=tmp_path / "1.tar", replace=False)
    again = back_up(address=target, data_dir=there, target=tmp_path / "2.tar", now=NOW)
    restore(address=source, data_dir=data_dir, source=tmp_path / "2.tar", replace=True)
    assert content(source) == content(target)
    assert set(again.files) == {"database.dump", "secret_key", "media/photos/aréna.jpg", "media/vide.txt"}


@pytest.mark.parametrize("spoil", ["rows", "dump"])
def test_a_failure_in_the_middle_changes_nothing(
    source: str, target: str, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    """The archive is whole for its own digests, but its content does not restore."""
    if spoil == "rows":
        counted = {"public.asset": 4999}
        monkeypatch.setattr("maillon.config.backup.saving.count_rows", lambda _connection: counted)
    archive = tmp_path / "sauvegarde.tar"
    back_up(address=source, data_dir=data_dir, target=archive, now=NOW)
    if spoil == "dump":
        from maillon.config.backup import archive as tar

        real = tar.ArchiveReader.copy

        def cut(self: tar.ArchiveReader, name: str, stream: object) -> None:
            class Half:
                left = 40_000

                def write(self, chunk: bytes) -> int:
                    stream.write(chunk[: self.left])
                    self.left = max(0, self.left - len(chunk))
                    return len(chunk)

            real(self, name, Half())

        monkeypatch.setattr(tar.ArchiveReader, "copy", cut)
    with psycopg.connect(target) as connection:
        connection.execute("CREATE TABLE precious AS SELECT 1 AS a")
    there = tmp_path / "destination"
    (there / "media").mkdir(parents=True)
    (there / "media" / "ancien").touch()
    before = content(target)
    with pytest.raises(BackupError, match="comme avant"):
        restore(address=target, data_dir=there, source=archive, replace=True)
    assert content(target) == before
    assert [path.name for path in there.iterdir()] == ["media"]
    assert (there / "media" / "ancien").exists()


def test_a_database_in_use_is_left_alone(source: str, target: str, data_dir: Path, tmp_path: Path) -> None:
    archive = tmp_path / "sauvegarde.tar"
    back_up(address=source, data_dir=data_dir, target=archive, now=NOW)
    with psycopg.connect(target) as connection:
        connection.execute("CREATE TABLE precious AS SELECT 1 AS a")
    with psycopg.connect(target) as reader:
        reader.execute("SELECT * FROM precious")
        with pytest.raises(BackupError, match="lock timeout"):
            restore(address=target, data_dir=tmp_path / "d", source=archive, replace=True)
    assert set(content(target)) == {"public.precious"}


def test_what_is_written_during_a_backup_is_not_half_in_it(
    source: str, target: str, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from maillon.config.backup import saving

    before = content(source)
    real = saving._dump

    def dump_while_someone_writes(*args: object, **named: object) -> None:
        with psycopg.connect(source) as connection:
            connection.execute("INSERT INTO asset (id, owner, place) VALUES (9001, 1, point(-1, -1))")
        real(*args, **named)

    monkeypatch.setattr(saving, "_dump", dump_while_someone_writes)
    back_up(address=source, data_dir=data_dir, target=tmp_path / "a.tar", now=NOW)
    restore(address=target, data_dir=tmp_path / "d", source=tmp_path / "a.tar", replace=False)
    assert content(target) == before


def test_a_backup_that_fails_leaves_no_file(
    source: str, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs.Programs, "path", lambda _self, _name: "/bin/false")
    with pytest.raises(BackupError):
        back_up(address=source, data_dir=data_dir, target=tmp_path / "a.tar", now=NOW)
    assert not list(tmp_path.glob("a.tar*"))


def test_an_existing_file_is_not_overwritten(source: str, data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_text("précieux", encoding="utf-8")
    with pytest.raises(BackupError, match="existe déjà"):
        back_up(address=source, data_dir=data_dir, target=tmp_path / "a.tar", now=NOW)
    assert (tmp_path / "a.tar").read_text(encoding="utf-8") == "précieux"


def test_no_password_on_a_command_line() -> None:
    given = programs.connection_environment(
        "postgresql://lise:secret@db.example.org:5433/maillon?sslmode=require"
    )
    assert given == {
        "PGUSER": "lise",
        "PGPASSWORD": "secret",
        "PGHOST": "db.example.org",
        "PGPORT": "5433",
        "PGDATABASE": "maillon",
        "PGSSLMODE": "require",
    }


def test_the_nearest_programs_are_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {Path("/a"): 15, Path("/b"): 18, Path("/c"): 16}
    monkeypatch.setattr(programs, "_directories", lambda: [*known, Path("/none")])
    monkeypatch.setattr(
        programs, "_inspect", lambda path: programs.Programs(path, known[path]) if path in known else None
    )
    assert programs.choose(15).major == 15
    assert programs.choose(17).major == 18
    with pytest.raises(BackupError, match="postgresql-client-19"):
        programs.choose(19)
