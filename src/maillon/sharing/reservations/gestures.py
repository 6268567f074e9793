"""Putting many assets in sharing from the owner's list: conditions, hours, and who sees them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Invalid
from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.bulk.gestures import Preview, previewed
from maillon.sharing.inventory.models import Asset, AssetQuerySet
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.reservations.forms.offering import OfferForm
from maillon.sharing.reservations.services.offering import offer_assets
from maillon.sharing.reservations.services.schedules import chosen_schedule
from maillon.sharing.terms.models import SharingTerms


class ShareGesture:
    """Share assets under the same conditions and hours."""

    code, word = "partager", _("Mettre en partage ou changer les conditions")

    def form(self, data: Mapping[str, Any] | None, *, owner_id: int) -> RefusableForm:
        """Ask for conditions, hours and who sees the assets."""
        return OfferForm(data, organisation_id=owner_id)

    def preview(self, assets: AssetQuerySet, values: Mapping[str, Any], *, now: datetime) -> Preview:  # noqa: ARG002  (a gesture's signature)
        """Return what can be booked and is not shared under these very conditions."""
        terms = SharingTerms.objects.get(pk=values["terms"])
        same = Q(offer__terms=terms, offer__withdrawn_at__isnull=True)
        schedule, audience = values["schedule"], values["audience"]
        if schedule.isdigit():
            same &= Q(bookable__schedule_id=int(schedule), audience=audience)
        else:
            same &= Q(pk__in=[])
        changing = _shareable(assets).exclude(pk__in=assets.filter(same).order_by().values("pk"))
        changing = changing.select_related("offer__terms")
        return previewed(assets, changing, _terms_word, lambda _asset: terms.name)

    def carry_out(self, assets: AssetQuerySet, values: Mapping[str, Any], *, hat: Hat, now: datetime) -> int:
        """Share those that can be booked."""
        owner_id = ask_to_keep(hat, hat.organisation_id)
        if not values["terms"]:
            raise Invalid(_("Choisissez des conditions."), field="terms")
        return offer_assets(
            assets=_shareable(assets),
            terms=get_object_or_404(SharingTerms, pk=values["terms"], organisation_id=owner_id),
            schedule=chosen_schedule(values["schedule"], owner_id, now),
            audience=values["audience"],
            by_id=hat.person_id,
            now=now,
        ).offered


def _shareable(assets: AssetQuerySet) -> AssetQuerySet:
    return assets.filter(asset_class__bookable=True).exclude(state=Asset.State.ARCHIVED)


def _terms_word(asset: Asset) -> str:
    offer = getattr(asset, "offer", None)
    if offer is None or offer.withdrawn_at is not None:
        return gettext("pas en partage")
    return str(offer.terms.name)
