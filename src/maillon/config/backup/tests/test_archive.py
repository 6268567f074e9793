"""The file of a backup: whole, or refused with a reason."""

import datetime as dt
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.config.backup.archive import ArchiveReader, ArchiveWriter
from maillon.config.backup.errors import BackupError
from maillon.config.backup.manifest import DATABASE, FORMAT, MANIFEST, Manifest, read_manifest

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


def write(path: Path, files: dict[str, bytes], *, manifest: bool = True, version: int = FORMAT) -> Path:
    """Write an archive with these files."""
    with path.open("w+b") as stream:
        writer = ArchiveWriter(stream, mtime=0)
        for name, content in files.items():
            writer.add(name, io.BytesIO(content))
        if manifest:
            told = Manifest(
                format=version,
                maillon="1",
                created_at=NOW,
                server_version=18,
                dump_version=18,
                tables={"public.t": 3},
                files=dict(writer.entries),
            )
            writer.add(MANIFEST, io.BytesIO(told.to_json()))
        writer.finish()
    return path


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.text(
            st.characters(codec="utf-8", exclude_characters="/\x00", exclude_categories=("Cs",)), min_size=1
        )
        .filter(lambda name: name not in {".", ".."} and len(name.encode()) < 200)
        .map("media/{}".format),
        st.binary(max_size=3000),
        max_size=6,
    )
)
def test_what_goes_in_comes_out(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    directory = tmp_path_factory.mktemp("archive")
    archive = ArchiveReader(write(directory / "a.tar", {DATABASE: b"dump", **files}))
    archive.extract_media(directory / "media")
    for name, content in files.items():
        assert (directory / name).read_bytes() == content
    taken = io.BytesIO()
    archive.copy(DATABASE, taken)
    assert taken.getvalue() == b"dump"


def test_any_tar_program_can_open_it(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.tar", {DATABASE: b"x" * 513, "media/é/photo.jpg": b"", "media/" + "n" * 150: b"y"}
    )
    with tarfile.open(path) as tar:
        assert tar.getnames() == [DATABASE, "media/é/photo.jpg", "media/" + "n" * 150, MANIFEST]
        assert {info.mode for info in tar} == {0o600}


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.8, 0.95])
def test_a_truncated_archive_is_refused(tmp_path: Path, kept: float) -> None:
    path = write(tmp_path / "a.tar", {DATABASE: b"d" * 20_000, "media/a": b"m" * 20_000})
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(BackupError):
        ArchiveReader(path)


def test_one_changed_byte_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tar", {DATABASE: b"d" * 100, "media/photo": b"m" * 100})
    whole = bytearray(path.read_bytes())
    whole[whole.index(b"mmmm")] ^= 1
    path.write_bytes(whole)
    with pytest.raises(BackupError, match="media/photo"):
        ArchiveReader(path)


@pytest.mark.parametrize("name", ["media/../../etc/passwd", "/etc/passwd", "autre", "media/a/../../b"])
def test_a_file_that_would_land_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BackupError, match="jamais"):
        ArchiveReader(write(tmp_path / "a.tar", {DATABASE: b"", name: b""}))


def test_a_link_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        link = tarfile.TarInfo("media/lien")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(BackupError, match="media/lien"):
        ArchiveReader(tmp_path / "a.tar")


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\x00" * 10_240),
        lambda path: path.write_text("ceci n'est pas une archive" * 100, encoding="utf-8"),
        lambda path: write(path, {DATABASE: b""}, manifest=False),
        lambda path: write(path, {"media/a": b""}),
        lambda path: path.mkdir(),
        lambda _path: None,
    ],
)
def test_what_is_not_a_backup_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "a.tar")
    with pytest.raises(BackupError):
        ArchiveReader(tmp_path / "a.tar")


def test_a_later_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="plus récente"):
        ArchiveReader(write(tmp_path / "a.tar", {DATABASE: b""}, version=FORMAT + 1))


def test_a_damaged_manifest_is_refused() -> None:
    with pytest.raises(BackupError, match="sommaire"):
        read_manifest(b'{"format": 1}')
