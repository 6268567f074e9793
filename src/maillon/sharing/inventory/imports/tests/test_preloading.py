"""Open data of a territory becomes unclaimed records that their owners claim, or turn down with a reason."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maillon.base.imports.tests import files
from maillon.base.refusals import Invalid, NotAllowed
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.inventory.imports.services import EVERYTHING, accept, dismiss
from maillon.sharing.inventory.imports.services.preloading import OpenData, preload, withdraw
from maillon.sharing.inventory.models import Asset, ImportRun, Preload, Suggestion
from maillon.sharing.inventory.queries.history import why_in_words
from maillon.sharing.inventory.queries.origins import origin_of_asset
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset
from maillon.testing.jobs import run_waiting_jobs

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)
TOLD = OpenData("Ville d’Essai", "CC BY 4.0", "https://donnees.example/installations")
TWO = "nom;type;id\nTennis;Sportif;1\nPétanque;Loisirs;2\n"
OWNED = (
    "nom;type;id;Propriétaire\nTennis;Sportif;1;Ville d’Essai\nGymnase;Gymnase;2;CSSE\n"
    "Autre;Salle;3;Inconnue\nX;Salle;4;\n"
)
PAGE = "/gestion/donnees-ouvertes/"


@pytest.fixture
def coordinator() -> Membership:
    body = make_organisation(OrganisationKind.MRC, name="MRC d’Essai")
    return make_membership(Role.TERRITORY_COORDINATOR, Role.REQUESTER, organisation=body)


@pytest.fixture
def town() -> Organisation:
    return make_organisation(name="Ville d’Essai")


def bring(by: Hat, text: str | bytes = TWO, **more: Any) -> Preload:
    file = io.BytesIO(text.encode() if isinstance(text, str) else text)
    return preload(by=by, file=file, file_name="installations.csv", told=TOLD, now=NOW, **more)


def test_nothing_is_anybodys_before_it_is_claimed(coordinator: Membership, town: Organisation) -> None:
    made = bring(coordinator.hat(), owner=town)
    run = made.runs.get()
    assert (run.organisation, run.suggestions.filter(state="pending").count()) == (town, 2)
    assert not Asset.objects.exists()
    accept(run=run, selection=EVERYTHING, by_id=None, now=NOW)
    tennis = Asset.objects.get(identifier="1")
    assert (tennis.organisation, tennis.audience) == (town, "owner")
    (event,) = Asset.pgh_event_model.objects.filter(pgh_obj=tennis)  # type: ignore[attr-defined]  # made by tracked()
    told = why_in_words(event.pgh_context.metadata["why"])
    assert "données ouvertes" in told
    assert "Ville d’Essai, CC BY 4.0" in told


def test_the_source_is_said_with_the_asset_on_its_page_in_files_and_by_the_api(
    coordinator: Membership, town: Organisation, client: Client
) -> None:
    run = bring(coordinator.hat(), owner=town).runs.get()
    accept(run=run, selection=EVERYTHING, by_id=None, now=NOW)
    tennis = Asset.objects.get(identifier="1")
    own = make_asset(town, name="À nous")
    client.force_login(make_membership(Role.ASSET_MANAGER, organisation=town).person)
    page = client.get(f"/biens/{tennis.pk}/").content.decode().replace("\u00a0", " ")
    assert (
        f'<a href="{TOLD.address}" rel="external">Ville d’Essai</a>, CC BY 4.0; « installations.csv »' in page
    )
    assert "Données ouvertes" not in client.get(f"/biens/{own.pk}/").content.decode()
    data = b"".join(client.get(f"/organisations/{town.pk}/biens.csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a streaming response
    sources = {
        line["Nom"]: line["Source des données"] for line in csv.DictReader(data.splitlines(), delimiter=";")
    }
    told = f"Ville d’Essai, CC BY 4.0, installations.csv, {TOLD.address}, 2026-11-21"
    assert sources == {"À nous": "", "Tennis": told, "Pétanque": told}
    (source,) = client.get(f"/api/v1/assets/{tennis.pk}/sources").json()["items"]
    assert (source["licence"], source["address"]) == ("CC BY 4.0", TOLD.address)
    assert client.get(f"/api/v1/assets/{own.pk}/sources").json()["items"] == []


def test_a_merged_record_keeps_the_source_of_the_one_that_it_replaces(
    coordinator: Membership, town: Organisation
) -> None:
    run = bring(coordinator.hat(), owner=town).runs.get()
    accept(run=run, selection=EVERYTHING, by_id=None, now=NOW)
    kept = make_asset(town)
    assert origin_of_asset(kept) is None
    Asset.objects.filter(identifier="1").update(state="archived", merged_into=kept)
    origin = origin_of_asset(kept)
    assert origin is not None
    assert origin.provider == "Ville d’Essai"


def test_a_column_says_whose_each_thing_is(coordinator: Membership, town: Organisation) -> None:
    schools = make_organisation(name="Centre de services scolaire d’Essai", short_name="CSSE")
    made = bring(coordinator.hat(), OWNED, owner_heading="propriétaire")
    brought = {run.organisation: run.suggestions.get().proposed["name"] for run in made.runs.all()}
    assert brought == {town: "Tennis", schools: "Gymnase"}
    assert sorted(made.strangers) == [["", 1], ["Inconnue", 1]]


def test_the_points_of_a_geojson_follow_its_things_to_their_owner(
    coordinator: Membership, town: Organisation
) -> None:
    feature = files.place(-73.55, 45.5, NOM="Tennis", TYPE="Sportif", ORGANISME="VILLE D'ESSAI")
    made = bring(coordinator.hat(), files.geojson(feature), owner_heading="Organisme")
    proposed = made.runs.get().suggestions.get().proposed
    assert (proposed["lon"], proposed["lat"]) == (-73.55, 45.5)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "owner_or_column"),
        ({"owner_heading": "zzz"}, "no_owner_column"),
        ({"owner_heading": "nom"}, "no_owner_known"),
    ],
)
def test_it_is_said_whose_the_things_are(
    coordinator: Membership, town: Organisation, more: Any, code: str
) -> None:
    with pytest.raises(Invalid) as caught:
        bring(coordinator.hat(), **more)
    assert caught.value.reasons[0].code == code
    assert not Preload.objects.exists()


def test_only_the_coordination_of_the_territory_or_a_steward_brings(
    coordinator: Membership, town: Organisation
) -> None:
    away = make_organisation(name="Ville d’Ailleurs", mrc_code=None)
    for role in (Role.ASSET_MANAGER, Role.ORGANISATION_ADMIN, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            bring(make_membership(role, organisation=town).hat(), owner=town)
    with pytest.raises(NotAllowed):
        bring(coordinator.hat(), owner=away)
    steward = make_membership(Role.STEWARD, organisation=make_organisation(OrganisationKind.NETWORK))
    assert bring(steward.hat(), owner=away).runs.count() == 1


def test_a_later_file_takes_the_place_of_what_was_left_unclaimed(
    coordinator: Membership, town: Organisation
) -> None:
    first = bring(coordinator.hat(), owner=town).runs.get()
    accept(run=first, selection=EVERYTHING, by_id=None, now=NOW)
    second = bring(coordinator.hat(), TWO + "Soccer;Sportif;3\n", owner=town).runs.get()
    assert [one.proposed["name"] for one in second.suggestions.all()] == ["Soccer"]
    third = bring(coordinator.hat(), TWO + "Soccer;Sportif;3\nBalle;Sportif;4\n", owner=town).runs.get()
    assert third.suggestions.count() == 2
    assert not ImportRun.objects.filter(pk=second.pk).exists()
    assert ImportRun.objects.filter(pk=first.pk).exists()


def test_what_is_turned_down_is_not_brought_again_and_says_why(
    coordinator: Membership, town: Organisation
) -> None:
    run = bring(coordinator.hat(), owner=town).runs.get()
    dismiss(run=run, selection=EVERYTHING, by_id=None, now=NOW, motive="not_ours_gone")
    assert {one.reasons[0]["code"] for one in run.suggestions.all()} == {"not_ours_gone"}
    assert not bring(coordinator.hat(), owner=town).runs.get().suggestions.exists()


def test_taking_back_leaves_what_was_claimed(coordinator: Membership, town: Organisation) -> None:
    made = bring(coordinator.hat(), owner=town)
    run = made.runs.get()
    Suggestion.objects.filter(run=run, line=2).update(state="accepted")
    assert withdraw(preload=made, by=coordinator.hat()) == 1
    assert [one.state for one in run.suggestions.all()] == ["accepted"]
    other = make_membership(Role.TERRITORY_COORDINATOR, organisation=make_organisation(OrganisationKind.MRC))
    with pytest.raises(NotAllowed):
        withdraw(preload=made, by=other.hat())


def test_a_large_file_is_read_by_a_job_without_asking(
    coordinator: Membership, town: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maillon.sharing.inventory.imports.services.working.LARGE", 1)
    run = bring(
        coordinator.hat(), "nom;type;mystère\nTennis;Sportif;bleu\nSoccer;Sportif;vert\n", owner=town
    ).runs.get()
    run_waiting_jobs()
    run.refresh_from_db()
    assert (run.stage, run.suggestions.count()) == ("read", 2)


def test_the_coordination_brings_and_the_owner_claims_in_one_click(
    client: Client, coordinator: Membership, town: Organisation
) -> None:
    client.force_login(coordinator.person)
    assert "Rien d’apporté encore" in client.get(PAGE).content.decode()
    sent = {"provider": "Ville d’Essai", "licence": "CC BY 4.0", "owner": town.pk}
    wrong = client.post(PAGE, sent | {"owner": "", "file": SimpleUploadedFile("a.csv", TWO.encode())})
    assert wrong.status_code == 422
    assert "une organisation, ou la colonne" in wrong.content.decode()
    shown = client.post(PAGE, sent | {"file": SimpleUploadedFile("a.csv", TWO.encode())}, follow=True)
    page = shown.content.decode()
    assert "fiche non réclamée" in page
    assert "Pétanque" in page
    keeper = make_membership(Role.ASSET_MANAGER, organisation=town)
    client.force_login(keeper.person)
    assert "fiches de données ouvertes à réclamer" in client.get("/tableau/").content.decode()
    assert "2 à réclamer" in client.get("/gestion/importations/").content.decode().replace("\u00a0", " ")
    run = ImportRun.objects.get()
    review = client.get(f"/gestion/importations/{run.pk}/").content.decode().replace("\u00a0", " ")
    assert "Fiches non réclamées, données ouvertes de Ville d’Essai" in review
    assert "Réclamer les 2 fiches" in review
    one = run.suggestions.get(proposed__name="Pétanque")
    said = {"portee": "cochees", "ids": [one.pk], "motif": "not_ours_other"}
    client.post(f"/gestion/importations/{run.pk}/ecarter/", said)
    after = client.post(f"/gestion/importations/{run.pk}/accepter/", follow=True).content.decode()
    assert "1 fiche réclamée" in after.replace("\u00a0", " ")
    assert Asset.objects.get().name == "Tennis"
    client.force_login(coordinator.person)
    told = client.get(f"{PAGE}{Preload.objects.get().pk}/").content.decode()
    assert "à un autre organisme" in told
    client.force_login(keeper.person)
    assert client.get(PAGE).status_code == 403


def test_the_page_costs_as_many_queries_for_three_records_as_for_one(
    client: Client, coordinator: Membership, town: Organisation, django_assert_max_num_queries: Any
) -> None:
    client.force_login(coordinator.person)
    spent = []
    for count in (1, 3):
        text = "nom;type\n" + "".join(f"Tennis {count}-{n};Sportif\n" for n in range(count))
        made = bring(coordinator.hat(), text, owner=town, list_name=f"liste {'abc'[count - 1]}")
        with django_assert_max_num_queries(20) as queries:
            client.get(f"{PAGE}{made.pk}/")
        spent.append(len(queries))
    assert spent[0] == spent[1]
