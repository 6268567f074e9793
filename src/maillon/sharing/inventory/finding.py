"""Finding one's assets and places from anywhere."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillon.base.finding import Found, Kind, matching, worth_looking
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.inventory.permissions import may_keep


def _assets(hat: Hat, words: str) -> list[Found]:
    """Return assets of the hat's own organisation, by name or by the number that it gives them."""
    if hat.organisation_id is None or not worth_looking(words):
        return []
    mine = Asset.objects.filter(organisation_id=hat.organisation_id, merged_into__isnull=True)
    found = matching(mine, words, number="identifier").select_related("site")
    return [Found(one.name, reverse("inventory:asset", args=[one.pk]), _told(one)) for one in found]


def _told(asset: Asset) -> str:
    state = "" if asset.state == Asset.State.ACTIVE else asset.get_state_display()
    return " · ".join(part for part in (asset.identifier, asset.site.name, state) if part)


def _sites(hat: Hat, words: str) -> list[Found]:
    """Return the places of those who look after them, each leading to the assets that stand there."""
    if hat.organisation_id is None or not may_keep(hat, hat.organisation_id) or not worth_looking(words):
        return []
    found = matching(Site.objects.filter(organisation_id=hat.organisation_id), words)
    listed = reverse("inventory:manage")
    return [Found(one.name, f"{listed}?lieu={one.pk}", one.address) for one in found]


ASSETS = Kind("biens", _("Nos biens"), _assets)
SITES = Kind("lieux", _("Nos lieux"), _sites)
