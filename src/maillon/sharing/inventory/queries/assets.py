"""What the pages of assets show."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset, AssetClass, AssetQuerySet, Photo, Site


@dataclass(frozen=True, slots=True)
class Counted:
    """A choice with how many assets it holds."""

    value: str
    word: str
    count: int


def shown_asset(asset_id: int, hat: Hat) -> Asset | None:
    """Return the asset with its owner, place, class and photos, if this hat may see it."""
    photos = Prefetch("photos", Photo.objects.order_by("position", "pk"))
    return (
        Asset.objects.visible_to(hat)
        .with_owner()
        .select_related("site__municipality", "merged_into")
        .prefetch_related(photos)
        .filter(pk=asset_id)
        .first()
    )


def assets_of(organisation_id: int) -> AssetQuerySet:
    """Return an organisation's assets as its list shows them, by name."""
    return (
        Asset.objects.filter(organisation_id=organisation_id)
        .select_related("asset_class", "site")
        .order_by("sort_key", "pk")
    )


def sites_of(organisation_id: int) -> "QuerySet[Site]":
    """Return an organisation's sites with how many assets stand there (``asset_count``), by name."""
    standing = Count("assets", filter=~Q(assets__state=Asset.State.ARCHIVED))
    return (
        Site.objects.filter(organisation_id=organisation_id)
        .select_related("municipality")
        .annotate(asset_count=standing)
        .order_by("sort_key", "pk")
    )


def counted_classes(assets: AssetQuerySet) -> tuple[Counted, ...]:
    """Count these assets by class, in the order of the classes."""
    counts = dict(
        assets.order_by()
        .values_list("asset_class_id")
        .annotate(count=Count("pk"))
        .values_list("asset_class_id", "count")
    )
    known = AssetClass.objects.filter(pk__in=counts).order_by("number")
    return tuple(Counted(one.code, one.name, counts[one.pk]) for one in known)


def counted_states(assets: AssetQuerySet) -> tuple[Counted, ...]:
    """Count these assets by state."""
    counts = dict(
        assets.order_by().values_list("state").annotate(count=Count("pk")).values_list("state", "count")
    )
    return tuple(
        Counted(state.value, str(state.label).capitalize(), counts[state.value])
        for state in Asset.State
        if state.value in counts
    )
