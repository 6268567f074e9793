"""Adding and removing the photos of an asset."""

import secrets
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from maillon.base.media import read_picture
from maillon.base.refusals import Invalid, Reason
from maillon.sharing.inventory.errors import SENTENCES
from maillon.sharing.inventory.models import Asset, Photo
from maillon.sharing.inventory.services.states import ask_not_frozen

MOST = 12


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
    return photo


@transaction.atomic
def remove_photo(*, photo: Photo) -> None:
    """Remove a photo. Its file goes once the removal is sure, unless another photo shows the same file."""
    ask_not_frozen([Asset.objects.select_for_update(no_key=True).get(pk=photo.asset_id)])
    name, storage = str(photo.file.name), photo.file.storage
    photo.delete()
    if not Photo.objects.filter(file=name).exists():
        transaction.on_commit(lambda: storage.delete(name))
