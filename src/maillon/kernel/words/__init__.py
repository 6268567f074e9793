"""Words and figures, as they are searched, sorted and written in Québec.

:mod:`letters` makes text comparable (``fold``), sortable (``sort_key``) and fit for an address (``slug``);
:mod:`spelling` tells which known word a mistyped one meant;
:mod:`typography` writes numbers, hours and dates, in French first and in English.
"""

from maillon.kernel.words.letters import SORT_KEY_LENGTH, fold, normalise_spaces, slug, sort_key
from maillon.kernel.words.spelling import nearest, slips_allowed, slips_between, trigrams
from maillon.kernel.words.typography import (
    NBSP,
    format_date,
    format_duration,
    format_number,
    format_period,
    format_time,
    join_words,
    of_place,
    quote,
    read_number,
)

__all__ = [
    "NBSP",
    "SORT_KEY_LENGTH",
    "fold",
    "format_date",
    "format_duration",
    "format_number",
    "format_period",
    "format_time",
    "join_words",
    "nearest",
    "normalise_spaces",
    "of_place",
    "quote",
    "read_number",
    "slips_allowed",
    "slips_between",
    "slug",
    "sort_key",
    "trigrams",
]
