"""Agreements answered and ended at the same moment as other things happen, on connections of their own."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from maillon.base.refusals import Refusal
from maillon.community.agreements import services
from maillon.community.agreements.models import Agreement, Party
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import approve_reservation, request_reservation
from maillon.testing.builders.agreements import make_agreement
from maillon.testing.builders.community import make_hat, make_organisation
from maillon.testing.builders.sharing import at, make_shared_place
from maillon.testing.racing import race

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]


def test_partners_who_accept_at_the_same_moment_have_all_accepted() -> None:
    town, partners = make_organisation(), [make_organisation() for _ in range(6)]
    made = make_agreement(town, *partners, state="proposed")
    hats = [make_hat(Role.ASSET_MANAGER, organisation=one) for one in partners]
    now = timezone.now()
    told = race(
        [
            lambda hat=hat: services.accept_agreement(
                agreement_id=made.pk, revision=made.revision, by=hat, now=now
            )
            for hat in hats * 2
        ]
    )
    assert told.counts == {"ok": 12}, told
    assert Agreement.objects.get(pk=made.pk).state == "in_force"
    assert Party.objects.in_force(timezone.localdate()).count() == 6


class Later:
    """Something done on another connection, which may have to wait."""

    def __init__(self, done: Callable[[], Any]) -> None:
        self.told = ""
        self.thread = threading.Thread(target=self._run, args=(done,))
        self.thread.start()

    def _run(self, done: Callable[[], Any]) -> None:
        try:
            done()
            self.told = "ok"
        except Refusal as refusal:
            self.told = refusal.code
        except Exception as error:  # whatever it is, the test must see it
            self.told = repr(error)
        finally:
            connections.close_all()

    def wait_until_it_waits(self) -> None:
        """Return once the other connection waits for a lock of ours."""
        for _ in range(400):
            with connection.cursor() as cursor:
                # Not pg_stat_activity: a transaction sees it as it was when it first looked.
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0]:
                    return
            time.sleep(0.05)
        raise AssertionError(f"the other connection waits for nothing: {self.told!r}")

    def end(self) -> str:
        self.thread.join(timeout=30)
        return self.told


@pytest.fixture
def shared() -> dict[str, Any]:
    town = make_organisation()
    firm = make_organisation(OrganisationKind.COMPANY, verified=False)
    asset = make_shared_place(town, audience="partners", terms={"bookable_by": "partners"})
    return {
        "asset": asset,
        "agreement": make_agreement(town, firm, scopes=[{"asset": asset}]),
        "clerk": make_hat(Role.ORGANISATION_ADMIN, Role.APPROVER, organisation=town),
        "asker": make_hat(Role.REQUESTER, organisation=firm),
    }


def ask(shared: dict[str, Any], hour: int = 10) -> Reservation:
    wish = Wish(shared["asset"].pk, at(hour), at(hour + 1), "Livraison")
    return request_reservation(hat=shared["asker"], wish=wish, now=timezone.now())


def end(shared: dict[str, Any]) -> Agreement:
    now = timezone.now()
    return services.end_agreement(
        agreement_id=shared["agreement"].pk,
        reason="Travaux.",
        ends_on=timezone.localdate(now),
        by=shared["clerk"],
        now=now,
    )


def test_a_booking_that_waited_for_the_end_is_refused(shared: dict[str, Any]) -> None:
    with transaction.atomic():
        end(shared)
        booking = Later(lambda: ask(shared))
        booking.wait_until_it_waits()
    assert booking.end() == "request_refused"
    assert not Reservation.objects.exists()


def test_the_end_waits_for_a_booking_under_way_which_stands(shared: dict[str, Any]) -> None:
    with transaction.atomic():
        made = ask(shared)
        ending = Later(lambda: end(shared))
        ending.wait_until_it_waits()
    assert ending.end() == "ok"
    assert Agreement.objects.get().state == "ended"
    made.refresh_from_db()
    assert made.state == "pending"
    approve_reservation(reference=made.reference, hat=shared["clerk"], now=timezone.now())
    with pytest.raises(Refusal):
        ask(shared, 14)
    assert Reservation.objects.count() == 1


def test_bookings_of_one_partner_do_not_wait_for_each_other(shared: dict[str, Any]) -> None:
    other = make_shared_place(
        shared["asset"].organisation, audience="partners", terms={"bookable_by": "partners"}
    )
    make_agreement(shared["asset"].organisation, Agreement.objects.get().parties.get().organisation)
    with transaction.atomic():
        ask(shared)
        second = Later(lambda: ask(shared | {"asset": other}, 12))
        assert second.end() == "ok"
