"""The pages of supplies, without a script."""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from maillon.community.organisations.kinds import Role
from maillon.sharing.supplies.models import Article, Movement
from maillon.sharing.supplies.tests.stage import Store, make_article, make_store
from maillon.shell.stock import supplies_await
from maillon.testing.builders.agreements import make_agreement
from maillon.testing.builders.community import make_hat, make_membership, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def store() -> Store:
    return make_store(holding="12")


@pytest.fixture
def browser(client: Client, store: Store) -> Client:
    client.force_login(store.keeper.person)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode().replace("\u00a0", " ")


def file_of(client: Client, address: str) -> bytes:
    return b"".join(client.get(address).streaming_content)


def test_the_list_puts_first_what_is_to_be_ordered(browser: Client, store: Store) -> None:
    make_article(store.owner, store.garage, "Zinc", unit="kg", threshold=Decimal(1))
    text = page(browser, "/fournitures/")
    assert text.index("Zinc") < text.index(">Gants<") < text.index("Sel de déglaçage")
    assert "12 boîtes" in text
    assert "À commander (1)" in text
    text = page(browser, "/fournitures/?montrer=bas")
    assert "Zinc" in text
    assert ">Gants<" not in text


def test_the_list_is_found_by_word_by_barcode_and_by_site(browser: Client, store: Store) -> None:
    Article.objects.filter(pk=store.salt.pk).update(gtin="4006381333931")
    assert ">Gants<" not in page(browser, "/fournitures/?q=SEL+deg")
    assert "Sel de déglaçage" in page(browser, "/fournitures/?q=4006381333931")
    assert "Aucune fourniture ne correspond" in page(browser, "/fournitures/?q=zzz")
    assert "Aucune fourniture ne correspond" in page(browser, f"/fournitures/?lieu={store.arena.pk}")
    store.transfer("1")
    assert ">Gants<" in page(browser, f"/fournitures/?lieu={store.arena.pk}")
    assert ">Gants<" in page(browser, "/fournitures/?lieu=abc&montrer=rien&page=99")


def test_the_list_costs_the_same_for_one_and_for_forty(browser: Client, store: Store) -> None:
    for rank in range(40):
        store.receive("3", make_article(store.owner, store.garage, f"Article {rank:02}"))
    text = page(browser, "/fournitures/")
    assert "42 fournitures" in text
    assert "Article 39" in page(browser, "/fournitures/?page=2")
    assert queries_of(browser, "/fournitures/?q=gants") == queries_of(browser, "/fournitures/")


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        page(client, address)
    return len(seen)


def test_an_empty_store_teaches(client: Client) -> None:
    keeper = make_membership(Role.ASSET_MANAGER)
    client.force_login(keeper.person)
    assert "Aucune fourniture encore" in page(client, "/fournitures/")
    assert "Ajoutez d’abord un lieu" in page(client, "/fournitures/ajouter/")
    assert "Ajoutez d’abord un lieu" in page(client, "/fournitures/importer/")
    assert "Rien à compter encore" in page(client, "/fournitures/compter/")


def test_a_new_article_leads_to_its_first_count(browser: Client, store: Store) -> None:
    sent = {"name": "Piles AA", "unit": "piece", "site": store.garage.pk, "threshold": "24,0"}
    response = browser.post("/fournitures/ajouter/", sent)
    made = Article.objects.get(name="Piles AA")
    assert (made.threshold, made.organisation_id) == (24, store.owner.pk)
    assert response["Location"] == f"/fournitures/{made.pk}/compter/"
    assert "dites combien il y en a" in page(browser, response["Location"])


def test_a_wrong_article_is_told_at_its_fields_and_nothing_is_lost(browser: Client, store: Store) -> None:
    sent = {"name": "Gants", "unit": "box", "site": store.garage.pk, "gtin": "4006381333930"}
    response = browser.post("/fournitures/ajouter/", sent)
    text = response.content.decode().replace("\u00a0", " ")
    assert response.status_code == 422
    assert "Ce GTIN contient une faute de frappe" in text
    assert 'value="4006381333930"' in text
    response = browser.post("/fournitures/ajouter/", sent | {"gtin": ""})
    assert response.status_code == 422
    assert "Vous avez déjà une fourniture de ce nom." in response.content.decode().replace("\u00a0", " ")


def test_the_unit_is_fixed_once_something_moved(browser: Client, store: Store) -> None:
    sent = {"name": "Gants fins", "unit": "kg", "site": store.garage.pk, "retired": "on"}
    assert browser.post(f"/fournitures/{store.gloves.pk}/modifier/", sent).status_code == 302
    store.gloves.refresh_from_db()
    assert (store.gloves.name, store.gloves.unit, store.gloves.retired) == ("Gants fins", "box", True)
    text = page(browser, f"/fournitures/{store.gloves.pk}/")
    assert "Cette fourniture ne sert plus" in text
    assert "Sortir" not in text
    assert "Gants fins" in page(browser, "/fournitures/?montrer=retire")
    response = browser.post(
        f"/fournitures/{store.gloves.pk}/recevoir/", {"amount": "1", "site": store.garage.pk}
    )
    assert response.status_code == 422


def test_three_taps_take_one_out(browser: Client, store: Store) -> None:
    address = f"/fournitures/{store.gloves.pk}/sortir/"
    assert address in page(browser, "/fournitures/")
    form = browser.get(address).context["form"]
    sent = {
        "gesture": form["gesture"].value(),
        "amount": form["amount"].value(),
        "site": form["site"].value(),
    }
    for _twice in range(2):
        response = browser.post(address, sent)
        assert response.status_code == 302
    assert store.left() == 11
    text = page(browser, f"/fournitures/{store.gloves.pk}/")
    assert "Reste : 11 boîtes." in text
    assert "\u22121 boîte" in text


def test_too_much_is_refused_with_what_is_left(browser: Client, store: Store) -> None:
    address = f"/fournitures/{store.gloves.pk}/sortir/"
    response = browser.post(address, {"amount": "40", "site": store.garage.pk, "use": "Ménage"})
    text = response.content.decode().replace("\u00a0", " ")
    assert response.status_code == 422
    assert "Il n’en reste que 12 boîtes à cet endroit" in text
    assert 'value="Ménage"' in text
    for wrong in ("", "douze", "-3", "0", "1,5", "1e400", "9" * 30):
        response = browser.post(address, {"amount": wrong, "site": store.garage.pk})
        assert response.status_code == 422, wrong
    assert store.left() == 12


def test_each_page_writes_its_movement(browser: Client, store: Store) -> None:
    friend = make_organisation(name="Club voisin")
    make_agreement(store.owner, friend)
    base, site = f"/fournitures/{store.gloves.pk}", store.garage.pk
    sent = {
        "recevoir": {"amount": "1 000", "site": site},
        "sortir": {"amount": "2", "site": site, "use": "Fête", "given_to": friend.pk},
        "perdre": {"amount": "1", "site": site, "reason": "Déchirée"},
        "deplacer": {"amount": "9", "site": site, "to_site": store.arena.pk},
        "compter": {"amount": "990", "site": site},
    }
    assert "Club voisin" in page(browser, f"{base}/sortir/")
    for verb, told in sent.items():
        page(browser, f"{base}/{verb}/")
        assert browser.post(f"{base}/{verb}/", told).status_code == 302, verb
    assert (store.left(), store.left(site=store.arena)) == (990, 9)
    text = page(browser, f"{base}/")
    for word in (
        "Club voisin",
        "Fête",
        "Déchirée",
        "+1 000 boîtes",
        "999 boîtes",
        "Aréna",
        "Les chiffres du graphique",
    ):
        assert word in text, word
    assert browser.post(f"{base}/perdre/", {"amount": "1", "site": site}).status_code == 422
    assert browser.post(f"{base}/deplacer/", sent["deplacer"] | {"to_site": site}).status_code == 422


def test_a_movement_is_corrected_from_its_line(browser: Client, store: Store) -> None:
    wrong = Movement.objects.get()
    address = f"/fournitures/{store.gloves.pk}/mouvements/{wrong.pk}/corriger/"
    assert address in page(browser, f"/fournitures/{store.gloves.pk}/")
    assert "\u221212 boîtes" in page(browser, address)
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"reason": "Une seule"}).status_code == 302
    text = page(browser, f"/fournitures/{store.gloves.pk}/")
    assert address not in text
    assert "corrigé" in text
    assert browser.post(address, {"reason": "Encore"}).status_code == 422
    assert browser.get(f"/fournitures/{store.salt.pk}/mouvements/{wrong.pk}/corriger/").status_code == 404


def test_a_site_is_counted_on_one_page(browser: Client, store: Store) -> None:
    text = page(browser, f"/fournitures/compter/?lieu={store.garage.pk}")
    assert "Gants" in text
    gloves, salt = f"count_{store.gloves.pk}", f"count_{store.salt.pk}"
    response = browser.post("/fournitures/compter/", {gloves: "11", salt: "2,75"})
    assert response.status_code == 302
    assert (store.left(), store.left(store.salt)) == (11, Decimal("2.75"))
    response = browser.post("/fournitures/compter/", {gloves: "1,5", salt: "-1"})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {gloves, salt}
    response = browser.post("/fournitures/compter/", {gloves: "0,5"})
    assert response.context["form"].errors.keys() == {gloves}
    assert browser.post("/fournitures/compter/", {}).status_code == 422
    assert store.left() == 11


def test_a_pasted_list_is_taken_whole_or_told_line_by_line(browser: Client, store: Store) -> None:
    good = "Nom\tUnité\tQté\tSeuil\nPiles AA\tpièces\t96\t24\n« Ruban », large\trouleau\t12\t\nPeinture\tl\t2,5\t1"
    sent = {"site": store.garage.pk, "text": good}
    bad = f"{good}\nGants\tboîte\t1\t\nBois\tcordée\t1\t\nSel\tkg\tbeaucoup\t"
    response = browser.post("/fournitures/importer/", sent | {"text": bad})
    text = response.content.decode().replace("\u00a0", " ")
    assert response.status_code == 422
    assert "6. « cordée » n’est pas une unité connue." in text
    assert "7. Inscrivez un nombre." in text
    assert "Peinture" in text
    response = browser.post("/fournitures/importer/", sent | {"text": f"{good}\nGants\tboîte\t1\t"})
    assert "Gants – Vous avez déjà une fourniture de ce nom." in response.content.decode().replace(
        "\u00a0", " "
    )
    assert Article.objects.count() == 2
    assert browser.post("/fournitures/importer/", sent).status_code == 302
    assert {one.name: one.threshold for one in Article.objects.filter(created_at__isnull=False)} == {
        "Gants": 5,
        "Sel de déglaçage": None,
        "Piles AA": 24,
        "« Ruban », large": None,
        "Peinture": 1,
    }
    for text in ("", "Nom;Quantité", "\x00", "PK\x03\x04"):
        assert browser.post("/fournitures/importer/", sent | {"text": text}).status_code == 422


def test_the_files_say_what_the_list_says_and_no_text_is_a_formula(browser: Client, store: Store) -> None:
    make_article(
        store.owner, store.garage, "=HYPERLINK(1)", note="@somme", unit="kg", threshold=Decimal("2.5")
    )
    text = file_of(browser, "/fournitures/exporter.csv").decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'@somme" in text
    assert "2,5" in text
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(file_of(browser, "/fournitures/exporter.xlsx?montrer=bas"))
    )
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["'=HYPERLINK(1)"]
    assert rows[1][2:4] == [0.0, 2.5]
    assert browser.get("/fournitures/exporter.pdf").status_code == 404


def test_what_an_export_wrote_can_be_brought_back(browser: Client, store: Store) -> None:
    text = file_of(browser, "/fournitures/exporter.csv").decode("utf-8-sig")
    other = make_store()
    for one in (other.gloves, other.salt):
        Article.objects.filter(pk=one.pk).update(name=f"Autre {one.pk}")
    other_client = Client()
    other_client.force_login(other.keeper.person)
    response = other_client.post("/fournitures/importer/", {"site": other.garage.pk, "text": text})
    assert response.status_code == 302
    brought = Article.objects.get(organisation=other.owner, name="Gants")
    assert (brought.unit, brought.threshold, other.left(brought)) == ("box", 5, 12)


def test_today_tells_what_is_to_be_ordered(browser: Client, store: Store) -> None:
    assert list(supplies_await(store.hat)) == []
    store.issue("7")
    (told,) = supplies_await(store.hat)
    assert told.title.replace("\u00a0", " ") == "1 fourniture à commander"
    assert ">Gants<" in page(browser, told.href)
    assert list(supplies_await(make_hat(Role.REQUESTER, organisation=store.owner))) == []


def test_others_see_nothing(client: Client, store: Store) -> None:
    addresses = (f"/fournitures/{store.gloves.pk}/", f"/fournitures/{store.gloves.pk}/sortir/")
    client.force_login(make_membership(Role.ASSET_MANAGER).person)
    for address in addresses:
        page(client, address, 404)
    assert ">Gants<" not in page(client, "/fournitures/")
    client.force_login(make_membership(Role.REQUESTER, organisation=store.owner).person)
    for address in (*addresses, "/fournitures/", "/fournitures/exporter.csv", "/fournitures/compter/"):
        page(client, address, 403)
