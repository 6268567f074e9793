"""The exemplars of the demonstration: each drill and each screen of the home territory has its number."""

import datetime as dt
from collections.abc import Iterable

from maillon.base.demonstration import World
from maillon.sharing.inventory.models import Asset, Exemplar

# The pools whose exemplars are known, and how their numbers begin.
NUMBERED = {
    "Perceuses à percussion": "PERC",
    "Projecteurs et écrans": "PROJ",
    "Portables sur chariot": "PORT",
}


def write_exemplars(assets: Iterable[Asset], world: World) -> None:
    """Write down the exemplars of the pools of tools and of screens; one has been lost, and replaced since."""
    numbered = [(asset, NUMBERED[asset.name]) for asset in assets if asset.name in NUMBERED]
    Exemplar.objects.bulk_create(
        Exemplar(
            asset=asset,
            label=f"{prefix}-{rank:02d}",
            serial=f"SN-{asset.organisation.sort_key[:3].upper()}{rank * 37:04d}",
            since=world.today - dt.timedelta(days=400 - rank),
        )
        for asset, prefix in numbered
        for rank in range(1, asset.quantity + 1)
    )
    Exemplar.objects.bulk_create(
        Exemplar(
            asset=asset,
            label=f"{prefix}-00",
            state=Exemplar.State.LOST,
            reason="Non rapporté d’une fête de quartier; remplacé depuis.",
            since=world.today - dt.timedelta(days=90),
        )
        for asset, prefix in numbered
    )
