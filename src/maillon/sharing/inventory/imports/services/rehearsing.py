"""Reading a file to see what it would propose, and writing nothing at all."""

from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO, TypeVar

from django.db import transaction

from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.imports.services.reading import Progress, read_file, silent
from maillon.sharing.inventory.models import ImportRun

Shape = TypeVar("Shape")


def rehearse(
    *,
    organisation: Organisation,
    by_id: int | None,
    file: BinaryIO,
    file_name: str,
    now: datetime,
    shape: Callable[[ImportRun], Shape],
    list_name: str = "",
    progress: Progress = silent,
) -> Shape:
    """Return what ``shape`` makes of the run that reading the file would give; everything is then taken back.

    Raises Unreadable or UnusableList, as reading does.
    """
    with transaction.atomic():
        run = read_file(
            organisation=organisation,
            by_id=by_id,
            file=file,
            file_name=file_name,
            now=now,
            list_name=list_name,
            progress=progress,
        )
        shaped = shape(run)
        transaction.set_rollback(True)
    return shaped
