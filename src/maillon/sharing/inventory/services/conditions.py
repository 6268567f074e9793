"""Noting the condition of an asset: a report is added, none is ever rewritten."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from maillon.base.media import read_picture
from maillon.base.refusals import Invalid, Reason
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.errors import SENTENCES
from maillon.sharing.inventory.models import Asset, Condition, ConditionPhoto
from maillon.sharing.inventory.permissions import ask_to_keep

MOST_PHOTOS = 4
EARLIEST = date(1900, 1, 1)


def _invalid(code: str, field: str) -> Invalid:
    return Invalid(Reason(code, str(SENTENCES[code]), field))


def note_condition(
    *,
    asset: Asset,
    grade: str,
    observed_on: date,
    note: str = "",
    photos: Sequence[BinaryIO] = (),
    alt: str = "",
    by: Hat,
    now: datetime,
) -> Condition:
    """Add a report of the condition of an asset, with at most four photos told by one sentence.

    Raises Invalid for a day that has not come, too many photos, or photos that nothing tells; UnusablePicture.
    A report may be written late: the present condition is the one observed last.
    """
    ask_to_keep(by, asset.organisation_id)
    if not EARLIEST <= observed_on <= timezone.localdate(now):
        raise _invalid("not_observed_yet" if observed_on > EARLIEST else "too_long_ago", "observed_on")
    if len(photos) > MOST_PHOTOS:
        raise _invalid("too_many_condition_photos", "file")
    if photos and not alt.strip():
        raise _invalid("alt_missing", "alt")
    pictures = [read_picture(file) for file in photos]
    with transaction.atomic():
        report = Condition.objects.create(
            asset=asset,
            grade=grade,
            observed_on=observed_on,
            note=note.strip(),
            by_id=by.person_id,
            noted_at=now,
        )
        for picture in pictures:
            photo = ConditionPhoto(
                condition=report, alt=alt.strip(), width=picture.width, height=picture.height
            )
            photo.file.save(f"{secrets.token_hex(12)}.webp", ContentFile(picture.content), save=False)
            photo.save()
    return report
