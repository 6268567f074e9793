"""Photos: told again, put in order, the main one chosen; their smaller sizes are made apart from the request."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.models import Asset, Photo
from maillon.sharing.inventory.services import add_photo
from maillon.sharing.inventory.services.photos import size_photos
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def asset(keeper: Membership) -> Asset:
    return make_asset(keeper.organisation)


def pictured(asset: Asset, alt: str) -> Photo:
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 800), "green").save(buffer, "JPEG")
    return add_photo(asset=asset, file=SimpleUploadedFile("x.jpg", buffer.getvalue()), alt=alt)  # type: ignore[arg-type]  # an uploaded file reads as one


def width(client: Client, photo: Photo, wanted: int) -> int:
    response = client.get(f"/biens/{photo.asset_id}/photos/{photo.pk}-{wanted}.webp")
    assert response.status_code == 200
    return Image.open(io.BytesIO(b"".join(response.streaming_content))).width  # type: ignore[attr-defined]  # a streaming response


def test_a_photo_is_shown_at_once_whole_then_at_its_sizes_once_the_job_ran(
    client: Client, asset: Asset
) -> None:
    photo = pictured(asset, "Gymnase")
    assert ProcrastinateJob.objects.filter(task_name="size_photos").count() == 1
    assert [width(client, photo, wanted) for wanted in (320, 960)] == [1200, 1200]
    assert not list(Path(photo.file.path).parent.glob("*.320.webp"))  # reading a page makes nothing
    assert size_photos() == 1
    assert [width(client, photo, wanted) for wanted in (320, 960)] == [320, 960]
    assert size_photos() == 0


def test_a_photo_whose_file_is_gone_keeps_nobody_waiting(asset: Asset) -> None:
    gone, good = pictured(asset, "Perdue"), pictured(asset, "Bonne")
    Path(gone.file.path).unlink()
    assert size_photos() == 2
    assert Path(good.file.path).with_suffix(".320.webp").exists()
    assert not Photo.objects.filter(sized=False).exists()


def test_photos_are_told_again_and_put_in_order(client: Client, keeper: Membership, asset: Asset) -> None:
    client.force_login(keeper.person)
    first, second, third = (pictured(asset, alt) for alt in ("Un", "Deux", "Trois"))

    def order() -> list[str]:
        return list(asset.photos.order_by("position", "pk").values_list("alt", flat=True))

    def send(photo: Photo, **sent: str) -> None:
        assert client.post(f"/gestion/biens/{asset.pk}/photos/{photo.pk}/", sent).status_code == 302

    send(third, deplacer="premiere")
    assert order() == ["Trois", "Un", "Deux"]
    send(first, deplacer="apres")
    assert order() == ["Trois", "Deux", "Un"]
    send(third, deplacer="avant")  # the first cannot come before
    assert order() == ["Trois", "Deux", "Un"]
    send(second, alt="Gradins repliés")
    assert order() == ["Trois", "Gradins repliés", "Un"]
    send(second, alt="  ")
    assert order() == ["Trois", "Gradins repliés", "Un"]
    text = client.get(f"/gestion/biens/{asset.pk}/photos/").content.decode()
    assert "photo principale" in text
    assert text.count("En faire la principale") == 2
    address = f"/api/v1/assets/{asset.pk}/photos"
    change = {"alt": "Plancher", "position": 0}
    assert client.patch(f"{address}/{first.pk}", change, content_type="application/json").status_code == 200
    assert [one["alt"] for one in client.get(address).json()["items"]] == [
        "Plancher",
        "Trois",
        "Gradins repliés",
    ]
