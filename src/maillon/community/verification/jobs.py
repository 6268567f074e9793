"""What runs by the clock and on facts: ends, reminders, forgotten papers, organisations written in by a steward."""

from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.community.organisations.facts import OrganisationRegistered
from maillon.community.verification.services import (
    end_expired,
    forget_papers,
    register_organisation,
    remind_renewals,
)


@app.periodic(
    cron="10 * * * *"
)  # every hour: midnight in Québec moves with its clocks, the job's clock is in UTC
@app.task(name="end_verifications", queueing_lock="end_verifications")
def end_verifications(timestamp: int) -> None:  # noqa: ARG001  (procrastinate passes the planned moment)
    end_expired(now=timezone.now())


@app.periodic(cron="30 13 * * *")  # in the morning of Québec
@app.task(name="remind_verifications", queueing_lock="remind_verifications")
def remind_verifications(timestamp: int) -> None:  # noqa: ARG001  (the same)
    remind_renewals(now=timezone.now())


@app.periodic(cron="20 4 * * *")
@app.task(name="forget_verification_papers", queue="upkeep", queueing_lock="forget_verification_papers")
def forget_verification_papers(timestamp: int) -> None:  # noqa: ARG001  (the same)
    forget_papers(now=timezone.now())


def on_registered(fact: OrganisationRegistered) -> None:
    """Write down the decision of a steward who wrote an organisation in."""
    register_organisation(
        organisation_id=fact.organisation_id,
        by_id=fact.by_id,
        by_organisation_id=fact.by_organisation_id,
        at=fact.at,
    )
