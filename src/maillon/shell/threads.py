"""What awaits of the messages about requests: questions to answer, messages to read."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.web.formats import day, hour
from maillon.community.organisations.hats import Hat
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.permissions import may_decide_for
from maillon.sharing.reservations.queries.threads import to_clarify, unread_by
from maillon.shell.awaiting import Awaiting

AT_MOST = 3


def threads_await(hat: Hat) -> Iterator[Awaiting]:
    """Say which questions wait for this person's answer, then which requests have a message to read: two queries."""
    asked = list(to_clarify(hat)[:AT_MOST])
    for one in asked:
        title = _("%(owner)s vous demande une précision") % {"owner": one.asset.organisation.label}
        yield Awaiting(title, _before(one), _("Répondre"), _address(one))
    known = {one.pk for one in asked}
    decides = hat.organisation_id is not None and may_decide_for(hat, hat.organisation_id)
    unread = (
        unread_by(hat, timezone.now(), decides=decides)
        .exclude(pk__in=known)
        .shown()
        .order_by("starts_at", "pk")
    )
    for one in unread[:AT_MOST]:
        who = one.asset.organisation if one.person_id == hat.person_id else one.organisation
        title = _("Nouveau message de %(who)s") % {"who": who.label}
        what = f"{one.asset.name}, {day(one.starts_at.astimezone(one.tz))}"
        yield Awaiting(title, what, _("Lire"), _address(one))


def _before(one: Reservation) -> str:
    if one.answer_due_at is None:
        return one.asset.name
    due = one.answer_due_at.astimezone(one.tz)
    said = {"asset": one.asset.name, "day": day(due), "hour": hour(due)}
    return _("%(asset)s. Répondez avant le %(day)s, %(hour)s.") % said


def _address(one: Reservation) -> str:
    return reverse("reservations:show", args=[one.reference]) + "#echange"
