"""The screens of the inventory ask the database the same number of times, whatever they show."""

import pytest
from django.test.utils import CaptureQueriesContext

from maillon.community.organisations.kinds import Role
from maillon.sharing.inventory.forms.sites import LISTED, NamedSiteField, label_of, site_field
from maillon.sharing.inventory.models import Asset, Site
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db
SCREENS = (
    "/gestion/biens/?vue=tout",
    "/gestion/biens/?vue=tout&tri=-maj&col=maj&col=capacite",
    "/gestion/biens/?q=salle",
    "/gestion/lieux/",
    "/gestion/biens/en-lot/?portee=tout&geste=archiver",
    "/gestion/biens/{asset}/fusionner/",
    "/gestion/portrait/",
    "/gestion/partager/",
    "/gestion/importations/",
    "/biens/{asset}/historique/",
)


@pytest.fixture
def keeper():
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def browser(client, keeper):
    client.force_login(keeper.person)
    return client


def asked(client, address):
    from django.db import connection

    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_of_one_three_and_many_assets_costs_the_same(browser, keeper, screen):
    first = make_asset(keeper.organisation, name="Salle 0", description="Une salle")
    counts = set()
    for many in (1, 3, 12):
        for rank in range(Asset.objects.count(), many):
            make_asset(keeper.organisation, name=f"Salle {rank}", code="room")
        counts.add(asked(browser, screen.format(asset=first.pk)))
    alone = screen.endswith("fusionner/")  # with nothing to compare, nothing is read of it
    assert len(counts) <= (2 if alone else 1), counts


def many_places(organisation, count=LISTED + 1):
    Site.objects.bulk_create(
        Site(
            organisation=organisation,
            name=f"École {rank}",
            sort_key=f"ecole {rank:010d}",
            lon=-72.95,
            lat=45.63,
        )
        for rank in range(count)
    )


def test_a_hundred_places_are_listed_and_more_are_named(browser, keeper):
    many_places(keeper.organisation)
    page = browser.get("/gestion/biens/ajouter/").content.decode()
    assert "<datalist" in page
    assert "École 37" not in page
    proposed = browser.get("/gestion/lieux/noms/?site=ecole 37").content.decode()
    wanted = Site.objects.get(name="École 37")
    assert proposed.strip() == f'<option value="{label_of(wanted)}"></option>'
    sent = {"name": "Gymnase", "asset_class": "1", "quantity": "1", "audience": "owner"}
    for typed in (label_of(wanted), "ecole 37", str(wanted.pk), "École 37"):
        browser.post("/gestion/biens/ajouter/", sent | {"site": typed})
        assert Asset.objects.latest("pk").site == wanted
    edit = browser.get(f"/gestion/biens/{Asset.objects.latest('pk').pk}/").content.decode()
    assert label_of(wanted) in edit
    refused = browser.post("/gestion/biens/ajouter/", sent | {"site": "ecole"})
    assert refused.status_code == 422
    assert "Plusieurs lieux" in refused.content.decode()
    unknown = browser.post("/gestion/biens/ajouter/", sent | {"site": "nulle part"})
    assert "Aucun de vos lieux" in unknown.content.decode()
    assert 'value="nulle part"' in unknown.content.decode()


def test_the_place_of_another_organisation_is_never_named(keeper):
    many_places(keeper.organisation)
    other = make_asset(name="Ailleurs").site
    field = site_field(keeper.organisation_id, "Lieu")
    assert isinstance(field, NamedSiteField)
    from django.core.exceptions import ValidationError

    for typed in (label_of(other), str(other.pk), other.name):
        with pytest.raises(ValidationError):
            field.clean(typed)


def test_words_are_sought_by_their_beginnings_in_names_places_and_numbers(browser, keeper):
    make_asset(
        keeper.organisation, name="Gymnase des élèves", identifier="GYM-07", site_name="École Saint-Joseph"
    )
    for words, found in (("eleves", 1), ("joseph", 1), ("gym-07", 1), ("07", 1), ("ymnase", 0), ("«»", 0)):
        text = browser.get("/gestion/biens/", {"q": words}).content.decode()
        assert text.count('name="ids"') == found, words


def test_an_export_asks_once_for_each_batch(browser, keeper, monkeypatch):
    monkeypatch.setattr("maillon.sharing.inventory.exports.columns.BATCH", 4)
    for rank in range(10):
        make_asset(keeper.organisation, name=f"Salle {rank % 3}")
    address = f"/organisations/{keeper.organisation_id}/biens.csv"
    lines = b"".join(browser.get(address).streaming_content).decode().splitlines()
    assert len(lines) == 11
    assert len({line.split(";")[0] for line in lines}) == 11
