"""Assets, and what the owner keeps of them."""

import datetime as dt
import io
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone

from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Organisation
from maillon.kernel.recurrence import ALWAYS
from maillon.kernel.seasons import Season
from maillon.sharing.availability.models import Schedule
from maillon.sharing.availability.queries import Versions, draft_of
from maillon.sharing.availability.services import save_draft
from maillon.sharing.inventory.models import (
    Accessory,
    Asset,
    ClassCode,
    Condition,
    ConditionPhoto,
    Document,
    Exemplar,
    Grade,
    KeepingRecord,
    Photo,
    Unit,
)
from maillon.sharing.inventory.services import add_document, replace_document
from maillon.testing.builders.sharing import at, make_asset, make_schedule, make_shared_place

from .. import hats
from ..hats import only
from .network import World, pixel


def make_places(world: World, town: Organisation) -> None:
    shown_to = hats.OWNERS | hats.OVERSEERS
    hours = make_schedule(town)
    Schedule.objects.filter(pk=hours.pk).update(name=world.hide("Kanari-horaire", from_all_but=shown_to))
    hours.refresh_from_db()
    world.things |= make_season(world, hours)
    secret = make_shared_place(
        town,
        name=world.hide("Kanari-coffre", from_all_but=shown_to),
        description=world.hide("Kanari-description", from_all_but=shown_to),
        site_name=world.hide("Kanari-lieu", from_all_but=shown_to),
        audience=Circle.OWNER,
        terms={
            "bookable_by": Circle.OWNER,
            "name": world.hide("Kanari-conditions", from_all_but=shown_to),
        },
        schedule=hours,
    )
    between_bodies = make_asset(
        town,
        name=world.hide(
            "Kanari-entre-villes", from_all_but=shown_to | only(hats.NEIGHBOUR, hats.COORDINATOR)
        ),
        audience=Circle.PUBLIC_BODIES,
    )
    trusted = shown_to | only(hats.NEIGHBOUR, hats.COORDINATOR, hats.CHARITY)
    between_trusted = make_asset(
        town, name=world.hide("Kanari-vérifiés", from_all_but=trusted), audience=Circle.VERIFIED
    )
    draft = make_asset(
        town,
        name=world.hide("Kanari-brouillon", from_all_but=shown_to),
        state=Asset.State.DRAFT,
    )
    gym = make_shared_place(town, name="Gymnase ouvert", terms={"bookable_by": Circle.VERIFIED})
    pool = make_asset(town, code="tools", name="Perceuses", quantity=1)
    serial = world.hide("Kanari-série", from_all_but=hats.KEEPERS)
    exemplar = Exemplar.objects.create(asset=pool, label="PERC-01", serial=serial, since=timezone.localdate())
    photo = Photo.objects.create(
        asset=secret, file=ContentFile(pixel(), "pixel.png"), width=8, height=8, alt="Un carré"
    )
    world.things |= {
        "secret": secret.pk,
        "between_bodies": between_bodies.pk,
        "between_trusted": between_trusted.pk,
        "draft": draft.pk,
        "open_place": gym.pk,
        "pool": pool.pk,
        "exemplar": exemplar.pk,
        "accessory": Accessory.objects.create(asset=secret, name="Clé").pk,
        "site": secret.site_id,
        "photo": photo.pk,
        "terms": secret.offer.terms_id,
        "schedule": hours.pk,
        "class_code": ClassCode.objects.get(asset_class__code="gym").pk,
        **make_records(world, gym),
        **make_documents(world, gym, secret),
        "nine": at(9, days=9).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "ten": at(10, days=9).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def make_season(world: World, hours: Schedule) -> dict[str, object]:
    """Write a season of a schedule, and so a version of it."""
    today = timezone.localdate()
    season = Season(
        "kanari",
        world.hide("Kanari-période", from_all_but=hats.OWNERS | hats.OVERSEERS),
        ALWAYS,
        today + dt.timedelta(days=60),
        today + dt.timedelta(days=70),
    )
    save_draft(schedule=hours, draft=draft_of(hours).with_seasons([season]), now=timezone.now())
    return {"season": season.key, "version": Versions(hours.pk)[:1][0].number}


def make_records(world: World, shown: Asset) -> dict[str, int]:
    """Write what the owner keeps for itself of an asset that everyone sees."""

    def secret(word: str) -> str:
        return world.hide(word, from_all_but=hats.OWNERS)

    finance = world.members[hats.FINANCE]
    assert finance is not None
    unit = Unit.objects.create(
        organisation=shown.organisation, name=secret("Kanari-unité"), contact=secret("Kanari-contremaître")
    )
    record = KeepingRecord.objects.create(
        asset=shown,
        unit=unit,
        keeper=finance.person,
        serial_number=secret("Kanari-série"),
        supplier="Fournisseur",
        acquisition_value=Decimal("987654.32"),
        replacement_value=Decimal("876543.21"),
        acquired_on=dt.date(2019, 3, 4),
        useful_life_years=20,
    )
    record.supplier = secret("Kanari-fournisseur")
    record.save()  # so that its history says something too
    for amount in ("987654.32", "987654,32", "876543.21", "876543,21", "987\u00a0654", "876\u00a0543"):
        secret(amount)
    report = Condition.objects.create(
        asset=shown,
        grade=Grade.FAIR,
        observed_on=dt.date(2026, 3, 4),
        note=secret("Kanari-remarque"),
        by=finance.person,
        noted_at=timezone.now(),
    )
    photo = ConditionPhoto.objects.create(
        condition=report,
        file=ContentFile(pixel(), "pixel.png"),
        width=8,
        height=8,
        alt=secret("Kanari-fissure"),
    )
    return {"unit": unit.pk, "condition_photo": photo.pk}


def make_documents(world: World, shown: Asset, secret: Asset) -> dict[str, int]:
    """Write documents of an asset that everyone sees, for fewer and fewer readers, and one of a hidden asset."""
    keeper = world.members[hats.KEEPER]
    assert keeper is not None
    hat, now = keeper.hat(), timezone.now()

    def written(asset: Asset, title: str, content: str, audience: str = "as_asset") -> Document:
        document = Document(asset=asset, kind="plan", title=title, audience=audience)
        file = io.BytesIO(f"%PDF-1.7 {content} %%EOF".encode())
        return add_document(document=document, file=file, by=hat, now=now)

    former = world.hide("Kanari-ancien-plan", from_all_but=hats.OWNERS)
    everyone = written(shown, "Plan", former)
    replace_document(document=everyone, file=io.BytesIO(b"%PDF-1.7 nouveau %%EOF"), by=hat, now=now)
    members = world.hide("Kanari-aux-membres", from_all_but=hats.MEMBERS)
    inner = world.hide("Kanari-alarme", from_all_but=hats.OWNERS)
    hidden = world.hide("Kanari-plan-du-coffre", from_all_but=hats.OWNERS | hats.OVERSEERS)
    return {
        "open_document": everyone.pk,
        "members_document": written(shown, members, members, "members").pk,
        "inner_document": written(shown, inner, inner, "owner").pk,
        "secret_document": written(secret, hidden, hidden).pk,
    }
