"""What keeps the catalogue from being complete and well written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from maillon.base.catalogue import typography

PLACEHOLDER = re.compile(r"%\(\w+\)[-+#0]?[\d.]*[a-zA-Z]|%[sdf]|\{\w*\}")
TAG = re.compile(r"</?[a-z][\w-]*")
ADVICE = {
    "apostrophe": "écrire ’ et non '",
    "colon": "une espace insécable avant le deux-points",
    "punctuation": "aucune espace sécable avant ; ! ?",
    "opening": "une espace insécable après «",
    "closing": "une espace insécable avant »",
    "quotes": "des « guillemets » français",
    "ellipsis": "écrire … et non ...",
    "unit": "une espace insécable entre le nombre et son unité",
    "missing": "traduction manquante",
    "fuzzy": "traduction à relire",
    "placeholder": "les repères diffèrent",
    "stale": "le catalogue n’est pas à jour : lancer extract",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: its kind (a key of ``ADVICE``), the French sentence, the files where it stands."""

    kind: str
    sentence: str
    where: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{ADVICE[self.kind]} : {self.sentence!r} ({', '.join(self.where) or '-'})"


def faults(found: Catalog, catalogue: Catalog) -> list[Fault]:
    """List every fault of ``catalogue`` for the sentences ``found`` in the code; none means it is complete."""
    listed: list[Fault] = []
    for message in found:
        if message.id:
            listed += typography_faults(message)
            listed += _translation_faults(message, catalogue.get(message.id, message.context))
    listed += [
        _fault("stale", message)
        for message in catalogue
        if message.id and found.get(message.id, message.context) is None
    ]
    return listed


def typography_faults(message: Message) -> list[Fault]:
    """List the kinds of typing faults of a French sentence."""
    kinds = {kind: None for form in _forms(message.id) for kind in typography.faults_of(form)}
    return [_fault(kind, message) for kind in kinds]


def _translation_faults(message: Message, kept: Message | None) -> Iterator[Fault]:
    if kept is None:
        yield _fault("stale", message)
    elif not all(_forms(kept.string)) or len(_forms(kept.string)) != len(_forms(message.id)):
        yield _fault("missing", message)
    elif kept.fuzzy:
        yield _fault("fuzzy", message)
    elif not _same_places(_forms(message.id), _forms(kept.string)):
        yield _fault("placeholder", message)


def _same_places(french: tuple[str, ...], english: tuple[str, ...]) -> bool:
    """Say whether each English form has the places and tags of its French one.

    The singular may leave out the number (« une réservation »), so it may have fewer.
    """
    for position, (source, answer) in enumerate(zip(french, english, strict=True)):
        singular_of_two = len(french) > 1 and position == 0
        wanted, given = _places(source), _places(answer)
        if singular_of_two:
            wanted |= _places(french[1])
        if (not given <= wanted) if singular_of_two else (given != wanted):
            return False
        if sorted(TAG.findall(source)) != sorted(TAG.findall(answer)):
            return False
    return True


def _places(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    if text is None:
        return ("",)
    return (text,) if isinstance(text, str) else tuple(text)


def _fault(kind: str, message: Message) -> Fault:
    where = tuple(Path(place).as_posix() for place, _line in message.locations)
    return Fault(kind, " / ".join(_forms(message.id)), where)
