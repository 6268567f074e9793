"""What runs by the clock: forgetting old counts."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.sharing.stocktaking.services import forget_counts


@app.periodic(cron="30 4 * * *")
@app.task(name="forget_counts", queue="upkeep", queueing_lock="forget_counts")
def forget_old_counts(timestamp: int) -> None:  # noqa: ARG001  (given by the scheduler)
    forget_counts(now=timezone.now())
