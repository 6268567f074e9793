"""What availability does by itself, at night and between times."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from maillon.sharing.availability.services import end_expired, roll_horizon


@app.periodic(cron="20 7 * * *")  # 2 h 20 or 3 h 20 in Québec: the procrastinate clock is in UTC
@app.task(name="roll_horizon", queue="upkeep", pass_context=False)
def roll_horizon_tonight(timestamp: int) -> None:
    """Keep open hours ready for the days to come."""
    roll_horizon(now=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="*/10 * * * *")
@app.task(name="end_expired_holds", queue="upkeep", pass_context=False)
def end_expired_holds(timestamp: int) -> None:
    """Let go the holds whose time has passed, so that lists and calendars show it."""
    end_expired(now=datetime.fromtimestamp(timestamp, UTC))
