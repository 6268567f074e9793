"""What the pages of assets show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from maillon.base.web.formats import day, number
from maillon.community.organisations.hats import Hat
from maillon.kernel.words import NBSP
from maillon.sharing.inventory.models import Asset, AssetClass, AssetQuerySet, ClassField, Photo, Site
from maillon.sharing.inventory.rules import Kind, Value


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


def told_details(asset: Asset, hat: Hat) -> list[tuple[str, str]]:
    """Return what this hat may read of the asset's answers, each with its word, in the order of the fields."""
    own = hat.acts_for(asset.organisation_id)
    fields = ClassField.objects.filter(asset_class_id=asset.asset_class_id, code__in=asset.details)
    shown = fields.order_by("position", "pk") if own else fields.filter(public=True, retired=False)
    return [(field.name, told(field, asset.details[field.code])) for field in shown]


def told(field: ClassField, value: Value) -> str:
    """Return an answer as people read it: « 312,5 m² », « oui », « bois »."""
    match field.kind:
        case Kind.YES_NO:
            return _("oui") if value else _("non")
        case Kind.CHOICE:
            return field.words.get(str(value), str(value))
        case Kind.DATE:
            return day(date.fromisoformat(str(value)))
        case Kind.YEAR:
            return f"{value:.0f}"  # not a quantity: 2019, never 2 019
        case Kind.WHOLE | Kind.DECIMAL if isinstance(value, int | float):
            figure = number(value)
            return f"{figure}{NBSP}{field.unit}" if field.unit else figure
    return str(value)


def hidden_codes() -> dict[int, frozenset[str]]:
    """Return, by class, the codes of the answers that only the owner's people may read."""
    hidden: dict[int, set[str]] = {}
    for class_id, code in ClassField.objects.filter(Q(public=False) | Q(retired=True)).values_list(
        "asset_class_id", "code"
    ):
        hidden.setdefault(class_id, set()).add(code)
    return {class_id: frozenset(codes) for class_id, codes in hidden.items()}


def assets_of(organisation_id: int) -> AssetQuerySet:
    """Return an organisation's assets as its list shows them, by name."""
    return (
        Asset.objects.filter(organisation_id=organisation_id)
        .select_related("asset_class", "site")
        .order_by("sort_key", "pk")
    )


def in_this_order(assets: AssetQuerySet, numbers: Iterable[int]) -> list[Asset]:
    """Read the assets of these numbers, in the order of the numbers; one query."""
    read = {one.pk: one for one in assets.order_by().filter(pk__in=list(numbers))}
    return [read[one] for one in numbers if one in read]


def sites_of(organisation_id: int) -> "QuerySet[Site]":
    """Return an organisation's sites with how many assets stand there (``asset_count``), by name."""
    here = Asset.objects.filter(site=OuterRef("pk")).exclude(state=Asset.State.ARCHIVED).order_by()
    counted = here.values("site").annotate(count=Count("pk")).values("count")
    standing = Coalesce(Subquery(counted), 0)  # asked of the sites of a page, not of all
    return (
        Site.objects.filter(organisation_id=organisation_id)
        .select_related("municipality")
        .annotate(asset_count=standing)
        .order_by("sort_key", "pk")
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many assets, by class and by state at once."""

    by_both: tuple[tuple[int, str, int], ...]

    def total(self, *states: str) -> int:
        """Return how many there are in these states, of every class."""
        return sum(count for _class_id, state, count in self.by_both if state in states)

    def classes(self) -> tuple[Counted, ...]:
        """Return the classes with their counts, in their order; one query for their names."""
        numbers: dict[int, int] = {}
        for class_id, _state, count in self.by_both:
            numbers[class_id] = numbers.get(class_id, 0) + count
        known = AssetClass.objects.filter(pk__in=numbers).order_by("number")
        return tuple(Counted(one.code, one.name, numbers[one.pk]) for one in known)

    def states(self) -> tuple[Counted, ...]:
        """Return the states with their counts."""
        numbers: dict[str, int] = {}
        for _class_id, state, count in self.by_both:
            numbers[state] = numbers.get(state, 0) + count
        return tuple(
            Counted(one.value, str(one.label).capitalize(), numbers[one.value])
            for one in Asset.State
            if one.value in numbers
        )


def counts_of(assets: AssetQuerySet) -> Counts:
    """Count these assets by class and state, in one reading."""
    grouped = assets.order_by().values_list("asset_class_id", "state").annotate(count=Count("*"))
    return Counts(tuple(grouped.values_list("asset_class_id", "state", "count")))


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
