"""Where a view stands among the others: pure."""

from collections.abc import Sequence

MOST = 20  # views of one list: one's own, and as many shared by the organisation


def moved(order: Sequence[int], wanted: int, *, to: int) -> list[int]:
    """Return the numbers in a new order: ``wanted`` at the place ``to``, the others as they were.

    >>> moved([7, 8, 9], 9, to=0)
    [9, 7, 8]
    """
    others = [one for one in order if one != wanted]
    place = max(0, min(to, len(others)))
    return [*others[:place], wanted, *others[place:]]
