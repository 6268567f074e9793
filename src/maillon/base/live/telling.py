"""Saying that a topic changed."""

from django.db import connection


def tell(topic: str) -> None:
    """Wake the pages that show this topic when the transaction ends, if there are any; never waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT live_tell(%s)", [topic])
