"""Adding, telling, ordering and removing the photos of an asset; making their smaller sizes."""

import contextlib
import secrets
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from procrastinate.contrib.django import app

from maillon.base.media import WIDTHS, read_picture, remove, rendition
from maillon.base.refusals import Invalid, Reason
from maillon.sharing.inventory.errors import SENTENCES
from maillon.sharing.inventory.models import Asset, Photo
from maillon.sharing.inventory.services.states import ask_not_frozen

MOST = 12
UNREADABLE = (OSError, SyntaxError, ValueError)


def add_photo(*, asset: Asset, file: BinaryIO, alt: str) -> Photo:
    """Add a photo after the others: upright, without metadata, with the sentence for who does not see it.

    Raises UnusablePicture, or Invalid when the asset already shows twelve.
    """
    picture = read_picture(file)
    with transaction.atomic():
        ask_not_frozen([Asset.objects.select_for_update(no_key=True).get(pk=asset.pk)])
        if asset.photos.count() >= MOST:
            raise Invalid(Reason("too_many_photos", str(SENTENCES["too_many_photos"]), "file"))
        last = asset.photos.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
        photo = Photo(asset=asset, alt=alt, position=position, width=picture.width, height=picture.height)
        photo.file.save(f"{asset.pk}-{secrets.token_hex(6)}.webp", ContentFile(picture.content), save=False)
        photo.save()
        app.configure_task("size_photos", queue="media").defer()
    return photo


@transaction.atomic
def change_photo(*, photo: Photo, alt: str, position: int | None = None) -> Photo:
    """Say what a photo shows, and put it at a place among the others: 0 makes it the main one.

    Raises Invalid when nothing is said, Frozen when the asset is held intact.
    """
    ask_not_frozen([Asset.objects.select_for_update(no_key=True).get(pk=photo.asset_id)])
    if not alt.strip():
        raise Invalid(Reason("alt_missing", str(SENTENCES["alt_missing"]), "alt"))
    photo.alt = alt.strip()
    photo.save(update_fields=["alt"])
    if position is not None:
        _put(photo, position)
    return photo


@transaction.atomic
def move_photo(*, photo: Photo, by: int) -> None:
    """Bring a photo forward (negative) or back among the others; at an end, nothing changes."""
    ask_not_frozen([Asset.objects.select_for_update(no_key=True).get(pk=photo.asset_id)])
    order = list(photo.asset.photos.order_by("position", "pk").values_list("pk", flat=True))
    _put(photo, order.index(photo.pk) + by)


def _put(photo: Photo, place: int) -> None:
    """Number the photos of the asset again, with this one at its place."""
    others = [one for one in photo.asset.photos.order_by("position", "pk") if one.pk != photo.pk]
    others.insert(min(max(place, 0), len(others)), photo)
    for number, one in enumerate(others):
        one.position = number
    Photo.objects.bulk_update(others, ["position"])


def size_photos(*, most: int = 200) -> int:
    """Make the smaller sizes of the photos that lack them, the oldest first; return how many were looked at.

    A photo whose file is gone or broken is left at its own size. Run again, it finds what is left.
    """
    waiting = list(Photo.objects.filter(sized=False).order_by("pk")[:most])
    for photo in waiting:
        for width in WIDTHS:
            with contextlib.suppress(*UNREADABLE):
                rendition(photo.file.storage, str(photo.file.name), width)
        Photo.objects.filter(pk=photo.pk).update(sized=True)
    return len(waiting)


@transaction.atomic
def remove_photo(*, photo: Photo) -> None:
    """Remove a photo. Its file and its sizes go once the removal is sure, unless another photo shows the same file."""
    ask_not_frozen([Asset.objects.select_for_update(no_key=True).get(pk=photo.asset_id)])
    name, storage = str(photo.file.name), photo.file.storage
    photo.delete()
    if not Photo.objects.filter(file=name).exists():
        transaction.on_commit(lambda: remove(storage, name))
