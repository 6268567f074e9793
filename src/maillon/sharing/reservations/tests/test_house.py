"""House rules are held where requests are made, answered and searched for."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from maillon.base.refusals import Refusal
from maillon.community.organisations.hats import NOBODY, Hat
from maillon.community.organisations.kinds import Circle, OrganisationKind, Role
from maillon.sharing.house_rules.bearing import against
from maillon.sharing.house_rules.models import RuleVersion
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.errors import RequestRefused
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.search import FreeSearch, find_free
from maillon.sharing.reservations.queries.week import monday_of, week_of
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import requests as services
from maillon.sharing.reservations.services.bundles import BundleWish, request_bundle
from maillon.testing.builders.agreements import make_agreement
from maillon.testing.builders.community import make_hat, make_organisation
from maillon.testing.builders.house_rules import make_rule
from maillon.testing.builders.sharing import SAINT_HYACINTHE, at, make_shared_place

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
EVENING: dict[str, Any] = {"from_minute": 18 * 60, "until_minute": 21 * 60}
MEMBERS = {"bookable_by": Circle.MEMBERS}


def ask(
    asset: Asset, hat: Hat, start: float = 18, end: float = 20, *, days: int = 7, **more: Any
) -> Reservation:
    now = more.pop("now", None) or timezone.now()
    wish = Wish(asset.pk, at(start, days=days), at(end, days=days), "Badminton")
    return services.request_reservation(hat=hat, wish=wish, now=now, **more)


def refusal(*given: Any, **more: Any) -> Refusal:
    with pytest.raises(RequestRefused) as error:
        ask(*given, **more)
    return error.value


def found(asset: Asset, hat: Hat, start: float = 18, end: float = 20, *, days: int = 7) -> bool:
    lon, lat = SAINT_HYACINTHE
    search = FreeSearch(lon, lat, 20, at(start, days=days), at(end, days=days))
    return asset.pk in {one.asset_id for one in find_free(search, hat=hat, now=timezone.now()).assets}


@pytest.fixture
def gym() -> Asset:
    return make_shared_place(terms=MEMBERS)


@pytest.fixture
def club() -> Hat:
    return make_hat(organisation=make_organisation(OrganisationKind.SOCIAL_NPO, verified=False))


@pytest.fixture
def verified() -> Hat:
    return make_hat(organisation=make_organisation(OrganisationKind.SOCIAL_NPO))


def test_the_owners_hours_are_asked_for_by_nobody_else(gym: Asset, verified: Hat) -> None:
    make_rule(gym.organisation, asset=gym, from_minute=8 * 60, until_minute=16 * 60)
    refused = refusal(gym, verified, 15, 17)
    assert [reason.code for reason in refused.reasons] == ["house_protected"]
    assert ask(gym, verified, 16, 18).pk
    assert ask(gym, make_hat(organisation=gym.organisation), 10, 12).pk
    assert not found(gym, verified, 15, 16)
    assert not found(gym, NOBODY, 15, 16)
    assert found(gym, make_hat(organisation=gym.organisation), 15, 16)
    assert found(gym, verified, 20, 22)


def test_reserved_hours_open_to_all_on_their_day(gym: Asset, club: Hat, verified: Hat) -> None:
    rule = make_rule(gym.organisation, kind="reserved", circle=Circle.VERIFIED, release_days=5, **EVENING)
    refused = refusal(gym, club)
    (reason,) = refused.reasons
    assert reason.code == "house_reserved_until"
    assert reason.values["rule"] == rule.pk
    assert "gardé pour les organismes publics, sociaux" in reason.values["rule_text"]
    assert reason.values["released_at"] == at(0, days=2).astimezone(dt.UTC).isoformat()
    assert not found(gym, club)
    assert found(gym, verified)
    assert found(gym, NOBODY)  # who may still be of any circle is told when they say who they are
    assert found(gym, club, days=5)
    assert ask(gym, club, days=5).pk
    assert ask(gym, verified).pk


def test_a_partner_by_agreement_is_let_in(gym: Asset, club: Hat) -> None:
    make_rule(gym.organisation, kind="reserved", circle=Circle.PARTNERS, **EVENING)
    refusal(gym, club)
    assert not found(gym, club)
    from maillon.community.organisations.models import Organisation

    make_agreement(gym.organisation, Organisation.objects.get(pk=club.organisation_id))
    assert found(gym, club)
    assert ask(gym, club).pk


def test_the_search_says_the_same_as_the_request_by_each_clock(club: Hat) -> None:
    """The database's function and the pure rule, held together over hours and places of three clocks."""
    for zone in ("America/Toronto", "America/Halifax", "America/Blanc-Sablon"):
        place = make_shared_place(terms=MEMBERS)
        place.site.time_zone = zone
        place.site.save()
        make_rule(place.organisation, kind="reserved", circle=Circle.VERIFIED, release_days=3, **EVENING)
        for days in (2, 3, 4, 7):
            for start in (15, 16, 17, 18, 19, 20):
                wish = Wish(place.pk, at(start, days=days), at(start + 1, days=days), "Badminton")
                offer = offer_of(place.pk, club)
                reasons = services.reasons_against(wish, offer=offer, hat=club, now=timezone.now())
                kept = any(reason.code.startswith("house_") for reason in reasons)
                assert found(place, club, start, start + 1, days=days) != kept, (zone, days, start)


def test_a_quota_explains_itself_with_the_persons_own_numbers(gym: Asset, verified: Hat) -> None:
    other = make_shared_place(gym.organisation, terms=MEMBERS)
    make_rule(gym.organisation, kind="quota", measure="to_come", limit=2)
    ask(gym, verified, 8, 9)
    ask(other, verified, 8, 9)
    (reason,) = refusal(gym, verified, 12, 13).reasons
    assert (reason.values["used"], reason.values["limit"]) == (2, 2)
    assert "2 sur 2" in reason.message
    assert ask(gym, make_hat(), 12, 13).pk  # each organisation has its own


def test_a_quota_of_hours_counts_what_a_bundle_asks_for(gym: Asset, verified: Hat) -> None:
    other = make_shared_place(gym.organisation, terms=MEMBERS)
    make_rule(gym.organisation, kind="quota", measure="hours_week", limit=3)
    wishes = [BundleWish(Wish(one.pk, at(8), at(10), "Tournoi")) for one in (gym, other)]
    with pytest.raises(Refusal) as error:
        request_bundle(hat=verified, name="Tournoi", wishes=wishes, now=timezone.now())
    assert {reason.code for reason in error.value.reasons} == {"house_hours_week"}
    assert error.value.reasons[0].values["used_minutes"] == 120
    assert Reservation.objects.count() == 0


def test_a_quota_by_person_follows_the_person(gym: Asset) -> None:
    hat, make = (
        make_hat(),
        make_rule(gym.organisation, kind="quota", measure="to_come", limit=1, per_person=True),
    )
    colleague = make_hat(organisation=make_organisation())
    ask(gym, hat, 8, 9)
    assert refusal(gym, hat, 9, 10).reasons[0].values["rule"] == make.pk
    assert ask(gym, colleague, 9, 10).pk


def test_a_share_of_the_week_stays_for_the_verified(gym: Asset, club: Hat, verified: Hat) -> None:
    """The gym is open 98 hours a week: all but 3 % of them leaves 2 h 56 min to the others."""
    make_rule(gym.organisation, kind="share", circle=Circle.VERIFIED, percent=97, release_days=2)
    ask(gym, verified, 8, 12)
    ask(gym, club, 12, 14)
    (reason,) = refusal(gym, club, 14, 15).reasons
    assert reason.code == "house_share_until"
    assert reason.values["used_minutes"] == 120
    assert ask(gym, verified, 15, 17).pk
    assert ask(gym, club, 14, 15, days=2).pk  # released


def test_a_request_that_lapsed_is_judged_by_the_rules_of_now(gym: Asset, club: Hat) -> None:
    asked = ask(gym, club)
    services.lapse_overdue(now=timezone.now() + 6 * DAY)
    make_rule(gym.organisation, kind="reserved", circle=Circle.VERIFIED, **EVENING)
    approver = make_hat(Role.APPROVER, organisation=gym.organisation)
    answer = {"reference": asked.reference, "hat": approver, "now": timezone.now() + 6 * DAY}
    with pytest.raises(RequestRefused) as error:
        services.approve_reservation(**answer)
    assert error.value.reasons[0].code == "house_reserved"
    approved = services.approve_reservation(exception="Le tournoi était annoncé.", **answer)
    assert (approved.state, approved.exception) == ("approved", "Le tournoi était annoncé.")


def test_a_request_already_held_is_not_taken_back_by_a_new_rule(gym: Asset, club: Hat) -> None:
    asked = ask(gym, club)
    make_rule(gym.organisation, kind="reserved", circle=Circle.VERIFIED, **EVENING)
    approver = make_hat(Role.APPROVER, organisation=gym.organisation)
    approved = services.approve_reservation(reference=asked.reference, hat=approver, now=timezone.now())
    assert (approved.state, approved.exception) == ("approved", "")


def test_an_approver_books_out_of_hours_with_a_reason_and_never_over_another(gym: Asset, club: Hat) -> None:
    approver = make_hat(Role.APPROVER, organisation=gym.organisation)
    assert refusal(gym, approver, 6, 8).reasons[0].code == "closed"
    assert ask(gym, approver, 6, 8, exception="Montage de la scène.").exception == "Montage de la scène."
    assert refusal(gym, club, 6, 8, exception="Moi aussi.").reasons[0].code == "closed"
    with pytest.raises(Refusal) as error:
        ask(gym, approver, 7, 9, exception="Encore.")
    assert error.value.reasons[0].code == "slot_just_taken"


def test_a_preview_names_the_bookings_that_a_rule_would_not_let_in(
    gym: Asset, club: Hat, verified: Hat
) -> None:
    broken, kept = ask(gym, club, 18, 19), ask(gym, verified, 19, 20)
    ask(gym, club, 10, 11)
    now, owner_id = timezone.now(), gym.organisation_id
    rule = RuleVersion(kind="reserved", circle=Circle.VERIFIED, starts_on=timezone.localdate(), **EVENING)
    assert [one.reference for one in against(rule, owner_id=owner_id, now=now)] == [broken.reference]
    cap = RuleVersion(kind="quota", measure="to_come", limit=1, starts_on=timezone.localdate())
    told = [one.reference for one in against(cap, owner_id=owner_id, now=now)]
    assert len(told) == 1
    assert kept.reference not in told


def test_the_week_says_for_whom_an_hour_is_kept_and_until_when(gym: Asset, club: Hat, verified: Hat) -> None:
    make_rule(gym.organisation, kind="reserved", circle=Circle.VERIFIED, release_days=2, **EVENING)
    day = at(18, days=9).date()

    def kinds(hat: Hat) -> set[str]:
        offer = offer_of(gym.pk, hat)
        shown = week_of(offer, monday_of(day), hat=hat, now=timezone.now())
        return {one.kind for one in shown.moments if one.day == day and one.start == 18 * 60}, shown

    told, shown = kinds(club)
    assert told == {"kept"}
    notes = {one.note for one in shown.moments if one.kind == "kept" and one.day == day}
    assert len(notes) == 1
    assert "ouvert à tous le" in notes.pop()
    assert "kept" not in {one.kind for one in kinds(verified)[1].moments}


def test_a_place_without_rules_costs_one_question(
    gym: Asset, verified: Hat, django_assert_num_queries
) -> None:
    offer = offer_of(gym.pk, verified)
    wish = Wish(gym.pk, at(18), at(20), "Badminton")
    with django_assert_num_queries(3):  # the two of the opening hours, and the rules
        services.reasons_against(wish, offer=offer, hat=verified, now=timezone.now())
