"""What runs apart from a request: large lists, the forgetting of old files, the smaller sizes of photos."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.sharing.inventory.imports.services.receiving import forget_old_files
from maillon.sharing.inventory.imports.services.working import carry
from maillon.sharing.inventory.services.photos import size_photos


@app.task(name="carry_import", queue="imports")
def carry_import(work_id: int) -> None:
    carry(work_id=work_id, clock=timezone.now)


@app.periodic(cron="10 8 * * *")
@app.task(name="forget_import_files", queue="imports")
def forget_import_files(timestamp: int) -> None:  # noqa: ARG001  (the moment the job was due)
    forget_old_files(now=timezone.now())


@app.periodic(cron="*/10 * * * *")  # what an interrupted job left, and the photos of before there was one
@app.task(name="size_waiting_photos", queue="media", queueing_lock="size_waiting_photos")
def size_waiting_photos(timestamp: int) -> None:  # noqa: ARG001  (procrastinate passes the planned moment)
    size_photos()


@app.task(name="size_photos", queue="media")
def size_new_photos() -> None:
    while size_photos():
        pass
