"""A volunteer books a gym each week for the season, in French, with and without JavaScript; the owner answers once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.people.models import Person
from maillon.sharing.reservations.models import Bundle, LeftDate, Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.browser import Visit, scrolls_sideways
from maillon.testing.builders.community import make_hat, make_membership, make_organisation, make_person
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
Look = Callable[[Page], None]


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_gym_each_week_for_the_season(
    visit: Visit, signed_in: Callable[[Person], str], axe: Look, *, script: bool
) -> None:
    gym = make_shared_place(make_organisation(name="École des Érables"), name="Gymnase double")
    approver = make_membership(Role.APPROVER, organisation=gym.organisation)
    house = make_organisation(OrganisationKind.COMMUNITY, name="Club de volley")
    volunteer = make_membership(Role.REQUESTER, organisation=house, person=make_person(name="Ariane Roy"))
    taken = Wish(gym.pk, at(19, days=14), at(20, days=14), "Danse")
    request_reservation(hat=make_hat(), wish=taken, now=at(12, days=0))

    def look(page: Page) -> None:
        if script:
            axe(page)
        assert not scrolls_sideways(page)

    page = visit.page(f"/biens/{gym.pk}/", script=script, session=signed_in(volunteer.person))
    page.get_by_role("link", name="Réserver en série").click()
    look(page)
    first = at(18).date()
    page.get_by_label(DAYS[first.weekday()]).check()
    page.get_by_label("À partir du").fill(first.isoformat())
    page.get_by_label("Ou combien de fois").fill("16")
    page.get_by_label("Laisser de côté les jours fériés").uncheck()
    page.get_by_role("button", name="Voir les dates").click()
    expect(page.get_by_text("15 sur 16")).to_be_visible()
    expect(page.get_by_text("C’est déjà réservé à ce moment.")).to_be_visible()
    look(page)
    page.locator("input[name=day]").nth(3).uncheck()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Activité prévue").fill("Volleyball récréatif")
    page.get_by_label("Nombre de personnes").fill("24")
    look(page)
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("heading", name="14 dates")).to_be_visible()
    look(page)
    bundle = Bundle.objects.get()
    assert LeftDate.objects.get().why == "taken"

    page = visit.page("/demandes/a-decider/", script=script, session=signed_in(approver.person))
    page.locator(f"a[href$='/ensembles/{bundle.reference}/']").click()
    look(page)
    page.locator("input[name=date]").first.check()
    page.locator("summary", has_text="Refuser, avec un motif").click()
    page.get_by_label("Motif").select_option("maintenance")
    page.get_by_role("button", name="Refuser les dates cochées").click()
    expect(page.get_by_role("heading", name="13 en attente")).to_be_visible()
    page.get_by_role("button", name="Tout accepter").click()
    expect(page.get_by_role("heading", name="13 acceptées")).to_be_visible()
    states = Reservation.objects.filter(bundled__bundle=bundle).order_by("starts_at")
    assert list(states.values_list("state", flat=True)) == ["refused", *["approved"] * 13]
