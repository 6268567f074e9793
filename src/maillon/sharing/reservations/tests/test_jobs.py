"""What runs by the clock is known to the worker."""

import pytest
from procrastinate.contrib.django import app

from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place

NAME = "lapse_overdue_reservations"


@pytest.mark.django_db
def test_requests_lapse_every_five_minutes() -> None:
    assert NAME in app.tasks
    crons = {key[0]: task.cron for key, task in app.periodic_registry.periodic_tasks.items()}
    assert crons[NAME] == "*/5 * * * *"
    gym = make_shared_place(terms={"answer_within_hours": 1})
    reservation = request_reservation(
        hat=make_hat(), wish=Wish(gym.pk, at(18), at(20), "Danse"), now=at(8, days=-1)
    )
    app.tasks[NAME].func(timestamp=0)
    reservation.refresh_from_db()
    assert reservation.state == Reservation.State.LAPSED
