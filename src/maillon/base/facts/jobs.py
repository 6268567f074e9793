"""The job that carries one fact to one subscriber."""

from typing import Any

import procrastinate
from procrastinate.contrib.django import app

from maillon.base.facts.delivery import deliver

RETRY = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=3)


@app.task(name="deliver_fact", queue="facts", retry=RETRY)
def deliver_fact(fact: str, handler: str, payload: dict[str, Any]) -> None:
    deliver(fact=fact, handler=handler, payload=payload)


@app.periodic(cron="* * * * *")
@app.task(name="resume_interrupted", queue="upkeep", queueing_lock="resume_interrupted")
async def resume_interrupted(timestamp: int) -> None:  # noqa: ARG001  (given by the scheduler)
    """Give back to the queue the jobs whose worker died in the middle of them, so that nothing told is lost.

    A worker says every ten seconds that it lives; after thirty seconds of silence its jobs are another's. What a
    job does may thus be begun twice: its effects are written in one transaction, or carry a key of their own.
    """
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
