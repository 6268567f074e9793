"""Who sees what by default: the asset before its site, the site before the class, the class before the organisation."""

import io
import random

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.refusals import Invalid, NotFound
from maillon.community.organisations.kinds import Circle, Role
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory import services
from maillon.sharing.inventory.imports.services import EVERYTHING, accept, read_file
from maillon.sharing.inventory.models import Asset, AssetClass, AudienceRule, Site
from maillon.sharing.inventory.queries.audiences import drawings_of, rule_lines, ruled_audience, unlike_rules
from maillon.sharing.inventory.rules import Drawings, Source
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset

NOW = timezone.now()
circles = st.sampled_from(Circle.values)


@given(
    sites=st.dictionaries(st.integers(1, 3), circles),
    classes=st.dictionaries(st.integers(1, 3), circles),
    everywhere=st.just("") | circles,
    site=st.integers(1, 3),
    kind=st.integers(1, 3),
)
def test_the_nearest_rule_decides(sites, classes, everywhere, site, kind) -> None:
    drawn = Drawings(sites, classes, everywhere).of(site, kind)
    said = [
        (Source.SITE, sites.get(site, "")),
        (Source.CLASS, classes.get(kind, "")),
        (Source.ORGANISATION, everywhere),
        (Source.NOTHING, "owner"),
    ]
    assert (drawn.source, drawn.audience) == next(pair for pair in said if pair[1])


@pytest.fixture
def town() -> Organisation:
    return make_organisation(name="Ville")


@pytest.fixture
def keeper(town: Organisation):
    return make_hat(Role.ASSET_MANAGER, organisation=town)


@pytest.fixture
def browser(town: Organisation) -> Client:
    client = Client()
    client.force_login(
        make_membership(Role.ASSET_MANAGER, organisation=town).person,
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def read(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


@pytest.mark.django_db
class TestRules:
    def test_python_and_the_database_say_the_same(self, town, keeper) -> None:
        rng = random.Random(4)
        for code in ("gym", "truck", "room"):
            for _ in range(3):
                make_asset(town, code=code, audience=rng.choice(Circle.values))
        make_asset(audience="everyone")  # another organisation's, without rules
        assets = list(Asset.objects.order_by("pk"))
        for asset in rng.sample(assets[:9], 4):
            services.write_rule(by=keeper, audience=rng.choice(Circle.values), site_id=asset.site_id)
        services.write_rule(by=keeper, audience="partners", class_id=assets[3].asset_class_id)
        for everywhere in ("", "members"):
            if everywhere:
                services.write_rule(by=keeper, audience=everywhere)
            by_database = dict(Asset.objects.annotate(ruled=ruled_audience()).values_list("pk", "ruled"))
            plainly = {
                one.pk: drawings_of(one.organisation_id).of(one.site_id, one.asset_class_id).audience
                for one in assets
            }
            assert by_database == plainly

    def test_a_rule_said_again_replaces_the_former_and_is_the_owners_alone(self, town, keeper) -> None:
        site = make_asset(town).site
        first = services.write_rule(by=keeper, audience="members", site_id=site.pk)
        again = services.write_rule(by=keeper, audience="partners", site_id=site.pk)
        assert (first.pk, again.audience) == (again.pk, "partners")
        with pytest.raises(Invalid):
            services.write_rule(by=keeper, audience="members", site_id=make_asset().site_id)
        with pytest.raises(NotFound):
            services.remove_rule(rule_id=first.pk, by=make_hat(Role.ASSET_MANAGER))
        services.remove_rule(rule_id=first.pk, by=keeper)
        assert not AudienceRule.objects.exists()

    def test_existing_assets_change_only_when_a_person_says_so(self, town, keeper) -> None:
        chosen = make_asset(town, audience="everyone")
        services.write_rule(by=keeper, audience="partners", site_id=chosen.site_id)
        chosen.refresh_from_db()
        assert (chosen.audience, chosen.audience_follows) == ("everyone", False)
        assert services.follow_rules(asset_ids=[chosen.pk], hat=keeper, now=NOW) == 1
        assert services.follow_rules(asset_ids=[chosen.pk], hat=keeper, now=NOW) == 0
        chosen.refresh_from_db()
        assert (chosen.audience, chosen.audience_follows) == ("partners", True)
        assert not unlike_rules(Asset.objects.all()).exists()
        services.write_rule(by=keeper, audience="members", site_id=chosen.site_id)
        assert [(one.pk, one.ruled) for one in unlike_rules(Asset.objects.all())] == [(chosen.pk, "members")]

    def test_an_asset_held_intact_is_left(self, town, keeper) -> None:
        asset = make_asset(town)
        services.freeze_assets(asset_ids=[asset.pk], hat=keeper, reason="Inventaire.", now=NOW)
        assert services.follow_rules(asset_ids=[asset.pk], hat=keeper, now=NOW) == 0

    def test_imported_assets_take_the_rule_of_their_class(self, town, keeper) -> None:
        rink = AssetClass.objects.get(code="rink")
        services.write_rule(by=keeper, audience="verified", class_id=rink.pk)
        services.write_rule(by=keeper, audience="members")
        lines = (
            "nom,catégorie,longitude,latitude\n"
            "Aréna,patinoire,-72.95,45.63\n"
            "Salle Est,salle de réunion,-72.96,45.63\n"
        )
        run = read_file(
            organisation=town,
            by_id=None,
            file=io.BytesIO(lines.encode()),
            file_name="biens.csv",
            list_name="biens",
            now=NOW,
        )
        accept(run=run, selection=EVERYTHING, by_id=None, now=NOW)
        seen = dict(Asset.objects.values_list("name", "audience"))
        assert seen == {"Aréna": "verified", "Salle Est": "members"}
        assert all(Asset.objects.values_list("audience_follows", flat=True))

    def test_the_list_counts_what_each_rule_governs(self, town, keeper, django_assert_num_queries) -> None:
        gym = make_asset(town, code="gym", audience="owner")
        for _ in range(3):
            make_asset(town, code="truck", audience="members")
        services.write_rule(by=keeper, audience="members")
        services.write_rule(by=keeper, audience="partners", site_id=gym.site_id)
        services.follow_rules(
            asset_ids=Asset.objects.filter(asset_class__code="truck").values_list("pk", flat=True)[:2],
            hat=keeper,
            now=NOW,
        )
        with django_assert_num_queries(3):
            lines = rule_lines(town.pk)
        assert [(line.code, line.governed, line.unlike) for line in lines] == [
            ("organisation", 3, 1),
            (f"lieu-{gym.site_id}", 1, 1),
        ]


@pytest.mark.django_db
class TestPages:
    def test_a_rule_is_written_then_applied_after_a_preview(self, town, browser) -> None:
        truck = make_asset(town, code="truck", name="Camion 12", audience="owner")
        page = read(browser.get("/gestion/cercles/"))
        assert "Aucune règle encore" in page
        code = f"categorie-{truck.asset_class_id}"
        browser.post("/gestion/cercles/", {"target": code, "audience": "partners"})
        page = read(browser.get("/gestion/cercles/"))
        assert "1 sur 1 ne la suit pas" in page
        address = "/gestion/biens/en-lot/?geste=suivre&portee=tout&categorie=truck"
        assert address.replace("&", "&amp;") in page.replace("&amp;", "&").replace("&", "&amp;")
        preview = read(browser.get(address))
        assert "Camion 12" in preview
        assert "les partenaires par entente, d’après la catégorie" in preview
        truck.refresh_from_db()
        assert truck.audience == "owner"
        sent = {"geste": "suivre", "portee": "tout", "categorie": "truck", "etape": "faire", "attendus": "1"}
        browser.post("/gestion/biens/en-lot/", sent)
        truck.refresh_from_db()
        assert (truck.audience, truck.audience_follows) == ("partners", True)
        assert "D’après la catégorie." in read(browser.get(f"/biens/{truck.pk}/"))

    def test_the_form_says_what_the_rules_say_and_a_choice_passes_before(self, town, keeper, browser) -> None:
        asset = make_asset(town, audience="owner")
        services.write_rule(by=keeper, audience="public_bodies", site_id=asset.site_id)
        address = f"/gestion/biens/{asset.pk}/"
        page = read(browser.get(address))
        assert "D’après le lieu : les organismes publics" in page
        values = {
            "name": asset.name,
            "asset_class": asset.asset_class_id,
            "site": asset.site_id,
            "quantity": 1,
            "audience": "",
        }
        browser.post(address, values)
        asset.refresh_from_db()
        assert (asset.audience, asset.audience_follows) == ("public_bodies", True)
        browser.post(address, values | {"audience": "members"})
        asset.refresh_from_db()
        assert (asset.audience, asset.audience_follows) == ("members", False)

    def test_a_new_asset_follows_the_rules_unless_told_otherwise(self, town, keeper, browser) -> None:
        site = Site.objects.create(organisation=town, name="Garage", lon=-72.95, lat=45.63)
        services.write_rule(by=keeper, audience="partners", site_id=site.pk)
        truck = AssetClass.objects.get(code="truck")
        values = {"name": "Camion", "asset_class": truck.pk, "site": site.pk, "quantity": 1, "audience": ""}
        browser.post("/gestion/biens/ajouter/", values)
        assert Asset.objects.get(name="Camion").audience == "partners"
        api = {"name": "Remorque", "class_code": "truck", "site_id": site.pk}
        told = browser.post("/api/v1/assets", api, content_type="application/json").json()
        assert (told["audience"], told["audience_follows"]) == ("partners", True)
        told = browser.patch(
            f"/api/v1/assets/{told['id']}", {"audience": "owner"}, content_type="application/json"
        ).json()
        assert (told["audience"], told["audience_follows"]) == ("owner", False)

    def test_programs_write_apply_and_remove_rules(self, town, browser) -> None:
        asset = make_asset(town, code="truck", audience="owner")
        sent = {"class_code": "truck", "audience": "partners"}
        rule = browser.put("/api/v1/audience-rules", sent, content_type="application/json").json()
        assert browser.get("/api/v1/audience-rules").json()["items"] == [rule]
        ask = {"asset_ids": [asset.pk]}
        apply = "/api/v1/audience-applications"
        told = browser.post(apply, ask, content_type="application/json").json()
        line = {"id": asset.pk, "name": asset.name, "before": "owner", "after": "partners"}
        assert told == {"changed": 0, "lines": [line]}
        done = browser.post(apply, ask | {"preview": False}, content_type="application/json").json()
        assert done["changed"] == 1
        assert browser.delete(f"/api/v1/audience-rules/{rule['id']}").status_code == 204
        asset.refresh_from_db()
        assert asset.audience == "partners"
