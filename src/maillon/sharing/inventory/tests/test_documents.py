"""Documents of an asset: judged by their content, replaced without loss, read by whom they are for and nobody else."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from maillon.base import privacy
from maillon.base.refusals import Invalid
from maillon.community.organisations.kinds import Circle, OrganisationKind, Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.errors import Frozen
from maillon.sharing.inventory.models import Asset, Document, DocumentVersion
from maillon.sharing.inventory.queries.documents import documents_of
from maillon.sharing.inventory.services import (
    add_document,
    freeze_assets,
    merge_assets,
    remove_document,
    replace_document,
)
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset
from maillon.testing.racing import race

pytestmark = pytest.mark.django_db
FIRST, SECOND = b"%PDF-1.7 un %%EOF", b"%PDF-1.7 deux %%EOF"


@pytest.fixture(autouse=True)
def media_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER, organisation=make_organisation(name="Ville d’Essai"))


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


@pytest.fixture
def asset(keeper: Membership) -> Asset:
    return make_asset(keeper.organisation, name="Gymnase")


def added(keeper: Membership, asset: Asset, content: bytes = FIRST, **values: Any) -> Document:
    document = Document(asset=asset, **{"kind": "plan", "title": "Plan du gymnase"} | values)
    return add_document(document=document, file=io.BytesIO(content), by=keeper.hat(), now=timezone.now())


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_document_is_added_shown_and_given_as_a_download(
    browser: Client, keeper: Membership, asset: Asset
) -> None:
    address = f"/gestion/biens/{asset.pk}/documents/"
    assert "Pas encore de document" in browser.get(address).content.decode()
    sent = {"title": "Plan du gymnase", "kind": "plan", "language": "fr", "audience": "as_asset"}
    file = SimpleUploadedFile("../../plan.exe", FIRST, content_type="text/html")
    assert browser.post(address, sent | {"file": file}).status_code == 302
    browser.logout()
    text = browser.get(f"/biens/{asset.pk}/").content.decode().replace("\u00a0", " ")
    assert "Plan du gymnase" in text
    assert "plan, PDF, 1 ko" in text
    document = Document.objects.get()
    response = browser.get(f"/biens/{asset.pk}/documents/{document.pk}/")
    assert body(response) == FIRST
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="plan-du-gymnase.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]
    stored = DocumentVersion.objects.get().file.name
    assert "plan" not in stored.rsplit("/", 1)[1]
    assert stored.endswith(".pdf")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"MZ un programme", "ni un PDF"),
        (b"%PDF-1.7 sans fin", "incomplet"),
        (b"PK\x03\x04", "archive"),
    ],
)
def test_a_wrong_file_is_refused_at_its_field_and_nothing_is_lost(
    browser: Client, asset: Asset, file: bytes, said: str
) -> None:
    sent = {"title": "Mon titre", "kind": "manual", "language": "en", "audience": "owner"}
    upload = {"file": SimpleUploadedFile("plan.pdf", file)}
    response = browser.post(f"/gestion/biens/{asset.pk}/documents/", sent | upload)
    text = response.content.decode().replace("\u00a0", " ")
    assert response.status_code == 422
    assert said in text
    assert 'value="Mon titre"' in text
    assert not Document.objects.exists()


def test_too_heavy_a_file_is_refused_as_it_arrives(browser: Client, asset: Asset, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1024
    upload = {"file": SimpleUploadedFile("plan.pdf", b"%PDF-" + b"0" * 600_000), "title": "Lourd"}
    response = browser.post(f"/gestion/biens/{asset.pk}/documents/", upload)
    assert response.status_code == 422
    assert "dépasse" in response.content.decode()


def test_a_new_version_replaces_and_the_former_is_kept_for_the_owner(
    browser: Client, keeper: Membership, asset: Asset
) -> None:
    document = added(keeper, asset)
    address = f"/gestion/biens/{asset.pk}/documents/{document.pk}/"
    again = browser.post(address, {"remplacer": "1", "file": SimpleUploadedFile("x.pdf", FIRST)})
    assert again.status_code == 422
    assert "version présente" in again.content.decode()
    answer = browser.post(address, {"remplacer": "1", "file": SimpleUploadedFile("x.pdf", SECOND)})
    assert answer.status_code == 302
    public = f"/biens/{asset.pk}/documents/{document.pk}/"
    assert body(browser.get(public)) == SECOND
    assert body(browser.get(f"{public}1/")) == FIRST
    assert f"{public}1/" in browser.get(address).content.decode()
    browser.logout()
    assert body(browser.get(public)) == SECOND
    assert body(browser.get(f"{public}2/")) == SECOND
    assert browser.get(f"{public}1/").status_code == 404
    assert browser.get(f"{public}9/").status_code == 404


@pytest.mark.parametrize(
    ("shown_to", "audience", "readers"),
    [
        (Circle.EVERYONE, "as_asset", {"nobody", "company", "steward", "colleague"}),
        (Circle.EVERYONE, "members", {"company", "steward", "colleague"}),
        (Circle.EVERYONE, "owner", {"colleague"}),
        (Circle.PUBLIC_BODIES, "as_asset", {"steward", "colleague"}),
        (Circle.OWNER, "as_asset", {"steward", "colleague"}),
    ],
)
def test_a_document_is_never_read_by_more_people_than_the_asset(
    client: Client, keeper: Membership, shown_to: str, audience: str, readers: set[str]
) -> None:
    asset = make_asset(keeper.organisation, audience=shown_to)
    document = added(keeper, asset, audience=audience)
    people = {
        "company": make_membership(organisation=make_organisation(OrganisationKind.COMPANY)),
        "steward": make_membership(Role.STEWARD),
        "colleague": make_membership(organisation=keeper.organisation),
    }
    read = set()
    for name in ("nobody", *people):
        client.logout()
        if name in people:
            client.force_login(people[name].person)
        if client.get(f"/biens/{asset.pk}/documents/{document.pk}/").status_code == 200:
            read.add(name)
            assert client.get(f"/api/v1/assets/{asset.pk}/documents").json()["items"]
        elif (listed := client.get(f"/api/v1/assets/{asset.pk}/documents")).status_code == 200:
            assert listed.json()["items"] == []
    assert read == readers


def test_a_document_of_one_asset_is_not_given_by_another(
    client: Client, keeper: Membership, asset: Asset
) -> None:
    hidden = added(keeper, make_asset(keeper.organisation, audience=Circle.OWNER))
    assert client.get(f"/biens/{asset.pk}/documents/{hidden.pk}/").status_code == 404


def test_what_is_said_of_it_changes_and_it_can_be_removed_with_its_files(
    browser: Client, keeper: Membership, asset: Asset, django_capture_on_commit_callbacks: Any
) -> None:
    document = added(keeper, asset)
    path = Path(DocumentVersion.objects.get().file.path)
    address = f"/gestion/biens/{asset.pk}/documents/{document.pk}/"
    change = {"title": "Plan de 1974", "kind": "plan", "language": "fr", "audience": "owner"}
    assert browser.post(address, change).status_code == 302
    assert Document.objects.get().title == "Plan de 1974"
    assert browser.post(address, change | {"title": ""}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(f"{address}retirer/").status_code == 302
    assert not Document.objects.exists()
    assert not path.exists()


def test_an_asset_held_intact_keeps_its_documents(keeper: Membership, asset: Asset) -> None:
    document = added(keeper, asset)
    freeze_assets(asset_ids=[asset.pk], hat=keeper.hat(), reason="Litige", now=timezone.now())
    for act in (
        lambda: added(keeper, asset),
        lambda: remove_document(document=document, by=keeper.hat()),
        lambda: replace_document(
            document=document, file=io.BytesIO(SECOND), by=keeper.hat(), now=timezone.now()
        ),
    ):
        with pytest.raises(Frozen):
            act()


def test_an_asset_carries_thirty_documents(keeper: Membership, asset: Asset) -> None:
    Document.objects.bulk_create(Document(asset=asset, kind="other", title=str(n)) for n in range(30))
    with pytest.raises(Invalid, match="30 documents"):
        added(keeper, asset)


def test_documents_follow_a_merge_and_forget_who_added_them(keeper: Membership, asset: Asset) -> None:
    other = make_asset(keeper.organisation)
    document = added(keeper, other)
    merge_assets(kept_id=asset.pk, other_id=other.pk, hat=keeper.hat(), now=timezone.now())
    assert [one.document for one in documents_of(asset, keeper.hat())] == [document]
    assert privacy.held_on(keeper.person_id)["inventaire"]["documents_ajoutes"][0]["titre"] == document.title
    make_membership(Role.ORGANISATION_ADMIN, organisation=keeper.organisation)
    privacy.erase(keeper.person_id, timezone.now())
    assert DocumentVersion.objects.get().by is None


def test_documents_cost_the_same_queries_for_one_and_for_three(
    keeper: Membership, django_assert_num_queries: Any
) -> None:
    for rows in (1, 3):
        asset = make_asset(keeper.organisation)
        for number in range(rows):
            document = added(keeper, asset, title=f"Plan {number}")
            replace_document(document=document, file=io.BytesIO(SECOND), by=keeper.hat(), now=timezone.now())
        with django_assert_num_queries(2):
            found = documents_of(asset, keeper.hat())
        assert [one.version.number for one in found] == [2] * rows


def test_the_api_adds_replaces_and_removes(browser: Client, asset: Asset) -> None:
    address = f"/api/v1/assets/{asset.pk}/documents"
    sent = {"title": "Plan", "kind": "plan", "file": SimpleUploadedFile("x.pdf", FIRST)}
    made = browser.post(address, sent)
    assert made.status_code == 201
    document = made.json()
    assert (document["version"], document["media_type"]) == (1, "application/pdf")
    newer = {"file": SimpleUploadedFile("x.pdf", SECOND)}
    assert browser.post(f"{address}/{document['id']}/versions", newer).json()["version"] == 2
    wrong = sent | {"file": SimpleUploadedFile("x.pdf", b"rien")}
    assert browser.post(address, wrong).status_code == 422
    assert [one["version"] for one in browser.get(address).json()["items"]] == [2]
    assert browser.delete(f"{address}/{document['id']}").status_code == 204
    assert browser.get(address).json()["items"] == []


@pytest.mark.concurrency
def test_two_files_sent_at_once_are_two_versions(real_connections: None) -> None:
    keeper = make_membership(Role.ASSET_MANAGER)
    document = added(keeper, make_asset(keeper.organisation))
    hat, now = keeper.hat(), timezone.now()

    def replace(number: int) -> DocumentVersion:
        file = io.BytesIO(b"%PDF-1.7 " + str(number).encode() + b" %%EOF")
        return replace_document(document=document, file=file, by=hat, now=now)

    outcomes = race([lambda number=number: replace(number) for number in range(8)])  # type: ignore[misc]  # a default binds the number
    assert outcomes.counts == {"ok": 8}
    numbers = document.versions.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 10))
