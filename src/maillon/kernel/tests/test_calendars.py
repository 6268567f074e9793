"""Public holidays of Québec, against dates known from the calendar and the law."""

from datetime import date, timedelta

import pytest

from maillon.kernel.calendars import (
    Easter,
    holiday_on,
    holidays_between,
    holidays_in,
    library_days,
)

# Good Friday, Easter Monday, patriots (Monday before 25 May), Labour Day, Thanksgiving: the days that move.
KNOWN = {
    2024: ("03-29", "04-01", "05-20", "09-02", "10-14"),
    2025: ("04-18", "04-21", "05-19", "09-01", "10-13"),
    2026: ("04-03", "04-06", "05-18", "09-07", "10-12"),
    2027: ("03-26", "03-29", "05-24", "09-06", "10-11"),
    2028: ("04-14", "04-17", "05-22", "09-04", "10-09"),
}


def paid_days(year, easter):
    return {h.day.strftime("%m-%d"): h.name_fr for h in holidays_in(year, easter=easter) if h.paid}


@pytest.mark.parametrize("year", KNOWN)
def test_the_paid_holidays_of_the_law(year):
    friday, monday, patriots, labour, thanksgiving = KNOWN[year]
    fixed = {
        "01-01": "Jour de l’An",
        patriots: "Journée nationale des patriotes",
        "06-24": "Fête nationale",
        "07-01": "Fête du Canada",
        labour: "Fête du Travail",
        thanksgiving: "Action de grâces",
        "12-25": "Noël",
    }
    assert paid_days(year, Easter.FRIDAY) == fixed | {friday: "Vendredi saint"}
    assert paid_days(year, Easter.MONDAY) == fixed | {monday: "Lundi de Pâques"}
    assert paid_days(year, Easter.BOTH) == fixed | {friday: "Vendredi saint", monday: "Lundi de Pâques"}


@pytest.mark.parametrize("year", KNOWN)
def test_easter_sunday_is_between_its_two_days_and_is_not_paid(year):
    easter = next(h for h in holidays_in(year) if h.key == "easter")
    assert easter.day.weekday() == 6
    assert not easter.paid
    assert holiday_on(easter.day - timedelta(days=2)).key == "good_friday"
    assert holiday_on(easter.day + timedelta(days=1)).key == "easter_monday"


def test_both_names_are_given():
    patriots = holiday_on(date(2026, 5, 18))
    assert patriots.name("fr-ca") == "Journée nationale des patriotes"
    assert patriots.name("en") == "National Patriots’ Day"
    assert holiday_on(date(2026, 10, 12)).name("en-ca") == "Thanksgiving"


def test_on_a_sunday_canada_day_moves_and_the_national_holiday_is_doubled():
    """In 2029 both 24 June and 1 July are Sundays."""
    by_day = {h.day: h for h in holidays_in(2029)}
    assert by_day[date(2029, 6, 24)].paid
    assert by_day[date(2029, 6, 25)].paid
    assert by_day[date(2029, 6, 25)].name_fr == "Fête nationale (reportée)"
    assert not by_day[date(2029, 7, 1)].paid
    assert by_day[date(2029, 7, 2)].paid
    assert by_day[date(2029, 7, 2)].moved


def test_no_other_holiday_moves():
    assert [h for year in KNOWN for h in holidays_in(year) if h.moved] == []
    assert holiday_on(date(2028, 1, 3)) is None  # 1 January 2028 is a Saturday
    assert holiday_on(date(2027, 12, 27)) is None  # 25 December 2027 is a Saturday


def test_usual_closures_are_added_on_request_and_are_not_paid_by_law():
    added = set(holidays_in(2026, usual=True)) - set(holidays_in(2026))
    assert {h.day.strftime("%m-%d") for h in added} == {"01-02", "12-24", "12-26", "12-31"}
    assert not any(h.paid for h in added)


def test_a_stretch_of_days_crosses_the_year():
    found = holidays_between(date(2026, 12, 25), date(2027, 1, 1))
    assert [h.key for h in found] == ["christmas", "new_year"]
    assert list(holidays_in(2026)) == sorted(holidays_in(2026))


def test_an_ordinary_day_is_no_holiday_and_2002_is_not_known():
    assert holiday_on(date(2026, 12, 1)) is None
    assert holiday_on(date(2026, 4, 6), easter=Easter.FRIDAY) is None
    with pytest.raises(ValueError, match="2003"):
        holidays_in(2002)


def test_the_library_still_gives_the_days_that_we_know():
    for year in range(2003, 2041):
        assert set(library_days(year)) == {
            "new_year",
            "good_friday",
            "easter_monday",
            "patriots",
            "national",
            "canada",
            "labour",
            "thanksgiving",
            "christmas",
        }
