"""A gesture: have assets follow the organisation's rules of who may see."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.bulk.gestures import Preview, numbers_of, previewed
from maillon.sharing.inventory.bulk.states import WhyForm
from maillon.sharing.inventory.models import Asset, AssetQuerySet
from maillon.sharing.inventory.queries.audiences import drawings_of, drawn_words, source_words, unlike_rules
from maillon.sharing.inventory.rules import Source
from maillon.sharing.inventory.services import follow_rules


class FollowRules:
    """Give assets the circle of their site, of their class or of the organisation."""

    code, word = "suivre", _("Suivre nos règles de qui peut voir")

    def form(self, data: Mapping[str, Any] | None, *, owner_id: int) -> RefusableForm:  # noqa: ARG002  (a gesture's signature)
        return WhyForm(data)

    def preview(self, assets: AssetQuerySet, values: Mapping[str, Any], *, now: datetime) -> Preview:  # noqa: ARG002  (a gesture's signature)
        """Return the assets that say otherwise so far, and what the rules say of each."""
        first = assets.order_by().values_list("organisation_id", flat=True).first()
        drawings = drawings_of(first or 0)

        def before(asset: Asset) -> str:
            chosen = "" if asset.audience_follows else f", {source_words(Source.ASSET)}"
            return f"{asset.get_audience_display()}{chosen}"

        def after(asset: Asset) -> str:
            return drawn_words(drawings.of(asset.site_id, asset.asset_class_id))

        return previewed(assets, unlike_rules(assets), before, after)

    def carry_out(self, assets: AssetQuerySet, values: Mapping[str, Any], *, hat: Hat, now: datetime) -> int:
        return follow_rules(asset_ids=numbers_of(assets), hat=hat, why=values.get("why", ""), now=now)
