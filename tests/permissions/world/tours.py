"""Labels, counts."""

import uuid

from django.core.files.base import ContentFile
from django.utils import timezone

from maillon.community.organisations.models import Organisation
from maillon.sharing.labels.models import Batch, Label, Message
from maillon.sharing.labels.rules.codes import written
from maillon.sharing.stocktaking.models import ObservationPhoto
from maillon.sharing.stocktaking.rules import Verdict
from maillon.sharing.stocktaking.services import Entry, Scope, begin_count, close_count, record_observations

from .. import hats
from .network import World, pixel

COUNT_KEY = uuid.UUID(int=7)


def make_labels(world: World, town: Organisation) -> None:
    """Write a label of what is hidden, a sticker that waits, and what a passer-by wrote."""
    now = timezone.now()
    labelled, sticker = (
        Label.objects.create(
            code=written(number),
            organisation=town,
            asset_id=asset_id,
            created_at=now,
            claimed_at=now if asset_id else None,
        )
        for number, asset_id in ((11, world.things["secret"]), (12, None))
    )
    batch = Batch.objects.create(
        organisation=town, paper="avery-5160", codes=[labelled.code, sticker.code], made_at=now
    )
    message = Message.objects.create(
        organisation=town,
        label=sticker,
        kind=Message.Kind.FOUND,
        text=world.hide("Kanari-trouvaille", from_all_but=hats.KEEPERS),
        contact=world.hide("kanari@passant.example", from_all_but=hats.KEEPERS),
        received_at=now,
    )
    world.things |= {
        "sticker": sticker.code,
        "secret_label": labelled.code,
        "label_batch": batch.pk,
        "label_message": message.pk,
    }


def make_counts(world: World) -> None:
    """Write a count under way of what is hidden, with what was seen and its picture, and one that is closed."""
    keeper, now = world.members[hats.KEEPER], timezone.now()
    assert keeper is not None
    hat = keeper.hat()
    name = world.hide("Kanari-récolement", from_all_but=hats.OWNERS)
    count, closed = (begin_count(name=name, scope=Scope(), hat=hat, now=now) for _ in range(2))
    told = Entry(
        client_id=COUNT_KEY,
        verdict=Verdict.FOUND,
        observed_at=now,
        asset_id=world.things["secret"],
        remark=world.hide("Kanari-remarque", from_all_but=hats.OWNERS),
    )
    for one in (count, closed):
        record_observations(count_id=one.pk, entries=[told], hat=hat, now=now)
    photo = ObservationPhoto.objects.create(
        observation=count.observations.get(),
        client_id=COUNT_KEY,
        file=ContentFile(pixel(), "pixel.png"),
        width=8,
        height=8,
    )
    close_count(count_id=closed.pk, hat=hat, now=now)
    entry = {"client_id": str(uuid.UUID(int=8)), "verdict": "found", "observed_at": now.isoformat()}
    world.things |= {
        "count": count.pk,
        "closed_count": closed.pk,
        "count_photo": photo.pk,
        "count_key": str(COUNT_KEY),
        "count_entries": [entry | {"seen": "Essai"}],
        "count_proposals": list(closed.proposals.order_by("pk").values_list("pk", flat=True)),
    }
