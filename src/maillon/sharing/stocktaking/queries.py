"""What the pages of counts show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count as Number
from django.db.models import QuerySet

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.stocktaking.models import Count, Expected, Observation, Proposal
from maillon.sharing.stocktaking.rules import Result, Seen, Verdict, result, settled


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for a thing: the verdict in words, where, by whom, when, what was said, whether others disagree."""

    verdict: str
    word: str
    place: str
    who: str
    at: datetime
    remark: str
    quantity: int | None
    contested: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a count: what is expected, and what stands of it; nothing while nobody has seen it."""

    asset_id: int | None
    name: str
    identifier: str
    quantity: int
    site_id: int | None
    site_name: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Place:
    """A site of a count: how many things are expected, how many were looked for."""

    site_id: int
    name: str
    expected: int
    seen: int


def counts_of(organisation_id: int) -> "QuerySet[Count]":
    """Return an organisation's counts with how much each expects, the latest first."""
    return (
        Count.objects.filter(organisation_id=organisation_id)
        .select_related("begun_by", "closed_by")
        .annotate(size=Number("expected"))
        .order_by("-begun_at", "-pk")
    )


def count_for(count_id: int, hat: Hat) -> Count | None:
    """Return a count of the hat's own organisation."""
    if hat.organisation_id is None:
        return None
    found = Count.objects.select_related("organisation", "begun_by", "closed_by", "report")
    return found.filter(pk=count_id, organisation_id=hat.organisation_id).first()


def _seen(rows: Iterable[Observation]) -> list[Seen]:
    return [
        Seen(
            key=str(row.client_id),
            asset_id=row.asset_id,
            verdict=Verdict(row.verdict),
            site_id=row.site_id,
            at=row.observed_at,
            by=row.person_id,
            quantity=row.quantity,
        )
        for row in rows
        if row.asset_id is not None
    ]


def observed(count: Count) -> tuple[list[int], list[Seen]]:
    """Return the assets that a count expects, and all that was seen; two queries."""
    expected = Expected.objects.filter(count=count, asset__isnull=False).order_by("pk")
    rows = Observation.objects.filter(count=count, asset__isnull=False).order_by("pk")
    return [one for one in expected.values_list("asset_id", flat=True) if one is not None], _seen(rows)


def result_of(count: Count) -> Result:
    """Return what a count comes to so far; two queries."""
    expected, seen = observed(count)
    return result(expected, seen)


def places_of(count: Count, came: Result) -> list[Place]:
    """Return the sites of a count, by name, with how far each is."""
    seen = came.expected - came.unseen
    by_site: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    rows = Expected.objects.filter(count=count, site__isnull=False).order_by("site_name", "site_id", "pk")
    for site_id, name, asset_id in rows.values_list("site_id", "site_name", "asset_id"):
        names[site_id] = name
        tally = by_site.setdefault(site_id, [0, 0])
        tally[0] += 1
        tally[1] += asset_id in seen
    return [Place(site_id, names[site_id], *tally) for site_id, tally in by_site.items()]


def standing_of(count: Count, came: Result, asset_ids: Iterable[int] | None = None) -> dict[int, Standing]:
    """Return what stands of each asset that was seen; one query."""
    rows = Observation.objects.filter(count=count, asset__isnull=False)
    if asset_ids is not None:
        rows = rows.filter(asset__in=list(asset_ids))
    found = list(rows.select_related("site", "person").order_by("pk"))
    by_key = {str(row.client_id): row for row in found}
    return {
        asset_id: _standing(by_key[one.key], contested=asset_id in came.contested)
        for asset_id, one in settled(_seen(found)).items()
    }


def _standing(row: Observation, *, contested: bool) -> Standing:
    return Standing(
        verdict=row.verdict,
        word=str(row.get_verdict_display()),
        place=row.site.name if row.site else "",
        who=str(row.person) if row.person else "",
        at=row.observed_at,
        remark=row.remark,
        quantity=row.quantity,
        contested=contested,
    )


def items_of(count: Count, came: Result, site_id: int | None = None) -> list[Item]:
    """Return what is expected, by site and name, with what stands of each thing; two queries."""
    expected = Expected.objects.filter(count=count)
    if site_id is not None:
        expected = expected.filter(site=site_id)
    rows = list(expected.order_by("site_name", "site_id", "sort_key", "pk"))
    standing = standing_of(count, came, [row.asset_id for row in rows if row.asset_id is not None])
    return [
        Item(
            row.asset_id,
            row.name,
            row.identifier,
            row.quantity,
            row.site_id,
            row.site_name,
            standing.get(row.asset_id) if row.asset_id is not None else None,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Surprise:
    """Something that nobody expected: a known asset, or words."""

    name: str
    place: str
    who: str
    at: datetime
    remark: str


def surprises_of(count: Count, came: Result) -> list[Surprise]:
    """Return what was seen without being expected, the latest first; one query."""
    rows = (
        Observation.objects.filter(count=count, verdict=Verdict.UNEXPECTED)
        .select_related("asset", "site", "person")
        .order_by("-observed_at", "-pk")
    )
    told: set[int] = set()
    surprises = []
    for row in rows:
        if row.asset_id is not None:
            if row.asset_id in told or row.asset_id not in came.unexpected:
                continue
            told.add(row.asset_id)
        surprises.append(
            Surprise(
                row.asset.name if row.asset else row.seen,
                row.site.name if row.site else "",
                str(row.person) if row.person else "",
                row.observed_at,
                row.remark,
            )
        )
    return surprises


def proposals_of(count: Count) -> "QuerySet[Proposal]":
    """Return what a closed count suggests, by kind and name."""
    return (
        Proposal.objects.filter(count=count)
        .select_related("asset__site", "site", "decided_by")
        .order_by("kind", "asset__sort_key", "pk")
    )


def sites_of(organisation_id: int) -> "QuerySet[Site]":
    """Return where something may be found, by name."""
    return Site.objects.filter(organisation_id=organisation_id).order_by("sort_key", "pk")


def open_counts_of(asset: Asset) -> "QuerySet[Count]":
    """Return the counts under way of the owner of an asset, the latest first."""
    return Count.objects.filter(organisation_id=asset.organisation_id, closed_at__isnull=True).order_by(
        "-begun_at", "-pk"
    )


def people_who_counted(count: Count) -> list[tuple[str, int]]:
    """Return who observed, by name, with how many observations each."""
    rows = (
        Observation.objects.filter(count=count, person__isnull=False)
        .order_by()
        .values_list("person")
        .annotate(number=Number("pk"))
    )
    numbers = dict(rows.values_list("person_id", "number"))
    from django.contrib.auth import get_user_model

    people = get_user_model()._default_manager.filter(pk__in=numbers).order_by("name", "pk")
    return [(str(person), numbers[person.pk]) for person in people]
