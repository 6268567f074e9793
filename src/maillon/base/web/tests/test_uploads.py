"""A file too large is refused on its announced size, read into nothing, and the form stays filled."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from maillon.base.web import uploads
from maillon.base.web.uploads import upload_problem


class Counted(io.BytesIO):
    """Counts what is read of it."""

    taken = 0

    def read(self, *args: Any) -> bytes:
        data = super().read(*args)
        self.taken += len(data)
        return data


def sent(size: int) -> tuple[WSGIRequest, Counted]:
    upload = SimpleUploadedFile("liste.csv", b"x" * size)
    body = encode_multipart(BOUNDARY, {"liste": "Gymnases", "fichier": upload})
    stream = Counted(body)
    environ = RequestFactory().get("/").META | {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": MULTIPART_CONTENT,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": stream,
    }
    return WSGIRequest(environ), stream


@pytest.fixture(autouse=True)
def small_limit(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.UPLOAD_LIMIT = 100_000
    monkeypatch.setattr(uploads, "OTHER_FIELDS", 1_000)
    monkeypatch.setattr(uploads, "CUT_OFF", 10_000_000)


def test_a_file_within_the_limit_comes_through() -> None:
    request, _ = sent(90_000)
    assert upload_problem(request) == ""
    assert request.FILES["fichier"].size == 90_000


def test_a_file_too_large_is_refused_and_what_was_typed_is_kept(tmp_path: Any, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    request, stream = sent(5_000_000)
    assert "dépasse" in upload_problem(request)
    assert request.POST["liste"] == "Gymnases"
    assert not request.FILES
    assert stream.taken >= 5_000_000  # read to the end, so that the browser listens to the answer
    assert not list(tmp_path.iterdir())


def test_a_huge_file_is_cut_off() -> None:
    request, stream = sent(11_000_000)
    assert upload_problem(request)
    assert stream.taken < 1_000_000
