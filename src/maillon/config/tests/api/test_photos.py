"""Photos by the API: judged as on the page, rid of what the camera wrote, told, put in order, removed."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from maillon.config.tests.api.world import Caller, World
from maillon.sharing.inventory.models import Asset, Photo
from maillon.sharing.inventory.services.photos import MOST, size_photos
from maillon.sharing.kits.models import Kit, KitPhoto
from maillon.sharing.kits.photos import size_kit_photos
from maillon.sharing.kits.services import LineWish, write_kit

MAKE, GPS = 0x010F, 0x8825


@pytest.fixture(autouse=True)
def media_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def taken(name: str = "x.jpg", *, size: tuple[int, int] = (1200, 800)) -> SimpleUploadedFile:
    """Return a picture in which a camera wrote its name and where it was."""
    exif = Image.Exif()
    exif[MAKE] = "Kanari"
    exif.get_ifd(GPS)[2] = (45.0, 37.0, 48.0)
    buffer = io.BytesIO()
    Image.new("RGB", size, "green").save(buffer, "JPEG", exif=exif)
    return SimpleUploadedFile(name, buffer.getvalue())


def code(response: Any) -> str:
    return response.json()["reasons"][0]["code"]


def send(caller: Caller, asset: Asset, alt: str = "Gymnase", file: Any = None) -> Any:
    return caller.upload(f"/assets/{asset.pk}/photos", file=file or taken(), alt=alt)


def test_a_photo_is_kept_without_what_its_camera_wrote(world: World) -> None:
    response = send(world.manager, world.draft, "Gradins repliés")
    assert response.status_code == 201, response.content
    photo = Photo.objects.get(pk=response.json()["id"])
    assert response.json() == {
        "id": photo.pk,
        "alt": "Gradins repliés",
        "href": f"/biens/{world.draft.pk}/photos/{photo.pk}-960.webp",
    }
    content = Path(photo.file.path).read_bytes()
    with Image.open(io.BytesIO(content)) as kept:
        assert (kept.format, kept.size, len(kept.getexif())) == ("WEBP", (1200, 800), 0)
    assert b"Kanari" not in content
    assert ProcrastinateJob.objects.filter(task_name="size_photos").count() == 1
    assert size_photos() >= 1
    assert Path(photo.file.path).with_suffix(".320.webp").exists()


@pytest.mark.parametrize(
    "content", [b"", b"<svg/>", b"%PDF-1.7 %%EOF", b"\xff\xd8\xff\xe0 not a picture", b"GIF89a" + b"\0" * 40]
)
def test_what_is_not_a_photo_is_refused_by_its_content(world: World, content: bytes) -> None:
    response = send(world.manager, world.draft, file=SimpleUploadedFile("photo.jpg", content))
    assert response.status_code == 422
    assert not Photo.objects.filter(asset=world.draft).exists()


def test_a_photo_says_what_it_shows(world: World) -> None:
    assert send(world.manager, world.draft, "").status_code == 422
    assert send(world.manager, world.draft, "x" * 201).status_code == 422
    assert world.manager.upload(f"/assets/{world.draft.pk}/photos", alt="Sans fichier").status_code == 422


def test_twelve_photos_are_enough(world: World) -> None:
    for rank in range(MOST):
        Photo.objects.create(asset=world.draft, file="x.webp", width=8, height=8, alt=f"Photo {rank}")
    response = send(world.manager, world.draft)
    assert (response.status_code, code(response)) == (422, "too_many_photos")


def test_photos_are_listed_told_moved_and_removed(world: World) -> None:
    first, second = (send(world.manager, world.draft, alt).json() for alt in ("Un", "Deux"))
    address = f"/assets/{world.draft.pk}/photos"
    world.manager.patch(f"{address}/{second['id']}", {"alt": "Plancher", "position": 0})
    assert [one["alt"] for one in world.manager.get(address).json()["items"]] == ["Plancher", "Un"]
    assert delete(world.manager, f"{address}/{first['id']}").status_code == 204
    assert [one["alt"] for one in world.manager.get(address).json()["items"]] == ["Plancher"]


def test_a_removed_photo_leaves_no_file(world: World, django_capture_on_commit_callbacks: Any) -> None:
    sent = send(world.manager, world.draft).json()
    size_photos()
    folder = Path(Photo.objects.get(pk=sent["id"]).file.path).parent
    with django_capture_on_commit_callbacks(execute=True):
        delete(world.manager, f"/assets/{world.draft.pk}/photos/{sent['id']}")
    assert list(folder.glob("*")) == []


def delete(caller: Caller, address: str) -> Any:
    return caller.client.delete(f"/api/v1{address}", headers={"authorization": f"Bearer {caller.key}"})


def test_an_asset_held_intact_takes_no_photo(world: World) -> None:
    Asset.objects.filter(pk=world.hidden.pk).update(
        frozen_at=world.reservation.created_at, frozen_reason="Enquête"
    )
    response = send(world.manager, world.hidden)
    assert response.status_code == 409
    assert not Photo.objects.filter(asset=world.hidden).exists()


def test_a_photo_sent_twice_with_its_key_is_added_once(world: World) -> None:
    headers = {"authorization": f"Bearer {world.manager.key}", "idempotency-key": "photo-1"}
    answers = [
        world.manager.client.post(
            f"/api/v1/assets/{world.draft.pk}/photos", {"file": taken(), "alt": "Une"}, headers=headers
        )
        for _twice in range(2)
    ]
    assert [one.status_code for one in answers] == [201, 201]
    assert Photo.objects.filter(asset=world.draft).count() == 1


def test_others_add_and_remove_nothing(world: World) -> None:
    for caller in (world.requester, world.reader, world.nobody):
        assert send(caller, world.place).status_code in {401, 403, 404}
        assert delete(caller, f"/assets/{world.place.pk}/photos/{world.photo.pk}").status_code in {
            401,
            403,
            404,
        }
    assert Photo.objects.filter(asset=world.place).count() == 1


@pytest.fixture
def kit(world: World) -> Kit:
    lines = [LineWish(1, (world.place.pk,))]
    return write_kit(kit=Kit(name="Plein air"), lines=lines, hat=world.manager_membership.hat())


def test_a_kit_has_its_own_photo_which_replaces_the_former(
    world: World, kit: Kit, django_capture_on_commit_callbacks: Any
) -> None:
    address = f"/kits/{kit.pk}/photo"
    assert world.manager.get(f"/kits/{kit.pk}").json()["photo"] is None
    first = world.manager.upload(address, file=taken(), alt="Raquettes")
    assert first.status_code == 201, first.content
    assert ProcrastinateJob.objects.filter(task_name="size_kit_photos").count() == 1
    assert size_kit_photos() == 1
    folder = Path(KitPhoto.objects.get().file.path).parent
    assert len(list(folder.glob("*"))) == 3
    with django_capture_on_commit_callbacks(execute=True):
        second = world.manager.upload(address, file=taken(size=(900, 600)), alt="Bâtons")
    assert [one.suffixes for one in folder.glob("*")] == [[".webp"]]
    assert world.nobody.get(f"/kits/{kit.pk}").json()["photo"] == second.json() != first.json()
    assert world.nobody.client.get(second.json()["href"]).status_code == 200
    assert world.nobody.client.get(first.json()["href"]).status_code == 404
    assert world.manager.patch(address, {"alt": "Bâtons et raquettes"}).json()["alt"] == "Bâtons et raquettes"
    with django_capture_on_commit_callbacks(execute=True):
        assert delete(world.manager, address).status_code == 204
    assert list(folder.glob("*")) == []
    assert world.manager.patch(address, {"alt": "Rien"}).status_code == 404
    assert delete(world.manager, address).status_code == 204


def test_a_kits_photo_is_judged_as_that_of_an_asset(world: World, kit: Kit) -> None:
    address = f"/kits/{kit.pk}/photo"
    assert (
        world.manager.upload(address, file=SimpleUploadedFile("x.jpg", b"<svg/>"), alt="x").status_code == 422
    )
    assert world.manager.upload(address, file=taken(), alt=" ").status_code == 422
    world.manager.upload(address, file=taken(), alt="Raquettes")
    assert b"Kanari" not in Path(KitPhoto.objects.get().file.path).read_bytes()
    for caller in (world.requester, world.nobody):
        assert caller.upload(address, file=taken(), alt="x").status_code in {401, 403, 404}
        assert delete(caller, address).status_code in {401, 403, 404}
    assert KitPhoto.objects.get().alt == "Raquettes"


def test_the_page_of_a_kit_gives_it_its_photo(world: World, kit: Kit) -> None:
    browser = world.manager.client
    browser.force_login(world.manager_membership.person)
    page = f"/gestion/trousses/{kit.pk}/photo/"
    assert browser.get(page).status_code == 200
    assert browser.post(page, {"alt": "Raquettes"}).status_code == 422  # a picture is needed the first time
    assert browser.post(page, {"alt": "Raquettes", "file": taken()}).status_code == 302
    own = KitPhoto.objects.get()
    shown = browser.get(f"/trousses/{kit.pk}/").content.decode()
    assert f"/trousses/{kit.pk}/photos/{own.pk}-960.webp" in shown
    assert 'alt="Raquettes"' in shown
    assert browser.post(page, {"alt": "Raquettes et bâtons"}).status_code == 302
    own.refresh_from_db()
    assert own.alt == "Raquettes et bâtons"
    assert browser.post(f"{page}retirer/").status_code == 302
    shown = browser.get(f"/trousses/{kit.pk}/").content.decode()
    assert (
        f"/biens/{world.place.pk}/photos/{world.photo.pk}-960.webp" in shown
    )  # that of its first thing again
    assert browser.get(f"/trousses/{kit.pk}/photos/{own.pk}-640.webp").status_code == 404
