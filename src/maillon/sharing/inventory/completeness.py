"""What one expects to know of an asset, by its class: the definition behind the figures of an inventory.

These lists are Maillon's own proposal, made for whoever looks for a place or a thing: what they ask before they
reserve. They are short on purpose; a field that nobody needs is not « missing ».
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from maillon.sharing.inventory.models import AssetQuerySet, ClassField, Condition, Photo
from maillon.sharing.inventory.rules.access import RESERVED

PLACES = frozenset(
    {
        "room",
        "classroom",
        "gym",
        "kitchen",
        "workshop",
        "hall",
        "sports_field",
        "rink",
        "pool",
        "outdoor_place",
        "office",
        "auditorium",
        "land",
    }
)
GATHERINGS = frozenset(
    {"room", "classroom", "gym", "workshop", "hall", "rink", "pool", "office", "auditorium"}
)
STALE_AFTER = timedelta(days=365)

# By the word of the address: what it is called, and whether it is expected of a class (None: of every class).
ITEMS: Mapping[str, tuple[Any, frozenset[str] | None]] = {
    "description": (_("une description"), None),
    "photo": (_("une photo"), None),
    "point": (_("un point sur la carte"), None),
    "capacite": (_("une capacité"), GATHERINGS),
    "accessibilite": (_("l’accessibilité du lieu"), PLACES),
    "caracteristiques": (_("des caractéristiques de la catégorie"), None),
    "etat": (_("l’état physique"), None),
}
_FILLED: Mapping[str, Q] = {
    "description": ~Q(description=""),
    "photo": Q(has_photo=True),
    "point": Q(lon__isnull=False),
    "capacite": Q(capacity__isnull=False),
    # Of all that is asked about access, whether one gets in is what everyone must know; free text cannot be sought.
    "accessibilite": Q(details__has_key=RESERVED) & Q(**{f"details__{RESERVED}__has_key": "step_free"}),
    "caracteristiques": Q(answers_all=True),
    "etat": Q(has_condition=True),
}


def with_known(assets: AssetQuerySet) -> AssetQuerySet:
    """Note on each asset what is known of it besides its own columns, and when it was last looked at (``seen_at``).

    ``has_photo``, ``has_condition``; ``is_asked``: its class asks something by which it can be sought;
    ``answers_all``: and all of it is answered.
    """
    asked = _sought().filter(asset_class=OuterRef("asset_class"))
    answered = Func(OuterRef("details"), F("code"), function="jsonb_exists", output_field=BooleanField())
    return _with_rows(assets).annotate(
        is_asked=Exists(asked),
        answers_all=~Exists(asked.annotate(answered=answered).filter(answered=False)),
    )


def with_known_of_many(assets: AssetQuerySet, questions: Mapping[int, Sequence[str]]) -> AssetQuerySet:
    """Note the same on the assets of a whole inventory, the questions of each class being read beforehand.

    Asked of the database for each asset, they took three quarters of the time.
    """
    whens = [When(asset_class=pk, then=Q(details__has_keys=list(codes))) for pk, codes in questions.items()]
    return _with_rows(assets).annotate(
        is_asked=ExpressionWrapper(Q(asset_class__in=list(questions)), output_field=BooleanField()),
        answers_all=Case(*whens, default=Value(value=True), output_field=BooleanField()),
    )


def questions_of_classes() -> dict[int, list[str]]:
    """Return the codes by which each class can be sought, by the key of the class; one query."""
    found: dict[int, list[str]] = {}
    for pk, code in _sought().order_by("asset_class", "code").values_list("asset_class", "code"):
        found.setdefault(pk, []).append(code)
    return found


def _sought() -> "QuerySet[ClassField]":
    return ClassField.objects.filter(public=True, searchable=True, retired=False)


def _with_rows(assets: AssetQuerySet) -> AssetQuerySet:
    return assets.annotate(
        has_photo=Exists(Photo.objects.filter(asset=OuterRef("pk"))),
        has_condition=Exists(Condition.objects.filter(asset=OuterRef("pk"))),
        seen_at=Greatest("updated_at", Coalesce("confirmed_at", "updated_at")),
    )


def expected(item: str) -> Q:
    """Return which assets are expected to have this item; of those read by :func:`with_known`."""
    if item == "caracteristiques":
        return Q(is_asked=True)
    codes = ITEMS[item][1]
    return ~Q(pk=None) if codes is None else Q(asset_class__code__in=codes)


def expected_of(item: str, code: str, *, asked: bool) -> bool:
    """Return whether this item is expected of a class, that asks something (``asked``) or not."""
    if item == "caracteristiques":
        return asked
    codes = ITEMS[item][1]
    return codes is None or code in codes


def filled(item: str) -> Q:
    """Return which assets have this item; of those read by :func:`with_known`."""
    return _FILLED[item]


def lacking(assets: AssetQuerySet, item: str, now: datetime) -> AssetQuerySet:
    """Keep the assets that lack an item expected of their class; « confirmation »: not looked at for a year."""
    noted = with_known(assets)
    if item == "confirmation":
        return noted.filter(seen_at__lt=now - STALE_AFTER)  # type: ignore[misc]  # annotated above
    return noted.filter(expected(item) & ~filled(item))
