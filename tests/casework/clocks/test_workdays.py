"""Holidays as data: sources on each, announcements, feasts that are awaited; Hijri dates and the words of
periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.clocks import JURISDICTIONS, Calendar, Holiday, Period, hijri, jurisdiction_name
from tahqiq.casework.clocks.hijri import expected
from tahqiq.casework.clocks.period import UNITS
from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.kit.messages import LOCALES
from tahqiq.kit.tables import table
from tahqiq.model.types.hijri import from_gregorian
from tests.project.test_words import STRANGE_LETTERS

NAMES = ("a", "b", "c", "d")


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_friday_and_saturday_are_closed(jurisdiction: str) -> None:
    own = Calendar(jurisdiction)  # type: ignore[arg-type]
    week = [own.open(date(2026, 8, 2) + timedelta(days=number)) for number in range(7)]  # from a Sunday
    assert week == [True] * 5 + [False] * 2


def test_every_closed_day_names_its_source_and_says_that_nobody_verified_it() -> None:
    data = table("tahqiq.casework.clocks", "holidays.yaml")
    for item in [*data["fixed"], *data["feasts"]]:
        assert len(item["name"]) == 4
    for item in data["fixed"]:
        for one in item["in"].values():
            assert one["verified"] is False
            assert len(one["source"]) > 20
    closed = Calendar("federal").why_closed(date(2026, 3, 16))
    assert closed
    assert not closed.verified
    assert "Law 12 of 2024" in closed.source


@pytest.mark.parametrize("locale", LOCALES)
def test_a_closed_day_says_its_source_and_whether_it_was_verified(locale: str) -> None:
    weekend, army = (Calendar("federal").why_closed(date(2026, 1, day)) for day in (2, 6))
    assert weekend
    assert army
    assert army.holiday
    told = army.say(locale)
    assert army.holiday.name(locale) in told
    assert army.source in told
    assert told != army._replace(verified=True).say(locale)
    assert "{" not in told + weekend.say(locale)
    assert len({jurisdiction_name(one, locale) for one in JURISDICTIONS}) == 2


def test_a_holiday_holds_in_its_years_only() -> None:
    assert Calendar("federal").open(date(2025, 3, 16))
    assert not Calendar("federal").open(date(2026, 3, 16))


def test_an_announced_day_wins_in_both_directions() -> None:
    own = Calendar("federal").with_announced(
        [
            Holiday(date(2026, 8, 3), "heat", NAMES, "order 12"),
            Holiday(date(2026, 8, 7), "make-up", NAMES, "order 12", closed=False),
        ]
    )
    assert not own.open(date(2026, 8, 3))
    assert own.open(date(2026, 8, 7))
    assert own.next_open(date(2026, 8, 3)) == date(2026, 8, 4)
    assert own.next_open(date(2026, 8, 8), -1) == date(2026, 8, 7)


def test_contradicting_announcements_and_unknown_jurisdictions_are_refused() -> None:
    day = date(2026, 8, 3)
    with pytest.raises(Conflict):
        Calendar("federal", (Holiday(day, "a", NAMES, "x"), Holiday(day, "b", NAMES, "y", closed=False)))
    with pytest.raises(NotFound):
        Calendar("basra")  # type: ignore[arg-type]


def test_a_feast_is_awaited_until_its_days_are_entered() -> None:
    federal = Calendar("federal")
    feast = (date(2026, 3, 15), date(2026, 3, 25))
    assert {item.key for item in federal.awaited(*feast)} == {"fitr"}
    entered = federal.with_announced(
        Holiday(date(2026, 3, 20) + timedelta(days=number), "fitr", NAMES, "order") for number in range(3)
    )
    assert entered.awaited(*feast) == ()
    assert {item.key for item in entered.awaited(date(2027, 3, 1), date(2027, 3, 31))} == {"fitr"}
    assert "ghadir" not in {
        item.key for item in Calendar("kurdistan-region").awaited(date(2026, 1, 1), date(2026, 12, 31))
    }


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2023, 7, 19), (1445, 1, 1)),
        (date(2024, 4, 10), (1445, 10, 1)),
        (date(2025, 6, 26), (1447, 1, 1)),
        (date(1900, 4, 30), (1318, 1, 1)),
        (date(2100, 1, 1), from_gregorian(date(2100, 1, 1))),
    ],
)
def test_hijri_days(day: date, wanted: tuple[int, int, int]) -> None:
    found = hijri(day)
    assert (
        abs(
            (found.year * 354 + found.month * 29.5 + found.day)
            - (wanted[0] * 354 + wanted[1] * 29.5 + wanted[2])
        )
        < 2
    )
    assert found.method == ("umm-al-qura" if 1924 < day.year < 2077 else "tabular")


@given(st.dates(date(1925, 1, 1), date(2077, 1, 1)))
def test_a_hijri_day_is_expected_where_it_is(day: date) -> None:
    found = hijri(day)
    assert expected(found.month, found.day, day, day) == (day,)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_hijri_date_says_that_it_may_differ(locale: str) -> None:
    for day in (date(2026, 3, 31), date(1900, 1, 1)):
        assert hijri(day).say(locale) in hijri(day).say_with_warning(locale)
        assert len(hijri(day).say_with_warning(locale)) > len(hijri(day).say(locale)) + 30


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("unit", UNITS)
def test_periods_are_said_in_every_language(locale: str, unit: str) -> None:
    for count in (1, 2, 3, 11, 100):
        said = Period(count, unit).say(locale)  # type: ignore[arg-type]
        assert "{" not in said
        assert said.strip() == said


def test_the_words_have_the_letters_of_their_languages() -> None:
    words = table("tahqiq.casework.clocks", "words.yaml")
    data = table("tahqiq.casework.clocks", "holidays.yaml")
    for number, locale in enumerate(LOCALES[1:], 1):
        texts = [
            *words["hijri"][locale],
            *(form for unit in words["units"].values() for form in unit[locale].values()),
        ]
        texts += [item["name"][number] for item in [*data["fixed"], *data["feasts"]]]
        assert not [text for text in texts if set(text) & set(STRANGE_LETTERS[locale])]
