from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from maillon.base.web import formats
from maillon.kernel.money import Money

N = "\u00a0"
MONTREAL, ISLANDS = ZoneInfo("America/Toronto"), ZoneInfo("America/Halifax")


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        (
            lambda: formats.day(date(2026, 12, 1)),
            f"mardi 1er{N}décembre 2026",
            f"Tuesday, December{N}1, 2026",
        ),
        (lambda: formats.short_day(date(2026, 12, 1)), f"mar. 1er{N}décembre", f"Tue, December{N}1"),
        (lambda: formats.hour(time(18, 30)), f"18{N}h{N}30", "18:30"),
        (lambda: formats.hour(1440), f"24{N}h", "24:00"),
        (lambda: formats.span(1080, 1200), f"de 18{N}h à 20{N}h", "18:00 to 20:00"),
        (lambda: formats.money(Money("1234.56")), f"1{N}234,56{N}$", "$1,234.56"),
        (lambda: formats.money(Decimal(1200)), f"1{N}200{N}$", "$1,200"),
        (lambda: formats.number(1234.5), f"1{N}234,5", "1,234.5"),
        (lambda: formats.distance(0.85), f"850{N}m", f"850{N}m"),
        (lambda: formats.distance(0.999), f"1{N}km", f"1{N}km"),
        (lambda: formats.distance(9.96), f"10{N}km", f"10{N}km"),
        (lambda: formats.distance(3.42), f"3,4{N}km", f"3.4{N}km"),
    ],
)
def test_things_are_written_in_the_language_of_the_page(written, french: str, english: str) -> None:
    with translation.override("fr-ca"):
        assert written() == french
    with translation.override("en"):
        assert written() == english


def test_utc_is_shown_by_the_clock_of_the_page_and_a_site_keeps_its_own() -> None:
    moment = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
    with translation.override("fr-ca"):
        assert formats.hour(moment) == f"18{N}h{N}30"
        assert formats.hour(moment.astimezone(ISLANDS)) == f"19{N}h{N}30"
        assert formats.day(datetime(2026, 12, 2, 3, 0, tzinfo=UTC)) == f"mardi 1er{N}décembre 2026"


def test_a_period_of_two_days_tells_both() -> None:
    start, end = datetime(2026, 12, 1, 18, tzinfo=MONTREAL), datetime(2026, 12, 2, 10, tzinfo=MONTREAL)
    with translation.override("fr-ca"):
        told = formats.span(start, end)
    assert "mardi 1er" in told
    assert "mercredi 2" in told


@pytest.mark.parametrize(
    "write", [formats.day, formats.hour, formats.money, formats.number, formats.distance]
)
def test_nothing_is_written_as_nothing(write) -> None:
    assert write(None) == ""
