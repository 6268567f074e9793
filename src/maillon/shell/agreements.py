"""What awaits about agreements: those to answer, those that end soon."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day, number
from maillon.community.agreements.models import Agreement
from maillon.community.agreements.permissions import may_sign
from maillon.community.agreements.queries import awaiting_answer, ending_soon
from maillon.community.organisations.hats import Hat
from maillon.shell.awaiting import Awaiting


def agreements_await(hat: Hat) -> Iterator[Awaiting]:
    """Say what those who commit an organisation have to answer or to renew: two queries at most."""
    if not may_sign(hat, hat.organisation_id):
        return
    waiting = list(awaiting_answer(hat).select_related("owner"))
    if waiting:
        yield _to_answer(waiting)
    for one in ending_soon(hat, timezone.localdate()):
        title = _("L’entente « %(title)s » finit le %(day)s") % {
            "title": one.title,
            "day": day(one.term.last_day),
        }
        mine = hat.acts_for(one.owner_id)
        text = (
            _("Préparez la suite : les partenaires et ce qui est partagé sont repris.")
            if mine
            else _("Parlez-en au propriétaire si vous en avez encore besoin.")
        )
        yield Awaiting(title, text, _("Voir l’entente"), reverse("agreements:show", args=[one.pk]))


def _to_answer(waiting: list[Agreement]) -> Awaiting:
    first = waiting[0]
    title = ngettext(
        "%(n)s entente attend votre réponse", "%(n)s ententes attendent votre réponse", len(waiting)
    ) % {"n": number(len(waiting))}
    text = _("« %(title)s », proposée par %(owner)s le %(day)s.") % {
        "title": first.title,
        "owner": first.owner.name,
        "day": day(first.proposed_at),
    }
    href = reverse("agreements:show", args=[first.pk]) if len(waiting) == 1 else reverse("agreements:list")
    return Awaiting(title, text, _("Lire et répondre"), href)
