"""How labels are written in JSON."""

import datetime as dt
from typing import Annotated

from ninja import Schema

from maillon.base.api.pages import PageQuery
from maillon.base.api.schemas import Code, Id, Input, Line, Text, explained, identifier, named, one_of
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.community.organisations.hats import Hat
from maillon.sharing.labels.models import Batch, Label, Message
from maillon.sharing.labels.rules.sheets import Paper
from maillon.sharing.labels.services.printing import address_of

LabelCode = Annotated[str, named("Code de l’étiquette, sans tiret.", max_length=12)]
BatchId = Annotated[int, identifier("Numéro du tirage.")]
MessageId = Annotated[int, identifier("Numéro du message.")]
KindCode = Annotated[Message.Kind, one_of(Message.Kind)]
VoidCode = Annotated[Label.Void, one_of(Label.Void)]


class PaperOut(Schema):
    """A paper of labels."""

    code: str = explained("Code du papier.", example="avery-5160")
    name: str = explained("Son nom.", example="Avery 5160, 30 × 2⅝ po × 1 po (Lettre)")
    per_page: int = explained("Étiquettes par feuille.", example=30)
    page_width_mm: float = explained("Largeur de la feuille, en millimètres.", example=215.9)
    page_height_mm: float = explained("Hauteur de la feuille, en millimètres.", example=279.4)
    width_mm: float = explained("Largeur d’une étiquette, en millimètres.", example=66.675)
    height_mm: float = explained("Hauteur d’une étiquette, en millimètres.", example=25.4)
    source: str = explained("D’où viennent ces dimensions.")


class LabelOut(Schema):
    """A label; what is of the owner alone is null for the others."""

    code: str = explained("Son code.", example="7K3QP9M2XA")
    address: str = explained(
        "L’adresse que lit un téléphone.", example="HTTPS://MAILLON.EXAMPLE/E/7K3QP9M2XA"
    )
    organisation: OrganisationRef = explained("À qui elle est.")
    asset_id: int | None = explained("Le bien, si vous pouvez le voir.", example=1042)
    claimed: bool = explained("Si elle est reliée à un bien.", example=True)
    voided_at: dt.datetime | None = explained("Quand elle a été annulée; null si elle sert.")
    void_reason: str = explained("Pourquoi; vide si elle sert.", example="damaged")
    created_at: dt.datetime | None = explained("Quand elle a été créée; null pour les autres.")


class LabelQuery(PageQuery):
    """Which labels."""

    asset: Id | None = explained("D’un seul bien.", default=None, example=1042)
    unclaimed: bool = explained("Seulement celles qui attendent leur bien.", default=False)


class LabelsIn(Input):
    """What to print."""

    paper: Code = explained("Code du papier (voir /label-papers).", example="avery-5160")
    first: int = explained("Première place libre de la feuille.", default=1, example=1, ge=1, le=100)
    asset_ids: list[Id] = explained(
        "Les biens; ceux qui ont une étiquette la gardent.", default=[], example=[1042], max_length=1000
    )
    blank: int = explained("Combien d’étiquettes sans bien.", default=0, example=30, ge=0, le=500)
    anew: bool = explained("Une nouvelle étiquette même pour un bien qui en a une.", default=False)


class BatchOut(Schema):
    """What is ready to print."""

    id: int = explained("Numéro du tirage.", example=7)
    paper: str = explained("Code du papier.", example="avery-5160")
    first: int = explained("Première place.", example=1)
    codes: list[str] = explained("Les étiquettes, dans l’ordre.", example=["7K3QP9M2XA"])
    pdf: str = explained("Adresse du PDF.", example="/api/v1/label-batches/7/pdf")


class ClaimIn(Input):
    """On what a sticker is."""

    asset_id: Id = explained("Numéro du bien, un des vôtres.", example=1042)


class VoidIn(Input):
    """Why a label does not serve any more."""

    reason: VoidCode = explained("Pourquoi.", example="damaged")
    replace: bool = explained("En créer une autre à la place.", default=False)


class LabelMessageIn(Input):
    """What one writes to the owner."""

    kind: KindCode = explained("Le sujet.", example="found")
    text: Text = explained("Le message, de 1 à 1 000 caractères.", min_length=1, max_length=1000)
    contact: Line = explained("Comment vous joindre; peut être vide.", default="", max_length=160)


class LabelMessageOut(Schema):
    """A message received by a label."""

    id: int = explained("Numéro du message.", example=3)
    label: str = explained("Code de l’étiquette.", example="7K3QP9M2XA")
    asset_id: int | None = explained("Le bien; null si l’étiquette n’en avait pas.", example=1042)
    kind: KindCode = explained("Le sujet.", example="found")
    text: str = explained("Le message.")
    contact: str = explained("Comment joindre la personne; peut être vide.")
    received_at: dt.datetime = explained("Quand il est arrivé.", example="2026-11-20T14:12:00+00:00")
    closed_at: dt.datetime | None = explained("Quand il a été réglé; null s’il attend.")
    outcome: str = explained("Ce qui a été fait; peut être vide.")


class MessageQuery(PageQuery):
    """Which messages."""

    closed: bool | None = explained("Réglés, ou à régler; tous sans réponse.", default=None)


class ReceivedOut(Schema):
    """That the message left."""

    sent: bool = explained("Toujours vrai.", example=True)


class CloseIn(Input):
    """What was done."""

    outcome: Line = explained("Ce qui a été fait; peut être vide.", default="", max_length=200)


def paper_out(paper: Paper) -> PaperOut:
    """Return a paper."""
    return PaperOut(
        code=paper.code,
        name=paper.name,
        per_page=paper.per_page,
        page_width_mm=paper.page_width,
        page_height_mm=paper.page_height,
        width_mm=paper.width,
        height_mm=paper.height,
        source=paper.source,
    )


def label_out(label: Label, hat: Hat, *, asset_id: int | None) -> LabelOut:
    """Return a label; ``asset_id`` is its asset when the hat may know of it. Reads the organisation."""
    own = hat.acts_for(label.organisation_id)
    return LabelOut(
        code=label.code,
        address=address_of(label.code),
        organisation=reference_of(label.organisation),
        asset_id=asset_id,
        claimed=label.asset_id is not None,
        voided_at=label.voided_at,
        void_reason=label.void_reason if own else "",
        created_at=label.created_at if own else None,
    )


def batch_out(batch: Batch) -> BatchOut:
    """Return a batch."""
    return BatchOut(
        id=batch.pk,
        paper=batch.paper,
        first=batch.first,
        codes=batch.codes,
        pdf=f"/api/v1/label-batches/{batch.pk}/pdf",
    )


def message_out(message: Message) -> LabelMessageOut:
    """Return a message; reads its label."""
    return LabelMessageOut(
        id=message.pk,
        label=message.label.code,
        asset_id=message.asset_id,
        kind=Message.Kind(message.kind),
        text=message.text,
        contact=message.contact,
        received_at=message.received_at,
        closed_at=message.closed_at,
        outcome=message.outcome,
    )
