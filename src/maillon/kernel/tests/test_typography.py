"""Numbers, hours and dates as people read them. In the expected texts, ~ stands for a no-break space."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.spans import Span
from maillon.kernel.words import (
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

TORONTO = ZoneInfo("America/Toronto")


def nb(text):
    return text.replace("~", NBSP)


@pytest.mark.parametrize(
    ("value", "decimals", "french", "english"),
    [
        (Decimal("1234.56"), None, "1~234,56", "1,234.56"),
        (1234567, None, "1~234~567", "1,234,567"),
        (Decimal("1E+3"), None, "1~000", "1,000"),
        (Decimal("2.50"), None, "2,5", "2.5"),
        (Decimal("2.5"), 2, "2,50", "2.50"),
        (0.1, None, "0,1", "0.1"),
        (Decimal("-0.004"), 2, "0,00", "0.00"),
        (-1234, 0, "-1~234", "-1,234"),
        (Decimal("0.125"), 2, "0,12", "0.12"),
    ],
)
def test_numbers(value, decimals, french, english):
    assert format_number(value, decimals) == nb(french)
    assert format_number(value, decimals, "en") == english


@given(st.decimals(-(10**15), 10**15, places=4))
def test_a_number_shown_can_be_read_back(value):
    assert Decimal(format_number(value).replace(NBSP, "").replace(",", ".")) == value
    assert Decimal(format_number(value, language="en").replace(",", "")) == value


def test_what_is_not_a_number_is_not_shown():
    with pytest.raises(ValueError, match="not a number"):
        format_number(float("nan"))


@pytest.mark.parametrize(
    ("moment", "french", "english"),
    [
        (time(18, 30), "18~h~30", "18:30"),
        (time(18), "18~h", "18:00"),
        (datetime(2026, 12, 1, 9, 5, tzinfo=UTC), "9~h~05", "9:05"),
        (0, "0~h", "0:00"),
        (1440, "24~h", "24:00"),
    ],
)
def test_hours(moment, french, english):
    assert format_time(moment) == nb(french)
    assert format_time(moment, "en-ca") == english


def test_dates():
    day = date(2026, 12, 1)
    assert format_date(day) == nb("mardi 1er~décembre 2026")
    assert format_date(date(2026, 8, 2), year=False) == nb("dimanche 2~août")
    assert format_date(day, weekday=False) == nb("1er~décembre 2026")
    assert format_date(day, "en") == nb("Tuesday, December~1, 2026")
    assert format_date(day, "en", weekday=False, year=False) == nb("December~1")


def at(day, hour, minute=0):
    return datetime(2026, 12, day, hour, minute, tzinfo=TORONTO)


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        (
            at(1, 18, 30),
            at(1, 20),
            "mardi 1er~décembre 2026, de 18~h~30 à 20~h",
            "Tuesday, December~1, 2026, 18:30 to 20:00",
        ),
        (
            at(1, 18),
            at(2, 0),
            "mardi 1er~décembre 2026, de 18~h à 24~h",
            "Tuesday, December~1, 2026, 18:00 to 24:00",
        ),
        (
            at(1, 18),
            at(2, 8),
            "du mardi 1er~décembre 2026 à 18~h au mercredi 2~décembre 2026 à 8~h",
            "Tuesday, December~1, 2026 at 18:00 to Wednesday, December~2, 2026 at 8:00",
        ),
    ],
)
def test_periods_are_told_by_the_clock_of_the_place(start, end, french, english):
    assert format_period(Span(start, end), TORONTO) == nb(french)
    assert format_period(Span(start, end), TORONTO, "en") == nb(english)


@pytest.mark.parametrize(
    ("minutes", "french", "english"),
    [
        (45, "45~min", "45~min"),
        (90, "1~h 30~min", "1~h 30~min"),
        (1440, "1~jour", "1~day"),
        (2 * 1440 + 180, "2~jours 3~h", "2~days 3~h"),
        (0, "0~min", "0~min"),
    ],
)
def test_durations(minutes, french, english):
    assert format_duration(timedelta(minutes=minutes)) == nb(french)
    assert format_duration(timedelta(minutes=minutes), "en") == nb(english)


def test_lists_and_quotations():
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b", "c"]) == "a, b et c"
    assert join_words(["a", "b"], "en") == "a and b"
    assert join_words(["a", "b"], last="ou") == "a ou b"
    assert quote("Salle bleue") == nb("«~Salle bleue~»")
    assert quote("Blue room", "en") == "“Blue room”"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Granby", "de Granby"),
        ("Alma", "d’Alma"),
        ("Écureuils", "d’Écureuils"),
        ("Les Îles-de-la-Madeleine", "des Îles-de-la-Madeleine"),
        ("Le Rocher-Percé", "du Rocher-Percé"),
        ("La Tuque", "de La Tuque"),
        ("L’Assomption", "de L’Assomption"),
        ("Yamaska", "de Yamaska"),
        ("Hudson", "de Hudson"),
        ("", "de "),
    ],
)
def test_a_place_is_told_with_its_preposition(name: str, told: str) -> None:
    assert of_place(name) == told


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)), st.sampled_from(["fr", "en"]))
def test_a_number_is_read_as_it_is_written(value: float, language: str) -> None:
    written = format_number(value, 2, language)
    assert read_number(written if language == "fr" else written.replace(",", "")) == value


@pytest.mark.parametrize("text", ["", "douze", "1,2,3", "-"])
def test_what_is_no_number_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="float"):
        read_number(text)
