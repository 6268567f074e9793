"""The main job, in a browser: find, look at the week, ask, sign in, have it answered, see it in an agenda."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from maillon.base.mail.models import OutgoingMail
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership
from maillon.community.people.models import Person
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation
from maillon.testing.browser import Visit, scrolls_sideways
from maillon.testing.builders.community import make_membership, make_organisation, make_person
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
State = Reservation.State
SignIn = Callable[[Person], str]
Axe = Callable[[Page], None]
PASSWORD = "une longue phrase de passe"
ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class World:
    """A gym, its approver, and someone who would like to play there.

    Made before any page is opened: an installation where nothing is known shows its first hour instead.
    """

    gym: Asset
    other: Asset
    approver: Membership
    asker: Membership

    @property
    def reservation(self) -> Reservation:
        return Reservation.objects.get()


@pytest.fixture
def world() -> World:
    owner = make_organisation(name="Ville de l’Érable")
    gym = make_shared_place(
        owner, name="Gymnase double", terms={"price_per_hour": "12.50", "cleanup_minutes": 30}
    )
    other = make_shared_place(owner, name="Palestre", capacity=20)
    house = make_organisation(OrganisationKind.COMMUNITY, name="Maison des jeunes")
    return World(
        gym,
        other,
        make_membership(Role.APPROVER, organisation=owner, person=make_person(name="Luc Côté")),
        make_membership(
            Role.REQUESTER, organisation=house, person=make_person(name="Ariane Roy", password=PASSWORD)
        ),
    )


def day() -> dt.date:
    """The day of every journey: a week from today."""
    return at(12).date()


def look_for_a_gym(page: Page) -> None:
    """Fill in the sentence of the first page, by the names of its blanks: the words depend on the language."""
    page.locator("[name=quoi]").fill("gym")
    page.locator("[name=ou]").fill("saint hyacinthe")
    page.locator("[name=date]").fill(day().isoformat())
    page.locator("[name=de]").select_option("18:00")
    page.locator("[name=a]").select_option("20:00")
    page.locator("[name=personnes]").fill("25")
    page.locator("form.sentence-form button[type=submit]").click()
    page.wait_for_url("**/trouver/?*")


def go_to_the_week(page: Page) -> None:
    page.get_by_role("link", name="Gymnase double").first.click()
    page.wait_for_url("**/semaine/*")


def free_hour(page: Page, hour: str) -> str:
    """The link that asks for that hour of the day of the journey."""
    return f'td.moment-free a[href*="date={day()}"][href*="{hour.replace(":", "%3A")}"]'


def answer_the_steps(page: Page) -> None:
    """Two hours for volleyball, twenty-five people."""
    page.locator("[name=ends]").select_option("20:00")
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**/activite/")
    page.locator("[name=purpose]").fill("Volleyball")
    page.locator("[name=attendees]").fill("25")
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**/verifier/")


def sign_in(page: Page, person: Person) -> None:
    """Use the password, on the page where sending led."""
    page.wait_for_url("**next=**")
    form = page.locator("form:has([name=password])")
    if not form.is_visible():
        page.locator("details:has([name=password]) summary").click()
    form.locator("[name=login]").fill(person.email)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("button[type=submit]").click()
    page.wait_for_url(re.compile(r"^[^?]*/verifier/$"))


def ask_without_an_account(page: Page, world: World, *, check: Axe | None = None) -> None:
    """From the first page to a request sent: the draft survives signing in."""
    seen = check or (lambda _page: None)
    look_for_a_gym(page)
    expect(page.locator("article.result")).to_have_count(1)  # the other gym holds twenty people
    seen(page)
    go_to_the_week(page)
    seen(page)
    page.locator(free_hour(page, "18:00")).click()
    page.wait_for_url("**/demander/?*")
    expect(page.locator("[name=starts]")).to_have_value("18:00")
    seen(page)
    answer_the_steps(page)
    seen(page)
    page.locator("main form button.button-primary").click()
    sign_in(page, world.asker.person)
    expect(page.locator("main")).to_contain_text("Volleyball")
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**/demandes/R-*/")
    seen(page)
    assert (world.reservation.state, world.reservation.purpose) == (State.PENDING, "Volleyball")


def test_from_a_sentence_to_an_agenda(
    world: World, visit: Visit, page_fr: Page, signed_in: SignIn, axe: Axe
) -> None:
    page = page_fr
    ask_without_an_account(page, world, check=axe)
    expect(page.get_by_text("Votre demande est envoyée.")).to_be_visible()
    reference = world.reservation.reference

    desk = visit.page("/demandes/a-decider/", session=signed_in(world.approver.person))
    axe(desk)
    desk.get_by_role("link", name="Gymnase double").click()
    axe(desk)
    desk.get_by_role("button", name="Accepter").click()
    expect(desk.get_by_text("C’est accepté")).to_be_visible()
    assert world.reservation.state == State.APPROVED

    page.goto(f"{visit.address}/demandes/")
    axe(page)
    expect(page.get_by_text("confirmée")).to_be_visible()
    page.get_by_role("link", name="Gymnase double").click()
    expect(page.get_by_text("Réservation confirmée")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Mettre à l’agenda").click()
    assert download.value.suggested_filename == f"{reference}.ics"
    (event,) = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert (event["status"], event["dtstart"].dt, event["dtend"].dt) == ("CONFIRMED", at(18), at(20))

    page.goto(f"{visit.address}/biens/{world.gym.pk}/semaine/?du={day()}")
    mine = page.locator("td.moment-mine a")
    expect(mine).to_have_attribute("href", f"/demandes/{reference}/")
    axe(page)


def test_in_english(world: World, visit: Visit, page_en: Page, signed_in: SignIn, axe: Axe) -> None:
    ask_without_an_account(page_en, world, check=axe)
    assert "/en/demandes/" in page_en.url
    expect(page_en.locator("html")).to_have_attribute("lang", "en")
    desk = visit.page(
        f"/en/demandes/{world.reservation.reference}/", session=signed_in(world.approver.person)
    )
    axe(desk)
    desk.locator("form[action$='/approuver/'] button").click()
    desk.wait_for_url("**/en/demandes/R-*/")
    assert world.reservation.state == State.APPROVED


def test_without_script(world: World, visit: Visit, page_without_js: Page, signed_in: SignIn) -> None:
    ask_without_an_account(page_without_js, world)
    desk = visit.page(
        f"/demandes/{world.reservation.reference}/", script=False, session=signed_in(world.approver.person)
    )
    desk.locator("#refuser summary").click()
    desk.locator("#refuser [name=motive]").select_option("staff")
    desk.locator("#refuser button[type=submit]").click()
    desk.wait_for_url("**/demandes/R-*/")
    assert world.reservation.state == State.REFUSED


def test_a_refusal_with_an_alternative_that_is_taken_up(
    visit: Visit, world: World, signed_in: SignIn, axe: Axe
) -> None:
    world.other.capacity = 60
    world.other.save()
    page = visit.page(
        f"/biens/{world.gym.pk}/demander/?date={day()}&de=18:00", session=signed_in(world.asker.person)
    )
    answer_the_steps(page)
    page.get_by_role("button", name="Envoyer la demande").click()
    page.wait_for_url("**/demandes/R-*/")

    desk = visit.page(f"/demandes/{world.reservation.reference}/", session=signed_in(world.approver.person))
    desk.get_by_text("Refuser, avec un motif").click()
    desk.get_by_role("button", name="Refuser la demande").click()
    expect(desk.locator("#refus_motive_error")).to_be_visible()  # a motive is missing: said at its field
    axe(desk)
    desk.get_by_label("Motif").select_option("maintenance")
    desk.get_by_label("Explication").fill("Le plancher sera verni.")
    desk.get_by_label("Proposer un autre bien").select_option(str(world.other.pk))
    desk.get_by_role("button", name="Refuser la demande").click()
    expect(desk.get_by_text("C’est refusé")).to_be_visible()
    axe(desk)

    page.reload()
    expect(page.get_by_text("Le plancher sera verni.").first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Demander cette proposition").click()
    page.wait_for_url(f"**/biens/{world.other.pk}/demander/?*")
    answer_the_steps(page)
    page.get_by_role("button", name="Envoyer la demande").click()
    page.wait_for_url("**/demandes/R-*/")
    assert Reservation.objects.filter(asset=world.other, starts_at=at(18), state=State.PENDING).exists()


def test_cancelling_gives_the_hour_back(visit: Visit, world: World, signed_in: SignIn, axe: Axe) -> None:
    page = visit.page(
        f"/biens/{world.gym.pk}/demander/?date={day()}&de=18:00", session=signed_in(world.asker.person)
    )
    answer_the_steps(page)
    page.get_by_role("button", name="Envoyer la demande").click()
    page.get_by_text("Annuler cette réservation").click()
    axe(page)
    page.get_by_role("button", name="Annuler la réservation").click()
    expect(page.get_by_text("la place est de nouveau libre")).to_be_visible()
    axe(page)
    assert world.reservation.state == State.CANCELLED
    week = visit.page(f"/biens/{world.gym.pk}/semaine/?du={day()}")
    expect(week.locator(free_hour(week, "18:00"))).to_have_count(1)


def test_the_link_of_the_email_shows_and_its_button_decides(
    visit: Visit, world: World, signed_in: SignIn, axe: Axe, run_jobs: Callable[[], int]
) -> None:
    page = visit.page(
        f"/biens/{world.gym.pk}/demander/?date={day()}&de=18:00", session=signed_in(world.asker.person)
    )
    answer_the_steps(page)
    page.get_by_role("button", name="Envoyer la demande").click()
    page.wait_for_url("**/demandes/R-*/")
    run_jobs()
    mail = OutgoingMail.objects.get(person=world.approver.person)
    link = re.sub(r"^https?://[^/]+", "", ADDRESS.findall(mail.text)[0])

    phone = visit.page(link, width=390)
    axe(phone)
    assert not scrolls_sideways(phone)
    assert world.reservation.state == State.PENDING
    phone.get_by_role("button", name="Accepter").click()
    expect(phone.get_by_text("C’est accepté")).to_be_visible()
    assert (world.reservation.state, world.reservation.decided_by) == (State.APPROVED, world.approver.person)
    axe(phone)


def test_by_the_keyboard_alone(visit: Visit, world: World, signed_in: SignIn) -> None:
    page = visit.page(f"/biens/{world.gym.pk}/semaine/?du={day()}", session=signed_in(world.asker.person))
    page.locator(free_hour(page, "18:00")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/demander/?*")
    page.locator("[name=ends]").focus()
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    go_on_with_keys(page, "Continuer")
    page.wait_for_url("**/activite/")
    reach(page, "[name=purpose]")
    page.keyboard.type("Volleyball")
    page.keyboard.press("Tab")
    page.keyboard.type("25")
    page.keyboard.press("Enter")
    page.wait_for_url("**/verifier/")
    go_on_with_keys(page, "Envoyer la demande")
    page.wait_for_url("**/demandes/R-*/")
    assert world.reservation.state == State.PENDING


def reach(page: Page, selector: str) -> None:
    """Press Tab until that thing has the focus."""
    for _stop in range(40):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {selector}")


def go_on_with_keys(page: Page, word: str) -> None:
    """Press Tab until the button of that word has the focus, then Enter."""
    for _stop in range(40):
        if page.evaluate("document.activeElement.innerText?.trim()") == word:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches « {word} »")


@pytest.mark.parametrize(
    "path", ["/trouver/", "/trouver/?quoi=gym&ou=xyzzy&date=2020-01-01&de=20:00&a=18:00"]
)
@pytest.mark.parametrize("width", [1280, 320])
def test_the_search_page_in_every_state(visit: Visit, world: World, axe: Axe, path: str, width: int) -> None:
    page = visit.page(path, width=width)
    axe(page)
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_slides_sideways_on_a_phone(
    visit: Visit, world: World, signed_in: SignIn, axe: Axe, width: int
) -> None:
    found = f"/trouver/?quoi=gym&ou=Saint-Hyacinthe&date={day()}&de=18:00&a=20:00"
    for path in (found, f"/biens/{world.gym.pk}/", f"/biens/{world.gym.pk}/semaine/", "/demandes/"):
        page = visit.page(path, width=width, session=signed_in(world.asker.person))
        axe(page)
        assert not scrolls_sideways(page), path
