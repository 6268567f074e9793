"""When two records are one thing, the labels of the one that goes lead to the one that stays."""

from datetime import datetime

from maillon.sharing.inventory.models import Asset
from maillon.sharing.labels.models import Label, Message


def move_labels(kept: Asset, other: Asset, now: datetime) -> None:  # noqa: ARG001  (a mover's signature)
    """Tie the labels, and what was written about the thing, to the record that is kept."""
    Label.objects.filter(asset=other).update(asset=kept)
    Message.objects.filter(asset=other).update(asset=kept)
