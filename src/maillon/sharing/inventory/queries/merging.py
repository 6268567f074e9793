"""What helps to say that two records are one thing."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from maillon.base.history import NOTHING, capital
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.queries.words import told_by

SHOWN = 20
COMPARED = (
    "name",
    "identifier",
    "asset_class",
    "site",
    "capacity",
    "quantity",
    "description",
    "accessibility",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """One field of both records, and what will stand in the one that is kept."""

    label: str
    kept: str
    other: str
    result: str


def candidates(kept: Asset, words: str) -> list[Asset]:
    """Return the records most likely to be of the same thing: by the words, else by name, identifier and place."""
    others = Asset.objects.filter(organisation_id=kept.organisation_id, merged_into__isnull=True)
    others = others.exclude(pk=kept.pk).select_related("asset_class", "site")
    if words:
        return list(told_by(others, words, own=True).order_by("sort_key", "pk")[:SHOWN])
    first = kept.sort_key.split(" ")[0]
    alike = Q(sort_key=kept.sort_key) | Q(site_id=kept.site_id, asset_class_id=kept.asset_class_id)
    if first:
        alike |= Q(asset_class_id=kept.asset_class_id, sort_key__startswith=first)
    if kept.identifier:
        alike |= Q(identifier=kept.identifier)
    rank = Case(
        When(sort_key=kept.sort_key, site_id=kept.site_id, then=Value(0)),
        When(Q(sort_key=kept.sort_key) | (Q(identifier=kept.identifier) & ~Q(identifier="")), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(others.filter(alike).order_by(rank, "sort_key", "pk")[:SHOWN])


def side_by_side(kept: Asset, other: Asset) -> list[Pair]:
    """Return both records field by field; what the kept one leaves empty is filled from the other."""
    pairs = []
    for name in COMPARED:
        label = capital(str(Asset._meta.get_field(name).verbose_name))  # type: ignore[union-attr]  # a plain field
        ours, theirs = getattr(kept, name), getattr(other, name)
        empty = ours in ("", None)
        pairs.append(Pair(label, _word(ours), _word(theirs), _word(theirs if empty else ours)))
    return pairs


def _word(value: object) -> str:
    return NOTHING if value in ("", None) else str(value)
