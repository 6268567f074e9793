"""A job whose worker was killed is taken up again; one whose worker lives is left alone."""

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from maillon.base.facts.jobs import resume_interrupted

pytestmark = pytest.mark.django_db(transaction=True)


def begun_by_a_worker_heard(seconds_ago: int) -> int:
    """A job begun by a worker that last told it lived so long ago; its number."""
    number: int = app.configure_task("send_mail").defer(mail_id=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second') RETURNING id",
            [seconds_ago],
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [cursor.fetchone()[0], number],
        )
    return number


def test_the_jobs_of_a_dead_worker_wait_again() -> None:
    abandoned, running = begun_by_a_worker_heard(120), begun_by_a_worker_heard(1)

    async def resume() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                await resume_interrupted(timestamp=0)

    asyncio.run(resume())
    assert ProcrastinateJob.objects.get(pk=abandoned).status == "todo"
    assert ProcrastinateJob.objects.get(pk=running).status == "doing"
