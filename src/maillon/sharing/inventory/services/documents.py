"""Adding, replacing and removing the documents of an asset."""

import hashlib
import secrets
from datetime import datetime
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from maillon.base.media import Document as Kept
from maillon.base.media import read_document
from maillon.base.refusals import Invalid, Reason
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.errors import SENTENCES
from maillon.sharing.inventory.models import Asset, Document, DocumentVersion
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.services.states import ask_not_frozen

MOST = 30


def _invalid(code: str, field: str) -> Invalid:
    return Invalid(Reason(code, str(SENTENCES[code]), field))


def _hold(asset_id: int, by: Hat) -> Asset:
    """Lock the asset that a document belongs to; Frozen when it is held intact."""
    asset = Asset.objects.select_for_update(no_key=True).get(pk=asset_id)
    ask_to_keep(by, asset.organisation_id)
    ask_not_frozen([asset])
    return asset


def add_document(*, document: Document, file: BinaryIO, by: Hat, now: datetime) -> Document:
    """Add a document with its first file: a PDF, a picture or an office file, judged by what is in it.

    Raises UnusableDocument with what to do, Frozen, or Invalid when the asset has thirty already.
    """
    kept = read_document(file, office=True)
    with transaction.atomic():
        asset = _hold(document.asset_id, by)
        if asset.documents.count() >= MOST:
            raise _invalid("too_many_documents", "file")
        document.save()
        _write_version(document, kept, by=by, now=now)
    return document


def replace_document(*, document: Document, file: BinaryIO, by: Hat, now: datetime) -> DocumentVersion:
    """Replace the file of a document; the former one is kept, for the owner.

    Raises UnusableDocument, Frozen, or Invalid when it is the very file that is there.
    """
    kept = read_document(file, office=True)
    with transaction.atomic():
        _hold(document.asset_id, by)
        present = document.versions.order_by("-number").first()
        if present is not None and present.digest == _digest(kept):
            raise _invalid("same_file", "file")
        return _write_version(document, kept, by=by, now=now)


@transaction.atomic
def write_document(*, document: Document, by: Hat) -> Document:
    """Change what is said of a document."""
    _hold(document.asset_id, by)
    document.save()
    return document


@transaction.atomic
def remove_document(*, document: Document, by: Hat) -> None:
    """Remove a document and its versions. Files go once that is sure, unless another document has the same."""
    _hold(document.asset_id, by)
    names = list(document.versions.order_by("pk").values_list("file", flat=True))
    storage = DocumentVersion._meta.get_field("file").storage
    document.delete()
    shared = set(DocumentVersion.objects.filter(file__in=names).values_list("file", flat=True))
    for name in names:
        if name not in shared:
            transaction.on_commit(lambda name=name: storage.delete(name))  # type: ignore[misc]  # a default binds the name


def _write_version(document: Document, kept: Kept, *, by: Hat, now: datetime) -> DocumentVersion:
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    version = DocumentVersion(
        document=document,
        number=last + 1,
        suffix=kept.suffix,
        media_type=kept.media_type,
        size=len(kept.content),
        digest=_digest(kept),
        added_at=now,
        by_id=by.person_id,
    )
    version.file.save(f"{secrets.token_hex(16)}{kept.suffix}", ContentFile(kept.content), save=False)
    version.save()
    return version


def _digest(kept: Kept) -> str:
    return hashlib.sha256(kept.content).hexdigest()
