"""Keeping views: names, order, default, limits; under one lock."""

import functools

import pytest

from maillon.base import privacy
from maillon.base.refusals import NotAllowed, NotFound, Refusal
from maillon.community.organisations.kinds import Role
from maillon.community.saved_views.models import LONGEST, SavedView
from maillon.community.saved_views.queries import default_address, shown_views, tabs_of, visible_views
from maillon.community.saved_views.rules import MOST
from maillon.community.saved_views.services import change_view, delete_view, save_view, shift_view
from maillon.sharing.inventory.models import Site
from maillon.sharing.inventory.saved import ASSETS, COUNTED
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset
from maillon.testing.racing import CONNECTIONS, race, real_connections  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_organisation()


@pytest.fixture
def hat(town):
    return make_hat(Role.ASSET_MANAGER, organisation=town)


def save(hat, name="Sans photo", asked="manque=photo", **more):
    return save_view(hat=hat, code="biens", name=name, asked=asked, **more)


def names(hat):
    return [view.name for view in visible_views(hat)]


def test_a_view_keeps_what_the_list_understands_and_nothing_else(hat):
    view = save(hat, asked="manque=photo&inconnu=1&etat=nulle-part&page=3&tri=-maj")
    assert view.asked == "manque=photo&tri=-maj"


def test_one_sees_ones_own_views_and_those_that_are_shared(town, hat):
    colleague = make_hat(Role.ASSET_MANAGER, organisation=town)
    save(hat, "À moi")
    save(hat, "À nous", shared=True)
    assert names(hat) == ["À nous", "À moi"]
    assert names(colleague) == ["À nous"]
    assert names(make_hat(Role.ASSET_MANAGER)) == []
    assert names(make_hat(Role.REQUESTER, organisation=town)) == []  # the list does not open to them


@pytest.mark.parametrize("shared", [True, False])
def test_two_views_of_a_list_never_have_the_same_name(hat, shared):
    save(hat, shared=shared)
    with pytest.raises(Refusal) as refused:
        save(hat, "sans PHOTO", shared=shared)
    assert refused.value.reasons[0].field == "name"


def test_ones_own_default_comes_before_the_organisations(town, hat):
    assert default_address(ASSETS, hat) == ""
    shared = save(hat, "À nous", shared=True, default=True)
    assert f"vue={shared.pk}" in default_address(ASSETS, hat)
    own = save(hat, "À moi", default=True)
    assert f"vue={own.pk}" in default_address(ASSETS, hat)
    other = save(hat, "Une autre", default=True)
    assert f"vue={other.pk}" in default_address(ASSETS, hat)
    assert SavedView.objects.filter(default=True).count() == 2
    assert f"vue={shared.pk}" in default_address(ASSETS, make_hat(Role.ASSET_MANAGER, organisation=town))


def test_a_shared_view_is_changed_by_its_author_and_by_who_administers(town, hat):
    view = save(hat, shared=True)
    with pytest.raises(NotAllowed):
        change_view(
            hat=make_hat(Role.ASSET_MANAGER, organisation=town), view_id=view.pk, changes={"name": "X"}
        )
    administrator = make_hat(Role.ORGANISATION_ADMIN, organisation=town)
    assert change_view(hat=administrator, view_id=view.pk, changes={"name": "X"}).name == "X"
    with pytest.raises(NotFound):
        delete_view(hat=make_hat(Role.ORGANISATION_ADMIN), view_id=view.pk)


def test_views_are_moved_shared_and_deleted(hat):
    first, second, third = (save(hat, name) for name in ("Un", "Deux", "Trois"))
    shift_view(hat=hat, view_id=third.pk, by=-1)
    assert names(hat) == ["Un", "Trois", "Deux"]
    change_view(hat=hat, view_id=second.pk, changes={"position": 0})
    assert names(hat) == ["Deux", "Un", "Trois"]
    change_view(hat=hat, view_id=third.pk, changes={"shared": True})
    assert names(hat) == ["Trois", "Deux", "Un"]
    delete_view(hat=hat, view_id=first.pk)
    assert names(hat) == ["Trois", "Deux"]


def test_a_row_of_tabs_has_a_limit_and_a_filter_too(hat):
    for rank in range(MOST):
        save(hat, f"Vue {rank}")
    with pytest.raises(Refusal) as refused:
        save(hat, "De trop")
    assert refused.value.reasons[0].code == "too_many_views"
    with pytest.raises(Refusal):
        save(hat, "Trop long", asked="x" * (4 * LONGEST + 1), shared=True)
    with pytest.raises(NotFound):
        save_view(hat=hat, code="rien", name="Rien", asked="")


@pytest.mark.parametrize("many", [1, 3, MOST])
def test_the_tabs_cost_as_many_queries_whatever_their_number(hat, many, django_assert_num_queries):
    asset = make_asset(hat_owner(hat))
    for rank in range(many):
        save(hat, f"Vue {rank}", asked=f"categorie=gym&lieu={asset.site_id}")
    with django_assert_num_queries(4):  # the views, the sites, the classes, every count at once
        shown = shown_views(ASSETS, hat)
    assert [one.look.count for one in shown] == [1] * many


def hat_owner(hat):
    from maillon.community.organisations.models import Organisation

    return Organisation.objects.get(pk=hat.organisation_id)


def test_a_view_whose_place_is_gone_says_so(hat):
    from django.http import QueryDict

    site = Site.objects.create(organisation=hat_owner(hat), name="Garage")
    view = save(hat, asked=f"lieu={site.pk}")
    gone = site.pk
    site.delete()
    SavedView.objects.filter(pk=save(hat, "Ancienne", asked="manque=photo").pk).update(asked="manque=roues")
    tabs = tabs_of(ASSETS, hat, QueryDict(f"vue={view.pk}&lieu={gone}"))
    assert tabs.current.view == view
    assert not tabs.changed
    assert [bool(one.look.faults) for one in tabs.views] == [True, True]


def test_lines_are_counted_up_to_a_limit(hat, monkeypatch):
    monkeypatch.setattr("maillon.sharing.inventory.saved.COUNTED", 2)
    for _rank in range(3):
        make_asset(hat_owner(hat))
    save(hat, asked="")
    (shown,) = shown_views(ASSETS, hat)
    assert (shown.look.count, shown.look.capped) == (2, True)
    assert COUNTED == 1_000


def test_erasing_a_person_deletes_their_views_and_keeps_the_shared_ones_without_a_name(hat):
    save(hat, "À moi")
    shared = save(hat, "À nous", shared=True)
    held = privacy.held_on(hat.person_id)["vues_enregistrees"]
    assert [one["nom"] for one in held] == ["À moi", "À nous"]
    from django.utils import timezone

    from maillon.community.saved_views.privacy import VIEWS

    VIEWS.erase(hat.person_id, timezone.now())
    shared.refresh_from_db()
    assert list(SavedView.objects.values_list("person_id", flat=True)) == [None]


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_thirty_two_hands_at_once_leave_one_default_and_no_view_too_many(real_connections):  # noqa: F811
    membership = make_membership(Role.ASSET_MANAGER)
    runs = [
        functools.partial(save, membership.hat(), f"Vue {rank}", default=True) for rank in range(CONNECTIONS)
    ]
    outcomes = race(runs)
    assert outcomes.counts == {"ok": MOST, "too_many_views": CONNECTIONS - MOST}
    views = SavedView.objects.order_by("position")
    assert [view.position for view in views] == list(range(MOST))
    assert [view.default for view in views].count(True) == 1
