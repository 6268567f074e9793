"""What runs when a place is free again, and by the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.sharing.reservations.facts import ReservationFact
from maillon.sharing.waiting.services import offer_places, pass_on


def on_freed(fact: ReservationFact) -> None:
    """Offer what a refusal, a cancellation or a silence gave back."""
    offer_places(asset_id=fact.asset_id, now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="pass_on_waiting_places", queueing_lock="pass_on_waiting_places")
def pass_on_waiting_places(timestamp: int) -> None:  # noqa: ARG001  (procrastinate passes the planned moment)
    pass_on(now=timezone.now())
