"""May this refusal be looked at again, and by whom? Pure: values in, every reason out."""

import datetime as dt

from maillon.kernel.objections import Objection
from maillon.sharing.reservations.rules import LONGEST_MESSAGE

TIME_TO_APPEAL = dt.timedelta(days=10)
REFUSED = "refused"


def appeal_before(decided_at: dt.datetime) -> dt.datetime:
    """Return until when a refusal may be appealed: ten days."""
    return decided_at + TIME_TO_APPEAL


def appeal_objections(
    *,
    state: str,
    decided_at: dt.datetime | None,
    starts_at: dt.datetime,
    already: bool,
    now: dt.datetime,
) -> list[Objection]:
    """Say why a refusal cannot be looked at again: it is not one, it was already, or it is too late."""
    if state != REFUSED or decided_at is None:
        return [Objection("not_refused")]
    if already:
        return [Objection("appealed_once")]
    if now >= appeal_before(decided_at):
        return [Objection("appeal_too_late")]
    return [Objection("over_already")] if starts_at <= now else []


def text_missing(text: str, code: str, field: str) -> list[Objection]:
    """Say that words are needed here, or too many."""
    if not text.strip() or "\x00" in text:
        return [Objection(code, field)]
    if len(text) > LONGEST_MESSAGE:
        return [Objection("message_too_long", field, {"longest": LONGEST_MESSAGE})]
    return []


def judge_objections(*, refused_by_me: bool, others: bool) -> list[Objection]:
    """Say why this person may not answer: they had refused, and someone else of the organisation can look again."""
    return [Objection("own_decision")] if refused_by_me and others else []
