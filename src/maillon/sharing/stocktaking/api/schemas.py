"""How counts are written in JSON."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from ninja import Schema

from maillon.base.api.pages import PageQuery
from maillon.base.api.schemas import PRINTABLE, Id, Input, Moment, explained, identifier, one_of
from maillon.sharing.stocktaking.models import Count, Expected, Observation, Proposal, Report
from maillon.sharing.stocktaking.rules import Result

CountId = Annotated[int, identifier("Numéro du récolement.")]
VerdictCode = Annotated[Observation.Verdicts, one_of(Observation.Verdicts)]
KindCode = Annotated[Proposal.Kind, one_of(Proposal.Kind)]
AnswerCode = Annotated[Proposal.State, one_of(Proposal.State)]


class CountOut(Schema):
    """A count."""

    id: int = explained("Numéro du récolement.", example=4)
    name: str = explained("Son nom.", example="Garage, automne 2026")
    scope: str = explained("Ce qui est compté, en mots.", example="Garage municipal")
    begun_at: dt.datetime = explained("Quand il a commencé.", example="2026-11-20T14:12:00+00:00")
    closed_at: dt.datetime | None = explained("Quand il a été fermé; null s’il est en cours.")


class CountResultOut(CountOut):
    """A count and what it comes to so far."""

    expected: int = explained("Biens attendus.", example=84)
    found: int = explained("Biens trouvés.", example=79)
    missing: int = explained("Biens introuvables.", example=3)
    moved: int = explained("Biens vus ailleurs.", example=2)
    unexpected: int = explained("Biens vus sans être attendus.", example=1)
    unseen: int = explained("Biens que personne n’a cherchés.", example=0)
    contested: int = explained("Biens dont deux personnes ont dit des choses différentes.", example=0)
    coverage: float = explained("Part des biens attendus qui a été cherchée, de 0 à 1.", example=1)


class CountIn(Input):
    """What to count."""

    name: str = explained(
        "Son nom.", example="Garage, automne 2026", min_length=1, max_length=120, pattern=PRINTABLE
    )
    site_ids: list[Id] = explained("Les lieux; vide pour tous.", default=[], example=[14], max_length=500)
    class_ids: list[Id] = explained("Les catégories; vide pour toutes.", default=[], max_length=100)
    person_ids: list[Id] = explained("Qui compte; vide pour tous.", default=[], max_length=200)


class ExpectedOut(Schema):
    """Something that should be there."""

    asset_id: int | None = explained("Numéro du bien; null s’il n’existe plus.", example=1042)
    name: str = explained("Son nom quand le récolement a commencé.", example="Nacelle 14 m")
    identifier: str = explained("Le numéro que lui donne son propriétaire.", example="N-14")
    site_id: int | None = explained("Numéro de son lieu.", example=14)
    site_name: str = explained("Nom de son lieu.", example="Garage municipal")
    quantity: int = explained("Combien il y en a.", example=1)


class ObservationIn(Input):
    """What is seen. Its key is drawn by the caller: sent again, it is kept once."""

    client_id: UUID = explained(
        "Clé tirée au hasard par qui envoie.", example="6f2a1f5e-1d36-4b0e-9a51-0b7d6ab0c001"
    )
    verdict: VerdictCode = explained("Le constat; Maillon le corrige d’après le lieu.", example="found")
    observed_at: Moment = explained("Quand on l’a vu.", example="2026-11-20T14:12:00+00:00")
    asset_id: Id | None = explained("Le bien; sinon « seen ».", default=None, example=1042)
    site_id: Id | None = explained("Où il est; null pour le lieu attendu.", default=None, example=14)
    seen: str = explained("Le code lu, un numéro ou des mots.", default="", max_length=200, pattern=PRINTABLE)
    quantity: int | None = explained("Combien on en a compté.", default=None, ge=0, le=1_000_000)
    remark: str = explained("Remarque.", default="", max_length=500, pattern=PRINTABLE)


class ObservationsIn(Input):
    """Several observations at once."""

    entries: list[ObservationIn] = explained("Les observations, 200 au plus.", min_length=1, max_length=200)


class ObservationOut(Schema):
    """What was seen, as it is kept."""

    client_id: UUID = explained("La clé donnée par qui l’a envoyée.")
    asset_id: int | None = explained("Le bien; null s’il est inconnu.", example=1042)
    name: str = explained("Le nom du bien, ou ce qui a été lu.", example="Nacelle 14 m")
    verdict: VerdictCode = explained("Le constat retenu.", example="found")
    site_id: int | None = explained("Où il a été vu; null pour le lieu attendu.")
    quantity: int | None = explained("Combien on en a compté; null si on ne l’a pas fait.")
    remark: str = explained("Remarque; peut être vide.")
    observed_at: dt.datetime = explained("Quand on l’a vu.", example="2026-11-20T14:12:00+00:00")
    received_at: dt.datetime = explained("Quand Maillon l’a reçu.", example="2026-11-20T16:40:00+00:00")
    who: str = explained("Qui l’a vu; vide si cette personne a effacé ses données.", example="Amélie Roy")


class ObservationsOut(Schema):
    """Observations, in the order in which they were sent."""

    items: list[ObservationOut] = explained("Les observations, telles que gardées.")


class ObservationPhotoOut(Schema):
    """A picture that was kept."""

    client_id: UUID = explained("La clé donnée par qui l’a envoyée.")
    width: int = explained("Largeur en points.", example=1600)
    height: int = explained("Hauteur en points.", example=1200)


class CountProposalOut(Schema):
    """What a closed count suggests."""

    id: int = explained("Numéro de la proposition.", example=31)
    kind: KindCode = explained("Changer de lieu, archiver ou confirmer.", example="move")
    asset_id: int = explained("Numéro du bien.", example=1042)
    site_id: int | None = explained("Le nouveau lieu; null pour les autres changements.", example=15)
    state: AnswerCode = explained("La réponse.", example="waiting")
    decided_at: dt.datetime | None = explained("Quand elle a été donnée; null si elle attend.")


class CountProposalQuery(PageQuery):
    """Which proposals."""

    state: AnswerCode | None = explained("D’une seule réponse.", default=None, example="waiting")


class ProposalsAnswerIn(Input):
    """The answer to proposals."""

    proposal_ids: list[Id] = explained(
        "Les propositions, toutes ou aucune.", min_length=1, max_length=500, example=[31]
    )
    accept: bool = explained("Accepter, ou écarter.", example=True)


class ProposalsAnsweredOut(Schema):
    """How many were answered."""

    decided: int = explained("Combien ont leur réponse.", example=1)


class ReportSealOut(Schema):
    """The seal of a report."""

    count_id: int = explained("Numéro du récolement.", example=4)
    digest: str = explained("Empreinte SHA-256 du PDF, en hexadécimal.")
    signature: str = explained("Signature Ed25519 du PDF, en base 64.")
    public_key: str = explained("Clé publique, en base 64.")
    sealed_at: dt.datetime = explained("Quand il a été scellé.", example="2026-11-20T16:40:00+00:00")


class SealCheckOut(Schema):
    """What the check of a file says."""

    digest: str = explained("Empreinte SHA-256 du fichier envoyé.")
    genuine: bool = explained("Vrai si c’est, octet pour octet, le rapport scellé.", example=True)


def count_out(count: Count) -> CountOut:
    """Return a count."""
    return CountOut(
        id=count.pk,
        name=count.name,
        scope=count.scope,
        begun_at=count.begun_at,
        closed_at=count.closed_at,
    )


def result_out(count: Count, came: Result) -> CountResultOut:
    """Return a count and what it comes to."""
    return CountResultOut(
        **count_out(count).model_dump(),
        expected=len(came.expected),
        found=len(came.found),
        missing=len(came.missing),
        moved=len(came.moved),
        unexpected=len(came.unexpected),
        unseen=len(came.unseen),
        contested=len(came.contested),
        coverage=came.coverage,
    )


def expected_out(one: Expected) -> ExpectedOut:
    """Return something expected."""
    return ExpectedOut(
        asset_id=one.asset_id,
        name=one.name,
        identifier=one.identifier,
        site_id=one.site_id,
        site_name=one.site_name,
        quantity=one.quantity,
    )


def observation_out(one: Observation) -> ObservationOut:
    """Return an observation; reads its asset and its person."""
    return ObservationOut(
        client_id=one.client_id,
        asset_id=one.asset_id,
        name=one.asset.name if one.asset else one.seen,
        verdict=Observation.Verdicts(one.verdict),
        site_id=one.site_id,
        quantity=one.quantity,
        remark=one.remark,
        observed_at=one.observed_at,
        received_at=one.received_at,
        who=str(one.person) if one.person else "",
    )


def proposal_out(one: Proposal) -> CountProposalOut:
    """Return a proposal."""
    return CountProposalOut(
        id=one.pk,
        kind=Proposal.Kind(one.kind),
        asset_id=one.asset_id,
        site_id=one.site_id,
        state=Proposal.State(one.state),
        decided_at=one.decided_at,
    )


def seal_out(report: Report) -> ReportSealOut:
    """Return the seal of a report."""
    return ReportSealOut(
        count_id=report.count_id,
        digest=report.digest,
        signature=report.signature,
        public_key=report.public_key,
        sealed_at=report.sealed_at,
    )
