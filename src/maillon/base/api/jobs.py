"""Forgetting the answers that nobody will ask for again."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.base.api.idempotency import forget_old_answers


@app.periodic(cron="17 * * * *")
@app.task(name="forget_old_api_answers", queue="upkeep", queueing_lock="forget_old_api_answers")
def forget_old_api_answers(timestamp: int) -> None:
    forget_old_answers(now=timezone.now())
