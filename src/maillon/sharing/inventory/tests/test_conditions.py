"""The condition of an asset: reports are added, the last seen counts, the grade is public and the rest is not."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from maillon.base.refusals import Invalid
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.models import Asset, Condition, ConditionPhoto, Grade
from maillon.sharing.inventory.queries.records import last_grades, with_grade
from maillon.sharing.inventory.services import note_condition
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db
SEEN = dt.date(2026, 5, 4)


@pytest.fixture(autouse=True)
def media_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER, organisation=make_organisation(name="Ville d’Essai"))


@pytest.fixture
def asset(keeper: Membership) -> Asset:
    return make_asset(keeper.organisation, name="Gymnase")


def jpeg() -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (600, 400), "green").save(buffer, "JPEG")
    return SimpleUploadedFile("fissure.jpg", buffer.getvalue())


def noted(keeper: Membership, asset: Asset, grade: str = Grade.GOOD, on: dt.date = SEEN, **more: Any) -> Any:
    return note_condition(
        asset=asset, grade=grade, observed_on=on, by=keeper.hat(), now=timezone.now(), **more
    )


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def test_the_present_condition_is_the_one_observed_last_even_when_written_late(
    keeper: Membership, asset: Asset
) -> None:
    noted(keeper, asset, Grade.POOR, SEEN)
    noted(keeper, asset, Grade.NEW, SEEN - dt.timedelta(days=400))
    assert last_grades([asset.pk])[asset.pk].grade == Grade.POOR
    noted(keeper, asset, Grade.FAIR, SEEN)
    assert last_grades([asset.pk])[asset.pk].grade == Grade.FAIR  # of one day, the last written


def test_everyone_reads_the_grade_and_its_day_and_only_the_owner_the_rest(
    client: Client, keeper: Membership, asset: Asset
) -> None:
    noted(keeper, asset, Grade.VERY_GOOD, note="Fissure au mur", photos=[jpeg()], alt="Une fissure")
    text = text_of(client, f"/biens/{asset.pk}/")
    assert "Très bon, constaté le lundi 4 mai 2026" in text
    assert "Fissure" not in text
    assert client.get(f"/api/v1/assets/{asset.pk}/conditions").json()["items"] == [
        {"grade": "very_good", "observed_on": "2026-05-04", "note": None, "who": None, "photos": None}
    ]
    photo = ConditionPhoto.objects.get()
    address = f"/biens/{asset.pk}/etat/{photo.pk}-320.webp"
    assert client.get(address).status_code == 302  # to sign in
    for member, status in ((make_membership(Role.STEWARD), 403), (keeper, 200)):
        client.force_login(member.person)
        assert client.get(address).status_code == status
        assert client.get(f"/biens/{asset.pk}/etat/").status_code == status
    text = text_of(client, f"/biens/{asset.pk}/")
    assert "Fissure au mur" in text
    assert 'alt="Une fissure"' in text


def test_a_report_is_written_on_its_page_with_photos(
    client: Client, keeper: Membership, asset: Asset
) -> None:
    client.force_login(keeper.person)
    address = f"/biens/{asset.pk}/etat/"
    assert "Aucun relevé encore" in text_of(client, address)
    sent = {"grade": "fair", "observed_on": "2026-05-04", "note": "Usé", "file": [jpeg(), jpeg()]}
    missing = client.post(address, sent)
    assert missing.status_code == 422
    assert "Dites ce que montrent les photos" in missing.content.decode()
    again = sent | {"file": [jpeg(), jpeg()], "alt": "Le plancher"}
    assert client.post(address, again).status_code == 302
    assert Condition.objects.get().photos.count() == 2
    sideways = client.post(address, {"grade": "fair", "observed_on": "2999-01-01"})
    assert "pas encore venu" in sideways.content.decode()
    wrong = client.post(
        address,
        {
            "grade": "fair",
            "observed_on": "2026-05-04",
            "alt": "x",
            "file": SimpleUploadedFile("a.jpg", b"non"),
        },
    )
    assert "pas une photo lisible" in wrong.content.decode().replace("\u00a0", " ")
    assert Condition.objects.count() == 1


def test_whoever_does_not_look_after_it_reads_and_does_not_write(
    client: Client, keeper: Membership, asset: Asset
) -> None:
    colleague = make_membership(Role.REQUESTER, organisation=keeper.organisation)
    client.force_login(colleague.person)
    assert "Inscrire l’état" not in text_of(client, f"/biens/{asset.pk}/etat/")
    sent = {"grade": "fair", "observed_on": "2026-05-04"}
    assert client.post(f"/biens/{asset.pk}/etat/", sent).status_code == 403


def test_out_of_service_proposes_the_archive_that_exists(
    client: Client, keeper: Membership, asset: Asset
) -> None:
    client.force_login(keeper.person)
    noted(keeper, asset, Grade.OUT_OF_SERVICE)
    link = f"/gestion/biens/en-lot/?geste=archiver&ids={asset.pk}"
    for address in (f"/biens/{asset.pk}/", f"/biens/{asset.pk}/etat/"):
        assert link in text_of(client, address)
    assert client.get(link).status_code == 200
    noted(keeper, asset, Grade.GOOD)
    assert "hors service, et peut" not in text_of(client, f"/biens/{asset.pk}/")


@pytest.mark.parametrize(
    "change",
    [{"grade": "new"}, {"observed_on": dt.date(2020, 1, 1)}, {"note": "Rien"}, {"noted_at": timezone.now()}],
)
def test_the_database_refuses_to_rewrite_a_report(
    keeper: Membership, asset: Asset, change: dict[str, Any]
) -> None:
    report = noted(keeper, asset, note="Usé")
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        Condition.objects.filter(pk=report.pk).update(**change)
    Condition.objects.filter(pk=report.pk).update(by=None)  # a name can always be forgotten


def test_a_report_has_a_day_in_our_time_and_four_photos_at_most(keeper: Membership, asset: Asset) -> None:
    for on in (timezone.localdate() + dt.timedelta(days=2), dt.date(1890, 1, 1)):
        with pytest.raises(Invalid):
            noted(keeper, asset, on=on)
    with pytest.raises(Invalid, match="4 photos"):
        noted(keeper, asset, photos=[jpeg() for _ in range(5)], alt="Mur")
    assert not Condition.objects.exists()


def test_the_last_grades_cost_one_query_whatever_their_number(
    keeper: Membership, django_assert_num_queries: Any
) -> None:
    for rows in (1, 3):
        assets = [make_asset(keeper.organisation) for _ in range(rows)]
        for one in assets:
            noted(keeper, one, Grade.FAIR, SEEN - dt.timedelta(days=9))
            noted(keeper, one, Grade.GOOD)
        with django_assert_num_queries(1):
            found = last_grades([one.pk for one in assets])
        assert {one.grade for one in found.values()} == {Grade.GOOD}
        with django_assert_num_queries(1):
            noted_on = list(with_grade(Asset.objects.filter(pk__in=found)).values_list("grade", "graded_on"))
        assert noted_on == [(Grade.GOOD, SEEN)] * rows
