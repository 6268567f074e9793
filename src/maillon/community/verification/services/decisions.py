"""Deciding on a request; confirming a public body; withdrawing. Each writes a decision that never changes."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Invalid, NotFound, explain
from maillon.base.web.formats import day as written_day
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import PUBLIC_KINDS
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.permissions import ask_for_stewardship
from maillon.community.organisations.queries import administrators_of
from maillon.community.verification.criteria import CRITERIA, Motive, Outcome, needs_of
from maillon.community.verification.errors import SENTENCES, AlreadyDecided, JudgementRefused, NotYours
from maillon.community.verification.letters import write_letters
from maillon.community.verification.models import OPEN_STATES, Decision, Request
from maillon.community.verification.permissions import ask_to_verify
from maillon.community.verification.queries import belongs, shown_requests
from maillon.community.verification.rules import (
    DEFAULT_YEARS,
    Judge,
    Judgement,
    judge_objections,
    judgement_objections,
    years_later,
)

State = Request.State
STATES = {Outcome.GRANTED: State.GRANTED, Outcome.REFUSED: State.REFUSED, Outcome.MORE: State.MORE}
LETTER = {Outcome.GRANTED: "granted", Outcome.REFUSED: "refused", Outcome.MORE: "more"}


def _locked_organisation(organisation_id: int) -> Organisation:
    organisation = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound(_("Cette organisation n’existe pas."))
    return organisation


def judge_of(request: Request, by: Hat, now: dt.datetime) -> Judge:
    """Return what stands between this person and the request."""
    refused = request.against.decisions.filter(outcome=Outcome.REFUSED) if request.against else None
    return Judge(
        belongs=belongs(by.wearer_id, request.organisation_id, timezone.localdate(now)),
        sent_it=request.sent_by_id == by.person_id,
        refused_before=refused is not None and refused.filter(by_id=by.person_id).exists(),
    )


@transaction.atomic
def decide_request(*, request_id: int, judgement: Judgement, by: Hat, now: dt.datetime) -> Decision:
    """Grant, refuse, or ask for more, criterion by criterion; the organisation is told, its circles open at once.

    The same decision sent twice is taken once. Raises :class:`~..errors.NotYours`,
    :class:`~..errors.JudgementRefused` with every reason at its field, :class:`~..errors.AlreadyDecided`.
    """
    found = Request.objects.filter(pk=request_id).values_list("organisation_id", flat=True).first()
    if found is None:
        raise NotFound(_("Cette demande n’existe pas."))
    organisation = _locked_organisation(found)
    request = shown_requests().select_for_update(of=("self",)).get(pk=request_id)
    ask_to_verify(by, organisation)
    if request.state != State.SENT:
        return _same_or_refused(request, judgement, by)
    if objections := judge_objections(judge_of(request, by, now)):
        raise NotYours(explain(objections, SENTENCES))
    needs, today = needs_of(request.kind), timezone.localdate(now)
    if objections := judgement_objections(judgement, needs, today=today):
        raise JudgementRefused(explain(objections, SENTENCES))
    decision = _write(request, judgement, by, now)
    request.state = STATES[Outcome(judgement.outcome)]
    request.closed_at = None if request.state == State.MORE else now
    request.save()
    if decision.outcome == Outcome.GRANTED:
        organisation.kind, organisation.legal_regime = request.kind, request.legal_regime
        _verify(organisation, decision.until, now)
    _tell(decision, organisation, now)
    return decision


def _same_or_refused(request: Request, judgement: Judgement, by: Hat) -> Decision:
    last = request.decisions.order_by("-at", "-pk").first()
    if last is not None and (last.outcome, last.by_id) == (judgement.outcome, by.person_id):
        return last
    raise AlreadyDecided(_("Cette demande n’attend pas de décision : quelqu’un y a répondu ou l’a reprise."))


def _write(request: Request, judgement: Judgement, by: Hat, now: dt.datetime) -> Decision:
    needs = needs_of(request.kind)
    findings = {
        code: {
            "verdict": judgement.findings[code].verdict,
            "remark": judgement.findings[code].remark.strip(),
            "proof": request.answers.get(code, ""),
        }
        for code in needs.criteria
        if code in judgement.findings
    }
    granted = judgement.outcome == Outcome.GRANTED
    return Decision.objects.create(
        organisation_id=request.organisation_id,
        request=request,
        outcome=judgement.outcome,
        motive=judgement.motive if judgement.outcome == Outcome.REFUSED else "",
        reason=judgement.reason.strip(),
        findings=findings,
        until=judgement.until if granted and needs.ends else None,
        by_id=by.person_id,
        by_organisation_id=by.organisation_id,
        at=now,
    )


def _verify(organisation: Organisation, until: dt.date | None, now: dt.datetime) -> None:
    """Open the circles until a day; a renewal keeps the first day."""
    organisation.verified_at = organisation.verified_at or now
    organisation.verified_until = until
    organisation.save()


def _details(decision: Decision) -> list[str]:
    """Return the paragraphs of the letter: the end, the motive, the explanation, what was asked of each criterion."""
    told = []
    if decision.until:
        told.append(str(_("Valide jusqu’au %(day)s.") % {"day": written_day(decision.until)}))
    if decision.motive:
        told.append(str(_("Motif : %(motive)s.") % {"motive": decision.get_motive_display()}))
    told += [decision.reason] if decision.reason else []
    told += [
        f"« {CRITERIA[code].title} » : {finding['remark']}"
        for code, finding in decision.findings.items()
        if finding["remark"] and code in CRITERIA
    ]
    return told


def _tell(decision: Decision, organisation: Organisation, now: dt.datetime) -> None:
    readers = administrators_of(organisation_id=organisation.pk, on=timezone.localdate(now))
    write_letters(
        LETTER.get(Outcome(decision.outcome), "withdrawn"),
        readers,
        organisation=organisation,
        key=f"verification-decided:{decision.pk}",
        details=lambda: _details(decision),
    )


@transaction.atomic
def confirm_body(*, organisation_id: int, by: Hat, now: dt.datetime) -> Organisation:
    """Confirm, as a steward, that an organisation is the public body it says it is: no file to prove what the law says.

    Raises Invalid for any other kind, which asks for its verification; a body already verified stays as it is.
    """
    ask_for_stewardship(by)
    organisation = _locked_organisation(organisation_id)
    if organisation.kind not in PUBLIC_KINDS:
        raise Invalid(
            _("Seul un organisme public est confirmé sans dossier : cette organisation fait une demande.")
        )
    if organisation.verified_at is None:
        _verify(organisation, None, now)
        decision = write_decision(organisation, Outcome.CONFIRMED, by=by, now=now)
        Request.objects.filter(state__in=OPEN_STATES, organisation=organisation).update(
            state=State.ABANDONED, closed_at=now
        )
        readers = administrators_of(organisation_id=organisation.pk, on=timezone.localdate(now))
        key = f"verification-decided:{decision.pk}"
        write_letters("granted", readers, organisation=organisation, key=key)
    return organisation


def write_decision(
    organisation: Organisation, outcome: Outcome, *, by: Hat | None, now: dt.datetime, **values: str
) -> Decision:
    """Write a decision taken without a request, until the organisation's present end."""
    return Decision.objects.create(
        organisation=organisation,
        outcome=outcome,
        until=organisation.verified_until,
        by_id=by.person_id if by else None,
        by_organisation_id=by.organisation_id if by else None,
        at=now,
        **values,
    )


@transaction.atomic
def withdraw_verification(
    *, organisation_id: int, motive: str, reason: str, by: Hat, now: dt.datetime
) -> Organisation:
    """Take a verification back, with a motive and why; accepted bookings stand. One not verified stays as it is."""
    organisation = _locked_organisation(organisation_id)
    ask_to_verify(by, organisation)
    if organisation.verified_at is None:
        return organisation
    if belongs(by.wearer_id, organisation_id, timezone.localdate(now)):
        raise NotYours(_("Vous ne pouvez pas décider pour votre propre organisation."))
    if motive not in Motive.values or not reason.strip():
        field = "reason" if motive in Motive.values else "motive"
        raise Invalid(_("Dites le motif, et expliquez-le en une phrase."), field=field)
    organisation.verified_at = organisation.verified_until = None
    organisation.save()
    decision = write_decision(
        organisation, Outcome.WITHDRAWN, by=by, now=now, motive=motive, reason=reason.strip()
    )
    _tell(decision, organisation, now)
    return organisation


def register_organisation(
    *, organisation_id: int, by_id: int | None, by_organisation_id: int | None, at: dt.datetime
) -> Decision | None:
    """Write down that a steward wrote the organisation in, once; it ends like any other unless it is a public body."""
    with transaction.atomic():
        organisation = _locked_organisation(organisation_id)
        written = Decision.objects.filter(organisation=organisation).exists()
        if written or organisation.verified_at is None:
            return None
        if needs_of(organisation.kind).ends:
            organisation.verified_until = years_later(timezone.localdate(at), DEFAULT_YEARS)
            organisation.save()
        by = Hat(person_id=by_id, organisation_id=by_organisation_id)
        return write_decision(organisation, Outcome.REGISTERED, by=by, now=at)
