"""What a scan shows to whom; the pages by which labels are printed and tied; the messages."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.inventory.models import Asset, AssetClass
from maillon.sharing.labels import services
from maillon.sharing.labels.models import Batch, Calibration, Label, Message
from maillon.sharing.labels.rules.codes import written
from maillon.sharing.labels.services.labels import Wanted
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db
SAID = {"kind": "found", "text": "Au parc.", "contact": "moi@ailleurs.example"}


@pytest.fixture
def owner() -> Organisation:
    return make_organisation(name="Ville d’Essai")


@pytest.fixture
def keeper(owner: Organisation) -> Membership:
    return make_membership(Role.ASSET_MANAGER, organisation=owner)


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


def label_for(hat: Hat, asset: Asset | None = None) -> str:
    wanted = Wanted(paper="avery-5160", asset_ids=(asset.pk,) if asset else (), blank=0 if asset else 1)
    (code,) = services.make_labels(wanted=wanted, hat=hat, now=timezone.now()).codes
    return code


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode().replace("\u00a0", " ")


def test_a_stranger_learns_only_what_the_audience_allows(keeper: Membership, owner: Organisation) -> None:
    shown = label_for(keeper.hat(), make_asset(owner, name="Scène mobile"))
    hidden = label_for(keeper.hat(), make_asset(owner, name="Coffre", audience=Circle.OWNER))
    text = page(Client(), f"/e/{shown}/")
    assert "Ceci appartient à Ville d’Essai" in text
    assert "Scène mobile" in text
    text = page(Client(), f"/e/{hidden}/")
    assert "Ville d’Essai" in text
    assert "Coffre" not in text


def test_the_sticker_leads_to_the_page_in_the_language_of_the_reader(keeper: Membership) -> None:
    code = label_for(keeper.hat())
    assert Client().get(f"/E/{code}")["Location"] == f"/e/{code}/"
    response = Client().get(f"/E/{code}", headers={"accept-language": "en"})
    assert response["Location"] == f"/en/e/{code}/"
    assert "This belongs to" in page(Client(), response["Location"])


def test_a_code_typed_by_hand_is_found(keeper: Membership) -> None:
    code = label_for(keeper.hat())
    response = Client().get(f"/e/{code[:5].lower()}-{code[5:]}/")
    assert response["Location"] == f"/e/{code}/"


def test_an_unknown_code_and_a_void_one_have_their_pages(keeper: Membership) -> None:
    assert "n’est pas de Maillon" in page(Client(), f"/e/{written(5)}/", 404)
    assert "n’est pas de Maillon" in page(Client(), "/e/bonjour/", 404)
    code = label_for(keeper.hat())
    services.void_label(code=code, reason="lost", replace=False, hat=keeper.hat(), now=timezone.now())
    assert "ne sert plus" in page(Client(), f"/e/{code}/", 410)
    assert Client().post(f"/e/{code}/", SAID).status_code == 410


def test_a_stranger_writes_without_an_account(keeper: Membership, owner: Organisation) -> None:
    code = label_for(keeper.hat(), make_asset(owner))
    client = Client()
    response = client.post(f"/e/{code}/", SAID)
    assert response["Location"] == f"/e/{code}/?envoye=1"
    assert "votre message est envoyé" in page(client, response["Location"])
    message = Message.objects.get()
    assert (message.kind, message.text, message.contact) == ("found", "Au parc.", "moi@ailleurs.example")


def test_an_empty_message_is_refused_with_what_was_typed(keeper: Membership) -> None:
    code = label_for(keeper.hat())
    response = Client().post(f"/e/{code}/", {"contact": "moi@ailleurs.example"})
    assert response.status_code == 422
    assert "Écrivez votre message." in response.content.decode()
    assert "moi@ailleurs.example" in response.content.decode()


def test_a_program_that_fills_everything_writes_nothing(keeper: Membership) -> None:
    code = label_for(keeper.hat())
    response = Client().post(f"/e/{code}/", SAID | {"site_web": "https://achetez.example"})
    assert response.status_code == 302
    assert not Message.objects.exists()


def test_who_writes_much_is_slowed_down(keeper: Membership) -> None:
    code = label_for(keeper.hat())
    statuses = [Client().post(f"/e/{code}/", SAID).status_code for _ in range(12)]
    assert statuses == [302] * 10 + [429] * 2


def test_the_owner_goes_to_the_thing_and_what_can_be_done(
    browser: Client, keeper: Membership, owner: Organisation
) -> None:
    asset = make_asset(owner, name="Nacelle", audience=Circle.OWNER)
    code = label_for(keeper.hat(), asset)
    text = page(browser, f"/e/{code}/")
    assert f"/biens/{asset.pk}/" in text
    assert f"/gestion/biens/{asset.pk}/" in text
    assert f"/e/{code}/" in page(browser, f"/biens/{asset.pk}/")


def test_a_colleague_who_keeps_nothing_sees_without_changing(owner: Organisation, keeper: Membership) -> None:
    asset = make_asset(owner, audience=Circle.OWNER)
    code = label_for(keeper.hat(), asset)
    client = Client()
    client.force_login(make_membership(Role.REQUESTER, organisation=owner).person)
    text = page(client, f"/e/{code}/")
    assert "Voir le bien" in text
    assert "Modifier" not in text
    assert page(client, f"/e/{code}/relier/", 403)


def test_a_sticker_is_tied_to_a_known_asset(browser: Client, keeper: Membership, owner: Organisation) -> None:
    code = label_for(keeper.hat())
    asset = make_asset(owner, name="Génératrice", identifier="G-12")
    make_asset(owner, name="Échelle")
    assert "Dire ce que c’est" in page(browser, f"/e/{code}/")
    found = page(browser, f"/e/{code}/relier/?q=generat")
    assert "Génératrice" in found
    assert "Échelle" not in found
    assert browser.post(f"/e/{code}/relier/", {"bien": asset.pk})["Location"] == f"/e/{code}/"
    assert Label.objects.get(code=code).asset == asset
    assert browser.post(f"/e/{code}/relier/", {"bien": "x"}).status_code == 422


def test_a_sticker_is_tied_to_a_thing_described_on_the_spot(
    browser: Client, keeper: Membership, owner: Organisation
) -> None:
    code = label_for(keeper.hat())
    site = make_asset(owner).site
    kind = AssetClass.objects.get(code="tools")
    told: dict[str, Any] = {"name": "Scie à béton", "asset_class": kind.pk, "site": site.pk}
    assert browser.post(f"/e/{code}/relier/nouveau/", told | {"name": ""}).status_code == 422
    assert browser.post(f"/e/{code}/relier/nouveau/", told).status_code == 302
    label = Label.objects.get(code=code)
    assert label.asset is not None
    assert (label.asset.name, label.asset.state) == ("Scie à béton", "draft")


def test_labels_of_lines_ticked_in_the_inventory_are_printed(browser: Client, owner: Organisation) -> None:
    asset = make_asset(owner)
    led = browser.get(f"/gestion/biens/en-lot/?geste=etiqueter&ids={asset.pk}")
    assert led["Location"].startswith("/gestion/etiquettes/imprimer/?")
    assert "1 bien choisi" in page(browser, led["Location"])
    made = browser.post("/gestion/etiquettes/imprimer/", {"ids": asset.pk, "paper": "avery-5163", "first": 3})
    batch = Batch.objects.get()
    assert made["Location"] == f"/gestion/etiquettes/tirages/{batch.pk}/"
    assert "premiere=3" in page(browser, made["Location"])
    pdf = browser.get(f"/gestion/etiquettes/tirages/{batch.pk}.pdf")
    assert pdf.content.startswith(b"%PDF-")


def test_a_place_that_the_paper_has_not_is_told_at_its_field(browser: Client) -> None:
    response = browser.post("/gestion/etiquettes/imprimer/", {"blank": 5, "paper": "avery-5163", "first": 11})
    assert response.status_code == 422
    assert "Cette feuille compte 10 places" in response.content.decode().replace("\u00a0", " ")


def test_the_calibration_is_remembered(browser: Client, owner: Organisation) -> None:
    sent = {"paper": "avery-5160", "across": "1,5", "down": "-0,5"}
    assert browser.post("/gestion/etiquettes/calibrage/", sent).status_code == 302
    kept = Calibration.objects.get(organisation=owner)
    assert (str(kept.across), str(kept.down)) == ("1.5", "-0.5")
    assert browser.post("/gestion/etiquettes/calibrage/", sent | {"down": "9"}).status_code == 422
    assert browser.get("/gestion/etiquettes/calibrage/avery-5160.pdf").content.startswith(b"%PDF-")


def test_the_list_costs_the_same_with_one_line_and_three(
    browser: Client, keeper: Membership, owner: Organisation, django_assert_num_queries: Any
) -> None:
    label_for(keeper.hat(), make_asset(owner))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        page(browser, "/gestion/etiquettes/")
    for _ in range(3):
        label_for(keeper.hat(), make_asset(owner))
    with CaptureQueriesContext(connection) as four:
        page(browser, "/gestion/etiquettes/")
    assert len(one) == len(four)


def test_a_message_is_read_and_closed(browser: Client, keeper: Membership, owner: Organisation) -> None:
    code = label_for(keeper.hat(), make_asset(owner, name="Remorque"))
    services.leave_message(code=code, kind="found", text="Au parc", contact="", now=timezone.now())
    message = Message.objects.get()
    assert "Remorque" in page(browser, "/gestion/messages/")
    assert "1 message reçu par une étiquette" in page(browser, "/tableau/")
    response = browser.post(f"/gestion/messages/{message.pk}/", {"outcome": "Repris"})
    assert response["Location"] == "/gestion/messages/"
    assert "Aucun message n’attend" in page(browser, "/gestion/messages/")
    assert "Remorque" in page(browser, "/gestion/messages/?etat=regles")


def test_a_void_label_is_replaced_by_one_to_print(
    browser: Client, keeper: Membership, owner: Organisation
) -> None:
    code = label_for(keeper.hat(), make_asset(owner))
    response = browser.post(f"/e/{code}/annuler/", {"reason": "damaged", "replace": "on"})
    batch = Batch.objects.latest("pk")
    assert response["Location"] == f"/gestion/etiquettes/tirages/{batch.pk}/"
    old = Label.objects.get(code=code)
    assert old.replaced_by is not None
    assert batch.codes == [old.replaced_by.code]
