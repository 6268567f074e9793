"""Reading how verifications stand, what requests lack, what waits for a decision."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.web.formats import day
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import PUBLIC_KINDS, SOCIAL_KINDS, OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.people.models import Person
from maillon.community.verification import rules
from maillon.community.verification.criteria import CRITERIA, Outcome, criteria_of, needs_of
from maillon.community.verification.models import OPEN_STATES, Decision, Evidence, Request
from maillon.community.verification.rules import Declared, Standing
from maillon.kernel.objections import Objection

State = Request.State


def standing_of(organisation: Organisation, on: dt.date) -> Standing:
    """Return what the organisation's verification is worth on that day."""
    since = timezone.localdate(organisation.verified_at) if organisation.verified_at else None
    return rules.standing(on, since=since, until=organisation.verified_until)


def open_request_of(organisation_id: int) -> Request | None:
    """Return the request that is being prepared or examined, if there is one."""
    return shown_requests().filter(state__in=OPEN_STATES, organisation_id=organisation_id).first()


def shown_requests() -> "QuerySet[Request, Request]":
    """Return requests with what pages show of them."""
    return Request.objects.select_related("organisation__mrc", "sponsor", "against")


def decisions_of(organisation_id: int) -> QuerySet[Decision]:
    """Return every decision on an organisation, newest first, with who took it and for whom."""
    return Decision.objects.filter(organisation_id=organisation_id).select_related("by", "by_organisation")


def last_refusal_of(organisation_id: int) -> Decision | None:
    """Return the last word on an organisation's requests when it is a refusal."""
    judged = Decision.objects.filter(
        organisation_id=organisation_id, request__isnull=False, outcome__in=(Outcome.GRANTED, Outcome.REFUSED)
    )
    last = judged.select_related("request").order_by("-at", "-pk").first()
    return last if last is not None and last.outcome == Outcome.REFUSED else None


def possible_sponsors(organisation: Organisation) -> QuerySet[Organisation]:
    """Return the verified bodies and organisations of the region that may answer for a citizens' group."""
    found = Organisation.objects.filter(
        verified_at__isnull=False, kind__in=(PUBLIC_KINDS | SOCIAL_KINDS) - {OrganisationKind.CITIZENS}
    ).exclude(pk=organisation.pk)
    if organisation.mrc is not None:
        found = found.filter(mrc__region_id=organisation.mrc.region_id)
    return found.order_by("sort_key", "pk")


def _sponsor_objection(request: Request) -> str:
    sponsor = request.sponsor
    if sponsor is None:
        return ""
    return rules.sponsor_objection(
        itself=sponsor.pk == request.organisation_id,
        group=sponsor.kind == OrganisationKind.CITIZENS,
        company=sponsor.kind in (OrganisationKind.COMPANY, OrganisationKind.NETWORK),
        verified=sponsor.verified_at is not None,
    )


def what_is_missing(request: Request) -> list[Objection]:
    """Return all that the request lacks before it can be sent: one query, for its pieces."""
    organisation = request.organisation
    declared = Declared(
        answers=request.answers,
        pieces=frozenset(request.pieces.order_by().values_list("what", flat=True)),
        number=organisation.neq,
        mission=organisation.mission,
        territory=organisation.mrc_id or "",
        sponsor=request.sponsor_id,
        sponsor_objection=_sponsor_objection(request),
        message=request.message,
        appeal=request.nature == Request.Nature.APPEAL,
    )
    return rules.missing(declared, needs_of(request.kind))


@dataclass(frozen=True, slots=True)
class Answered:
    """A criterion as the one who decides reads it: the question, the answer, what was said of it the last time."""

    code: str
    title: Any
    question: Any
    source: Any
    proof: str
    verdict: str = ""
    remark: str = ""


def answered(request: Request) -> list[Answered]:
    """Return each criterion of the request with its answer and its last finding."""
    last = request.decisions.order_by("-at", "-pk").first()
    findings = last.findings if last is not None else {}
    return [
        Answered(
            code=one.code,
            title=one.title,
            question=one.question,
            source=one.source,
            proof=request.answers.get(one.code, ""),
            verdict=findings.get(one.code, {}).get("verdict", ""),
            remark=findings.get(one.code, {}).get("remark", ""),
        )
        for one in criteria_of(request.kind)
    ]


def waiting_for(hat: Hat) -> "QuerySet[Request, Request]":
    """Return the requests that this hat has to decide, the longest waiting first."""
    waiting = shown_requests().filter(state=State.SENT).order_by("sent_at", "pk")
    if hat.has(Role.STEWARD):
        return waiting
    if hat.has(Role.TERRITORY_COORDINATOR) and hat.mrc_code:
        return waiting.filter(organisation__mrc_id=hat.mrc_code)
    return waiting.none()


def ending_soon(hat: Hat, on: dt.date) -> QuerySet[Organisation]:
    """Return the organisations that this hat looks after whose verification ends within sixty days."""
    soon = Organisation.objects.filter(
        verified_at__isnull=False,
        verified_until__gte=on,
        verified_until__lte=on + dt.timedelta(days=rules.REMINDERS[0]),
    ).order_by("verified_until", "pk")
    if hat.has(Role.STEWARD):
        return soon
    if hat.has(Role.TERRITORY_COORDINATOR) and hat.mrc_code:
        return soon.filter(mrc_id=hat.mrc_code)
    return soon.none()


def belongs(person_id: int, organisation_id: int, on: dt.date) -> bool:
    """Return whether the person has a place in the organisation, under whatever hat they act now."""
    places = Membership.objects.current(on).filter(person_id=person_id, organisation_id=organisation_id)
    return places.exists()


def judges_of(organisation: Organisation, on: dt.date) -> list[Person]:
    """Return who is told of a request: the coordination of the territory; the stewards when it has none."""
    current = Membership.objects.current(on).select_related("person")
    coordinators = current.filter(
        roles__contains=[Role.TERRITORY_COORDINATOR],
        organisation__mrc_id=organisation.mrc_id,
        organisation__mrc__isnull=False,
    )
    found = list(coordinators) or list(
        current.filter(roles__contains=[Role.STEWARD], organisation__kind=OrganisationKind.NETWORK)
    )
    return list({one.person_id: one.person for one in found}.values())


def pieces_of(request: Request) -> QuerySet[Evidence]:
    """Return the pieces of a request, in the order in which they were added."""
    return request.pieces.order_by("added_at", "pk")


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the history: when, what, why, by whom."""

    when: dt.datetime
    title: str
    text: str = ""
    who: str = ""


def history_of(organisation_id: int) -> list[Event]:
    """Return all that happened to an organisation's verification, newest first: two queries."""
    decided = [
        Event(one.at, str(one.get_outcome_display()), _why(one), _by(one))
        for one in decisions_of(organisation_id)
    ]
    requests = Request.objects.filter(organisation_id=organisation_id, sent_at__isnull=False)
    sent = [
        Event(
            when=one.sent_at,
            title=_("demande envoyée (%(nature)s)") % {"nature": one.get_nature_display()},
            text=one.message,
            who=one.sent_by.name if one.sent_by else "",
        )
        for one in requests.select_related("sent_by").order_by("sent_at", "pk")
        if one.sent_at is not None
    ]
    return sorted(decided + sent, key=lambda event: event.when, reverse=True)


def _why(decision: Decision) -> str:
    """Return the end, the motive, the explanation and each remark of a decision, as one text."""
    told = []
    if decision.until and decision.outcome != Outcome.WITHDRAWN:
        told.append(_("Jusqu’au %(day)s.") % {"day": day(decision.until)})
    if decision.motive:
        told.append(_("Motif : %(motive)s.") % {"motive": decision.get_motive_display()})
    if decision.reason:
        told.append(decision.reason)
    for code, finding in decision.findings.items():
        if finding.get("remark") and code in CRITERIA:
            told.append(f"« {CRITERIA[code].title} » : {finding['remark']}")
    return " ".join(told)


def _by(decision: Decision) -> str:
    """Return who decided and for whom; nobody when time did."""
    names = [decision.by.name if decision.by else "", _label(decision.by_organisation)]
    return ", ".join(name for name in names if name)


def _label(organisation: Organisation | None) -> str:
    return organisation.label if organisation else ""
