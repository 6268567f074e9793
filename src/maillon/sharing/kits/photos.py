"""The kit's own picture: given, told again, replaced, removed; its smaller sizes are made apart from the request."""

import contextlib
import secrets
from functools import partial
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from procrastinate.contrib.django import app

from maillon.base.media import WIDTHS, read_picture, remove, rendition
from maillon.base.refusals import NotFound
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.kits.errors import one_reason, said_nothing
from maillon.sharing.kits.models import Kit, KitPhoto

UNREADABLE = (OSError, SyntaxError, ValueError)


def put_photo(*, kit_id: int, file: BinaryIO, alt: str, hat: Hat) -> KitPhoto:
    """Give a kit its picture, upright and without metadata, in place of the one it had.

    Raises UnusablePicture, Invalid when nothing is said of what it shows, NotAllowed, and NotFound for another's kit.
    """
    if not alt.strip():
        raise said_nothing()
    picture = read_picture(file)
    with transaction.atomic():
        kit = _locked(kit_id, hat)
        _forget(kit)
        photo = KitPhoto(kit=kit, alt=alt.strip(), width=picture.width, height=picture.height)
        photo.file.save(f"{kit.pk}-{secrets.token_hex(6)}.webp", ContentFile(picture.content), save=False)
        photo.save()
        app.configure_task("size_kit_photos", queue="media").defer()
    return photo


@transaction.atomic
def tell_photo(*, kit_id: int, alt: str, hat: Hat) -> KitPhoto:
    """Say again what the picture of a kit shows. Raises Invalid when nothing is said, NotFound without a picture."""
    photo = KitPhoto.objects.filter(kit=_locked(kit_id, hat)).first()
    if photo is None:
        raise NotFound(one_reason("no_photo"))
    if not alt.strip():
        raise said_nothing()
    photo.alt = alt.strip()
    photo.save(update_fields=["alt"])
    return photo


@transaction.atomic
def remove_photo(*, kit_id: int, hat: Hat) -> None:
    """Remove the picture of a kit, its file and its sizes, once the removal is sure; without one, nothing changes."""
    _forget(_locked(kit_id, hat))


def size_kit_photos(*, most: int = 200) -> int:
    """Make the smaller sizes of the pictures that lack them; return how many were looked at."""
    waiting = list(KitPhoto.objects.filter(sized=False).order_by("pk")[:most])
    for photo in waiting:
        for width in WIDTHS:
            with contextlib.suppress(*UNREADABLE):
                rendition(photo.file.storage, str(photo.file.name), width)
        KitPhoto.objects.filter(pk=photo.pk).update(sized=True)
    return len(waiting)


def _locked(kit_id: int, hat: Hat) -> Kit:
    """Lock a kit of the organisation whose assets this hat looks after."""
    owner_id = ask_to_keep(hat, hat.organisation_id)
    kit = Kit.objects.select_for_update(no_key=True).filter(pk=kit_id, organisation_id=owner_id).first()
    if kit is None:
        raise NotFound(one_reason("kit_unknown"))
    return kit


def _forget(kit: Kit) -> None:
    for photo in KitPhoto.objects.filter(kit=kit).order_by("pk"):
        transaction.on_commit(partial(remove, photo.file.storage, str(photo.file.name)))
        photo.delete()
