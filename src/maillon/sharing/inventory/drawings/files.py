"""The pictures as files among those that the site serves."""

import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from maillon.sharing.inventory.drawings.pictures import VARIANTS, draw

FOLDER = "demonstration"


def photo_files(media_root: Path, codes: Iterable[str]) -> dict[tuple[str, int], str]:
    """Write the pictures of these classes of assets under ``media_root``, each once, and say where.

    Return the path of each (class code, variant), relative to ``media_root`` and with forward slashes, as a file
    field keeps it. A file's name holds a digest of its content: a picture drawn anew gets a new name, and one
    already there is left alone. Many assets may share one file. ValueError for a class without a scene.
    """
    folder = Path(media_root) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for code in dict.fromkeys(codes):
        for variant in range(VARIANTS):
            content = draw(code, variant)
            name = f"{code}-{variant + 1}-{sha256(content).hexdigest()[:12]}.webp"
            if not (folder / name).exists():
                _write(folder / name, content)
            found[code, variant] = f"{FOLDER}/{name}"
    return found


def _write(path: Path, content: bytes) -> None:
    """Write the file whole or not at all: a reader never meets half a picture."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(content)
    written = Path(file.name)
    written.chmod(0o644)  # a temporary file is born for its owner only; the site must read this one
    written.replace(path)
