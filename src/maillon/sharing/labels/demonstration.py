"""The labels of the demonstration: on a part of the assets, stickers that wait, a message from a passer-by."""

import datetime as dt

from maillon.base.demonstration import World
from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.kinds import OrganisationKind
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset
from maillon.sharing.labels.models import Batch, Calibration, Label, Message
from maillon.sharing.labels.rules.codes import MANY, written

LABELLED = ("truck", "machinery", "equipment", "furniture", "tools", "vehicle", "it", "room", "hall")
PER_OWNER, BLANK = 18, 30
FOUND_AT_THE_PARK = (
    "Bonjour, la remorque est restée au stationnement du parc depuis samedi, le timon n’est pas barré. "
    "Je l’ai tassée le long de la clôture."
)


def load(world: World) -> None:
    """Write labels on a part of the assets of each body of the home territory, and stickers that wait in the town."""
    owners = Organisation.objects.filter(mrc_id=HOME, assets__isnull=False).distinct().order_by("pk")
    for owner in owners:
        _label(owner, world)
    town = owners.filter(kind=OrganisationKind.MUNICIPALITY).first()
    if town is not None:
        _stickers(town, world)
        _message(town, world)


def _codes(count: int, world: World) -> list[str]:
    return [written(world.rng.randrange(MANY)) for _place in range(count)]


def _label(owner: Organisation, world: World) -> None:
    wanted = Asset.objects.active().filter(organisation=owner, asset_class__code__in=LABELLED)
    assets = list(wanted.order_by("sort_key", "pk")[:PER_OWNER])
    made_at = world.now - dt.timedelta(days=world.rng.randint(40, 90))
    labels = [
        Label(code=code, organisation=owner, asset=asset, created_at=made_at, claimed_at=made_at)
        for asset, code in zip(assets, _codes(len(assets), world), strict=True)
    ]
    Label.objects.bulk_create(labels)
    if labels:
        codes = [label.code for label in labels]
        Batch.objects.create(organisation=owner, paper="avery-5160", codes=codes, made_at=made_at)


def _stickers(town: Organisation, world: World) -> None:
    made_at = world.now - dt.timedelta(days=6)
    codes = _codes(BLANK, world)
    Label.objects.bulk_create(Label(code=code, organisation=town, created_at=made_at) for code in codes)
    Batch.objects.create(organisation=town, paper="avery-5163", codes=codes, made_at=made_at)
    Calibration.objects.create(organisation=town, paper="avery-5160", across="0.5", down="-1.0")


def _message(town: Organisation, world: World) -> None:
    label = (
        Label.objects.filter(organisation=town, asset__asset_class__code="equipment").order_by("pk").first()
    )
    if label is None:
        return
    Message.objects.create(
        organisation=town,
        label=label,
        asset=label.asset,
        kind=Message.Kind.FOUND,
        text=FOUND_AT_THE_PARK,
        contact="450 555-0147",
        received_at=world.now - dt.timedelta(hours=20),
    )
