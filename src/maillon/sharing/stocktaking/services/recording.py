"""Recording what is seen: once, however many times a phone sends it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q

from maillon.base.media import read_picture
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.labels.models import Label
from maillon.sharing.labels.rules.codes import read
from maillon.sharing.stocktaking.errors import MOST_PHOTOS, ClosedCount, invalid, unknown_count
from maillon.sharing.stocktaking.models import Count, Expected, Observation, ObservationPhoto
from maillon.sharing.stocktaking.permissions import ask_to_count
from maillon.sharing.stocktaking.rules import Verdict, judged, moment


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person tells: of an asset, or of what they read (``seen``: a code, a number, words)."""

    client_id: UUID
    verdict: Verdict
    observed_at: datetime
    asset_id: int | None = None
    site_id: int | None = None
    seen: str = ""
    quantity: int | None = None
    remark: str = ""


def locked(count_id: int, hat: Hat) -> Count:
    """Lock an open count that this hat may count; NotFound, NotAllowed, ClosedCount otherwise."""
    count = Count.objects.select_for_update(no_key=True).filter(pk=count_id).first()
    if count is None:
        raise unknown_count()
    ask_to_count(hat, count)
    if not count.is_open:
        raise ClosedCount
    return count


@transaction.atomic
def record_observations(
    *, count_id: int, entries: Sequence[Entry], hat: Hat, now: datetime
) -> list[Observation]:
    """Write down what was seen and return it, in the order given; what was written before stays as it was.

    The verdict is that which the facts allow (:func:`~.rules.judged`): something found in another place has moved,
    something that nobody expected is unexpected. Raises ClosedCount, and Invalid for a thing or a place of others.
    """
    count = locked(count_id, hat)
    known = _known_ids(count, entries)
    named = {entry.client_id: _named(entry, count, known) for entry in entries}
    rows_expected = Expected.objects.filter(count=count, asset__in=[one for one in named.values() if one])
    places = rows_expected.order_by().values_list("asset_id", "site_id")
    expected_at = {asset_id: site_id for asset_id, site_id in places if asset_id is not None}
    rows = [_row(entry, named[entry.client_id], expected_at, count, hat, now) for entry in entries]
    Observation.objects.bulk_create(rows, ignore_conflicts=True)
    kept = Observation.objects.filter(count=count, client_id__in=named).select_related(
        "asset", "site", "person"
    )
    written = {one.client_id: one for one in kept}
    return [written[entry.client_id] for entry in entries]


def _known_ids(count: Count, entries: Sequence[Entry]) -> frozenset[int]:
    """Return the assets named that are of this organisation; Invalid when one is not, or a place."""
    mine = Asset.objects.filter(organisation_id=count.organisation_id)
    asset_ids = {entry.asset_id for entry in entries if entry.asset_id is not None}
    found = frozenset(mine.filter(pk__in=asset_ids).order_by().values_list("pk", flat=True))
    if found != asset_ids:
        raise invalid("unknown_asset", "asset")
    site_ids = {entry.site_id for entry in entries if entry.site_id is not None}
    sites = Site.objects.filter(pk__in=site_ids, organisation_id=count.organisation_id)
    if sites.count() != len(site_ids):
        raise invalid("unknown_site", "site")
    return found


def _named(entry: Entry, count: Count, known: frozenset[int]) -> int | None:
    """Return the asset that an entry is about: the one it names, or the one whose label or number was read."""
    if entry.asset_id is not None:
        return entry.asset_id if entry.asset_id in known else None
    seen = entry.seen.strip()
    if not seen:
        raise invalid("nothing_seen", "seen")
    if code := read(seen):
        labelled = Label.objects.serving().filter(code=code, organisation_id=count.organisation_id)
        if number := labelled.values_list("asset_id", flat=True).first():
            return number
    mine = Asset.objects.filter(organisation_id=count.organisation_id, merged_into__isnull=True)
    same = Q(identifier__iexact=seen) | Q(name__iexact=seen)
    found = list(mine.filter(same).order_by("pk").values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None  # two of the same name: a person will say which


def _row(
    entry: Entry,
    asset_id: int | None,
    expected_at: Mapping[int, int | None],
    count: Count,
    hat: Hat,
    now: datetime,
) -> Observation:
    verdict = judged(entry.verdict, site_id=entry.site_id, expected_at=expected_at, asset_id=asset_id)
    return Observation(
        count=count,
        client_id=entry.client_id,
        asset_id=asset_id,
        verdict=verdict,
        site_id=entry.site_id,
        seen=entry.seen.strip(),
        quantity=entry.quantity,
        remark=entry.remark.strip(),
        observed_at=moment(entry.observed_at, begun=count.begun_at, received=now),
        received_at=now,
        person_id=hat.person_id,
    )


def add_photo(
    *, count_id: int, observation: UUID, client_id: UUID, file: BinaryIO, hat: Hat
) -> ObservationPhoto:
    """Add a picture to an observation, upright and without metadata; sent again, it is kept once.

    Raises UnusablePicture, ClosedCount, Invalid for an observation that is not there yet or that has six already.
    """
    picture = read_picture(file)
    with transaction.atomic():
        count = locked(count_id, hat)
        told = Observation.objects.filter(count=count, client_id=observation).first()
        if told is None:
            raise invalid("unknown_observation", "file")
        known = told.photos.filter(client_id=client_id).first()
        if known is not None:
            return known
        if told.photos.count() >= MOST_PHOTOS:
            raise invalid("too_many_photos", "file", most=MOST_PHOTOS)
        photo = ObservationPhoto(
            observation=told, client_id=client_id, width=picture.width, height=picture.height
        )
        name = f"{count.pk}-{secrets.token_hex(8)}.webp"
        photo.file.save(name, ContentFile(picture.content), save=False)
        photo.save()
    return photo
