"""Numbering exemplars, and what may be said of one."""

import re
from collections.abc import Iterable, Sequence

from maillon.kernel.objections import Objection

LONGEST_LABEL = 40
MOST_AT_ONCE = 500
NUMBERED = re.compile(r"(?P<before>.*?)(?P<digits>\d+)")


def numbered(first: str, count: int) -> list[str]:
    """Return ``count`` labels from the first one on: « PERC-09 » gives PERC-09, PERC-10, PERC-11.

    ValueError when there is more than one to write and the first does not end by a digit.
    """
    match = NUMBERED.fullmatch(first.strip())
    if match is None:
        if count == 1:
            return [first.strip()]
        raise ValueError(f"no digit to count from: {first!r}")
    start, width = int(match["digits"]), len(match["digits"])
    return [f"{match['before']}{number:0{width}d}" for number in range(start, start + count)]


def label_objections(labels: Sequence[str], known: Iterable[str]) -> list[Objection]:
    """Say why these labels cannot be added to those that are known."""
    if not labels:
        return [Objection("no_labels", "labels")]
    if len(labels) > MOST_AT_ONCE:
        return [Objection("too_many_exemplars", "labels", {"most": MOST_AT_ONCE})]
    seen, found = set(known), []
    for label in labels:
        if not 0 < len(label) <= LONGEST_LABEL or "\x00" in label:
            found.append(Objection("label_too_long", "labels", {"label": label[:60].replace("\x00", "")}))
        elif label in seen:
            found.append(Objection("label_twice", "labels", {"label": label}))
        seen.add(label)
    return found
