"""A space cut in several ways: halves, thirds, parts of one's own, and the smallest pieces that serve them all.

A gym is a line of :data:`WHOLE` marks. Halves end at the half, thirds at each third; the *pieces* are what is left
between two neighbouring marks, so that every part of every way is made of whole pieces::

    halves   ├───────── A ─────────┼───────── B ─────────┤
    thirds   ├───── 1 ─────┼───── 2 ───────┼───── 3 ─────┤
    pieces   ├──────┬──────┼───────┼───────┼──────┴──────┤
             0             1/3    1/2     2/3            1
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from maillon.kernel.spans import Span, Spans

WHOLE = 27_720  # a multiple of every number from 1 to 12: halves, thirds and twelfths fall on whole marks
MOST_SHARES = 12
Key = TypeVar("Key")


def cut(shares: Sequence[int]) -> list[Span[int]]:
    """Return the place of each part, from left to right, in proportion to its shares.

    ValueError unless there are two parts or more, each of one share or more, :data:`MOST_SHARES` in all at most.
    """
    total = sum(shares)
    if len(shares) < 2 or min(shares) < 1 or total > MOST_SHARES:
        raise ValueError(f"two parts or more, of {MOST_SHARES} shares in all at most: {list(shares)}")
    done, places = 0, []
    for share in shares:
        places.append(Span(WHOLE * done // total, WHOLE * (done + share) // total))
        done += share
    return places


def pieces(places: Iterable[Spans[int]]) -> list[Span[int]]:
    """Return the smallest pieces, from left to right, of which every one of these places is made."""
    marks = {0, WHOLE} | {mark for place in places for span in place for mark in (span.start, span.end)}
    return [Span(left, right) for left, right in pairwise(sorted(marks))]


def ways(placed: Mapping[Key, Span[int]]) -> tuple[list[list[Key]], list[Key]]:
    """Return the ways in which the whole can be taken by these parts, and the parts that belong to none.

    Each way covers the whole from left to right without a gap; each part serves in one way; parts of one width
    go together. The whole itself is not a part.
    """
    left = sorted(
        (key for key, place in placed.items() if place != Span(0, WHOLE)),
        key=lambda key: (placed[key].start, placed[key].end, str(key)),
    )
    found: list[list[Key]] = []
    alone: list[Key] = []
    for key in [key for key in left if placed[key].start == 0]:
        way = _continue([key], left, placed)
        if way:
            found.append(way)
            left = [one for one in left if one not in way]
    alone = left
    found.sort(key=lambda way: (len(way), [placed[key].end for key in way]))
    return found, alone


def _continue(way: list[Key], left: Sequence[Key], placed: Mapping[Key, Span[int]]) -> list[Key]:
    """Return the way brought to the right end, or nothing; parts as wide as the last one are tried first."""
    last = placed[way[-1]]
    if last.end == WHOLE:
        return way
    following = [key for key in left if placed[key].start == last.end and key not in way]
    for key in sorted(following, key=lambda key: placed[key].length != last.length):
        if done := _continue([*way, key], left, placed):
            return done
    return []
