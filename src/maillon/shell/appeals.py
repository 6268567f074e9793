"""What awaits those who administer: refusals to look at again."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day, number
from maillon.community.organisations.hats import Hat
from maillon.sharing.reservations.permissions import may_answer_appeals
from maillon.sharing.reservations.queries.appeals import appeals_to
from maillon.shell.awaiting import Awaiting


def appeals_await(hat: Hat) -> Iterator[Awaiting]:
    """Say how many refusals wait to be looked at again, and since when: two queries at most."""
    if hat.organisation_id is None or not may_answer_appeals(hat, hat.organisation_id):
        return
    waiting = appeals_to(hat.organisation_id, hat, answered=False)
    first = waiting.first()
    if first is None:
        return
    count = waiting.count()
    title = ngettext("%(n)s refus à revoir", "%(n)s refus à revoir", count) % {"n": number(count)}
    since = _("Le plus ancien est demandé depuis le %(day)s.") % {"day": day(first.asked_at)}
    yield Awaiting(title, since, _("Revoir"), reverse("reservations:appeals"))
