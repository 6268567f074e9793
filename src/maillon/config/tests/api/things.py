"""What the paths of the API name, made for real in the small network."""

import io

from django.utils import timezone

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.saved_views.services import save_view
from maillon.config.tests.api.world import World
from maillon.sharing.inventory.imports.services.preloading import OpenData, preload
from maillon.sharing.inventory.models import Accessory
from maillon.sharing.kits.models import Kit
from maillon.sharing.kits.services import LineWish, write_kit
from maillon.sharing.labels.models import Batch, Label, Message
from maillon.sharing.labels.rules.codes import written
from maillon.sharing.stocktaking.services import Scope, begin_count
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.house_rules import make_rule


def real_things(world: World) -> dict[str, object]:
    """Return a kit, an accessory, a label with its batch and its message, a count, a view, open data."""
    now, hat = timezone.now(), world.manager_membership.hat()
    label = Label.objects.create(
        code=written(41), organisation=world.owner, asset=world.place, created_at=now, claimed_at=now
    )
    coordinator = make_membership(
        Role.TERRITORY_COORDINATOR,
        organisation=make_organisation(OrganisationKind.MRC, mrc_code=world.owner.mrc_id),
    )
    brought = preload(
        by=coordinator.hat(),
        file=io.BytesIO(b"nom;type\nTennis;Sportif\n"),
        file_name="ouvertes.csv",
        told=OpenData("Ville d’Amont", "CC BY 4.0"),
        owner=world.owner,
        now=now,
    )
    return {
        "kit_id": write_kit(
            kit=Kit(name="Soirée", organisation=world.owner), lines=[LineWish(1, (world.place.pk,))], hat=hat
        ).pk,
        "accessory_id": Accessory.objects.create(asset=world.place, name="Clé").pk,
        "code": label.code,
        "batch_id": Batch.objects.create(
            organisation=world.owner, paper="avery-5160", codes=[label.code], made_at=now
        ).pk,
        "message_id": Message.objects.create(
            organisation=world.owner, label=label, kind=Message.Kind.FOUND, text="Trouvé", received_at=now
        ).pk,
        "count_id": begin_count(name="Automne", scope=Scope(), hat=hat, now=now).pk,
        "preload_id": brought.pk,
        "house_rule_id": make_rule(world.owner, kind="quota", measure="days_ahead", limit=500).pk,
        "view_id": save_view(hat=hat, code="biens", name="Gymnases", asked="categorie=gym").pk,
    }
