"""What awaits about the inventory: imported lines to examine, assets that nobody can book yet."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import number
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset, Suggestion
from maillon.sharing.inventory.permissions import may_keep
from maillon.sharing.supplies.queries import low_count
from maillon.shell.awaiting import Awaiting


def stock_awaits(hat: Hat) -> Iterator[Awaiting]:
    """Say how many suggestions, unclaimed records and unshared assets wait for the manager: two queries."""
    if not may_keep(hat, hat.organisation_id):
        return
    suggested = Suggestion.objects.filter(run__organisation_id=hat.body_id, state=Suggestion.State.PENDING)
    waiting = suggested.exclude(kind=Suggestion.Kind.REJECTED_LINE).aggregate(
        ours=Count("pk", filter=Q(run__preload=None)),
        open_data=Count("pk", filter=Q(run__preload__isnull=False)),
    )
    if count := waiting["open_data"]:
        title = ngettext(
            "%(n)s fiche de données ouvertes à réclamer", "%(n)s fiches de données ouvertes à réclamer", count
        ) % {"n": number(count)}
        text = _("La coordination de votre territoire les a apportées; elles ne sont à personne avant.")
        yield Awaiting(title, text, _("Réclamer"), reverse("inventory:imports"))
    if count := waiting["ours"]:
        title = ngettext(
            "%(n)s proposition d’importation à examiner", "%(n)s propositions d’importation à examiner", count
        ) % {"n": number(count)}
        text = _("Rien n’entre à l’inventaire sans votre accord.")
        yield Awaiting(title, text, _("Examiner"), reverse("inventory:imports"))
    count = (
        Asset.objects.active()
        .filter(organisation_id=hat.body_id, asset_class__bookable=True)
        .filter(Q(offer=None) | Q(offer__withdrawn_at__isnull=False))
        .count()
    )
    if count:
        title = ngettext(
            "%(n)s bien n’est pas encore en partage", "%(n)s biens ne sont pas encore en partage", count
        ) % {"n": number(count)}
        text = _("Choisissez qui peut les réserver, et quand.")
        yield Awaiting(title, text, _("Mettre en partage"), reverse("reservations:offering"))


def supplies_await(hat: Hat) -> Iterator[Awaiting]:
    """Say how many supplies are to be ordered: one query."""
    if not may_keep(hat, hat.organisation_id):
        return
    if count := low_count(hat.body_id):
        title = ngettext("%(n)s fourniture à commander", "%(n)s fournitures à commander", count) % {
            "n": number(count)
        }
        text = _("Il en reste à peine, ou plus du tout.")
        yield Awaiting(title, text, _("Voir"), f"{reverse('supplies:list')}?montrer=bas")
