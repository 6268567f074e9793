"""Saying no with reasons.

A pure rule returns objections (:mod:`maillon.kernel.objections`); :func:`explain` gives them their sentences; a
service raises a :class:`Refusal` that carries them all; a page shows each at its field (422) and the API
answers ``application/problem+json``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from django.utils.functional import Promise

from maillon.kernel.objections import Objection


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in the reader's language: a stable code, a sentence that says what to do, the field concerned.

    ``values`` are what the sentence was made of, as JSON writes them, where a program can use them.
    """

    code: str
    message: str
    field: str | None = None
    values: Mapping[str, Any] = dataclass_field(default_factory=dict, compare=False)


def explain(objections: Iterable[Objection], sentences: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Give each objection its sentence; ``sentences`` maps codes to (lazy) texts with ``%(name)s`` places."""
    return tuple(Reason(o.code, str(sentences[o.code]) % o.values, o.field) for o in objections)


class Refusal(Exception):  # noqa: N818  (« refus » is the field's word; it is not a fault of the program)
    """A service declines, keeps everything as it was, and says why in ``reasons``."""

    status = 409
    code = "refused"

    def __init__(self, reasons: Reason | str | Iterable[Reason], *, field: str | None = None) -> None:
        if isinstance(reasons, Reason):
            reasons = (reasons,)
        elif isinstance(reasons, (str, Promise)):  # a sentence; a lazy translation would pass for an iterable
            reasons = (Reason(self.code, str(reasons), field),)
        else:
            reasons = tuple(reasons)
        self.reasons: tuple[Reason, ...] = reasons
        super().__init__(" ".join(reason.message for reason in self.reasons))


class NotAllowed(Refusal):
    """The hat does not carry the right to do this."""

    status = 403
    code = "not_allowed"


class NotFound(Refusal):
    """There is no such thing, or this hat may not know of it."""

    status = 404
    code = "not_found"


class Invalid(Refusal):
    """What was sent cannot be read or makes no sense."""

    status = 422
    code = "invalid"
