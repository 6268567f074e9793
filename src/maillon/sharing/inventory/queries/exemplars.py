"""How many exemplars a pool has, and in what state."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from maillon.sharing.inventory.errors import QuantityFollowsExemplars
from maillon.sharing.inventory.models import Exemplar

State = Exemplar.State


@dataclass(frozen=True, slots=True)
class Counts:
    """The exemplars of a pool by state; all zero when none is known."""

    in_service: int = 0
    repair: int = 0
    lost: int = 0
    retired: int = 0

    @property
    def known(self) -> int:
        """Return how many are written down."""
        return self.in_service + self.repair + self.lost + self.retired

    @property
    def owned(self) -> int:
        """Return how many the organisation still has."""
        return self.in_service + self.repair


def counts_of(asset_id: int) -> Counts:
    """Return how many exemplars of the pool are in each state, in one query."""
    states = ("in_service", "repair", "lost", "retired")
    found: dict[str, int] = Exemplar.objects.filter(asset_id=asset_id).aggregate(
        **{state: Count("pk", filter=Q(state=state)) for state in states}
    )
    return Counts(**found)


def in_service(asset_ids: Collection[int]) -> dict[int, int]:
    """Return how many exemplars are in service, for those of these pools whose exemplars are known."""
    counted = (
        Exemplar.objects.filter(asset_id__in=asset_ids)
        .order_by("asset_id")
        .values_list("asset_id")
        .annotate(serving=Count("pk", filter=Q(state=State.IN_SERVICE)))
    )
    return dict(counted)


def ask_not_counted(asset_id: int) -> None:
    """Raise QuantityFollowsExemplars when the exemplars of the pool are known."""
    if Exemplar.objects.filter(asset_id=asset_id).exists():
        raise QuantityFollowsExemplars
