"""The job that reads, accepts or undoes a large list."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.sharing.inventory.imports.services.working import carry


@app.task(name="carry_import", queue="imports")
def carry_import(work_id: int) -> None:
    carry(work_id=work_id, clock=timezone.now)
