"""What a verification is worth on a day, what a request still lacks, whether a decision holds: pure decisions."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from maillon.kernel.objections import Objection

REMINDERS = (60, 15)  # days before the end
APPEAL_DAYS = 60
DEFAULT_YEARS, MOST_YEARS = 2, 3
YES, NO, MORE = "yes", "no", "more"
GRANTED, REFUSED = "granted", "refused"


class Standing(StrEnum):
    """What the verification of an organisation is worth on one day, from nothing to its end."""

    NONE = "none"
    VERIFIED = "verified"
    TO_RENEW = "to_renew"
    EXPIRED = "expired"

    @property
    def in_force(self) -> bool:
        """Return whether the organisation is in the circles of the verified."""
        return self in {Standing.VERIFIED, Standing.TO_RENEW}


def standing(day: dt.date, *, since: dt.date | None, until: dt.date | None) -> Standing:
    """Return what a verification is worth on ``day``.

    ``since`` is its first day (None: it was never given, was withdrawn, or its end was already noted); ``until`` its
    last day, included (None: without an end). An end that has passed counts at once, noted or not.

        since          until-60            until
          [=== verified ===|=== to renew ===]--- expired ---
    """
    if until is not None and day > until:
        return Standing.EXPIRED
    if since is None or day < since:
        return Standing.NONE
    if until is not None and (until - day).days <= REMINDERS[0]:
        return Standing.TO_RENEW
    return Standing.VERIFIED


def reminder_due(day: dt.date, until: dt.date) -> int | None:
    """Return which reminder is due on ``day``, in days before the end; None outside the last sixty.

    A day on which no job ran loses nothing: each reminder stays due until the next one.
    """
    left = (until - day).days
    due = [days for days in REMINDERS if 0 <= left <= days]
    return min(due) if due else None


def years_later(day: dt.date, years: int) -> dt.date:
    """Return the same day some years later; 28 February when that year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True, slots=True)
class Needs:
    """What one family of organisations must show; ``ends`` tells whether its verification has an end."""

    criteria: tuple[str, ...]
    pieces: tuple[str, ...] = ()
    number: bool = False
    mission: bool = False
    sponsor: bool = False
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Declared:
    """What a request says: plain values. ``sponsor_objection`` is why the sponsor named cannot be one, if it cannot."""

    answers: Mapping[str, str]
    pieces: frozenset[str] = frozenset()
    number: str = ""
    mission: str = ""
    territory: str = ""
    sponsor: int | None = None
    sponsor_objection: str = ""
    message: str = ""
    appeal: bool = False


def missing(declared: Declared, needs: Needs) -> list[Objection]:
    """Say all that a request lacks before it can be sent, in the order of its steps."""
    found = []
    if not declared.territory:
        found.append(Objection("territory_missing", "territory"))
    if needs.number and not declared.number:
        found.append(Objection("number_missing", "number"))
    if needs.mission and not declared.mission.strip():
        found.append(Objection("mission_missing", "mission"))
    if needs.sponsor and declared.sponsor is None:
        found.append(Objection("sponsor_missing", "sponsor"))
    elif needs.sponsor and declared.sponsor_objection:
        found.append(Objection(declared.sponsor_objection, "sponsor"))
    found += [
        Objection("proof_missing", f"criterion_{code}")
        for code in needs.criteria
        if not declared.answers.get(code, "").strip()
    ]
    found += [
        Objection(f"piece_missing_{what}", "pieces") for what in needs.pieces if what not in declared.pieces
    ]
    if declared.appeal and not declared.message.strip():
        found.append(Objection("appeal_unexplained", "message"))
    return found


def sponsor_objection(*, itself: bool, group: bool, company: bool, verified: bool) -> str:
    """Return the code of why an organisation cannot sponsor a citizens' group; empty when it can."""
    if itself or group:
        return "sponsor_without_person"
    if company:
        return "sponsor_company"
    return "" if verified else "sponsor_unverified"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the one who decides says of a criterion: ``verdict`` is yes, no, more or nothing yet."""

    verdict: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision as it is proposed; ``until`` is the last day of what is granted."""

    outcome: str
    findings: Mapping[str, Finding] = field(default_factory=dict)
    motive: str = ""
    reason: str = ""
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """What may stand between the one who decides and the request."""

    belongs: bool = False  # to the organisation that asks
    sent_it: bool = False  # wrote or sent the request, as the steward may for others
    refused_before: bool = False  # took the decision that is appealed against


def judge_objections(judge: Judge) -> list[Objection]:
    """Say why this person may not decide on this request: nobody judges their own, nor twice the same."""
    if judge.belongs or judge.sent_it:
        return [Objection("own_request")]
    return [Objection("same_judge")] if judge.refused_before else []


def judgement_objections(judgement: Judgement, needs: Needs, *, today: dt.date) -> list[Objection]:
    """Say why a decision does not hold together, each reason at its field."""
    findings = judgement.findings
    verdicts = [findings[code].verdict if code in findings else "" for code in needs.criteria]
    if judgement.outcome == GRANTED:
        return _grant_objections(judgement, needs, today)
    found = []
    if judgement.outcome == REFUSED:
        if not judgement.motive:
            found.append(Objection("motive_missing", "motive"))
        if judgement.motive == "criterion" and NO not in verdicts:
            found.append(Objection("no_criterion_refused", "motive"))
    elif MORE in verdicts and all(_told(findings, code) for code in needs.criteria):
        return found  # each question stands at its criterion
    if not judgement.reason.strip():
        found.append(Objection("reason_missing", "reason"))
    return found


def _told(findings: Mapping[str, Finding], code: str) -> bool:
    finding = findings.get(code, Finding())
    return finding.verdict != MORE or bool(finding.remark.strip())


def _grant_objections(judgement: Judgement, needs: Needs, today: dt.date) -> list[Objection]:
    found = [
        Objection("criterion_open", f"verdict_{code}")
        for code in needs.criteria
        if judgement.findings.get(code, Finding()).verdict != YES
    ]
    if not needs.ends:
        return found
    if judgement.until is None:
        found.append(Objection("until_missing", "until"))
    elif not today < judgement.until <= years_later(today, MOST_YEARS):
        found.append(Objection("until_out_of_bounds", "until", {"years": MOST_YEARS}))
    return found


def may_appeal(*, refused_on: dt.date, day: dt.date, was_appeal: bool) -> bool:
    """Return whether a refusal may still be appealed against: once, within sixty days."""
    return not was_appeal and 0 <= (day - refused_on).days <= APPEAL_DAYS
