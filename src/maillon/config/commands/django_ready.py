"""Make Django usable inside a command, once the database runs."""

from __future__ import annotations

import os


def set_up_django() -> None:
    """Load the settings and the applications; costs about a second, so only commands that need it call it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillon.config.settings")
    import django

    django.setup()
