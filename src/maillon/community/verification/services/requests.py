"""Preparing a request for verification: open, describe, answer, prove, send, abandon. All of it is kept as it goes."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import refusals_for_constraints
from maillon.base.media import read_document
from maillon.base.refusals import Invalid, NotFound, Reason, explain
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import (
    PUBLIC_KINDS,
    REGIME_BY_KIND,
    LegalRegime,
    OrganisationKind,
)
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.permissions import ask_to_administer
from maillon.community.organisations.queries import administrators_of
from maillon.community.verification.criteria import criteria_of, needs_of
from maillon.community.verification.errors import (
    SENTENCES,
    Incomplete,
    NothingToAsk,
    RequestLocked,
    TooManyPieces,
)
from maillon.community.verification.letters import write_letters
from maillon.community.verification.models import Evidence, Request
from maillon.community.verification.queries import (
    judges_of,
    last_refusal_of,
    open_request_of,
    shown_requests,
    standing_of,
    what_is_missing,
)
from maillon.community.verification.rules import Standing, may_appeal

Nature, State = Request.Nature, Request.State
MOST_PIECES = 20
LONGEST_ANSWER = 1000


def _locked(request_id: int, by: Hat) -> Request:
    request = shown_requests().select_for_update(of=("self",)).filter(pk=request_id).first()
    if request is None:
        raise NotFound(_("Cette demande n’existe pas."))
    ask_to_administer(by, request.organisation_id)
    return request


def _editable(request_id: int, by: Hat) -> Request:
    request = _locked(request_id, by)
    if not request.is_editable:
        raise RequestLocked(
            _("Votre dossier est en examen ou déjà décidé : il ne change plus. Rien n’est perdu.")
        )
    return request


@transaction.atomic
def open_request(*, organisation_id: int, by: Hat, now: dt.datetime, appealing: bool = False) -> Request:
    """Begin a request, or return the one already open; a renewal or an appeal begins with the former answers.

    Raises :class:`~..errors.NothingToAsk` when the verification is in force and not near its end, or when there is
    no refusal to appeal against.
    """
    ask_to_administer(by, organisation_id)
    organisation = Organisation.objects.select_for_update().select_related(None).get(pk=organisation_id)
    if found := open_request_of(organisation_id):
        return found
    against = _appealed(organisation_id, now) if appealing else None
    standing = standing_of(organisation, timezone.localdate(now))
    if organisation.kind == OrganisationKind.NETWORK or standing == Standing.VERIFIED:
        raise NothingToAsk(_("Cette organisation est vérifiée : il n’y a rien à demander pour l’instant."))
    nature = Nature.FIRST if standing == Standing.NONE else Nature.RENEWAL
    former = Request.objects.filter(organisation_id=organisation_id).order_by("-opened_at", "-pk").first()
    with refusals_for_constraints():
        request = Request.objects.create(
            organisation=organisation,
            nature=Nature.APPEAL if against else nature,
            against=against,
            kind=organisation.kind,
            legal_regime=organisation.legal_regime,
            sponsor_id=former.sponsor_id if former else None,
            answers=dict(former.answers) if former else {},
            opened_at=now,
        )
    if former:
        _copy_pieces(former, request, now)
    return request


def _appealed(organisation_id: int, now: dt.datetime) -> Request:
    refusal = last_refusal_of(organisation_id)
    if refusal is not None and refusal.request is not None:
        was_appeal = refusal.request.nature == Nature.APPEAL
        days = {"refused_on": timezone.localdate(refusal.at), "day": timezone.localdate(now)}
        if may_appeal(**days, was_appeal=was_appeal):
            return refusal.request
    raise NothingToAsk(
        _("Il n’y a pas de refus dont on puisse encore appeler : une fois, et pendant 60 jours.")
    )


def _copy_pieces(former: Request, request: Request, now: dt.datetime) -> None:
    """Give the new request the pieces of the former one; a file is shared until nobody needs it."""
    Evidence.objects.bulk_create(
        Evidence(
            request=request,
            what=one.what,
            label=one.label,
            url=one.url,
            file=one.file.name if one.file else "",
            media_type=one.media_type,
            size=one.size,
            added_at=now,
        )
        for one in former.pieces.order_by("added_at", "pk")
    )


@transaction.atomic
def describe_request(
    *, request_id: int, kind: str, legal_regime: str, sponsor_id: int | None, by: Hat
) -> Request:
    """Say what the organisation is in law, under which rules, and who sponsors it; answers given before are kept."""
    request = _editable(request_id, by)
    if kind == OrganisationKind.NETWORK:
        raise Invalid(_("Une organisation ne devient pas le réseau."), field="kind")
    regime = legal_regime or REGIME_BY_KIND.get(kind, LegalRegime.INTERNAL)
    if kind not in PUBLIC_KINDS and regime != LegalRegime.INTERNAL:
        code = "regime_of_public_bodies"
        raise Invalid(Reason(code, str(SENTENCES[code]), "legal_regime"))
    request.kind, request.legal_regime = kind, regime
    request.sponsor_id = sponsor_id if needs_of(kind).sponsor else None
    with refusals_for_constraints():
        request.save()
    return request


@transaction.atomic
def answer_criteria(*, request_id: int, answers: Mapping[str, str], by: Hat) -> Request:
    """Keep the word of proof given to each criterion, complete or not; an answer not named here stays."""
    request = _editable(request_id, by)
    asked = {one.code for one in criteria_of(request.kind)}
    given = {code: text.strip()[:LONGEST_ANSWER] for code, text in answers.items() if code in asked}
    request.answers = request.answers | given
    request.save()
    return request


@transaction.atomic
def add_piece(
    *,
    request_id: int,
    what: str,
    label: str,
    url: str = "",
    file: BinaryIO | None = None,
    by: Hat,
    now: dt.datetime,
) -> Evidence:
    """Add a link or a file, which is kept private.

    Raises :class:`~maillon.base.media.UnusableDocument`, :class:`~..errors.TooManyPieces` at twenty.
    """
    request = _editable(request_id, by)
    if bool(url) == (file is not None):
        raise Invalid(_("Donnez un lien ou un fichier : l’un des deux."), field="url")
    if request.pieces.count() >= MOST_PIECES:
        raise TooManyPieces(_("Le dossier compte déjà vingt pièces : retirez-en une."), field="what")
    piece = Evidence(request=request, what=what, label=label.strip(), url=url, added_at=now)
    if file is not None:
        document = read_document(file)
        piece.media_type, piece.size = document.media_type, len(document.content)
        name = f"{request.organisation_id}-{secrets.token_hex(8)}{document.suffix}"
        piece.file.save(name, ContentFile(document.content), save=False)
    piece.save()
    return piece


@transaction.atomic
def remove_piece(*, piece_id: int, by: Hat) -> Request:
    """Remove a piece; its file goes once the removal is sure, unless a former request still shows it."""
    piece = Evidence.objects.select_related("request").filter(pk=piece_id).first()
    if piece is None:
        raise NotFound(_("Cette pièce n’existe pas."))
    request = _editable(piece.request_id, by)
    drop_piece(piece)
    return request


def drop_piece(piece: Evidence) -> None:
    """Delete a piece, and its file once nothing shows it any more."""
    name, storage = str(piece.file.name or ""), piece.file.storage
    piece.delete()
    if name and not Evidence.objects.filter(file=name).exists():
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def send_request(*, request_id: int, message: str, by: Hat, now: dt.datetime) -> Request:
    """Send the request to those who verify; one already sent stays as it is.

    Raises :class:`~..errors.Incomplete` with everything that is missing, each reason at its field.
    """
    request = _locked(request_id, by)
    if request.state == State.SENT:
        return request
    request = _editable(request_id, by)
    request.message = message.strip()
    if lacking := what_is_missing(request):
        raise Incomplete(explain(lacking, SENTENCES))
    request.state, request.sent_at, request.sent_by_id = State.SENT, now, by.person_id
    request.save()
    _tell(request, now)
    return request


def _tell(request: Request, now: dt.datetime) -> None:
    organisation, today = request.organisation, timezone.localdate(now)
    key = f"verification-sent:{request.pk}:{now.isoformat()}"
    write_letters("sent", judges_of(organisation, today), organisation=organisation, key=key)
    if request.sponsor_id is not None:
        sponsors = administrators_of(organisation_id=request.sponsor_id, on=today)
        key = f"verification-sponsor:{request.pk}:{request.sponsor_id}"
        write_letters("sponsor", sponsors, organisation=organisation, key=key)


@transaction.atomic
def abandon_request(*, request_id: int, by: Hat, now: dt.datetime) -> Request:
    """Give up a request that nobody decided; its answers serve the next one."""
    request = _locked(request_id, by)
    if request.state == State.ABANDONED:
        return request
    if request.state not in {State.DRAFT, State.SENT, State.MORE}:
        raise RequestLocked(_("Cette demande est déjà décidée."))
    request.state, request.closed_at = State.ABANDONED, now
    request.save()
    return request
