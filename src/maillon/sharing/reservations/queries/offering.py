"""What the page of sharing shows: one's assets, shared or not."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from maillon.sharing.availability.models import Schedule
from maillon.sharing.inventory.models import Asset, AssetQuerySet
from maillon.sharing.terms.models import SharingTerms

SHARED = Q(offer__isnull=False, offer__withdrawn_at__isnull=True)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """An asset in the page of sharing; ``terms`` is empty for one that is not in sharing."""

    id: int
    name: str
    class_name: str
    site: str
    audience: str
    terms: str
    schedule: str


def shareable(organisation_id: int, *, shared: bool) -> AssetQuerySet:
    """Return the organisation's assets that can be booked, those in sharing or the others, by name."""
    assets = Asset.objects.filter(organisation_id=organisation_id, asset_class__bookable=True).exclude(
        state=Asset.State.ARCHIVED
    )
    return assets.filter(SHARED if shared else ~SHARED).order_by("sort_key", "pk")


def share_rows(assets: Iterable[Asset]) -> list[ShareRow]:
    """Shape assets read with :func:`with_sharing`."""
    rows = []
    for asset in assets:
        offer = getattr(asset, "offer", None)
        bookable = getattr(asset, "bookable", None)
        standing = offer if offer is not None and offer.withdrawn_at is None else None
        rows.append(
            ShareRow(
                asset.pk,
                asset.name,
                asset.asset_class.name,
                asset.site.name,
                asset.get_audience_display(),
                standing.terms.name if standing else "",
                bookable.schedule.name if standing and bookable else "",
            )
        )
    return rows


def with_sharing(assets: AssetQuerySet) -> AssetQuerySet:
    """Read with all that :func:`share_rows` shows, in one query."""
    return assets.select_related("asset_class", "site", "offer__terms", "bookable__schedule")


def terms_choices(organisation_id: int) -> list[tuple[str, str]]:
    """Return (number, name) of the organisation's conditions."""
    rows = SharingTerms.objects.filter(organisation_id=organisation_id).order_by("name", "pk")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def schedule_choices(organisation_id: int) -> list[tuple[str, str]]:
    """Return (number, name) of the organisation's schedules."""
    rows = Schedule.objects.filter(organisation_id=organisation_id).order_by("name", "pk")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]
