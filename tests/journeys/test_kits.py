"""A gym is divided, a kit is asked for, with and without a script; and what goes with a gym."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from maillon.community.organisations.kinds import Role
from maillon.community.people.models import Person
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.services import add_accessory
from maillon.sharing.kits.models import Kit
from maillon.sharing.kits.services import LineWish, write_kit
from maillon.sharing.reservations.models import Bundle, Reservation
from maillon.testing.browser import Visit, scrolls_sideways
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.sharing import at, make_schedule, make_shared_place

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Person], str]
Axe = Callable[[Page], None]


@pytest.mark.parametrize("script", [True, False], ids=["script", "without"])
def test_a_gym_is_divided_by_halves_and_thirds(
    visit: Visit, signed_in: SignIn, axe: Axe, script: bool
) -> None:
    gym = make_shared_place(name="Gymnase double")
    keeper = make_membership(Role.ASSET_MANAGER, organisation=gym.organisation)
    page = visit.page(f"/biens/{gym.pk}/", script=script, session=signed_in(keeper.person))
    page.get_by_text("Plus", exact=True).click()
    page.get_by_role("link", name="Diviser").click()
    page.wait_for_url("**/diviser/")
    page.get_by_label("par moitiés").check()
    page.get_by_label("par tiers").check()
    page.get_by_role("button", name="Voir ce que cela donne").click()
    expect(page.locator("svg[role=img]")).to_have_count(2)
    expect(page.get_by_text("Gymnase double, moitié A")).not_to_have_count(0)
    if script:
        axe(page)
        page.set_viewport_size({"width": 320, "height": 900})
        assert not scrolls_sideways(page)
    page.get_by_role("button", name="Diviser ainsi").click()
    page.wait_for_url(f"**/biens/{gym.pk}/")
    expect(page.get_by_text("Le lieu compte 5 parties.")).to_be_visible()
    assert Asset.objects.count() == 6
    if script:
        axe(page)
        page.get_by_role("link", name="Gymnase double, moitié A").click()
        expect(page.get_by_text("Fait partie de")).to_be_visible()
        axe(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "without"])
def test_a_kit_is_counted_then_asked_for(visit: Visit, signed_in: SignIn, axe: Axe, script: bool) -> None:
    owner = make_organisation(name="Ville de l’Érable")
    hours = make_schedule(owner)

    def pool(name: str, many: int) -> Asset:
        return make_shared_place(
            owner, name=name, code="equipment", pool_of=many, schedule=hours, capacity=None
        )

    shoes, old, poles = pool("Raquettes", 3), pool("Vieilles raquettes", 9), pool("Bâtons", 9)
    write_kit(
        kit=Kit(name="Trousse de plein air"),
        lines=[LineWish(2, (shoes.pk, old.pk)), LineWish(2, (poles.pk,))],
        hat=make_hat(Role.ASSET_MANAGER, organisation=owner),
    )
    asker = make_membership(Role.REQUESTER)
    page = visit.page("/trousses/", script=script, session=signed_in(asker.person))
    if script:
        axe(page)
    page.get_by_role("link", name="Trousse de plein air").click()
    day: dt.date = at(9).date()
    page.locator("[name=day]").first.fill(day.isoformat())
    page.locator("[name=ends]").first.select_option("12:00")
    page.locator("[name=count]").first.fill("2")
    page.get_by_role("button", name="Voir si c’est libre").click()
    expect(page.get_by_text("au lieu de Raquettes")).to_be_visible()
    if script:
        axe(page)
        page.set_viewport_size({"width": 320, "height": 900})
        assert not scrolls_sideways(page)
    page.locator("[name=purpose]").fill("Sortie en raquettes")
    page.get_by_role("button", name="Envoyer la demande").click()
    page.wait_for_url("**/demandes/ensembles/E-*/")
    expect(page.get_by_text("au lieu de Raquettes")).to_be_visible()
    if script:
        axe(page)
    assert Reservation.objects.count() == 3
    assert Bundle.objects.get().name == "Trousse de plein air × 2"


def test_nets_are_asked_for_with_the_gym_and_accepted_together(
    visit: Visit, signed_in: SignIn, axe: Axe
) -> None:
    gym = make_shared_place(name="Gymnase", capacity=None)
    nets = make_shared_place(gym.organisation, name="Filets", code="equipment", pool_of=4, capacity=None)
    keeper = make_membership(Role.ASSET_MANAGER, organisation=gym.organisation)
    add_accessory(asset_id=gym.pk, other_id=nets.pk, quantity=2, hat=keeper.hat())
    add_accessory(asset_id=gym.pk, name="Poteaux", quantity=4, hat=keeper.hat())
    asker = make_membership(Role.REQUESTER)
    page = visit.page(
        f"/biens/{gym.pk}/demander/?date={at(18).date()}&de=18:00", session=signed_in(asker.person)
    )
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**/activite/")
    page.locator("[name=purpose]").fill("Volleyball")
    page.get_by_label("Filets, combien (au plus 2)").fill("2")
    axe(page)
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**/verifier/")
    expect(page.get_by_text("2 × Filets")).to_be_visible()
    page.get_by_role("button", name="Envoyer la demande").click()
    page.wait_for_url("**/demandes/ensembles/E-*/")
    axe(page)
    desk = visit.page(
        f"/demandes/ensembles/{Bundle.objects.get().reference}/", session=signed_in(keeper.person)
    )
    axe(desk)
    desk.get_by_role("button", name="Tout accepter").click()
    expect(desk.get_by_text("Tout est accepté")).to_be_visible()
    assert set(Reservation.objects.values_list("state", flat=True)) == {"approved"}
    place = visit.page(f"/gestion/biens/{gym.pk}/accessoires/", session=signed_in(keeper.person))
    axe(place)
