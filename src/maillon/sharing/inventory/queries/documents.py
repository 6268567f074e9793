"""Which documents of an asset a hat may read."""

from dataclasses import dataclass

from django.db.models import Prefetch

from maillon.base.web.formats import language, number
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.kernel.words import NBSP
from maillon.sharing.inventory.models import Asset, Document, DocumentVersion

KILO = 1024


@dataclass(frozen=True, slots=True)
class Offered:
    """A document with its present file, and what people read of it."""

    document: Document
    version: DocumentVersion
    about: str  # « plan, PDF, 240 Ko »


def audiences_of(hat: Hat, owner_id: int) -> frozenset[str]:
    """Return the audiences to which a hat belongs, for the documents of an owner whose asset it sees.

    What is for the owner's people only is for them alone: not for those who oversee the network either.
    """
    readable = {Document.Audience.AS_ASSET.value}
    if Circle.MEMBERS in hat.circles:
        readable.add(Document.Audience.MEMBERS)
    if hat.acts_for(owner_id):
        readable |= set(Document.Audience.values)
    return frozenset(readable)


def documents_of(asset: Asset, hat: Hat) -> list[Offered]:
    """Return the documents of an asset that this hat sees, which the hat may read: two queries."""
    versions = Prefetch("versions", DocumentVersion.objects.order_by("-number"))
    found = (
        Document.objects.filter(asset=asset, audience__in=audiences_of(hat, asset.organisation_id))
        .prefetch_related(versions)
        .order_by("kind", "title", "pk")
    )
    return [
        Offered(one, files[0], about(one, files[0])) for one in found if (files := list(one.versions.all()))
    ]


def version_for(
    hat: Hat, asset_id: int, document_id: int, version: int | None = None
) -> DocumentVersion | None:
    """Return the file that a hat may read: the present one or, for the owner's people, any former one."""
    asset = Asset.objects.visible_to(hat).filter(pk=asset_id).first()
    if asset is None:
        return None
    readable = Document.objects.filter(asset=asset, audience__in=audiences_of(hat, asset.organisation_id))
    files = DocumentVersion.objects.filter(document__in=readable, document_id=document_id)
    present = files.select_related("document").order_by("-number").first()
    if version is None or present is None or present.number == version:
        return present
    if not hat.acts_for(asset.organisation_id):
        return None
    return files.select_related("document").filter(number=version).first()


def about(document: Document, version: DocumentVersion) -> str:
    """Return « plan, PDF, 240 Ko », with the language when it is not French."""
    parts = [str(document.get_kind_display()), version.suffix.removeprefix(".").upper(), weight(version.size)]
    if document.language != Document.Language.FRENCH:
        parts.append(str(document.get_language_display()))
    return ", ".join(parts)


def weight(size: int) -> str:
    """Return « 240 ko » or « 3,2 Mo », "240 KB" or "3.2 MB"."""
    letter = "o" if language() == "fr" else "B"
    if size < KILO * KILO:
        return f"{number(max(1, round(size / KILO)))}{NBSP}{'k' if letter == 'o' else 'K'}{letter}"
    return f"{number(round(size / KILO / KILO, 1))}{NBSP}M{letter}"
