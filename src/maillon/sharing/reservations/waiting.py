"""How long an asker has to answer a question, and what the owner's delay becomes. Pure: times in, times out.

asked ──── owner's delay runs ────▶ question ─ it stops, the asker's runs ─▶ answer ──── it runs again ────▶
"""

import datetime as dt

TIME_TO_CLARIFY = dt.timedelta(days=5)
LEAST_TIME_LEFT = dt.timedelta(days=1)  # whoever comes back to a request finds a day to answer it


def clarify_before(now: dt.datetime, *, starts_at: dt.datetime) -> dt.datetime:
    """Return until when the asker may answer: five days, and before the period begins."""
    return min(now + TIME_TO_CLARIFY, starts_at)


def time_left(due: dt.datetime | None, now: dt.datetime) -> dt.timedelta:
    """Return what is left of the owner's delay, at least a day."""
    return max(due - now, LEAST_TIME_LEFT) if due is not None else LEAST_TIME_LEFT


def answer_before(now: dt.datetime, *, left: dt.timedelta, starts_at: dt.datetime) -> dt.datetime:
    """Return until when the owner may answer again: what was left to them, and before the period begins."""
    return min(now + left, starts_at)
