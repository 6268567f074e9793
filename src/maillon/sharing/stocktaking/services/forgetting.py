"""Forgetting old counts, with their pictures and their reports."""

import datetime as dt

from django.db import transaction

from maillon.sharing.stocktaking.models import Count, ObservationPhoto, Report

KEPT = dt.timedelta(days=7 * 365)


@transaction.atomic
def forget_counts(*, now: dt.datetime) -> int:
    """Delete the counts closed more than seven years ago; their files go once the deletion is sure."""
    over = Count.objects.filter(closed_at__lt=now - KEPT)
    photos = ObservationPhoto.objects.filter(observation__count__in=over)
    files = [(one.file.storage, str(one.file.name)) for one in photos]
    files += [(one.file.storage, str(one.file.name)) for one in Report.objects.filter(count__in=over)]
    number = over.count()
    over.delete()

    def remove() -> None:
        for storage, name in files:
            storage.delete(name)

    transaction.on_commit(remove)
    return number
