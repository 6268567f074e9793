"""Carrying out deferred jobs inside a test's own transaction, in the order they were deferred."""

import json

from django.db import connection
from procrastinate.contrib.django import app


def run_waiting_jobs() -> int:
    """Run every waiting job, those that they defer included; return how many ran."""
    done = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs"
                " WHERE status = 'todo') RETURNING task_name, args::text"
            )
            row = cursor.fetchone()
        if row is None:
            return done
        name, arguments = row
        app.tasks[name].func(**json.loads(arguments))
        done += 1
