"""Why something cannot be done, as plain values: what a pure rule gives back instead of a bare « no »."""

import dataclasses
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True)
class Objection:
    """One reason, without words: ``code`` is stable, ``field`` names the input concerned, ``values`` fill the sentence.

    The sentence belongs to the package that owns the rule, in both languages (its ``errors.py``).
    """

    code: str
    field: str | None = None
    values: dict[str, Any] = dataclasses.field(default_factory=dict)
