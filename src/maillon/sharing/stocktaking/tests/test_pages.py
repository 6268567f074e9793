"""The pages of a count, without a script."""

import io
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.sharing.labels.services import make_labels
from maillon.sharing.labels.services.labels import Wanted
from maillon.sharing.stocktaking import services
from maillon.sharing.stocktaking.models import Count, Observation, Proposal
from maillon.sharing.stocktaking.rules import Verdict
from maillon.sharing.stocktaking.tests.stage import Stage, make_stage
from maillon.sharing.stocktaking.tests.test_services import jpeg
from maillon.testing.builders.community import make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def stage() -> Stage:
    return make_stage()


@pytest.fixture
def browser(client: Client, stage: Stage) -> Client:
    client.force_login(stage.keeper.person)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode().replace("\u00a0", " ")


def test_a_count_begins_with_a_name_and_some_places(browser: Client, stage: Stage) -> None:
    assert "Garage, automne" in page(browser, "/recolements/")
    assert browser.post("/recolements/commencer/", {}).status_code == 422
    response = browser.post("/recolements/commencer/", {"name": "Aréna", "sites": [stage.broom.site_id]})
    begun = Count.objects.get(name="Aréna")
    assert response["Location"] == f"/recolements/{begun.pk}/"
    assert begun.scope == "Aréna"


def test_who_counts_is_named_by_address(browser: Client, stage: Stage) -> None:
    colleague = make_membership(Role.REQUESTER, organisation=stage.owner).person
    sent = {"name": "Deux", "people": f"{colleague.email.upper()}\nailleurs@essai.example"}
    response = browser.post("/recolements/commencer/", sent)
    assert response.status_code == 422
    assert "ailleurs@essai.example" in response.content.decode()
    browser.post("/recolements/commencer/", sent | {"people": f" {colleague.email} "})
    assert list(Count.objects.get(name="Deux").counters.all()) == [colleague]


def test_a_tap_writes_what_is_seen_and_comes_back_to_the_line(browser: Client, stage: Stage) -> None:
    place = stage.truck.site_id
    text = page(browser, f"/recolements/{stage.count.pk}/compter/")
    assert "Camion" in text
    assert "Balai" not in text
    response = browser.post(
        f"/recolements/{stage.count.pk}/observer/",
        {"lieu": place, "bien": stage.truck.pk, "constat": "found"},
    )
    assert (
        response["Location"] == f"/recolements/{stage.count.pk}/compter/?lieu={place}#bien-{stage.truck.pk}"
    )
    assert "Camion : trouvé." in page(browser, response["Location"])
    assert Observation.objects.get().person == stage.keeper.person


def test_a_button_pressed_twice_writes_once(browser: Client, stage: Stage) -> None:
    text = page(browser, f"/recolements/{stage.count.pk}/compter/")
    key = text.split('name="client_id" value="')[2].split('"')[0]
    sent = {"lieu": stage.truck.site_id, "bien": stage.truck.pk, "constat": "found", "client_id": key}
    for _ in range(2):
        assert browser.post(f"/recolements/{stage.count.pk}/observer/", sent).status_code == 302
    assert Observation.objects.count() == 1


def test_elsewhere_with_a_remark_and_a_photo(browser: Client, stage: Stage) -> None:
    photo = SimpleUploadedFile("x.jpg", jpeg().getvalue(), content_type="image/jpeg")
    browser.post(
        f"/recolements/{stage.count.pk}/observer/",
        {
            "lieu": stage.truck.site_id,
            "bien": stage.saw.pk,
            "constat": "moved",
            "ou": stage.broom.site_id,
            "remarque": "Lame à changer",
            "file": photo,
        },
    )
    told = Observation.objects.get()
    assert (told.verdict, told.remark, told.photos.count()) == ("moved", "Lame à changer", 1)
    shown = page(browser, f"/recolements/{stage.count.pk}/")
    assert "Lame à changer" in shown
    image = browser.get(f"/recolements/{stage.count.pk}/photos/{told.photos.get().pk}.webp")
    assert image["Content-Type"] == "image/webp"


def test_what_cannot_be_read_is_told_and_nothing_is_written(browser: Client, stage: Stage) -> None:
    wrong = SimpleUploadedFile("x.jpg", b"pas une image", content_type="image/jpeg")
    place = stage.truck.site_id
    address = f"/recolements/{stage.count.pk}/observer/"
    assert browser.post(address, {"lieu": place, "vu": ""}).status_code == 422
    response = browser.post(address, {"lieu": place, "vu": "Génératrice", "file": wrong})
    assert response.status_code == 422
    assert "photo lisible" in response.content.decode()


def test_a_code_that_is_typed_is_found(browser: Client, stage: Stage) -> None:
    wanted = Wanted(paper="avery-5160", asset_ids=(stage.tables.pk,))
    (code,) = make_labels(wanted=wanted, hat=stage.hat, now=timezone.now()).codes
    place = stage.truck.site_id
    browser.post(f"/recolements/{stage.count.pk}/observer/", {"lieu": place, "ou": place, "vu": code.lower()})
    told = Observation.objects.get()
    assert (told.asset, told.verdict) == (stage.tables, "found")
    assert f"Compter : {stage.count.name}" in page(browser, f"/e/{code}/")


def test_closing_shows_what_it_does_then_gives_the_report(browser: Client, stage: Stage) -> None:
    services.record_observations(
        count_id=stage.count.pk,
        entries=[
            services.Entry(
                client_id=uuid.uuid4(),
                verdict=Verdict.MISSING,
                observed_at=timezone.now(),
                asset_id=stage.saw.pk,
            )
        ],
        hat=stage.hat,
        now=timezone.now(),
    )
    assert "2 biens n’ont pas été cherchés" in page(browser, f"/recolements/{stage.count.pk}/fermer/")
    assert browser.post(f"/recolements/{stage.count.pk}/fermer/").status_code == 302
    assert "Rapport scellé" in page(browser, f"/recolements/{stage.count.pk}/")
    pdf = b"".join(browser.get(f"/recolements/{stage.count.pk}/rapport.pdf"))
    assert pdf.startswith(b"%PDF-")
    proposal = Proposal.objects.get()
    text = page(browser, f"/recolements/{stage.count.pk}/propositions/")
    assert "Archiver ce qui est introuvable" in text
    browser.post(f"/recolements/{stage.count.pk}/propositions/", {"ids": proposal.pk, "reponse": "accepter"})
    stage.saw.refresh_from_db()
    assert stage.saw.state == "archived"
    again = browser.post(
        f"/recolements/{stage.count.pk}/propositions/", {"ids": proposal.pk, "reponse": "accepter"}
    )
    assert again.status_code == 422


def test_anyone_who_holds_the_report_can_verify_it(browser: Client, stage: Stage) -> None:
    report = services.close_count(count_id=stage.count.pk, hat=stage.hat, now=timezone.now())
    content = report.file.read()
    stranger, address = Client(), f"/recolements/{stage.count.pk}/verifier/"
    assert "Ville d’Essai" not in page(stranger, address)
    good = stranger.post(address, {"file": io.BytesIO(content)}).content.decode()
    assert "C’est bien le rapport scellé" in good
    assert "Ville d’Essai" in good
    bad = stranger.post(address, {"file": io.BytesIO(content[:-1] + b"x")}).content.decode()
    assert "n’est pas le rapport scellé" in bad
    assert "Ville d’Essai" not in bad
    assert stranger.post(address, {}).status_code == 422


def test_a_colleague_counts_and_does_not_close(stage: Stage) -> None:
    client = Client()
    client.force_login(make_membership(Role.REQUESTER, organisation=stage.owner).person)
    assert "Compter" in page(client, f"/recolements/{stage.count.pk}/")
    assert f"/recolements/{stage.count.pk}/fermer/" not in page(client, f"/recolements/{stage.count.pk}/")
    page(client, f"/recolements/{stage.count.pk}/fermer/", 403)
    page(client, "/recolements/commencer/", 403)


def test_the_worker_is_given_as_a_program_that_reaches_the_counts_only(client: Client) -> None:
    response = client.get("/recolements/travailleur.js")
    assert response["Content-Type"] == "text/javascript"
    assert "Service-Worker-Allowed" not in response
    assert b"caches.open" in b"".join(response)
