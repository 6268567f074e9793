"""The job that carries one fact to one subscriber."""

from typing import Any

import procrastinate
from procrastinate.contrib.django import app

from maillon.base.facts.delivery import deliver

RETRY = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=3)


@app.task(name="deliver_fact", queue="facts", retry=RETRY)
def deliver_fact(fact: str, handler: str, payload: dict[str, Any]) -> None:
    deliver(fact=fact, handler=handler, payload=payload)
