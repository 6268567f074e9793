"""What waits for whom, read from the packages below: requests to answer, answers received, files to examine."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web import formats
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.sharing.inventory.models import Asset, Suggestion
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.permissions import DECIDERS
from maillon.shell.awaiting import Awaiting

State = Reservation.State


def _when(moment: dt.datetime) -> str:
    return _("le %(day)s à %(hour)s") % {"day": formats.day(moment), "hour": formats.hour(moment)}


def requests_to_answer(hat: Hat) -> Iterator[Awaiting]:
    """Tell those who decide how many requests wait, and until when the first one does."""
    if not hat.has(*DECIDERS):
        return
    waiting = Reservation.objects.filter(
        asset__organisation_id=hat.organisation_id, state=State.PENDING, answer_due_at__gt=timezone.now()
    ).aggregate(count=Count("pk"), first=Min("answer_due_at"))
    if waiting["count"]:
        title = ngettext(
            "%(count)s demande attend votre réponse",
            "%(count)s demandes attendent votre réponse",
            waiting["count"],
        )
        text = _("La première expire %(when)s.") % {"when": _when(waiting["first"])}
        yield Awaiting(title % waiting, text, _("Répondre"), reverse("reservations:to_decide"))


def answers_received(hat: Hat) -> Iterator[Awaiting]:
    """Tell those who asked of each refusal that came with another proposal, still to come."""
    refused = (
        Reservation.objects.filter(
            organisation_id=hat.organisation_id,
            person_id=hat.person_id,
            state=State.REFUSED,
            starts_at__gt=timezone.now(),
        )
        .exclude(Q(alternative_asset=None) & Q(alternative_starts_at=None))
        .select_related("asset")
        .order_by("starts_at", "pk")[:3]
    )
    for one in refused:
        yield Awaiting(
            _("Refusée, avec une autre proposition : %(asset)s") % {"asset": one.asset.name},
            _when(one.starts_at),
            _("Voir la proposition"),
            reverse("reservations:show", args=[one.reference]),
        )


def suggestions_to_examine(hat: Hat) -> Iterator[Awaiting]:
    """Tell the asset manager of imported lines that nobody has accepted or set aside yet."""
    if not hat.has(Role.ASSET_MANAGER):
        return
    count = (
        Suggestion.objects.filter(run__organisation_id=hat.organisation_id, state=Suggestion.State.PENDING)
        .exclude(kind=Suggestion.Kind.REJECTED_LINE)
        .count()
    )
    if count:
        title = ngettext(
            "%(count)s proposition d’importation à examiner",
            "%(count)s propositions d’importation à examiner",
            count,
        )
        yield Awaiting(
            title % {"count": count},
            _("Rien n’entre à l’inventaire sans votre accord."),
            _("Examiner"),
            reverse("inventory:imports"),
        )


def assets_not_shared(hat: Hat) -> Iterator[Awaiting]:
    """Tell the asset manager how many bookable assets nobody can book yet."""
    if not hat.has(Role.ASSET_MANAGER):
        return
    count = (
        Asset.objects.active()
        .filter(organisation_id=hat.organisation_id, asset_class__bookable=True)
        .filter(Q(offer=None) | Q(offer__withdrawn_at__isnull=False))
        .count()
    )
    if count:
        title = ngettext(
            "%(count)s bien n’est pas encore en partage",
            "%(count)s biens ne sont pas encore en partage",
            count,
        )
        yield Awaiting(
            title % {"count": count},
            _("Choisissez qui peut les réserver, et quand."),
            _("Mettre en partage"),
            reverse("reservations:offering"),
        )


PROVIDERS = (requests_to_answer, answers_received, suggestions_to_examine, assets_not_shared)
