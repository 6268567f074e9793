"""What house rules do by themselves, at night."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from maillon.sharing.house_rules.services import roll_kept_days


@app.periodic(cron="25 7 * * *")  # 2 h 25 or 3 h 25 in Québec: the procrastinate clock is in UTC
@app.task(name="roll_kept_days", queue="upkeep", pass_context=False)
def roll_kept_days_tonight(timestamp: int) -> None:
    """Keep the reserved hours ready for the days to come."""
    roll_kept_days(now=datetime.fromtimestamp(timestamp, UTC))
