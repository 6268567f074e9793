"""What runs by the clock: requests that nobody answered lapse, the words of names are learned."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.sharing.reservations.facts import ReservationFact
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.services.alerts import look_again
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


@app.periodic(cron="41 * * * *")
@app.task(name="look_at_watched_searches", queueing_lock="look_at_watched_searches")
def look_at_watched_searches(timestamp: int) -> None:  # noqa: ARG001  (procrastinate passes the planned moment)
    look_again(now=timezone.now())


def on_freed(fact: ReservationFact) -> None:
    """Look again, for those who watch that day, when a place is given back, refused or lapsed."""
    starts_at = Reservation.objects.filter(pk=fact.reservation_id).values_list("starts_at", flat=True).first()
    if starts_at is not None:
        look_again(now=fact.at, day=timezone.localdate(starts_at))
