"""A key carries one hat, until it is revoked, expires, or the membership ends."""

import datetime as dt

import pytest
from django.utils import timezone

from maillon.base.refusals import Invalid, NotFound
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import ApiToken, Membership
from maillon.community.organisations.tokens import (
    USE_NOTED_EVERY,
    hat_of_token,
    issue_token,
    note_use,
    revoke_token,
)
from maillon.testing.builders.community import make_membership

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def membership() -> Membership:
    return make_membership(Role.APPROVER)


def issued(membership: Membership, now: dt.datetime, *, days: int = 30) -> tuple[ApiToken, str]:
    return issue_token(
        membership=membership, name="tableur", may_write=False, expires_at=now + days * DAY, now=now
    )


def carried(key: str, now: dt.datetime) -> object:
    use = hat_of_token(key, now=now, on=timezone.localdate(now))
    return use and use.hat


def test_a_key_carries_the_hat_of_its_membership(membership: Membership, now: dt.datetime) -> None:
    _token, key = issued(membership, now)
    use = hat_of_token(key, now=now, on=timezone.localdate(now))
    assert use is not None
    assert use.hat == membership.hat()
    assert use.hat.has(Role.APPROVER)
    assert not use.may_write


def test_the_key_itself_is_kept_nowhere(membership: Membership, now: dt.datetime) -> None:
    token, key = issued(membership, now)
    secret = key.rsplit("_", 1)[1]
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert not any(secret in str(value) for value in row.values())
    assert key not in str(row)


def test_two_keys_differ(membership: Membership, now: dt.datetime) -> None:
    assert issued(membership, now)[1] != issued(membership, now)[1]


@pytest.mark.parametrize("change", ["", "x", "mln_", "Bearer", "\x00", "é" * 60])
def test_what_is_not_a_key_carries_nothing(membership: Membership, now: dt.datetime, change: str) -> None:
    assert carried(change, now) is None


def test_a_good_prefix_with_another_secret_carries_nothing(membership: Membership, now: dt.datetime) -> None:
    _token, key = issued(membership, now)
    other = key[:-1] + ("A" if key[-1] != "A" else "B")
    assert carried(other, now) is None


def test_a_key_ends_on_its_day(membership: Membership, now: dt.datetime) -> None:
    _token, key = issued(membership, now, days=2)
    assert carried(key, now + 2 * DAY - dt.timedelta(seconds=1)) is not None
    assert carried(key, now + 2 * DAY) is None


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_key_lasts_at_most_a_year(membership: Membership, now: dt.datetime, days: int) -> None:
    with pytest.raises(Invalid):
        issued(membership, now, days=days)


def test_a_revoked_key_carries_nothing(membership: Membership, now: dt.datetime) -> None:
    token, key = issued(membership, now)
    revoked = revoke_token(token_id=token.pk, hat=membership.hat(), now=now)
    again = revoke_token(token_id=token.pk, hat=membership.hat(), now=now + DAY)
    assert revoked.revoked_at == again.revoked_at == now
    assert carried(key, now) is None


def test_only_the_hat_that_made_a_key_revokes_it(membership: Membership, now: dt.datetime) -> None:
    token, key = issued(membership, now)
    other = make_membership(Role.ORGANISATION_ADMIN)
    with pytest.raises(NotFound):
        revoke_token(token_id=token.pk, hat=other.hat(), now=now)
    assert carried(key, now) is not None


def test_the_key_of_a_membership_that_ended_carries_nothing(membership: Membership, now: dt.datetime) -> None:
    _token, key = issued(membership, now)
    Membership.objects.filter(pk=membership.pk).update(ends_on=timezone.localdate(now) - DAY)
    assert carried(key, now) is None


def test_the_key_of_a_closed_account_carries_nothing(membership: Membership, now: dt.datetime) -> None:
    _token, key = issued(membership, now)
    membership.person.is_active = False
    membership.person.save()
    assert carried(key, now) is None


def test_its_last_use_is_noted_to_the_quarter_of_an_hour(membership: Membership, now: dt.datetime) -> None:
    token, key = issued(membership, now)

    def to_note(at: dt.datetime) -> bool:
        use = hat_of_token(key, now=at, on=timezone.localdate(at))
        assert use is not None
        return use.use_to_note

    assert to_note(now)
    note_use(token_id=token.pk, now=now)
    assert not to_note(now + USE_NOTED_EVERY)
    assert to_note(now + USE_NOTED_EVERY + dt.timedelta(seconds=1))
    note_use(token_id=token.pk, now=now - DAY)
    token.refresh_from_db()
    assert token.last_used_at == now


def test_finding_the_hat_of_a_key_takes_one_query(
    membership: Membership, now: dt.datetime, django_assert_num_queries: object
) -> None:
    _token, key = issued(membership, now)
    with django_assert_num_queries(1):  # type: ignore[operator]  # the fixture is a context manager
        carried(key, now)
