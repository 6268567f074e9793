"""When an answer last changed (RFC 9110, § 8.8.2): said only when it can be said without a doubt.

What an answer depends on is named by its models: the latest of their changes in the audit trail counts, whosever it
is, so that nothing that leaves a list or loses a right goes unseen. Midnight counts too, because agreements and
verifications end with a day; so does the start of the program, whose sentences change with it. A change of the last
minutes is not dated at all: a slower transaction may still bring one that began earlier.
"""

import datetime as dt
from typing import Any

from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date

SETTLED = dt.timedelta(minutes=5)  # longer than any transaction lasts
STARTED = timezone.now()


def dated(response: HttpResponse, *models: type[Model], now: dt.datetime | None = None) -> None:
    """Date an answer that depends on these models, each with its audit trail; one query."""
    now = now or timezone.now()
    latest = max([STARTED, _midnight(now), *_latest_changes(models)])
    if latest + SETTLED <= now:
        response["Last-Modified"] = http_date(latest.timestamp() + 1)  # the second is over


def _midnight(now: dt.datetime) -> dt.datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _latest_changes(models: tuple[type[Model], ...]) -> list[dt.datetime]:
    """Return the latest change of each model: the last row of its audit trail, by primary key."""
    tables = [_trail_of(model) for model in models]
    asked = " UNION ALL ".join(
        f"(SELECT pgh_created_at FROM {connection.ops.quote_name(table)} ORDER BY pgh_id DESC LIMIT 1)"  # noqa: S608  (our own tables)
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [moment for (moment,) in cursor.fetchall()]


def _trail_of(model: Any) -> str:
    table: str = model.pgh_event_model._meta.db_table
    return table
