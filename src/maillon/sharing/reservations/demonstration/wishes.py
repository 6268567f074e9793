"""What is asked for over a year and a season, moment by moment: built so that no two wishes ever meet.

The moments of a block are dealt out once, like cards: some to the whole, the others to each of its parts; then a
weekly activity keeps its card for itself, and a single evening takes one (day, card) that no activity holds. What
is lent for days goes from hand to hand along *lanes*: a pool has a few, each with its share of the quantity.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from maillon.base.demonstration import World
from maillon.sharing.availability.models import Bookable
from maillon.sharing.reservations.demonstration.hours import EVENING, MARGIN, Calendar, Moment
from maillon.sharing.reservations.demonstration.uses import (
    CAMP,
    LOANS,
    ONCE,
    SNOW_PURPOSES,
    SNOW_WORDS,
    SPORT,
    WEEKLY,
    WINTER,
    Kinds,
    Loans,
)

BACK, AHEAD = 365, 95  # days before and after today
LANES = 3
CAMP_HOURS = (540, 960)
CAMP_CLASSES = frozenset({"gym", "hall"})
CAMP_LIKELY = 0.16
SKIPPED = 0.07  # share of the weeks that an activity takes off
NO_WEEK_BEFORE = dt.timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Wish:
    """One period that somebody wants. ``asked_by`` (a number) is common to the weeks of one activity, and
    ``first_day`` is the day of the first one: a season is asked for at once."""

    bookable: Bookable
    purpose: str
    kinds: Kinds
    starts_at: dt.datetime
    ends_at: dt.datetime
    quantity: int = 1
    series: int = 0
    first_day: dt.date | None = None


def wishes_of(family: list[Bookable], busy: float, calendar: Calendar, world: World) -> Iterator[Wish]:
    """Yield everything that is asked of one block; ``busy`` goes from 0, nobody comes, to about 3."""
    code = family[0].asset.asset_class.code
    if code in LOANS:
        yield from _lent(family[0], busy, calendar, world)
    elif code in WEEKLY:
        yield from _hosted(family, code, busy, calendar, world)


def _hosted(
    family: list[Bookable], code: str, busy: float, calendar: Calendar, world: World
) -> Iterator[Wish]:
    camp = code in CAMP_CLASSES and busy > 0.5 and world.rng.random() < CAMP_LIKELY and _open_by_day(calendar)
    cards = [one for one in calendar.moments(code) if not (camp and _meets_camp(one))]
    world.rng.shuffle(cards)
    cards.sort(key=lambda one: not one.popular)  # evenings and weekends are dealt first
    parts = [one for one in family if "/" in one.asset.identifier]
    whole = next((one for one in family if one not in parts), None)
    if whole is not None:
        if camp:
            yield from _camp(whole, calendar, world)
        yield from _evenings(whole, cards[::2] if parts else cards, code, busy, calendar, world)
    for part in parts:
        yield from _evenings(part, cards[1::2], code, busy / len(parts), calendar, world)


def _open_by_day(calendar: Calendar) -> bool:
    return any(opens <= CAMP_HOURS[0] and CAMP_HOURS[1] <= closes for opens, closes in calendar.weekly[0])


def _meets_camp(moment: Moment) -> bool:
    return moment.weekday < 5 and moment.start < EVENING


def _camp(bookable: Bookable, calendar: Calendar, world: World) -> Iterator[Wish]:
    """Yield the weekdays of a summer day camp: eight weeks from the last Monday of June."""
    for year in (world.today.year - 1, world.today.year):
        first = dt.date(year, 6, 25)
        first += dt.timedelta(days=-first.weekday() % 7)
        series = world.rng.getrandbits(40) + 1
        for number in range(8 * 7):
            day = first + dt.timedelta(days=number)
            if day.weekday() < 5 and calendar.open_on(day) and _told(day, world):
                start, end = (calendar.at(day, minute) for minute in CAMP_HOURS)
                yield Wish(bookable, CAMP, SPORT, start, end, series=series, first_day=first)


def _told(day: dt.date, world: World) -> bool:
    return -BACK <= (day - world.today).days <= AHEAD


def _evenings(
    bookable: Bookable, cards: list[Moment], code: str, busy: float, calendar: Calendar, world: World
) -> Iterator[Wish]:
    """Yield the weekly activities of one asset, then its single evenings."""
    activity = WEEKLY[code]
    several = busy * activity.likely
    count = min(int(several) + (world.rng.random() < several % 1), len(cards) // 2)
    for card in cards[:count]:
        yield from _season(bookable, card, activity.months, world.pick(activity.purposes), calendar, world)
    rest = cards[count:]
    if rest:
        yield from _singles(bookable, rest, code, busy, calendar, world)


def _season(
    bookable: Bookable,
    card: Moment,
    months: tuple[int, ...],
    use: tuple[str, Kinds],
    calendar: Calendar,
    world: World,
) -> Iterator[Wish]:
    """Yield the weeks of one activity; each year's season is a request of its own."""
    start, end = _within(card, bookable, world)
    first, last = world.today - dt.timedelta(days=BACK), world.today + dt.timedelta(days=AHEAD)
    series, begun, before = 0, first, first - NO_WEEK_BEFORE * 2
    for day in calendar.days(card.weekday, first, last):
        if day.month not in months or world.rng.random() < SKIPPED:
            continue
        if day - before > NO_WEEK_BEFORE * 2 or not series:
            series, begun = world.rng.getrandbits(40) + 1, day
        before = day
        yield Wish(
            bookable, *use, calendar.at(day, start), calendar.at(day, end), series=series, first_day=begun
        )


def _within(card: Moment, bookable: Bookable, world: World) -> tuple[int, int]:
    """Return when it begins and ends inside of its moment: the set-up and the clean-up fit around it."""
    if not bookable.asset.offer.terms.setup_minutes:
        return card.start, card.end
    start, end = card.start + MARGIN, card.end - MARGIN
    late = world.pick((0, 0, 15))
    early = world.pick((0, 0, 15, 30)) if end - start - late > 75 else 0
    return start + late, end - early


def _singles(
    bookable: Bookable, cards: list[Moment], code: str, busy: float, calendar: Calendar, world: World
) -> Iterator[Wish]:
    """Yield single periods: distinct (week, moment) pairs, more of them in the popular moments."""
    wanted = busy * 4
    count = int(wanted) + (world.rng.random() < wanted % 1)
    weeks = (BACK + AHEAD) // 7
    chosen = cards[: max(4, len(cards) // 2)]
    pairs = world.rng.sample(range(weeks * len(chosen)), min(count, weeks * len(chosen) // 3))
    first = world.today - dt.timedelta(days=BACK)
    monday = first - dt.timedelta(days=first.weekday())
    for pair in pairs:
        week, card = pair // len(chosen), chosen[pair % len(chosen)]
        day = monday + dt.timedelta(days=7 * week + card.weekday)
        if calendar.open_on(day):
            start, end = _within(card, bookable, world)
            yield Wish(bookable, *world.pick(ONCE[code]), calendar.at(day, start), calendar.at(day, end))


def _lent(bookable: Bookable, busy: float, calendar: Calendar, world: World) -> Iterator[Wish]:
    """Yield the loans of one thing, or of one pool lane by lane."""
    loans = LOANS[bookable.asset.asset_class.code]
    if bookable.asset.name.startswith(SNOW_WORDS):
        loans = Loans(18, WINTER, loans.hours, SNOW_PURPOSES)
    if not bookable.pooled:
        yield from _lane(bookable, loans, busy, 1, calendar, world)
        return
    lanes = min(LANES, bookable.block.quantity)
    for _ in range(lanes):
        yield from _lane(bookable, loans, busy / lanes, bookable.block.quantity // lanes, calendar, world)


def _lane(
    bookable: Bookable, loans: Loans, busy: float, share: int, calendar: Calendar, world: World
) -> Iterator[Wish]:
    """Yield loans one after the other: the next one begins the day after the last one ended, at the soonest."""
    rate = busy * loans.a_year / 365
    day, last = world.today - dt.timedelta(days=BACK), world.today + dt.timedelta(days=AHEAD)
    while rate > 0 and day <= last:
        if not calendar.open_on(day) or world.rng.random() > rate * loans.months[day.month]:
            day += dt.timedelta(days=1)
            continue
        hours = _as_long_as_lent(world.pick(loans.hours), bookable)
        starts_at = calendar.at(day, world.pick((480, 540, 780)))
        ends_at = starts_at + dt.timedelta(hours=hours)
        quantity = world.rng.randint(max(1, share // 4), share)
        yield Wish(bookable, *world.pick(loans.purposes), starts_at, ends_at, quantity=quantity)
        day = ends_at.astimezone(calendar.zone).date() + dt.timedelta(days=1)


def _as_long_as_lent(hours: int, bookable: Bookable) -> int:
    return min(hours, bookable.asset.offer.terms.max_minutes // 60)
