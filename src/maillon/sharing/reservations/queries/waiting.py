"""By what the requests that wait for an answer can be narrowed."""

from dataclasses import dataclass

from django.db.models import Count

from maillon.sharing.inventory.models import AssetClass, Site
from maillon.sharing.reservations.queries.following import awaiting_answer


@dataclass(frozen=True, slots=True)
class Choices:
    """The classes and the places of what waits: (what is sent, its word with the count)."""

    classes: tuple[tuple[str, str], ...]
    sites: tuple[tuple[int, str], ...]


def choices_of(owner_id: int) -> Choices:
    """Return what narrows the requests made to this owner, each with its count; three queries."""
    grouped = list(
        awaiting_answer(owner_id)
        .order_by()
        .values_list("asset__asset_class_id", "asset__site_id")
        .annotate(count=Count("pk"))
        .values_list("asset__asset_class_id", "asset__site_id", "count")
    )
    classes: dict[int, int] = {}
    sites: dict[int, int] = {}
    for class_id, site_id, count in grouped:
        classes[class_id] = classes.get(class_id, 0) + count
        sites[site_id] = sites.get(site_id, 0) + count
    known = AssetClass.objects.filter(pk__in=classes).order_by("number")
    places = Site.objects.filter(pk__in=sites).order_by("sort_key", "pk")
    return Choices(
        tuple((one.code, f"{one.name} ({classes[one.pk]})") for one in known),
        tuple((one.pk, f"{one.name} ({sites[one.pk]})") for one in places),
    )
