"""What a count under way lets one do with a thing whose label was just read: note it."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset
from maillon.sharing.labels.actions import Action
from maillon.sharing.stocktaking.permissions import may_count
from maillon.sharing.stocktaking.queries import open_counts_of


def count_action(hat: Hat, asset: Asset, code: str) -> Iterator[Action]:  # noqa: ARG001  (a provider's signature)
    """Lead to the line of the asset in the latest count that this hat counts."""
    for count in open_counts_of(asset)[:3]:
        if may_count(hat, count):
            page = reverse("stocktaking:count", args=[count.pk])
            href = f"{page}?{urlencode({'lieu': asset.site_id})}#bien-{asset.pk}"
            yield Action(_("Compter : %(name)s") % {"name": count.name}, href, "check")
