"""What runs by the clock: agreements that reach their end, and the reminders before it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.community.agreements.services import end_over, remind_ends


@app.periodic(
    cron="12 * * * *"
)  # every hour: midnight in Québec moves with its clocks, the job's clock is in UTC
@app.task(name="end_agreements", queueing_lock="end_agreements")
def end_agreements(timestamp: int) -> None:  # noqa: ARG001  (procrastinate passes the planned moment)
    end_over(now=timezone.now())


@app.periodic(cron="40 13 * * *")  # in the morning of Québec
@app.task(name="remind_agreements", queueing_lock="remind_agreements")
def remind_agreements(timestamp: int) -> None:  # noqa: ARG001  (the same)
    remind_ends(now=timezone.now())
