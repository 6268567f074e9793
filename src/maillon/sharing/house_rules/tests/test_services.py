"""Rules are adopted, changed, ended and ordered; what they said stays."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from maillon.base.refusals import NotAllowed, NotFound
from maillon.community.organisations.kinds import Circle, Role
from maillon.sharing.house_rules.errors import RuleRefused
from maillon.sharing.house_rules.models import HouseRule, KeptDay, RuleVersion
from maillon.sharing.house_rules.queries import history_of, lines_of, lines_shown, priority_of, rules_about
from maillon.sharing.house_rules.services import adopt_rule, end_rule, move_rule, roll_kept_days
from maillon.testing.builders.community import make_hat, make_organisation
from maillon.testing.builders.house_rules import make_rule
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def version(**values: object) -> RuleVersion:
    return RuleVersion(**{"kind": "protected", "starts_on": timezone.localdate()} | values)  # type: ignore[arg-type]


def codes(error: pytest.ExceptionInfo[RuleRefused]) -> set[str]:
    return {reason.code for reason in error.value.reasons}


def test_a_new_version_ends_the_one_before_and_both_stay() -> None:
    town, now, today = make_organisation(), timezone.now(), timezone.localdate()
    rule = make_rule(town)
    hat = make_hat(Role.ASSET_MANAGER, organisation=town)
    change = version(
        from_minute=480, until_minute=960, starts_on=today + 7 * DAY, why="L’école finit plus tôt."
    )
    adopt_rule(version=change, rule_id=rule.pk, hat=hat, now=now)
    newest, oldest = history_of(rule)
    assert (oldest.ends_on, newest.starts_on) == (today + 7 * DAY, today + 7 * DAY)
    assert newest.adopted_by_id == hat.person_id
    earlier = version(starts_on=today + 3 * DAY, why="Dès lundi.")
    adopt_rule(version=earlier, rule_id=rule.pk, hat=hat, now=now)
    told = [(one.starts_on, one.ends_on) for one in history_of(rule)]
    assert told == [
        (today + 3 * DAY, None),
        (today + 7 * DAY, today + 7 * DAY),  # never began
        (today, today + 3 * DAY),
    ]
    assert [line.sentence for line in lines_of(town.pk, today + 8 * DAY)] == [
        "Tous les jours\u00a0: le propriétaire seul s’en sert."
    ]


def test_what_is_wrong_with_a_rule_is_said_at_once() -> None:
    town, now = make_organisation(), timezone.now()
    hat = make_hat(Role.ASSET_MANAGER, organisation=town)
    foreign = make_asset(make_organisation())
    wrong = version(asset=foreign, weekdays=[], starts_on=timezone.localdate() - DAY)
    with pytest.raises(RuleRefused) as error:
        adopt_rule(version=wrong, hat=hat, now=now)
    assert codes(error) == {"starts_in_the_past", "no_day", "foreign_target"}
    with pytest.raises(RuleRefused) as error:
        adopt_rule(version=version(), rule_id=make_rule(town).pk, hat=hat, now=now)
    assert codes(error) == {"why_missing"}
    with pytest.raises(RuleRefused) as error:
        adopt_rule(version=version(kind="priority", publics=["verified", "verified"]), hat=hat, now=now)
    assert codes(error) == {"publics_in_disorder"}


def test_only_those_who_keep_the_assets_write_and_nobody_writes_elsewhere() -> None:
    town, now = make_organisation(), timezone.now()
    with pytest.raises(NotAllowed):
        adopt_rule(version=version(), hat=make_hat(Role.APPROVER, organisation=town), now=now)
    theirs, hat = make_rule(make_organisation()), make_hat(Role.ASSET_MANAGER, organisation=town)
    for attempt in (
        lambda: adopt_rule(version=version(why="Non."), rule_id=theirs.pk, hat=hat, now=now),
        lambda: end_rule(rule_id=theirs.pk, hat=hat, last_day=timezone.localdate(), why="Non.", now=now),
        lambda: move_rule(rule_id=theirs.pk, hat=hat, earlier=True),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_rule_ends_with_a_reason_and_its_days_leave_the_search() -> None:
    town, now, today = make_organisation(), timezone.now(), timezone.localdate()
    rule, hat = make_rule(town), make_hat(Role.ASSET_MANAGER, organisation=town)
    with pytest.raises(RuleRefused) as error:
        end_rule(rule_id=rule.pk, hat=hat, last_day=today - 2 * DAY, why=" ", now=now)
    assert codes(error) == {"why_missing", "starts_in_the_past"}
    end_rule(rule_id=rule.pk, hat=hat, last_day=today + DAY, why="Le gymnase ferme.", now=now)
    (ended,) = history_of(rule)
    assert (ended.ends_on, ended.ended_why, ended.ended_by_id) == (
        today + 2 * DAY,
        "Le gymnase ferme.",
        hat.person_id,
    )
    assert KeptDay.objects.filter(day__gt=today + DAY).count() == 0
    assert KeptDay.objects.filter(day=today + DAY).count() == 3  # one by clock
    with pytest.raises(RuleRefused) as error:
        end_rule(rule_id=rule.pk, hat=hat, last_day=today + 5 * DAY, why="Encore.", now=now + 4 * DAY)
    assert codes(error) == {"over"}


def test_rules_are_read_in_their_owners_order() -> None:
    town = make_organisation()
    hat = make_hat(Role.ASSET_MANAGER, organisation=town)
    first, second, third = (make_rule(town) for _ in range(3))

    def order() -> list[int]:
        return [line.id for line in lines_of(town.pk, timezone.localdate())]

    move_rule(rule_id=third.pk, hat=hat, earlier=True)
    assert order() == [first.pk, third.pk, second.pk]
    move_rule(rule_id=first.pk, hat=hat, earlier=True)
    assert order() == [first.pk, third.pk, second.pk]
    move_rule(rule_id=first.pk, hat=hat, earlier=False)
    assert order() == [third.pk, first.pk, second.pk]


def test_versions_of_one_rule_never_meet_even_behind_the_services_back() -> None:
    rule = make_rule(make_organisation())
    with pytest.raises(IntegrityError), transaction.atomic():
        version(rule=rule, adopted_at=timezone.now()).save()


def test_a_rule_speaks_of_what_it_covers() -> None:
    town, today = make_organisation(), timezone.localdate()
    gym, room = make_asset(town), make_asset(town, code="room")
    make_rule(town, asset=gym)
    make_rule(town, asset_class=room.asset_class)
    make_rule(town, site=gym.site, asset_class=room.asset_class)
    make_rule(town, kind="priority", publics=[Circle.OWNER, Circle.VERIFIED])
    make_rule(make_organisation())
    assert [one.kind for one in rules_about(gym, today, today)] == ["protected", "priority"]
    assert [one.kind for one in rules_about(room, today, today)] == ["protected", "priority"]
    assert priority_of(room, today) == ["owner", "verified"]
    assert priority_of(make_asset(make_organisation()), today) == []


def test_a_rule_on_something_hidden_is_not_published() -> None:
    town, today = make_organisation(), timezone.localdate()
    shown, hidden = make_asset(town), make_asset(town, audience=Circle.OWNER)
    make_rule(town, asset=shown)
    make_rule(town, asset=hidden)
    make_rule(town, site=hidden.site)
    stranger, own = make_hat(), make_hat(organisation=town)
    assert len(lines_shown(town.pk, stranger, today)) == 1
    assert len(lines_shown(town.pk, own, today)) == 3
    assert HouseRule.objects.visible_to(stranger).count() == 3
    shown.audience = Circle.OWNER
    shown.save()
    assert HouseRule.objects.visible_to(stranger).count() == 0
    assert HouseRule.objects.visible_to(own).count() == 3


def test_kept_days_follow_the_calendar() -> None:
    make_rule(make_organisation(), weekdays=[0])
    now = timezone.now()
    before = KeptDay.objects.count()
    assert roll_kept_days(now=now) == 0
    assert roll_kept_days(now=now + 14 * DAY) == 6  # two Mondays by three clocks
    assert roll_kept_days(now=now + 14 * DAY) == 0
    assert before <= KeptDay.objects.count() <= before + 6


def test_the_page_of_many_rules_costs_one_query(django_assert_num_queries) -> None:
    town, today = make_organisation(), timezone.localdate()
    for _ in range(3):
        make_rule(town, site=make_asset(town).site)
    with django_assert_num_queries(1):
        assert len(lines_of(town.pk, today)) == 3
