"""What the pages of conditions show."""

from dataclasses import dataclass

from django.db.models import Count, Q

from maillon.sharing.terms.models import SharingTerms
from maillon.sharing.terms.phrases import sentences


@dataclass(frozen=True, slots=True)
class TermsCard:
    """A set of conditions, in sentences, and how many assets are shared under it."""

    id: int
    name: str
    sentences: tuple[str, ...]
    conditions: str
    shared: int


def terms_cards(organisation_id: int) -> list[TermsCard]:
    """Return an organisation's sets of conditions, by name."""
    rows = (
        SharingTerms.objects.filter(organisation_id=organisation_id)
        .annotate(shared=Count("offers", filter=Q(offers__withdrawn_at__isnull=True)))
        .order_by("name", "pk")
    )
    return [TermsCard(row.pk, row.name, tuple(sentences(row)), row.conditions, row.shared) for row in rows]
