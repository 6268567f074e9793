"""The page of an asset, and the pages by which its owner looks after it."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from maillon.community.organisations.kinds import Circle, OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.inventory import panels
from maillon.sharing.inventory.models import Asset, AssetClass, Photo, Site
from maillon.sharing.inventory.services.photos import size_photos
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


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


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode().replace("\u00a0", " ")


def jpeg(width: int = 1200, height: int = 800) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(buffer, "JPEG")
    return SimpleUploadedFile("gymnase.jpg", buffer.getvalue())


def described(owner: Organisation, **more: Any) -> dict[str, Any]:
    site = Site.objects.filter(organisation=owner).first() or Site.objects.create(
        organisation=owner, name="École", lon=-72.95, lat=45.62
    )
    values = {
        "name": "Gymnase double",
        "asset_class": AssetClass.objects.get(code="gym").pk,
        "site": site.pk,
        "quantity": "1",
        "audience": Circle.EVERYONE,
    }
    return values | more


def test_everyone_reads_what_is_shown_to_everyone(client: Client, owner: Organisation) -> None:
    asset = make_asset(owner, name="Gymnase double", capacity=120, accessibility="Entrée sans marche")
    text = page(client, f"/biens/{asset.pk}/")
    for said in ("Gymnase double", "Ville d’Essai", "120 personnes", "Entrée sans marche", "45,6300° N"):
        assert said in text
    assert "Modifier" not in text


@pytest.mark.parametrize(
    ("audience", "kind", "status"),
    [
        (Circle.OWNER, OrganisationKind.MUNICIPALITY, 404),
        (Circle.PUBLIC_BODIES, OrganisationKind.SCHOOL_SERVICE_CENTRE, 200),
        (Circle.PUBLIC_BODIES, OrganisationKind.COMMUNITY, 404),
        (Circle.VERIFIED, OrganisationKind.COMMUNITY, 200),
        (Circle.VERIFIED, OrganisationKind.COMPANY, 404),
        (Circle.MEMBERS, OrganisationKind.COMPANY, 200),
    ],
)
def test_an_asset_is_seen_only_by_those_to_whom_it_is_shown(
    client: Client, owner: Organisation, audience: str, kind: str, status: int
) -> None:
    asset = make_asset(owner, audience=audience)
    photo = _photo(asset)
    address = f"/biens/{asset.pk}/photos/{photo.pk}-320.webp"
    assert client.get(address).status_code == 404
    visitor = make_membership(Role.REQUESTER, organisation=make_organisation(kind))
    client.force_login(visitor.person)
    page(client, f"/biens/{asset.pk}/", status)
    assert client.get(address).status_code == status


def _photo(asset: Asset) -> Photo:
    from maillon.sharing.inventory.services import add_photo

    return add_photo(asset=asset, file=jpeg(), alt="Le gymnase, gradins repliés")  # type: ignore[arg-type]


def test_a_photo_is_served_at_two_widths_and_no_other(client: Client, owner: Organisation) -> None:
    asset = make_asset(owner)
    photo = _photo(asset)
    size_photos()
    for width in (320, 960):
        response = client.get(f"/biens/{asset.pk}/photos/{photo.pk}-{width}.webp")
        assert Image.open(io.BytesIO(b"".join(response.streaming_content))).width == width
        assert "public" in response["Cache-Control"]
    assert client.get(f"/biens/{asset.pk}/photos/{photo.pk}-500.webp").status_code == 404
    other = make_asset(owner)
    assert client.get(f"/biens/{other.pk}/photos/{photo.pk}-320.webp").status_code == 404


def test_an_illustration_stands_for_the_photo_and_says_so(client: Client, owner: Organisation) -> None:
    asset = make_asset(owner)
    text = page(client, f"/biens/{asset.pk}/")
    assert "pas encore de photo" in text
    drawn = client.get(f"/illustrations/gym-{asset.pk % 3}.webp")
    assert b"".join(drawn.streaming_content)[:4] == b"RIFF"
    assert client.get("/illustrations/gym-7.webp").status_code == 404
    assert client.get("/illustrations/rien-0.webp").status_code == 404


def test_the_other_packages_show_their_sections(
    client: Client, owner: Organisation, monkeypatch: Any
) -> None:
    section = panels.Section("essai", "Heures", "<p>Ouvert</p>")  # type: ignore[arg-type]
    monkeypatch.setattr(panels, "PANELS", [lambda _request, _asset: section, lambda _request, _asset: None])
    asset = make_asset(owner)
    text = page(client, f"/biens/{asset.pk}/")
    assert 'id="essai"' in text
    assert "&lt;p&gt;Ouvert" in text  # what is not marked safe is never trusted


def test_an_asset_is_described_and_takes_the_point_of_its_site(browser: Client, owner: Organisation) -> None:
    response = browser.post("/gestion/biens/ajouter/", described(owner))
    asset = Asset.objects.get()
    assert response["Location"] == f"/biens/{asset.pk}/"
    assert (asset.lon, asset.lat, asset.organisation_id) == (-72.95, 45.62, owner.pk)
    assert asset.x is not None


def test_errors_stand_at_their_field_and_nothing_typed_is_lost(browser: Client, owner: Organisation) -> None:
    wrong = described(owner, name="", description="Deux paniers", lon="45,6", lat="-72,9", quantity="0")
    response = browser.post("/gestion/biens/ajouter/", wrong)
    text = response.content.decode().replace("\u00a0", " ")
    assert response.status_code == 422
    assert "Deux paniers" in text
    assert 'value="45,6"' in text
    assert text.count('aria-invalid="true"') == 2
    swapped = browser.post("/gestion/biens/ajouter/", described(owner, lon="45,6", lat="-72,9"))
    assert "La longitude et la latitude sont inversées" in swapped.content.decode()
    half = browser.post("/gestion/biens/ajouter/", described(owner, lon="-72,9"))
    assert "ou aucune des deux" in half.content.decode()
    assert not Asset.objects.exists()


def test_a_site_of_someone_else_cannot_be_chosen(browser: Client, owner: Organisation) -> None:
    foreign = make_asset().site
    response = browser.post("/gestion/biens/ajouter/", described(owner) | {"site": foreign.pk})
    assert response.status_code == 422
    assert not Asset.objects.filter(organisation=owner).exists()


def test_an_asset_is_changed_archived_and_brought_back(browser: Client, owner: Organisation) -> None:
    asset = make_asset(owner, name="Gymnase")
    assert 'value="Gymnase"' in page(browser, f"/gestion/biens/{asset.pk}/")
    browser.post(f"/gestion/biens/{asset.pk}/", described(owner, name="Palestre", site=asset.site_id))
    assert Asset.objects.get().name == "Palestre"
    browser.post(f"/gestion/biens/{asset.pk}/archiver/")
    assert "Ce bien est archivé" in page(browser, f"/biens/{asset.pk}/")
    assert "Palestre" not in page(browser, "/gestion/biens/")
    assert "Palestre" in page(browser, "/gestion/biens/?etat=archived")
    assert Client().get(f"/biens/{asset.pk}/").status_code == 404
    browser.post(f"/gestion/biens/{asset.pk}/reactiver/")
    assert Client().get(f"/biens/{asset.pk}/").status_code == 200


def test_the_list_is_searched_and_filtered(browser: Client, owner: Organisation) -> None:
    make_asset(owner, name="Gymnase Édouard", identifier="G-77")
    make_asset(owner, name="Nacelle", code="machinery")
    for address in ("?q=edouard", "?q=g-77", "?categorie=gym"):
        text = page(browser, f"/gestion/biens/{address}")
        assert "Gymnase Édouard" in text
        assert "Nacelle" not in text
    assert page(browser, "/gestion/biens/?categorie=';--&etat=x&lieu=zz&page=-3")
    assert "Aucun bien ne correspond" in page(browser, "/gestion/biens/?q=zzz")


def test_photos_are_added_and_removed(browser: Client, owner: Organisation) -> None:
    asset = make_asset(owner)
    address = f"/gestion/biens/{asset.pk}/photos/"
    sent = browser.post(address, {"alt": "Le gymnase", "file": jpeg()})
    assert sent.status_code == 302
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (1200, 800)
    bad = browser.post(address, {"alt": "Autre", "file": SimpleUploadedFile("x.jpg", b"pas une image")})
    assert bad.status_code == 422
    assert 'value="Autre"' in bad.content.decode()
    browser.post(f"{address}{photo.pk}/retirer/")
    assert not Photo.objects.exists()


def test_a_site_follows_its_point_and_its_municipality(browser: Client, owner: Organisation) -> None:
    browser.post("/gestion/lieux/ajouter/", {"name": "Quai", "lon": "-61,85", "lat": "47,38"})
    site = Site.objects.get()
    assert (site.time_zone, site.mrc_id) == ("America/Halifax", owner.mrc_id)
    browser.post(f"/gestion/lieux/{site.pk}/", {"name": "Quai neuf", "lon": "", "lat": ""})
    site.refresh_from_db()
    assert (site.name, site.time_zone, site.lon) == ("Quai neuf", "America/Toronto", None)
    wrong = browser.post(f"/gestion/lieux/{site.pk}/", {"name": "Ailleurs", "lon": "2,3", "lat": "48,8"})
    assert wrong.status_code == 422
    assert "pas au Québec" in wrong.content.decode()


def test_a_newcomer_is_first_asked_for_a_place(browser: Client) -> None:
    assert browser.get("/gestion/biens/ajouter/")["Location"] == "/gestion/lieux/ajouter/"
    assert "Votre inventaire est vide" in page(browser, "/gestion/biens/")


def test_only_keepers_of_the_owner_look_after_its_assets(client: Client, owner: Organisation) -> None:
    asset = make_asset(owner)
    photo = _photo(asset)
    reads = ["", "ajouter/", f"{asset.pk}/", f"{asset.pk}/photos/"]
    writes = [f"{asset.pk}/archiver/", f"{asset.pk}/reactiver/", f"{asset.pk}/photos/{photo.pk}/retirer/"]
    for hat in (
        make_membership(Role.ASSET_MANAGER),
        make_membership(Role.APPROVER, Role.REQUESTER, organisation=owner),
        make_membership(Role.STEWARD),
    ):
        client.force_login(hat.person)
        own = Role.ASSET_MANAGER in hat.roles
        for address in reads[2 if own else 0 :]:
            assert client.get(f"/gestion/biens/{address}").status_code in (403, 404), address
        for address in writes:
            assert client.post(f"/gestion/biens/{address}").status_code in (403, 404), address
        assert client.get(f"/gestion/lieux/{asset.site_id}/").status_code in (403, 404)
    asset.refresh_from_db()
    assert asset.state == Asset.State.ACTIVE
    assert Photo.objects.exists()


@pytest.mark.parametrize("address", ["/gestion/biens/", "/gestion/lieux/", "/biens/{asset}/"])
def test_pages_cost_as_many_queries_for_three_rows_as_for_one(
    browser: Client, owner: Organisation, address: str, django_assert_max_num_queries: Any
) -> None:
    spent = []
    for rows in (1, 2):
        for _number in range(rows):
            asset = make_asset(owner)
        for _number in range(rows):
            _photo(asset)
        with django_assert_max_num_queries(26) as queries:
            browser.get(address.format(asset=asset.pk))
        spent.append(len(queries))
    assert spent[0] == spent[1]
