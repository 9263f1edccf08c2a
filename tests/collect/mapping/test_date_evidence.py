"""In which order day, month and year stand: decided from all rows, or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.collect.mapping.date_evidence import order_of, readings
from tahqiq.model.types.base import DateOrder

FORMS: dict[DateOrder, str] = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}
SHORT: dict[DateOrder, str] = {"dmy": "%d-%m-%y", "mdy": "%m-%d-%y", "ymd": "%y-%m-%d"}
days = st.dates(date(2001, 1, 1), date(2026, 10, 31))


@settings(max_examples=200, deadline=None)
@given(st.lists(days, min_size=1, max_size=60), st.sampled_from(sorted(FORMS)))
def test_what_is_decided_is_never_wrong_about_impossible_days(found: list[date], order: DateOrder) -> None:
    """Random days in no order: either the order is decided by values that the other cannot have, or it is
    asked; a wrong one only where rows and days mislead."""
    said = order_of([day.strftime(FORMS[order]) for day in found])
    if said.why == "impossible":
        assert said.order == order
    if any(day.day > 12 for day in found):
        assert said.order == order
    elif all(day.day == day.month for day in found):
        assert (said.order, said.open) == (None, False)


@settings(max_examples=200, deadline=None)
@given(days, st.integers(5, 40), st.sampled_from(sorted(FORMS)))
def test_rows_of_days_that_follow_each_other_are_read_as_they_follow(
    start: date, count: int, order: DateOrder
) -> None:
    """A log of consecutive days is never read the other way round."""
    said = order_of([(start + timedelta(days=step)).strftime(FORMS[order]) for step in range(count)])
    assert said.order in (order, None)
    assert said.order is not None or said.open or start.day == start.month


@settings(max_examples=200, deadline=None)
@given(st.lists(days, min_size=3, max_size=40), st.sampled_from(sorted(SHORT)))
def test_years_of_two_digits_have_three_orders_and_are_asked_unless_proven(
    found: list[date], order: DateOrder
) -> None:
    said = order_of([day.strftime(SHORT[order]) for day in found])
    if said.why == "impossible":
        assert said.order == order


@settings(max_examples=100, deadline=None)
@given(st.lists(days, min_size=1, max_size=20), st.sampled_from(sorted(FORMS)))
def test_the_order_of_a_column_does_not_depend_on_the_script_of_its_digits(
    found: list[date], order: DateOrder
) -> None:
    texts = [day.strftime(FORMS[order]) for day in found]
    arabic = [text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) for text in texts]
    assert order_of(texts) == order_of(arabic)


def fortnight(form: str, shuffle: int = 7) -> list[str]:
    """Twelve days of March, not in their order."""
    return [date(2024, 3, (step * shuffle) % 12 + 1).strftime(form) for step in range(12)]


@pytest.mark.parametrize("order", sorted(FORMS))
def test_a_full_fortnight_against_one_day_in_each_month(order: DateOrder) -> None:
    said = order_of(fortnight(FORMS[order]))
    assert (said.order, said.why) == (order, "density")


def test_rows_header_names_and_dots_decide_where_values_do_not() -> None:
    rising = ["01/02/2024", "01/03/2024", "02/01/2024", "02/05/2024", "03/04/2024", "05/02/2024"]
    assert (order_of(rising).order, order_of(rising).why) == ("mdy", "rows")
    assert order_of(["03/04/2024"], "Date (dd/mm/yyyy)").order == "dmy"
    assert order_of(["03/04/2024"], "Date MM/DD/YYYY").order == "mdy"
    assert order_of(["03/04/2024", "03/09/2024"], "", ["calls_2024-03.csv"]).order == "mdy"
    assert order_of(["03/04/2024", "09/04/2024"], "", ["statement april 2024.csv"]).order == "dmy"
    assert order_of(["03/04/2024"], "", ["20240401-20240430.csv"]).order == "dmy"
    assert order_of(["03.04.2024"]).why == "dots"
    assert order_of(["24-03-04", "31-12-05"]).order == "dmy", "a year 2031 lies ahead"
    assert order_of(["04-03-02", "05-06-07"]).open
    assert order_of(["17-05-31", "17-06-30"]).order == "ymd"


def test_undecided_is_asked_and_never_day_first() -> None:
    for texts in (
        ["03/04/2024"],
        ["03/04/2024", "05/06/2024"],
        ["01-02-03"],
        ["05/04/2024", "04/05/2024", "05/04/2024"],
    ):
        assert (order_of(texts).order, order_of(texts).open) == (None, True)


def test_what_contradicts_itself_is_asked() -> None:
    assert order_of(["25/04/2024", "04/25/2024"]).open
    assert order_of(["25/04/2024"] * 300 + ["04/25/2024"]).order == "dmy", "one slip in three hundred is one"


def test_dates_that_need_no_order_are_not_asked_about() -> None:
    assert not order_of(["2024-04-03", "3 April 2024", "20240403", ""]).open
    assert readings("31/12/2024") == {"dmy": "2024-12-31"}


def test_a_day_in_no_calendar_says_nothing_of_the_others() -> None:
    assert order_of(["25/04/2024", *["05/04/2024"] * 20, "31/04/2024"]).order == "dmy"
    assert order_of(["03/04/2024", "31/04/2024"]).open
    assert order_of(["31/04/2024"]).open
