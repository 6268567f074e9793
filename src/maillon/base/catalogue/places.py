"""Where the catalogue lives."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
DOMAIN = "django"


def catalogue_path(language: str, suffix: str = ".po", package: Path = PACKAGE) -> Path:
    """Return the file of one language: the source (``.po``) or its compiled form (``.mo``)."""
    return package / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}{suffix}"
