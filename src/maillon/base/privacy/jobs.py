"""Forgetting, every night, what has been kept long enough."""

from django.utils import timezone
from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

from maillon.base.privacy.retention import forget_expired


@app.periodic(cron="40 3 * * *")
@app.task(name="forget_expired", queue="upkeep", queueing_lock="forget_expired")
def forget_expired_rows(timestamp: int) -> None:  # noqa: ARG001  (given by the scheduler)
    forget_expired(now=timezone.now())


@app.periodic(cron="50 3 * * *")
@app.task(name="forget_done_jobs", queue="upkeep", queueing_lock="forget_done_jobs", pass_context=True)
async def forget_done_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001  (given by the scheduler)
    """Remove the jobs that ended a week ago, failed ones included: what failed was told meanwhile."""
    await builtin_tasks.remove_old_jobs(context, max_hours=7 * 24, remove_failed=True, remove_cancelled=True)
