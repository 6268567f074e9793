"""Closing for a time: what is in the way, what becomes of it, opening again."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.refusals import Invalid, NotAllowed, NotFound
from maillon.community.organisations.kinds import Role
from maillon.kernel.spans import Span, Spans, peak
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.queries import is_free
from maillon.sharing.availability.services import take
from maillon.sharing.reservations.closing import (
    ClosureWish,
    Handling,
    Scope,
    chosen_in_block,
    closure_objections,
    pieces_to_close,
)
from maillon.sharing.reservations.errors import WouldDisplace
from maillon.sharing.reservations.models import Closure, Reservation
from maillon.sharing.reservations.queries.closing import plan_of, targets
from maillon.sharing.reservations.queries.spaces import WantedPart
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.closing import close_assets, end_closure
from maillon.sharing.reservations.services.dividing import divide_space
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place

TORONTO = ZoneInfo("America/Toronto")
MARCH = dt.date(2027, 3, 14)
CELLS = st.dictionaries(
    st.integers(1, 8), st.frozensets(st.integers(0, 5), min_size=1), min_size=1, max_size=8
)


@given(cells=CELLS)
def test_whatever_is_closed_leaves_nothing_to_take_and_never_meets_itself(cells) -> None:
    chosen = chosen_in_block(cells)
    closed = [cells[number] for number in chosen]
    assert sum(len(some) for some in closed) == len(frozenset().union(*closed))
    assert all(some & frozenset().union(*closed) for some in cells.values())


MOMENT = dt.datetime(2027, 7, 5, tzinfo=dt.UTC)
HOURS = st.integers(0, 24)
TAKEN = st.lists(st.tuples(HOURS, HOURS, st.integers(1, 3)), max_size=5)


def hours(a: int, b: int) -> Span[dt.datetime]:
    return Span(MOMENT + dt.timedelta(hours=a), MOMENT + dt.timedelta(hours=b))


@given(taken=TAKEN, start=HOURS, end=HOURS)
def test_the_pieces_and_what_stays_fill_a_pool_exactly(taken, start, end) -> None:
    if start >= end:
        return
    stays = [(hours(a, b), many) for a, b, many in taken if a < b]
    holds = max(peak(stays), 3)
    pieces = pieces_to_close(hours(start, end), stays, pooled=True, quantity=holds)
    for hour in range(24):
        level = sum(many for span, many in [*stays, *pieces] if span.contains(hours(hour, hour + 1).start))
        if start <= hour < end:
            assert level == holds
        else:
            assert level == sum(many for span, many in stays if span.contains(hours(hour, hour + 1).start))


@given(taken=TAKEN)
def test_the_pieces_of_a_place_are_what_is_left_of_the_day(taken) -> None:
    stays = [(hours(a, b), 1) for a, b, _many in taken if a < b]
    pieces = Spans(span for span, _many in pieces_to_close(hours(0, 24), stays, pooled=False, quantity=1))
    assert pieces == Spans([hours(0, 24)]) - Spans(span for span, _many in stays)


def wish(asset_id: int, days: int = 7, **more: object) -> ClosureWish:
    day = at(0, days=days).date()
    values = {"scope": Scope.ASSET, "target_id": asset_id, "cause": "maintenance", "reason": "Plancher"}
    return ClosureWish(**values | {"first_day": day, "last_day": day} | more)


def test_a_closure_repeats_by_the_clock_on_the_wall() -> None:
    weekly = wish(1, first_day=MARCH - dt.timedelta(7), last_day=MARCH - dt.timedelta(7), repeats_until=MARCH)
    lengths = [span.length // dt.timedelta(hours=1) for span in weekly.periods(TORONTO)]
    assert lengths == [24, 23]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reason": "  "}, "closure_reason_missing"),
        ({"last_day": dt.date(2026, 1, 1)}, "ends_before_start"),
        ({"last_day": dt.date(2029, 1, 1)}, "closure_too_long"),
        ({"repeats_until": dt.date(2026, 1, 1)}, "closure_repeats_backwards"),
        ({"repeats_until": dt.date(2030, 1, 1)}, "closure_too_many_weeks"),
        ({"last_day": dt.date(2027, 3, 10), "repeats_until": dt.date(2027, 4, 1)}, "closure_meets_itself"),
    ],
)
def test_a_closure_that_makes_no_sense_says_why(wrong: dict[str, object], code: str) -> None:
    told = wish(1, first_day=dt.date(2027, 3, 1), last_day=dt.date(2027, 3, 1))
    changed = ClosureWish(**{name: getattr(told, name) for name in told.__dataclass_fields__} | wrong)
    now = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    assert [one.code for one in closure_objections(changed, zone=TORONTO, now=now)] == [code]
    late = dt.datetime(2027, 3, 3, tzinfo=dt.UTC)
    assert [one.code for one in closure_objections(told, zone=TORONTO, now=late)] == ["closure_over"]


@pytest.fixture
def gym(db: None):
    return make_shared_place()


@pytest.fixture
def keeper(gym):
    return make_hat(Role.ASSET_MANAGER, organisation=gym.organisation)


def ask(place, start: float, end: float, **more) -> Reservation:
    times = (at(start, **more), at(end, **more))
    return request_reservation(hat=make_hat(), wish=Wish(place.pk, *times, "Badminton"), now=timezone.now())


def test_a_closure_takes_the_time_and_says_why(gym, keeper) -> None:
    done = close_assets(hat=keeper, wish=wish(gym.pk), handling=Handling.REFUSE, now=timezone.now())
    (commitment,) = Commitment.objects.filter(asset=gym)
    assert (commitment.cause, commitment.state, commitment.note) == ("maintenance", "firm", "Plancher")
    assert (done.starts_at, done.ends_at) == (at(0), at(0, days=8))
    assert not is_free(gym.pk, at(9), at(10), now=timezone.now())


def test_with_bookings_in_the_way_nothing_closes_unless_it_is_said_what_becomes_of_them(gym, keeper) -> None:
    booked = ask(gym, 18, 20)
    with pytest.raises(WouldDisplace) as refused:
        close_assets(hat=keeper, wish=wish(gym.pk), handling=Handling.REFUSE, now=timezone.now())
    assert gym.name in str(refused.value)
    assert not Closure.objects.exists()
    booked.refresh_from_db()
    assert booked.state == "pending"


def test_a_closure_around_bookings_takes_only_what_is_free(gym, keeper) -> None:
    booked = ask(gym, 18, 20)
    done = close_assets(hat=keeper, wish=wish(gym.pk), handling=Handling.AROUND, now=timezone.now())
    booked.refresh_from_db()
    held = booked.commitment
    spans = [
        (part.commitment.starts_at, part.commitment.ends_at)
        for part in done.parts.select_related("commitment").order_by("pk")
    ]
    assert spans == [(at(0), held.busy_from), (held.busy_until, at(0, days=8))]
    assert booked.state == "pending"


def test_a_closure_gives_bookings_back_with_its_reason(gym, keeper) -> None:
    booked = ask(gym, 18, 20)
    done = close_assets(hat=keeper, wish=wish(gym.pk), handling=Handling.GIVE_BACK, now=timezone.now())
    booked.refresh_from_db()
    assert (booked.state, booked.reason) == ("cancelled", "Plancher")
    assert done.parts.count() == 1


def test_what_is_not_a_booking_cannot_be_given_back(gym, keeper) -> None:
    take(
        asset_id=gym.pk,
        starts_at=at(9),
        ends_at=at(10),
        cause="loan",
        state="firm",
        now=timezone.now(),
    )
    with pytest.raises(Invalid, match="prêt"):
        close_assets(hat=keeper, wish=wish(gym.pk), handling=Handling.GIVE_BACK, now=timezone.now())
    done = close_assets(hat=keeper, wish=wish(gym.pk), handling=Handling.AROUND, now=timezone.now())
    assert done.parts.count() == 2


def test_a_second_closure_closes_what_the_first_left_open(gym, keeper) -> None:
    now = timezone.now()
    close_assets(hat=keeper, wish=wish(gym.pk, last_minute=720), handling=Handling.REFUSE, now=now)
    second = close_assets(hat=keeper, wish=wish(gym.pk), handling=Handling.REFUSE, now=now)
    (part,) = second.parts.select_related("commitment").order_by("pk")
    assert (part.commitment.starts_at, part.commitment.ends_at) == (at(12), at(0, days=8))
    with pytest.raises(Invalid, match="déjà"):
        close_assets(hat=keeper, wish=wish(gym.pk), handling=Handling.REFUSE, now=now)


def test_a_site_closes_with_its_halves_and_a_half_alone_keeps_the_other_open(gym, keeper) -> None:
    now = timezone.now()
    halves = [WantedPart("A", 1), WantedPart("B", 1)]
    space = divide_space(asset_id=gym.pk, ways=[halves], hat=keeper, now=now)
    first, second = sorted(space.parts)
    half = close_assets(hat=keeper, wish=wish(first), handling=Handling.REFUSE, now=now)
    assert is_free(second, at(9), at(10), now=now)
    assert not is_free(gym.pk, at(9), at(10), now=now)
    end_closure(closure_id=half.pk, hat=keeper, now=now)
    whole = wish(gym.site_id, scope=Scope.SITE)
    done = close_assets(hat=keeper, wish=whole, handling=Handling.REFUSE, now=now)
    assert done.parts.count() == 1
    assert not any(is_free(one, at(9), at(10), now=now) for one in (gym.pk, first, second))


def test_a_pool_closes_to_the_last_thing(db: None) -> None:
    tools = make_shared_place(code="tools", pool_of=5)
    keeper, now = make_hat(Role.ASSET_MANAGER, organisation=tools.organisation), timezone.now()
    take(
        asset_id=tools.pk,
        starts_at=at(9),
        ends_at=at(10),
        quantity=2,
        cause="reservation",
        state="firm",
        now=now,
    )
    close_assets(hat=keeper, wish=wish(tools.pk), handling=Handling.AROUND, now=now)
    assert not is_free(tools.pk, at(9), at(10), now=now)
    assert not is_free(tools.pk, at(15), at(16), now=now)


def test_a_class_closes_within_the_body_only(gym, keeper) -> None:
    other = make_shared_place()
    told = wish(gym.asset_class_id, scope=Scope.CLASS)
    close_assets(hat=keeper, wish=told, handling=Handling.REFUSE, now=timezone.now())
    assert is_free(other.pk, at(9), at(10), now=timezone.now())


def test_a_closure_is_lifted_once_and_what_remains_is_free(gym, keeper) -> None:
    now = timezone.now()
    done = close_assets(hat=keeper, wish=wish(gym.pk), handling=Handling.REFUSE, now=now)
    first = end_closure(closure_id=done.pk, hat=keeper, now=now)
    again = end_closure(closure_id=done.pk, hat=keeper, now=now + dt.timedelta(hours=1))
    assert first.ended_at == again.ended_at == now
    assert is_free(gym.pk, at(9), at(10), now=now)


def test_only_the_keepers_of_the_body_close_and_open(gym, keeper) -> None:
    now = timezone.now()
    with pytest.raises(Invalid, match="Rien"):
        close_assets(hat=make_hat(Role.ASSET_MANAGER), wish=wish(gym.pk), handling=Handling.REFUSE, now=now)
    with pytest.raises(NotAllowed):
        close_assets(
            hat=make_hat(Role.REQUESTER, organisation=gym.organisation),
            wish=wish(gym.pk),
            handling=Handling.REFUSE,
            now=now,
        )
    done = close_assets(hat=keeper, wish=wish(gym.pk), handling=Handling.REFUSE, now=now)
    with pytest.raises(NotFound):
        end_closure(closure_id=done.pk, hat=make_hat(Role.ASSET_MANAGER), now=now)


def test_what_a_closure_would_do_costs_the_same_for_one_asset_and_for_three(
    gym, django_assert_num_queries
) -> None:
    now = timezone.now()
    ask(gym, 18, 20)
    for _more in range(3):
        assets = targets(wish(gym.asset_class_id, scope=Scope.CLASS), gym.organisation_id)
        with django_assert_num_queries(2):
            plan_of(wish(gym.asset_class_id, scope=Scope.CLASS), assets, now)
        make_shared_place(gym.organisation)
