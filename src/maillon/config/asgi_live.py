"""The live streams, for an ASGI server: beside the pages, in a process of its own."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillon.config.settings")
django.setup()

from django.conf import settings  # noqa: E402  (settings exist only after setup)
from django.db import connection  # noqa: E402
from psycopg.conninfo import make_conninfo  # noqa: E402

from maillon.base.live.stream import LiveApplication  # noqa: E402


def _conninfo() -> str:
    """Return the address of the database that the pages use."""
    parts = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return make_conninfo(**{key: parts[name] for key, name in names.items() if parts.get(name)})


application = LiveApplication(_conninfo(), settings.PUBLIC_URL)
