"""What runs by the clock: requests that nobody answered lapse, the words of names are learned."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.sharing.reservations.services.requests import lapse_overdue
from maillon.sharing.reservations.services.words import gather_words


@app.periodic(cron="*/5 * * * *")
@app.task(name="lapse_overdue_reservations", queueing_lock="lapse_overdue_reservations")
def lapse_overdue_reservations(timestamp: int) -> None:  # noqa: ARG001  (procrastinate passes the planned moment)
    lapse_overdue(now=timezone.now())


@app.periodic(cron="23 * * * *")
@app.task(name="gather_known_words", queueing_lock="gather_known_words")
def gather_known_words(timestamp: int) -> None:  # noqa: ARG001  (procrastinate passes the planned moment)
    gather_words()
