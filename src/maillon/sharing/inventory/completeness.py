"""What one expects to know of an asset, by its class: the definition behind the figures of an inventory.

These lists are Maillon's own proposal, made for whoever looks for a place or a thing: what they ask before they
reserve. They are short on purpose; a field that nobody needs is not « missing ».
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q
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
    asked = ClassField.objects.filter(
        asset_class=OuterRef("asset_class"), public=True, searchable=True, retired=False
    )
    answered = Func(OuterRef("details"), F("code"), function="jsonb_exists", output_field=BooleanField())
    return assets.annotate(
        has_photo=Exists(Photo.objects.filter(asset=OuterRef("pk"))),
        has_condition=Exists(Condition.objects.filter(asset=OuterRef("pk"))),
        is_asked=Exists(asked),
        answers_all=~Exists(asked.annotate(answered=answered).filter(answered=False)),
        seen_at=Greatest("updated_at", Coalesce("confirmed_at", "updated_at")),
    )


def expected(item: str) -> Q:
    """Return which assets are expected to have this item; of those read by :func:`with_known`."""
    if item == "caracteristiques":
        return Q(is_asked=True)
    codes = ITEMS[item][1]
    return ~Q(pk=None) if codes is None else Q(asset_class__code__in=codes)


def filled(item: str) -> Q:
    """Return which assets have this item; of those read by :func:`with_known`."""
    return _FILLED[item]


def lacking(assets: AssetQuerySet, item: str, now: datetime) -> AssetQuerySet:
    """Keep the assets that lack an item expected of their class; « confirmation »: not looked at for a year."""
    noted = with_known(assets)
    if item == "confirmation":
        return noted.filter(seen_at__lt=now - STALE_AFTER)  # type: ignore[misc]  # annotated above
    return noted.filter(expected(item) & ~filled(item))
