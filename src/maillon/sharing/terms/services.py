"""The verb of terms: write them."""

from django.db import transaction

from maillon.sharing.terms.models import SharingTerms


@transaction.atomic
def write_terms(*, terms: SharingTerms) -> SharingTerms:
    """Save conditions, new or changed: they hold at once for everything shared under them.

    Requests already made keep the price and the answer that they were given.
    """
    terms.save()
    return terms
