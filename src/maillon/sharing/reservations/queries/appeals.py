"""Reading the appeals: those that wait for an organisation, those it answered, how many."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.reservations.models import Appeal

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many refusals were looked at again over a year, and what came of it."""

    asked: int
    granted: int
    upheld: int


def appeals_to(organisation_id: int, hat: Hat, *, answered: bool) -> QuerySet[Appeal]:
    """Return the appeals made to an owner that this hat may know of; those that wait first asked, first read."""
    found = (
        Appeal.objects.visible_to(hat)
        .filter(reservation__asset__organisation_id=organisation_id, answered_at__isnull=not answered)
        .select_related(
            "reservation__asset__site",
            "reservation__asset__asset_class",
            "reservation__asset__organisation",
            "reservation__organisation",
            "reservation__person",
        )
    )
    return found.order_by("-answered_at", "-pk") if answered else found.order_by("asked_at", "pk")


def tally_of(organisation_id: int, now: dt.datetime) -> Tally:
    """Return the count of a year, in one query."""
    counted = (
        Appeal.objects.filter(reservation__asset__organisation_id=organisation_id, asked_at__gt=now - YEAR)
        .order_by()
        .aggregate(
            asked=Count("pk"),
            granted=Count("pk", filter=Q(outcome__in=(Appeal.Outcome.GRANTED, Appeal.Outcome.TOO_LATE))),
            upheld=Count("pk", filter=Q(outcome=Appeal.Outcome.UPHELD)),
        )
    )
    return Tally(**counted)


def administrators_of(organisation_id: int, today: dt.date) -> QuerySet[Membership]:
    """Return those who administer an organisation on this day."""
    return (
        Membership.objects.current(today)
        .filter(organisation_id=organisation_id, roles__contains=[str(Role.ORGANISATION_ADMIN)])
        .select_related("person")
        .order_by("pk")
    )
