"""What time does to verifications: reminders, ends, and the papers that nobody needs any more."""

import datetime as dt

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from maillon.base.web.formats import day as written_day
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.queries import administrators_of
from maillon.community.verification.criteria import Outcome
from maillon.community.verification.letters import write_letters
from maillon.community.verification.models import Evidence, Request
from maillon.community.verification.rules import REMINDERS, reminder_due
from maillon.community.verification.services.decisions import write_decision
from maillon.community.verification.services.requests import drop_piece

PAPERS_KEPT = dt.timedelta(days=365)  # after the end, the withdrawal or the refusal that they served


def end_expired(*, now: dt.datetime) -> int:
    """End every verification whose last day has passed; return how many. What was booked before stands."""
    today = timezone.localdate(now)
    over = Organisation.objects.filter(verified_at__isnull=False, verified_until__lt=today)
    return sum(_end(pk, today, now) for pk in over.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _end(organisation_id: int, today: dt.date, now: dt.datetime) -> int:
    still_over = Q(pk=organisation_id, verified_at__isnull=False, verified_until__lt=today)
    organisation = Organisation.objects.select_for_update().filter(still_over).first()
    if organisation is None:  # renewed, withdrawn or ended meanwhile
        return 0
    organisation.verified_at = None  # its last day stays, so that pages say « ended on »
    organisation.save()
    decision = write_decision(organisation, Outcome.EXPIRED, by=None, now=now)
    readers = administrators_of(organisation_id=organisation_id, on=today)
    key = f"verification-expired:{decision.pk}"
    write_letters("expired", readers, organisation=organisation, key=key)
    return 1


def remind_renewals(*, now: dt.datetime) -> int:
    """Write to organisations 60 and 15 days before the end, each reminder once; return how many are near their end.

    An organisation whose renewal is already being examined is left in peace.
    """
    today = timezone.localdate(now)
    near = Organisation.objects.filter(
        verified_at__isnull=False,
        verified_until__gte=today,
        verified_until__lte=today + dt.timedelta(days=REMINDERS[0]),
    ).exclude(verification_requests__state="sent")
    found = list(near.order_by("pk"))
    for organisation in found:
        _remind(organisation, today)
    return len(found)


@transaction.atomic
def _remind(organisation: Organisation, today: dt.date) -> None:
    until = organisation.verified_until
    days = reminder_due(today, until) if until else None
    if until is None or days is None:
        return
    write_letters(
        "ending",
        administrators_of(organisation_id=organisation.pk, on=today),
        organisation=organisation,
        key=f"verification-ending:{organisation.pk}:{until.isoformat()}:{days}",
        day=lambda: written_day(until),
    )


def forget_papers(*, now: dt.datetime) -> int:
    """Delete the pieces that no verification in force, and no recent decision, still needs; return how many."""
    granted = Request.objects.filter(
        organisation=OuterRef("request__organisation"), state=Request.State.GRANTED
    ).order_by("-closed_at", "-pk")
    in_force = Q(
        request__organisation__verified_at__isnull=False, request_id=Subquery(granted.values("pk")[:1])
    )
    recent = Q(request__organisation__verification_decisions__at__gte=now - PAPERS_KEPT)
    left = Q(request__state=Request.State.DRAFT, request__opened_at__lt=now - PAPERS_KEPT)
    closed = Evidence.objects.filter(Q(request__closed_at__lt=now - PAPERS_KEPT) | left)
    useless = list(closed.exclude(in_force).exclude(recent).order_by("pk"))
    for piece in useless:
        with transaction.atomic():
            drop_piece(piece)
    return len(useless)
