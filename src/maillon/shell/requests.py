"""What awaits about bookings: requests to answer, and the answers just received."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day, hour, number
from maillon.community.organisations.hats import Hat
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.permissions import may_decide_for
from maillon.sharing.reservations.queries.following import awaiting_answer
from maillon.sharing.reservations.queries.grouping import one_of_each
from maillon.shell.awaiting import Awaiting

RECENT = dt.timedelta(days=3)
AT_MOST = 3
ANSWERED = (Reservation.State.APPROVED, Reservation.State.REFUSED, Reservation.State.LAPSED)


def requests_await(hat: Hat) -> Iterator[Awaiting]:
    """Say how many requests wait for this hat's answer, and what was answered to its wearer: three queries."""
    if hat.organisation_id is not None and may_decide_for(hat, hat.organisation_id):
        waiting = one_of_each(awaiting_answer(hat.organisation_id), "answer_due_at", "pk")
        first = waiting.first()
        if first is not None and first.answer_due_at is not None:
            count = waiting.count()
            title = ngettext("%(n)s demande à décider", "%(n)s demandes à décider", count) % {
                "n": number(count)
            }
            due = {"day": day(first.answer_due_at), "hour": hour(first.answer_due_at)}
            text = _("La plus pressée attend sa réponse avant %(day)s, %(hour)s.") % due
            yield Awaiting(title, text, _("Décider"), reverse("reservations:to_decide"))
    now = timezone.now()
    mine = Reservation.objects.filter(person_id=hat.wearer_id, state__in=ANSWERED, starts_at__gt=now)
    recent = mine.filter(updated_at__gt=now - RECENT).shown().order_by("-updated_at", "-pk")
    for one in one_of_each(recent, "-updated_at", "-pk")[:AT_MOST]:
        title = _("%(asset)s\u00a0: %(state)s") % {"asset": one.asset.name, "state": one.get_state_display()}
        href = reverse("reservations:show", args=[one.reference])
        yield Awaiting(title, day(one.starts_at.astimezone(one.tz)), _("Voir"), href)
