"""The dates of a series, one by one: free, or why not; everything is read once, whatever their number."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from maillon.base.refusals import Reason
from maillon.community.organisations.hats import Hat
from maillon.kernel.money import Money
from maillon.kernel.repetition import Occurrence, Repetition
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.queries import DateState, which_dates_are_free
from maillon.sharing.availability.rules import holidays
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import LeftDate
from maillon.sharing.reservations.rules import Wish, price
from maillon.sharing.reservations.services.checks import reasons_against
from maillon.sharing.terms.errors import reasons as reasons_of_terms
from maillon.sharing.terms.models import Offer
from maillon.sharing.terms.rules import TermsFacts, Wanted, objections

Why = LeftDate.Why
WHY = {"past": Why.SOON, "notice": Why.SOON, "horizon": Why.FAR, "closed": Why.CLOSED, "taken": Why.TAKEN}
# What is true of one date and not of the next; every other reason speaks against the whole series.
OF_ONE_DATE = {
    *("past", "notice", "horizon", "too_short", "too_long", "step_start", "step_length"),
    *("closed", "out_of_calendar", "ends_before_start"),
}


@dataclass(frozen=True, slots=True)
class SeriesWish:
    """One asset wished for at many dates."""

    asset_id: int
    repetition: Repetition
    purpose: str = ""
    attendees: int | None = None
    quantity: int = 1
    message: str = ""

    def on(self, date: Occurrence) -> Wish:
        """Return what is wished for at one of its dates."""
        return Wish(
            self.asset_id,
            date.starts_at,
            date.ends_at,
            self.purpose,
            self.attendees,
            self.quantity,
            self.message,
        )

    def dates(self, tz: ZoneInfo) -> list[Occurrence]:
        """Return its dates by the clock of the place, holidays left out when the rule skips them."""
        return dates_of(self.repetition, tz)


@dataclass(frozen=True, slots=True)
class DateCheck:
    """One date: what it costs, and why it cannot be had; ``why`` is empty when it can."""

    date: Occurrence
    cost: Money
    why: str = ""
    reasons: tuple[Reason, ...] = ()

    @property
    def free(self) -> bool:
        """Return whether nothing stands in the way."""
        return not self.why


def dates_of(repetition: Repetition, tz: ZoneInfo) -> list[Occurrence]:
    """Return the dates of a rule, holidays left out when it skips them."""
    days = repetition.days()
    closed = holidays(days[0], days[-1]) if days and repetition.skip_holidays else frozenset()
    return repetition.occurrences(tz, closed)


def against_the_whole(
    wish: SeriesWish, dates: Sequence[Occurrence], *, offer: Offer, hat: Hat, now: dt.datetime
) -> tuple[Reason, ...]:
    """Return what speaks against all of it: who asks, for how many people, how many things."""
    usual = next((one for one in dates if one.starts_at < one.ends_at), None)
    if usual is None:
        return ()
    found = reasons_against(wish.on(usual), offer=offer, hat=hat, now=now)
    return tuple(one for one in found if one.code not in OF_ONE_DATE)


def check_dates(
    wish: SeriesWish, dates: Sequence[Occurrence], *, offer: Offer, hat: Hat, now: dt.datetime
) -> list[DateCheck]:
    """Return, for each date, whether it can be had, and why not; the ledger is asked once."""
    terms, tz = offer.terms.facts(), ZoneInfo(offer.asset.site.time_zone)
    asked = [one for one in dates if one.starts_at < one.ends_at]
    states = which_dates_are_free(
        wish.asset_id,
        [(one.starts_at, one.ends_at) for one in asked],
        setup=terms.setup,
        cleanup=terms.cleanup,
        quantity=wish.quantity,
        now=now,
    )
    known = dict(zip(asked, states, strict=True))
    names = _names(states, wish.asset_id, hat)
    return [_checked(wish.on(one), one, known.get(one), terms, tz, names, now) for one in dates]


def _checked(
    wish: Wish,
    date: Occurrence,
    state: DateState | None,
    terms: TermsFacts,
    tz: ZoneInfo,
    names: dict[int, str],
    now: dt.datetime,
) -> DateCheck:
    if state is None:
        lost = Reason("ends_before_start", _("Cette heure n’existe pas ce jour-là : l’horloge avance."))
        return DateCheck(date, Money(0), Why.RULE, (lost,))
    cost = price(wish.period, terms.price_per_hour)
    reasons = reasons_of_terms(objections(Wanted(wish.period, tz), terms=terms, hat=None, now=now))
    if not state.open:
        reasons += (Reason("closed", _("Le lieu est fermé pendant une partie de ce moment.")),)
    elif not state.untaken:
        reasons += (Reason("taken", _taken(state, wish.asset_id, names)),)
    why = WHY.get(reasons[0].code, Why.RULE) if reasons else ""
    return DateCheck(date, cost, why, reasons)


def _names(states: Sequence[DateState], asset_id: int, hat: Hat) -> dict[int, str]:
    """Return the names, of those that this hat may see, of the other assets that stand in the way."""
    others = {one.asset_id for one in states if one.asset_id not in (None, asset_id)}
    if not others:
        return {}
    seen = Asset.objects.visible_to(hat).filter(pk__in=others)
    return dict(seen.order_by("pk").values_list("pk", "name"))


def _taken(state: DateState, asset_id: int, names: dict[int, str]) -> str:
    """Say what stands there, without saying who."""
    if state.cause == Commitment.Cause.MAINTENANCE:
        return _("Un entretien est prévu à ce moment.")
    if state.cause == Commitment.Cause.CLOSURE:
        return _("Le lieu est hors service à ce moment.")
    if not state.cause:
        return _("Il n’en reste pas assez à ce moment.")
    if state.asset_id != asset_id and state.asset_id in names:
        return _("« %(name)s » est déjà réservé à ce moment.") % {"name": names[state.asset_id]}
    return _("C’est déjà réservé à ce moment.")


def now_taken(check: DateCheck) -> DateCheck:
    """Return the date as one that was found taken at the moment of writing."""
    taken = Reason("taken", _("C’est déjà réservé à ce moment."))
    return replace(check, why=Why.TAKEN, reasons=(taken,))
