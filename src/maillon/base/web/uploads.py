"""Sent files: too large a one is refused as it arrives, and never reaches the disk.

The handler stands first in ``FILE_UPLOAD_HANDLERS``: it knows the announced size before anything is read. The
rest of the request is read into nothing (or cut off when it is huge), so that the browser shows our answer: the
form as it was filled, with the reason at its field.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _

from maillon.base.web.forms import RefusableForm

MEGABYTE = 1024 * 1024
OTHER_FIELDS = 256 * 1024  # what a form weighs besides its file
CHUNK = 64 * 1024
CUT_OFF = 1024 * MEGABYTE  # beyond this, reading into nothing would itself be an attack


class SizeGuard(FileUploadHandler):
    """Refuses the files of a request announced larger than ``UPLOAD_LIMIT`` bytes."""

    refused = False

    def handle_raw_input(self, data: Any, _meta: Any, content_length: int, *_rest: Any) -> None:
        """Note the announced size, which also bounds what is read."""
        self.data, self.announced = data, content_length
        self.refused = content_length > settings.UPLOAD_LIMIT + OTHER_FIELDS
        if self.refused and self.request is not None:
            self.request.upload_refused = True  # type: ignore[attr-defined]  # read by upload_problem

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stop at the first file of a request that is too large."""
        super().new_file(*args, **kwargs)
        if not self.refused:
            return
        while self.announced <= CUT_OFF and self.data.read(CHUNK):
            pass
        raise StopUpload(connection_reset=True)  # Django would read the rest line by line, however long

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  (Django's signature)
        """Pass the bytes on to the handler that keeps them."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handler that kept it."""


class UploadForm(RefusableForm):
    """A form with one file, in its field ``file``; ``too_large`` is what :func:`upload_problem` said."""

    def __init__(self, *args: Any, too_large: str = "", **kwargs: Any) -> None:
        self.too_large = too_large
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Give the reason of a file that was refused while it arrived, in place of « missing »."""
        if self.too_large:
            self.errors.pop("file", None)
            self.add_error("file", self.too_large)
        return self.cleaned_data


def upload_problem(request: HttpRequest) -> str:
    """Return why the file of this request was refused as too large, or nothing; read the form first."""
    _fields = request.POST  # reading the form is what makes the handlers work
    if not getattr(request, "upload_refused", False):
        return ""
    return _("Ce fichier dépasse %(limit)s Mo. Envoyez-le en plusieurs parties.") % {
        "limit": settings.UPLOAD_LIMIT // MEGABYTE
    }
