"""Write and read the `.tar` file of a backup without ever holding a file in memory."""

from __future__ import annotations

import hashlib
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from maillon.base.terminal import _
from maillon.config.backup.errors import BackupError
from maillon.config.backup.manifest import (
    DATABASE,
    MANIFEST,
    MEDIA,
    SECRET_KEY,
    Entry,
    Manifest,
    read_manifest,
)

CHUNK = 1024 * 1024


class ArchiveWriter:
    """Adds files to a tar one after the other, noting the size and digest of each.

    A tar announces the size of a file before its bytes, and a dump's size is known only at its end: so the
    header is written once empty, and again in its place when the bytes have passed.
    """

    def __init__(self, stream: IO[bytes], *, mtime: int) -> None:
        self._stream = stream
        self._mtime = mtime
        self.entries: dict[str, Entry] = {}

    def add(self, name: str, source: IO[bytes]) -> None:
        """Copy everything that `source` has to give under that name."""
        start = self._stream.tell()
        header_length = len(self._header(name, 0))
        self._stream.seek(start + header_length)
        digest, size = hashlib.sha256(), 0
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            self._stream.write(chunk)
        self._stream.write(b"\0" * (-size % tarfile.BLOCKSIZE))
        end = self._stream.tell()
        self._stream.seek(start)
        self._stream.write(self._header(name, size))
        self._stream.seek(end)
        self.entries[name] = Entry(size=size, sha256=digest.hexdigest())

    def finish(self) -> None:
        """Write the end mark of a tar."""
        self._stream.write(b"\0" * tarfile.BLOCKSIZE * 2)

    def _header(self, name: str, size: int) -> bytes:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self._mtime, 0o600
        return info.tobuf(format=tarfile.GNU_FORMAT)


class ArchiveReader:
    """An archive opened and checked whole: every file is there, none is foreign, each has its digest."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.manifest = self._check()

    def copy(self, name: str, target: IO[bytes]) -> None:
        """Copy the bytes of one file of the archive."""
        with self._open() as tar:
            source = tar.extractfile(name)
            assert source is not None  # noqa: S101  (checked: a regular file)
            shutil.copyfileobj(source, target, CHUNK)

    def extract_media(self, directory: Path) -> None:
        """Write the uploaded files under a directory."""
        with self._open() as tar:
            for info in tar:
                if info.name.startswith(MEDIA):
                    target = directory / info.name.removeprefix(MEDIA)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    source = tar.extractfile(info)
                    assert source is not None  # noqa: S101  (checked: a regular file)
                    with target.open("xb") as stream:
                        shutil.copyfileobj(source, stream, CHUNK)

    def __contains__(self, name: str) -> bool:
        return name in self.manifest.files

    def _check(self) -> Manifest:
        found: dict[str, Entry] = {}
        manifest: Manifest | None = None
        try:
            with self._open() as tar:
                for info, source in _files(tar):
                    if info.name == MANIFEST:
                        manifest = read_manifest(source.read())
                    else:
                        found[info.name] = Entry(size=info.size, sha256=_digest(source))
        except (tarfile.TarError, EOFError) as error:
            raise BackupError(
                _("« {path} » n’est pas une sauvegarde lisible.").format(path=self._path)
            ) from error
        if manifest is None:
            raise BackupError(
                _("Cette sauvegarde est incomplète : son sommaire manque. Elle a sans doute été interrompue.")
            )
        damaged = sorted(
            n for n in found.keys() | manifest.files.keys() if found.get(n) != manifest.files.get(n)
        )
        if damaged or DATABASE not in found:
            raise BackupError(
                _("Cette sauvegarde est abîmée : {names}. Rien n’a été changé.").format(
                    names=", ".join(damaged[:5]) or DATABASE
                )
            )
        return manifest

    def _open(self) -> tarfile.TarFile:
        try:
            return tarfile.open(self._path, mode="r:")
        except OSError as error:
            raise BackupError(
                _("« {path} » ne peut pas être lu : {reason}.").format(path=self._path, reason=error.strerror)
            ) from error


def _digest(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _files(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    """Each file with its bytes; refuse links, devices, and names that would leave their directory."""
    for info in tar:
        path = PurePosixPath(info.name)
        inside = info.name.startswith(MEDIA) and ".." not in path.parts and not path.is_absolute()
        source = tar.extractfile(info) if info.isreg() else None
        if source is None or not (inside or info.name in {DATABASE, SECRET_KEY, MANIFEST}):
            raise BackupError(
                _(
                    "Cette archive contient « {name} », qu’une sauvegarde de Maillon ne contient jamais."
                ).format(name=info.name)
            )
        yield info, source
