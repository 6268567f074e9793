"""The jobs of imports: reading, accepting or undoing a large list; forgetting the files that nobody decided on."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.sharing.inventory.imports.services.receiving import forget_old_files
from maillon.sharing.inventory.imports.services.working import carry


@app.task(name="carry_import", queue="imports")
def carry_import(work_id: int) -> None:
    carry(work_id=work_id, clock=timezone.now)


@app.periodic(cron="10 8 * * *")
@app.task(name="forget_import_files", queue="imports")
def forget_import_files(timestamp: int) -> None:  # noqa: ARG001  (the moment the job was due)
    forget_old_files(now=timezone.now())
