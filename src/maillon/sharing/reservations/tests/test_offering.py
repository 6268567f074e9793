"""Sharing by the thousand: the service, its refusals, and the owner's page."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maillon.base.refusals import Invalid
from maillon.community.organisations.kinds import Circle, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.availability.models import Bookable, Schedule
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.services.offering import Offered, offer_assets, withdraw_assets
from maillon.sharing.terms.models import Offer, SharingTerms
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset, make_schedule, make_shared_place

pytestmark = pytest.mark.django_db
PAGE = "/gestion/partager/"
NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)


@pytest.fixture
def owner() -> Organisation:
    return make_organisation(name="Ville d’Essai")


@pytest.fixture
def terms(owner: Organisation) -> SharingTerms:
    return SharingTerms.objects.create(organisation=owner, name="Courantes", bookable_by=Circle.VERIFIED)


@pytest.fixture
def keeper(owner: Organisation) -> Membership:
    return make_membership(Role.ASSET_MANAGER, organisation=owner)


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


def share(owner: Organisation, terms: SharingTerms, audience: str = Circle.EVERYONE, **more: Any) -> Offered:
    chosen = {"assets": Asset.objects.filter(organisation=owner), "schedule": None} | more
    schedule = chosen.pop("schedule") or make_schedule(owner)
    return offer_assets(terms=terms, schedule=schedule, audience=audience, by_id=None, now=NOW, **chosen)


def test_what_is_shared_can_be_booked_at_once(owner: Organisation, terms: SharingTerms) -> None:
    gym, chairs = make_asset(owner), make_asset(owner, code="furniture", quantity=40)
    playground = make_asset(owner, code="outdoor_place")
    assert share(owner, terms) == Offered(2, 1)
    neighbour = make_hat(Role.REQUESTER)
    assert offer_of(gym.pk, neighbour) is not None
    pool = Bookable.objects.select_related("block").get(asset=chairs)
    assert (pool.pooled, pool.block.quantity) == (True, 40)
    assert not Offer.objects.filter(asset=playground).exists()


def test_sharing_again_changes_terms_and_hours_and_keeps_the_first_day(
    owner: Organisation, terms: SharingTerms
) -> None:
    asset = make_shared_place(owner)
    began = Offer.objects.get().offered_at
    hours = make_schedule(owner)
    share(owner, terms, schedule=hours)
    offer = Offer.objects.get()
    assert (offer.terms, offer.offered_at) == (terms, began)
    assert Bookable.objects.get(asset=asset).schedule == hours


def test_what_was_withdrawn_can_be_shared_again(owner: Organisation, terms: SharingTerms) -> None:
    asset = make_shared_place(owner)
    mine = Asset.objects.filter(pk=asset.pk)
    assert withdraw_assets(assets=mine, organisation_id=owner.pk, by_id=None, now=NOW) == 1
    assert offer_of(asset.pk, make_hat(Role.REQUESTER)) is None
    with pytest.raises(Invalid):
        withdraw_assets(assets=mine, organisation_id=owner.pk, by_id=None, now=NOW)
    share(owner, terms)
    offer = Offer.objects.get()
    assert (offer.withdrawn_at, offer.offered_at) == (None, NOW)


def test_those_who_may_book_must_be_able_to_see(owner: Organisation, terms: SharingTerms) -> None:
    make_asset(owner)
    with pytest.raises(Invalid) as caught:
        share(owner, terms, audience=Circle.PUBLIC_BODIES)
    assert caught.value.reasons[0].field == "audience"
    assert not Offer.objects.exists()


def test_nothing_of_another_organisation_is_ever_shared(owner: Organisation, terms: SharingTerms) -> None:
    foreign = make_asset()
    with pytest.raises(Invalid):
        share(owner, terms, assets=Asset.objects.filter(pk=foreign.pk))
    make_asset(owner)
    with pytest.raises(Invalid) as caught:
        share(owner, terms, schedule=make_schedule(foreign.organisation))
    assert caught.value.reasons[0].code == "foreign_schedule"
    assert not Offer.objects.exists()


def test_a_thousand_cost_a_few_queries(
    owner: Organisation, terms: SharingTerms, django_assert_max_num_queries: Any
) -> None:
    first = make_asset(owner)
    Asset.objects.bulk_create(
        Asset(organisation=owner, site=first.site, asset_class=first.asset_class, name=f"Salle {n}")
        for n in range(1_000)
    )
    schedule = make_schedule(owner)
    with django_assert_max_num_queries(25):
        assert share(owner, terms, schedule=schedule).offered == 1_001


def answers(terms: SharingTerms, **more: Any) -> dict[str, Any]:
    return {"terms": terms.pk, "schedule": "tous", "audience": Circle.EVERYONE, "geste": "partager"} | more


def test_the_page_shares_all_that_its_filters_show(
    browser: Client, owner: Organisation, terms: SharingTerms
) -> None:
    gym, truck = make_asset(owner), make_asset(owner, code="truck")
    page = browser.get(f"{PAGE}?categorie=gym").content.decode()
    assert gym.name in page
    assert truck.name not in page
    response = browser.post(PAGE, answers(terms, categorie="gym"), follow=True)
    assert "1 bien est en partage" in response.content.decode()
    assert list(Offer.objects.values_list("asset_id", flat=True)) == [gym.pk]
    assert Schedule.objects.get().days.filter(day__gte=timezone.localdate()).exists()


def test_the_page_shares_then_withdraws_what_is_ticked(
    browser: Client, owner: Organisation, terms: SharingTerms
) -> None:
    first, second = make_asset(owner), make_asset(owner)
    browser.post(PAGE, answers(terms, geste="partager-cochees", ids=[second.pk]))
    assert list(Offer.objects.values_list("asset_id", flat=True)) == [second.pk]
    browser.post(PAGE, answers(terms, schedule=Schedule.objects.get().pk))
    assert Offer.objects.standing().count() == 2
    assert Schedule.objects.count() == 1
    shown = browser.get(f"{PAGE}?partage=oui").content.decode()
    assert first.name in shown
    browser.post(PAGE, {"partage": "oui", "geste": "retirer-cochees", "ids": [first.pk]})
    assert list(Offer.objects.standing().values_list("asset_id", flat=True)) == [second.pk]
    nothing = browser.post(PAGE, {"partage": "oui", "geste": "retirer-cochees"}, follow=True)
    assert "Rien de ce qui est choisi" in nothing.content.decode()


def test_a_refusal_stands_at_its_field_and_keeps_what_was_ticked(
    browser: Client, owner: Organisation, terms: SharingTerms
) -> None:
    asset = make_asset(owner)
    wrong = answers(terms, audience=Circle.OWNER, geste="partager-cochees", ids=[asset.pk])
    response = browser.post(PAGE, wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Plus de gens pourraient" in page
    assert page.count("checked") == 1
    assert 'value="owner" selected' in page
    empty = browser.post(PAGE, answers(terms, geste="partager-cochees"))
    assert "Rien de ce qui est choisi ne se réserve" in empty.content.decode()


def test_without_conditions_the_page_asks_for_them_first(browser: Client, owner: Organisation) -> None:
    make_asset(owner)
    assert "Écrivez d’abord vos conditions" in browser.get(PAGE).content.decode()
    response = browser.post(PAGE, {"schedule": "tous", "audience": "everyone", "geste": "partager"})
    assert response.status_code == 422


def test_terms_and_hours_of_others_cannot_be_chosen(
    browser: Client, owner: Organisation, terms: SharingTerms
) -> None:
    make_asset(owner)
    foreign = make_shared_place()
    offer = Offer.objects.get(asset=foreign)
    for wrong in ({"terms": offer.terms_id}, {"schedule": foreign.bookable.schedule_id}, {"terms": "zéro"}):
        assert browser.post(PAGE, answers(terms) | wrong).status_code == 422
    assert not Offer.objects.filter(asset__organisation=owner).exists()


def test_only_those_who_keep_the_assets_share_them(
    client: Client, owner: Organisation, terms: SharingTerms
) -> None:
    make_asset(owner)
    client.force_login(make_membership(Role.APPROVER, organisation=owner).person)
    assert client.get(PAGE).status_code == client.post(PAGE, answers(terms)).status_code == 403
    client.logout()
    assert client.get(PAGE).status_code == 302


def test_the_page_costs_as_many_queries_for_three_rows_as_for_one(
    browser: Client, owner: Organisation, terms: SharingTerms, django_assert_max_num_queries: Any
) -> None:
    spent = []
    hours = make_schedule(owner)
    for rows in (1, 2):
        for _number in range(rows):
            make_shared_place(owner, schedule=hours)
        with django_assert_max_num_queries(20) as queries:
            browser.get(f"{PAGE}?partage=oui")
        spent.append(len(queries))
    assert spent[0] == spent[1]
