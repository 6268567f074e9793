"""The assets that some words tell: by the beginnings of the words of a name, a place or a number."""

from typing import Any

from maillon.base.finding import told
from maillon.sharing.inventory.models import AssetQuerySet, Site


def told_by(assets: AssetQuerySet, words: str, *, own: bool) -> AssetQuerySet:
    """Keep the assets whose name or place has words that begin so; for their owner's people, also by their numbers.

    Each way is asked apart, so that each goes through its index.
    """
    rows: Any = assets.order_by().values("pk")
    ways: list[Any] = [
        told(rows, words, number="identifier" if own else None),
        rows.filter(site__in=told(Site.objects.order_by(), words).values("pk")),
    ]
    if own:
        ways.append(rows.filter(keeping__serial_number__icontains=words))
    first, *others = ways
    return assets.filter(pk__in=first.union(*others, all=True))
