"""What an agreement is worth on a day, what a proposal lacks, who may end what: pure decisions on plain values."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from maillon.kernel.objections import Objection

ONE_DAY = dt.timedelta(days=1)
SIGNATORIES = ("organisation_admin", "asset_manager")
"""The roles that commit an organisation to an agreement."""
REMINDERS = (60, 15)
"""How many days before the end the parties are written to, and from when an agreement is said to end soon."""


@dataclass(frozen=True, slots=True)
class Term:
    """From the first day to the first day without, in Québec's calendar; without an end it lasts until ended."""

    starts_on: dt.date | None
    ends_on: dt.date | None = None

    def has(self, day: dt.date) -> bool:
        """Return whether the agreement holds on that day."""
        begun = self.starts_on is not None and self.starts_on <= day
        return begun and (self.ends_on is None or day < self.ends_on)

    @property
    def last_day(self) -> dt.date | None:
        """Return the last day as people say it, included; None without an end."""
        return None if self.ends_on is None else self.ends_on - ONE_DAY


def first_day_after(last_day: dt.date | None) -> dt.date | None:
    """Return the first day without the agreement, of the last day that people choose."""
    return None if last_day is None else last_day + ONE_DAY


class Standing(StrEnum):
    """Where an agreement stands on a day."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    UPCOMING = "upcoming"
    IN_FORCE = "in_force"
    ENDING = "ending"
    DECLINED = "declined"
    ENDED = "ended"
    ABANDONED = "abandoned"

    @property
    def holds(self) -> bool:
        """Return whether partners have today what was agreed."""
        return self in {Standing.IN_FORCE, Standing.ENDING}


def standing(state: str, term: Term, day: dt.date) -> Standing:
    """Return where an agreement stands on that day, whatever the hour at which its end was written down."""
    if state != Standing.IN_FORCE:
        return Standing(state)
    if term.ends_on is not None and term.ends_on <= day:
        return Standing.ENDED
    if not term.has(day):
        return Standing.UPCOMING
    if term.ends_on is not None and (term.ends_on - day).days <= REMINDERS[0]:
        return Standing.ENDING
    return Standing.IN_FORCE


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is about to be proposed: how many partners, for how long, and whether something is covered."""

    title: str
    partners: int
    term: Term
    covers_something: bool


def term_objections(term: Term, *, today: dt.date) -> list[Objection]:
    """Say what is wrong with a term: no first day, an end that comes first, or one that is already past."""
    if term.starts_on is None:
        return [Objection("start_missing", "starts_on")]
    if term.ends_on is not None and term.ends_on <= term.starts_on:
        return [Objection("end_before_start", "last_day")]
    if term.ends_on is not None and term.ends_on <= today:
        return [Objection("already_over", "last_day")]
    return []


def proposal_objections(proposal: Proposal, *, today: dt.date) -> list[Objection]:
    """Say everything that a draft lacks before it is proposed."""
    found = [] if proposal.title.strip() else [Objection("title_missing", "title")]
    if not proposal.partners:
        found.append(Objection("no_partner", "partners"))
    found += term_objections(proposal.term, today=today)
    if not proposal.covers_something:
        found.append(Objection("nothing_covered", "coverage"))
    return found


def end_objections(
    reason: str, ends_on: dt.date, *, present: dt.date | None, today: dt.date
) -> list[Objection]:
    """Say why an agreement cannot end on that day: no reason given, a day past, or later than its present end."""
    found = [] if reason.strip() else [Objection("reason_missing", "reason")]
    if ends_on < today:
        found.append(Objection("end_in_the_past", "last_day"))
    elif present is not None and ends_on > present:
        found.append(Objection("end_not_sooner", "last_day"))
    return found


def reminder_due(today: dt.date, ends_on: dt.date) -> int | None:
    """Return which reminder is due today, 60 or 15 days before the end; None when there is none to send."""
    left = (ends_on - today).days
    due = [days for days in REMINDERS if 0 < left <= days]
    return min(due) if due else None
