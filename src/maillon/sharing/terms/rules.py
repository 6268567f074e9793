"""May this be asked under these terms? Pure: values in, every reason out.

The questions, each with its code::

    who      circle      does the asker belong to those with whom the owner shares?
    when     past        is it still to come?
             notice      is it far enough ahead for the owner to get ready?
             horizon     is it not too far ahead?
    how long too_short, too_long
    how cut  step_start, step_length   does it begin and last by whole steps?
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from maillon.kernel.money import Money
from maillon.kernel.objections import Objection
from maillon.kernel.spans import Span

ONE_MINUTE = dt.timedelta(minutes=1)
OWNER_ONLY = "owner"


@dataclass(frozen=True, slots=True)
class TermsFacts:
    """What the owner asks for: durations in minutes, the horizon in days, the price for an hour (None: free).

    ``bookable_by`` is a circle of :mod:`maillon.community.organisations.kinds`, ``owner_id`` the organisation
    that drew it.
    """

    owner_id: int
    bookable_by: str
    notice_minutes: int = 0
    horizon_days: int = 180
    min_minutes: int = 30
    max_minutes: int = 480
    step_minutes: int = 15
    setup_minutes: int = 0
    cleanup_minutes: int = 0
    automatic: bool = False
    answer_within_hours: int = 72
    price_per_hour: Money | None = None

    @property
    def notice(self) -> dt.timedelta:
        """How far ahead the owner asks to be told."""
        return self.notice_minutes * ONE_MINUTE

    @property
    def setup(self) -> dt.timedelta:
        """Time needed before the period, to get ready."""
        return self.setup_minutes * ONE_MINUTE

    @property
    def cleanup(self) -> dt.timedelta:
        """Time needed after the period, to put things back."""
        return self.cleanup_minutes * ONE_MINUTE


@dataclass(frozen=True, slots=True)
class HatFacts:
    """For whom the asker acts: the organisation, and the circles that it belongs to."""

    organisation_id: int | None
    circles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The period asked for, and the time zone of the place, whose clock decides days and steps."""

    period: Span[dt.datetime]
    tz: ZoneInfo


def objections(
    wanted: Wanted, *, terms: TermsFacts, hat: HatFacts | None, now: dt.datetime
) -> list[Objection]:
    """Say everything that forbids this request; an empty list means that nothing does.

    ``hat`` is None while nobody is known yet: the question of the circle then waits until they sign in.
    """
    found = [] if hat is None else _who(terms, hat)
    return found + _when(wanted, terms, now) + _how_long(wanted, terms) + _how_cut(wanted, terms)


def latest_start(terms: TermsFacts, tz: ZoneInfo, now: dt.datetime) -> dt.date:
    """Return the last day, by the clock of the place, on which a request may begin."""
    return now.astimezone(tz).date() + dt.timedelta(days=terms.horizon_days)


def answer_due(terms: TermsFacts, starts_at: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Return until when the owner may answer: within their own delay, and before the period begins."""
    return min(now + dt.timedelta(hours=terms.answer_within_hours), starts_at)


def _who(terms: TermsFacts, hat: HatFacts) -> list[Objection]:
    own = hat.organisation_id == terms.owner_id
    if own or (terms.bookable_by != OWNER_ONLY and terms.bookable_by in hat.circles):
        return []
    return [Objection("circle", None, {"circle": terms.bookable_by})]


def _when(wanted: Wanted, terms: TermsFacts, now: dt.datetime) -> list[Objection]:
    start = wanted.period.start
    if start < now:
        return [Objection("past", "starts_at")]
    if start < now + terms.notice:
        return [Objection("notice", "starts_at", {"notice": terms.notice})]
    last = latest_start(terms, wanted.tz, now)
    if start.astimezone(wanted.tz).date() > last:
        return [Objection("horizon", "starts_at", {"last": last})]
    return []


def _how_long(wanted: Wanted, terms: TermsFacts) -> list[Objection]:
    shortest, longest = terms.min_minutes * ONE_MINUTE, terms.max_minutes * ONE_MINUTE
    if wanted.period.length < shortest:
        return [Objection("too_short", "ends_at", {"shortest": shortest})]
    if wanted.period.length > longest:
        return [Objection("too_long", "ends_at", {"longest": longest})]
    return []


def _how_cut(wanted: Wanted, terms: TermsFacts) -> list[Objection]:
    step = terms.step_minutes * ONE_MINUTE
    wall = wanted.period.start.astimezone(wanted.tz)
    since_midnight = dt.timedelta(
        hours=wall.hour, minutes=wall.minute, seconds=wall.second, microseconds=wall.microsecond
    )
    found = []
    if since_midnight % step:
        found.append(Objection("step_start", "starts_at", {"step": step}))
    if wanted.period.length % step:
        found.append(Objection("step_length", "ends_at", {"step": step}))
    return found
