"""The pages of imports: sending, looking, deciding, undoing, without JavaScript."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.inventory.imports.services import working
from maillon.sharing.inventory.models import Asset, ImportRun
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.jobs import run_waiting_jobs

pytestmark = pytest.mark.django_db
LIST = "/gestion/importations/"
THREE = "nom;catégorie;identifiant\nGymnase A;Gymnase;G-1\nCamion 1;Camion;C-1\nChose;;X-1\n"


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


def send(browser: Client, text: str | bytes = THREE, name: str = "liste.csv", **more: Any) -> Any:
    data = text.encode() if isinstance(text, str) else text
    return browser.post(LIST, {"file": SimpleUploadedFile(name, data)} | more)


def sent(browser: Client, text: str = THREE) -> ImportRun:
    response = send(browser, text)
    assert response.status_code == 302, response.content.decode()
    return ImportRun.objects.latest("pk")


def test_a_list_is_sent_looked_at_accepted_and_undone(browser: Client) -> None:
    run = sent(browser)
    page = browser.get(f"{LIST}{run.pk}/").content.decode()
    assert "Gymnase A" in page
    assert "Accepter les 2 propositions" in page.replace("\u00a0", " ")
    after = browser.post(f"{LIST}{run.pk}/accepter/", {"genre": "new"}, follow=True)
    assert "2 propositions acceptées" in after.content.decode()
    assert Asset.objects.count() == 2
    browser.post(f"{LIST}{run.pk}/annuler/", follow=True)
    assert not Asset.objects.exists()


def test_only_the_ticked_lines_are_taken(browser: Client) -> None:
    run = sent(browser)
    truck = run.suggestions.get(proposed__name="Camion 1")
    browser.post(f"{LIST}{run.pk}/accepter/", {"portee": "cochees", "ids": [truck.pk]})
    assert [asset.name for asset in Asset.objects.all()] == ["Camion 1"]
    nothing = browser.post(f"{LIST}{run.pk}/ecarter/", {"portee": "cochees"}, follow=True)
    assert "plus rien à décider" in nothing.content.decode()


def test_one_button_never_takes_what_is_doubtful(browser: Client) -> None:
    first = sent(browser, "nom;type;id\nGymnase A;Gymnase;1\nGymnase B;Gymnase;2\n")
    browser.post(f"{LIST}{first.pk}/accepter/")
    again = "nom;type;id\nGymnase A;Gymnase;1\nGymnase A;Gymnase;1\nGymnase C;Gymnase;3\n"
    run = sent(browser, again)  # B is gone, A is said twice, C is new
    page = browser.get(f"{LIST}{run.pk}/").content.decode().replace("\u00a0", " ")
    assert "Accepter 1 proposition" in page
    assert "se décident dans leur onglet" in page
    browser.post(f"{LIST}{run.pk}/accepter/")
    names = Asset.objects.order_by("name").values_list("name", "state")
    assert list(names) == [("Gymnase A", "active"), ("Gymnase B", "active"), ("Gymnase C", "active")]
    browser.post(f"{LIST}{run.pk}/accepter/", {"genre": "gone"})
    assert Asset.objects.get(name="Gymnase B").state == "archived"


def test_filters_narrow_what_is_shown_and_what_the_button_takes(browser: Client) -> None:
    run = sent(browser)
    page = browser.get(f"{LIST}{run.pk}/?categorie=truck&q=camion").content.decode()
    assert "Camion 1" in page
    assert "Gymnase A" not in page
    browser.post(f"{LIST}{run.pk}/accepter/", {"categorie": "truck", "q": "camion"})
    assert Asset.objects.get().name == "Camion 1"
    odd = browser.get(f"{LIST}{run.pk}/?genre=n'importe&decision=quoi&categorie=;--&page=zéro")
    assert odd.status_code == 200


def test_rejected_lines_are_given_as_a_file_that_a_spreadsheet_opens_safely(browser: Client) -> None:
    run = sent(browser, 'nom;catégorie\n"=HYPERLINK(""x"")";\nChose;\n')
    response = browser.get(f"{LIST}{run.pk}/lignes-refusees.csv")
    text = response.content.decode("utf-8-sig")
    assert "Aucune catégorie ne correspond" in text
    assert not any(cell.startswith("=") for line in text.splitlines() for cell in line.split(";"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "vide"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 rien", "abîmé"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_at_its_field_and_keeps_the_name(
    browser: Client, data: bytes, message: str
) -> None:
    response = send(browser, data, list_name="Mes gymnases")
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert 'value="Mes gymnases"' in page
    assert 'aria-invalid="true"' in page
    assert not ImportRun.objects.exists()


def test_a_file_too_large_says_so_at_its_field(browser: Client, settings: Any, monkeypatch: Any) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024
    monkeypatch.setattr("maillon.base.web.uploads.OTHER_FIELDS", 0)
    response = send(browser, b"nom\n" + b"x" * 2_000_000, list_name="Mes gymnases")
    page = response.content.decode()
    assert response.status_code == 422
    assert "dépasse 1" in page
    assert "Choisissez le fichier" not in page


def test_nobody_else_may_import_look_or_decide(
    client: Client, owner: Organisation, keeper: Membership
) -> None:
    client.force_login(keeper.person)
    run = sent(client)
    addresses = ["", "accepter/", "ecarter/", "annuler/", "lignes-refusees.csv"]
    strangers = [
        make_membership(Role.ASSET_MANAGER),
        make_membership(Role.REQUESTER, organisation=owner),
        make_membership(Role.STEWARD),
    ]
    for stranger in strangers:
        client.force_login(stranger.person)
        for address in addresses:
            ask = client.get if address in ("", "lignes-refusees.csv") else client.post
            assert ask(f"{LIST}{run.pk}/{address}").status_code in (403, 404), address
    client.logout()
    for address in ["", f"{run.pk}/"]:
        assert client.get(f"{LIST}{address}").status_code == 302
    assert not Asset.objects.exists()


@pytest.mark.parametrize("address", ["", "{run}/"])
def test_pages_cost_as_many_queries_for_three_rows_as_for_one(
    browser: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    spent = []
    for rows in (1, 3):
        for number in range(rows):
            text = "nom;type\n" + "".join(f"Gymnase {rows}-{n};Gymnase\n" for n in range(rows))
            send(browser, text, f"{'abc'[number]}-{'xyz'[rows - 1]}.csv")
        run = ImportRun.objects.latest("pk")
        with django_assert_max_num_queries(20) as queries:
            browser.get(LIST + address.format(run=run.pk))
        spent.append(len(queries))
    assert spent[0] == spent[1]


def test_the_list_shows_what_awaits(browser: Client) -> None:
    assert "Rien d’importé encore" in browser.get(LIST).content.decode()
    sent(browser)
    page = browser.get(LIST).content.decode()
    assert "liste.csv" in page
    assert "à décider" in page


@pytest.fixture
def _large_from_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "LARGE", 2)


@pytest.mark.usefixtures("_large_from_three")
def test_a_large_list_is_followed_stopped_resumed_accepted_and_undone_without_javascript(
    browser: Client,
) -> None:
    run = sent(browser, "nom;type\nGymnase A;Gymnase\nGymnase B;Gymnase\nGymnase C;Gymnase\n")
    address = f"{LIST}{run.pk}/"
    waiting = browser.get(address).content.decode()
    assert 'http-equiv="refresh"' in waiting
    assert "Lecture du fichier" in waiting
    assert "Gymnase A" not in waiting
    assert "en cours" in browser.get(LIST).content.decode()
    stopped = browser.post(f"{address}arreter/", follow=True).content.decode()
    assert 'http-equiv="refresh"' not in stopped
    assert "Reprendre" in stopped
    browser.post(f"{address}reprendre/")
    run_waiting_jobs()
    read = browser.get(address).content.decode().replace("\u00a0", " ")
    assert "Accepter les 3 propositions" in read
    accepting = browser.post(f"{address}accepter/", follow=True).content.decode().replace("\u00a0", " ")
    assert "Acceptation des propositions" in accepting
    assert "Accepter les" not in accepting
    fragment = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<div")
    run_waiting_jobs()
    Asset.objects.filter(name="Gymnase A").update(description="Rénové")
    assert "terminée" in browser.get(address).content.decode()
    browser.post(f"{address}annuler/")
    run_waiting_jobs()
    kept = browser.get(f"{address}?decision=kept").content.decode().replace("\u00a0", " ")
    assert "1 proposition n’a pas pu être annulée" in kept
    assert "modifié depuis l’importation" in kept
    assert [asset.name for asset in Asset.objects.all()] == ["Gymnase A"]


@pytest.mark.usefixtures("_large_from_three")
def test_a_large_file_that_cannot_be_used_says_why_on_its_page(browser: Client) -> None:
    run = sent(browser, "nom;type\n" + "Gymnase A;Gymnase\n" * 12 + 'D;"' + "x" * 200_000)
    run_waiting_jobs()
    page = browser.get(f"{LIST}{run.pk}/").content.decode()
    assert "La ligne 14 ne se lit pas" in page.replace("\u00a0", " ")
    assert "fichier refusé" in browser.get(LIST).content.decode()


@pytest.mark.usefixtures("_large_from_three")
def test_an_abandoned_reading_leaves_nothing(browser: Client) -> None:
    run = sent(browser, "nom;type\nGymnase A;Gymnase\nGymnase B;Gymnase\nGymnase C;Gymnase\n")
    early = browser.post(f"{LIST}{run.pk}/abandonner/", follow=True).content.decode()
    assert "en cours" in early
    browser.post(f"{LIST}{run.pk}/arreter/")
    after = browser.post(f"{LIST}{run.pk}/abandonner/", follow=True).content.decode()
    assert "rien n’a changé" in after
    assert not ImportRun.objects.exists()


ODD = (
    "Local;Genre de bien;Coord X;Coord Y;Superficie utile\n"
    "Gymnase A;Aréna couvert;-73,55;45,5;120\nB;Zzz;-73,56;45,51;8\n"
)


def test_columns_that_nobody_knows_are_asked_about_then_remembered(browser: Client) -> None:
    run = sent(browser, ODD)
    page = browser.get(f"{LIST}{run.pk}/", follow=True).content.decode()
    assert "Vérifier les colonnes" in page
    assert "Gymnase A<br>" in page
    assert "des longitudes" in page
    assert not run.suggestions.exists()
    assert "colonnes à vérifier" in browser.get(LIST).content.decode()
    said = {
        "colonne-0": "name",
        "colonne-1": "class",
        "colonne-2": "lon",
        "colonne-3": "lat",
        "classe-0": "hall",
    }
    after = (
        browser.post(f"{LIST}{run.pk}/colonnes/", said, follow=True).content.decode().replace("\u00a0", " ")
    )
    assert "Accepter" in after
    assert run.suggestions.filter(kind="new").count() == 1
    again = sent(browser, ODD.replace("Gymnase A", "Gymnase C"))
    assert again.stage == "read"
    review = browser.get(f"{LIST}{again.pk}/").content.decode().replace("\u00a0", " ")
    assert "Colonne laissée de côté : Superficie utile" in review
    assert "Corriger les colonnes" in review


def test_what_is_wrong_with_the_columns_is_said_at_each_and_nothing_is_lost(browser: Client) -> None:
    run = sent(browser, ODD)
    address = f"{LIST}{run.pk}/colonnes/"
    said = {"colonne-0": "", "colonne-1": "class", "colonne-2": "lon", "colonne-4": "class"}
    response = browser.post(address, said)
    page = response.content.decode()
    assert response.status_code == 422
    assert "donne déjà cela" in page
    assert "Dites quelle colonne donne le nom" in page
    assert "va avec une latitude" in page
    assert page.count('aria-invalid="true"') == 3
    assert page.count('<option value="lon" selected>') == 1
    assert browser.post(address, {"colonne-0": "n’importe quoi"}).status_code == 422
    gone = browser.post(f"{LIST}{run.pk}/abandonner/", follow=True).content.decode()
    assert "rien n’a changé" in gone
    assert not ImportRun.objects.exists()


def test_lines_without_a_class_are_said_first_and_follow_the_rule(browser: Client) -> None:
    rows = "".join(f"Zed {n};Hangar à sel;{n}\n" for n in range(3))
    run = sent(browser, "nom;catégorie;id\nGymnase A;Gymnase;G\n" + rows)
    review = browser.get(f"{LIST}{run.pk}/").content.decode().replace("\u00a0", " ")
    assert "3 lignes sont refusées, faute de catégorie" in review
    page = browser.get(f"{LIST}{run.pk}/colonnes/").content.decode()
    assert page.index("Hangar à sel") < page.index("« Gymnase »".replace(" ", "\u00a0"))
    said = {"colonne-0": "name", "colonne-1": "class", "colonne-2": "identifier", "classe-0": "workshop"}
    browser.post(f"{LIST}{run.pk}/colonnes/", said)
    assert run.suggestions.filter(kind="new", proposed__class_code="workshop").count() == 3
    browser.post(f"{LIST}{run.pk}/accepter/")
    other = sent(browser, "désignation;type;no\nZed 9;HANGAR A SEL;9\n")
    assert other.suggestions.get(kind="new").proposed["class_code"] == "workshop"
    late = browser.get(f"{LIST}{run.pk}/colonnes/", follow=True).content.decode()
    assert "ne se corrigent plus" in late


@pytest.mark.usefixtures("_large_from_three")
def test_a_large_list_whose_columns_are_not_sure_is_asked_about_too(browser: Client) -> None:
    run = sent(browser, "Local;Genre\n" + "Gymnase A;Gymnase\nGymnase B;Gymnase\nGymnase C;Gymnase\n")
    run_waiting_jobs()
    run.refresh_from_db()
    assert (run.stage, run.rows_read, run.suggestions.count()) == ("mapping", 3, 0)
    assert "Vérifier les colonnes" in browser.get(f"{LIST}{run.pk}/", follow=True).content.decode()
    browser.post(f"{LIST}{run.pk}/colonnes/", {"colonne-0": "name", "colonne-1": "class"})
    run_waiting_jobs()
    run.refresh_from_db()
    assert (run.stage, run.suggestions.count()) == ("read", 3)


def test_a_list_is_tried_by_the_api_and_nothing_is_kept(browser: Client) -> None:
    browser.handler.enforce_csrf_checks = False
    sent = {"file": SimpleUploadedFile("liste.csv", THREE.encode())}
    answer = browser.post("/api/v1/imports/rehearsal", sent)
    assert answer.status_code == 200, answer.json()["reasons"]
    said = answer.json()
    assert said["kinds"] == {"new": 2, "rejected_line": 1}
    assert [column["field"] for column in said["mapping"]["columns"]] == ["name", "class", "identifier"]
    assert said["suggestions"][0]["proposed"]["name"] == "Gymnase A"
    assert not ImportRun.objects.exists()


def test_a_list_is_sent_with_its_mapping_by_the_api_and_the_mapping_is_read_and_corrected(
    browser: Client,
) -> None:
    mapping = {"columns": {"Local": "name", "Genre de bien": "class"}, "classes": {"Zzz": "land"}}
    sent = {"file": SimpleUploadedFile("liste.csv", ODD.encode()), "mapping": json.dumps(mapping)}
    made = browser.post("/api/v1/imports", sent)
    assert made.status_code == 201, made.json()["reasons"]
    assert made.json()["kinds"] == {"new": 2}
    address = f"/api/v1/imports/{made.json()['id']}/mapping"
    shown = browser.get(address).json()
    assert [one["field"] for one in shown["columns"]] == ["name", "class", None, None, None]
    assert {one["text"]: one["class_code"] for one in shown["categories"]}["Zzz"] == "land"
    corrected = {"columns": {"Local": "name", "Genre de bien": "name"}}
    refused = browser.put(address, corrected, content_type="application/json")
    assert [reason["code"] for reason in refused.json()["reasons"]] == ["field_twice"]
    unread = browser.post(
        "/api/v1/imports", {"file": SimpleUploadedFile("a.csv", ODD.encode()), "mapping": "{"}
    )
    assert unread.status_code == 422
