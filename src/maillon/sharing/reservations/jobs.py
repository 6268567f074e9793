"""What runs by the clock: requests that nobody answered lapse."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.sharing.reservations.services.requests import lapse_overdue


@app.periodic(cron="*/5 * * * *")
@app.task(name="lapse_overdue_reservations", queueing_lock="lapse_overdue_reservations")
def lapse_overdue_reservations(timestamp: int) -> None:  # noqa: ARG001  (procrastinate passes the planned moment)
    lapse_overdue(now=timezone.now())
