"""Who begins, closes and decides: those who look after the assets. Who counts: those who were asked to."""

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.permissions import ask_to_keep, may_keep
from maillon.sharing.stocktaking.errors import not_a_counter, unknown_count
from maillon.sharing.stocktaking.models import Count

__all__ = ["ask_to_count", "ask_to_keep", "ask_to_read", "may_count", "may_keep"]


def may_count(hat: Hat, count: Count) -> bool:
    """Return whether the hat counts: of the organisation, and named, or everyone when nobody was named."""
    if not hat.acts_for(count.organisation_id):
        return False
    if may_keep(hat, count.organisation_id):
        return True
    named = set(count.counters.values_list("pk", flat=True))
    return not named or hat.person_id in named


def ask_to_count(hat: Hat, count: Count) -> None:
    """Raise NotFound for another organisation's count, NotAllowed for someone who was not asked to count."""
    if not hat.acts_for(count.organisation_id):
        raise unknown_count()
    if not may_count(hat, count):
        raise not_a_counter()


def ask_to_read(hat: Hat, count: Count) -> None:
    """Raise NotFound unless the count is of the hat's organisation."""
    if not hat.acts_for(count.organisation_id):
        raise unknown_count()
