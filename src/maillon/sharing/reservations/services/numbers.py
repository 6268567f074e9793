"""The number of a request, and one sending of a key at a time."""

import datetime as dt
import uuid

from django.db import connection


def one_at_a_time(uid: uuid.UUID) -> None:
    """Make a second sending of the same key wait until the first is written or given up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [uid.int & (2**63 - 1)])


def next_number(now: dt.datetime) -> str:
    """Return the next number of a request or of a bundle: « 2026-000042 »."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('reservations_reference')")
        (number,) = cursor.fetchone()
    return f"{now:%Y}-{number:06d}"
