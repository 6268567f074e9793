"""Whether an agreement lets a hat in."""

import datetime as dt

from django.utils import timezone

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset, covering


def is_agreed(asset_id: int, hat: Hat, now: dt.datetime) -> bool:
    """Return whether an agreement in force covers the asset for this hat."""
    if hat.organisation_id is None:
        return False
    agreed = covering(timezone.localdate(now), hat.organisation_id)
    return Asset.objects.filter(agreed, pk=asset_id).exists()


def needs_agreement(circle: str, hat: Hat, owner_id: int) -> bool:
    """Return whether only an agreement can put this hat in a circle that the owner drew."""
    return not hat.within(circle, owner_id) and hat.within(circle, owner_id, partner=True)
