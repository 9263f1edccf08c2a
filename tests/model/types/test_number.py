"""Numbers, money, currencies, durations."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.model.types import Context, Unit, property_type
from tahqiq.model.types.duration import parse_seconds
from tahqiq.model.types.money import SUGGESTED_UNITS, split_money
from tahqiq.model.types.number import decimal_mark, parse_number, plain

NUMBER, MONEY = property_type("number"), property_type("money")


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("1,234", "1234", None),
        ("1.234", "1.234", None),
        ("1.234,56", "1234.56", None),
        ("1,234.56", "1234.56", None),
        ("12,5", "12.5", None),
        ("1 234 567", "1234567", None),
        ("1'234.5", "1234.5", None),
        ("1,00,000", "100000", None),
        ("١٬٢٣٤٫٥٠", "1234.5", None),
        ("(1,000)", "-1000", None),
        ("5-", "-5", None),
        ("\u22125", "-5", None),
        ("-0", "0", None),
        ("007", "7", None),
        (".5", "0.5", None),
        ("999 CR", "999", None),
        ("999 DR", "-999", None),
        ("1.5E+6", "1500000", "number-rounded"),
        ("1,,2", None, "number-invalid"),
        ("1,23,4", None, "number-invalid"),
        ("(5", None, "number-invalid"),
        ("12 apples", None, "number-invalid"),
        ("1E+999", None, "number-invalid"),
        ("-", None, "placeholder"),
    ],
)
def test_number_table(text: str, value: str | None, note: str | None) -> None:
    assert NUMBER.clean(text) == (value, note)


def test_the_column_decides_about_a_lone_separator() -> None:
    assert NUMBER.clean_many(["1.234", "2.500,75"], Context()).values == ["1234", "2500.75"]
    assert NUMBER.clean_many(["1,234", "2,50"], Context()).values == ["1.234", "2.5"]
    assert NUMBER.clean("1,234", Context(decimal=",")).value == "1.234"
    assert decimal_mark(["1.2,3", "1,2.3"]) is None


@given(st.decimals(-(10**12), 10**12, places=3))
@settings(max_examples=60)
def test_grouped_numbers_come_back_in_both_styles(value: Decimal) -> None:
    english = f"{value:,}"
    german = english.replace(",", "_").replace(".", ",").replace("_", ".")
    for parsed in (parse_number(english, "."), parse_number(german, ",")):
        assert parsed is not None
        assert parsed.value == value
    assert Decimal(plain(value)) == value


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("1,500,000 دينار", "1500000 IQD", None),
        ("IQD 2.500,75", "2500.75 IQD", None),
        ("$500", "500 USD", None),
        ("٢٥٠ الف دينار", "250000 IQD", None),
        ("٣ مليون دينار عراقي", "3000000 IQD", None),
        ("1.5 million USD", "1500000 USD", None),
        ("مليون دينار", "1000000 IQD", None),
        ("(500) USD", "-500 USD", None),
        ("٢٥٠٬٠٠٠ د.ع.", "250000 IQD", None),
        ("1500", "1500", None),
        ("5 ورقة", None, "money-unit-unknown"),
        ("٣ دفاتر", None, "money-unit-unknown"),
        ("100 apples", None, "money-unit-unknown"),
        ("10 USD 20 IQD", None, "money-invalid"),
        ("دينار", None, "money-invalid"),
        ("1E+6 IQD", "1000000 IQD", "number-rounded"),
        ("-", None, "placeholder"),
    ],
)
def test_money_table(text: str, value: str | None, note: str | None) -> None:
    assert MONEY.clean(text) == (value, note)


def test_slang_units_count_only_as_a_person_stated_them() -> None:
    stated = Context(units=(("ورقة", Unit(Decimal(100), "USD")), ("دفتر", SUGGESTED_UNITS["دفتر"])))
    assert MONEY.clean("5 ورقة", stated).value == "500 USD"
    assert MONEY.clean("٣ دفتر", stated).value == "30000 USD"
    assert MONEY.clean("1500", Context(currency="IQD")).value == "1500 IQD"
    assert MONEY.clean("1500 $", Context(currency="IQD")).value == "1500 USD"


def test_money_parts_and_comparison() -> None:
    assert split_money("-1500.5 IQD") == (Decimal("-1500.5"), "IQD")
    assert split_money("7") == (Decimal(7), "")
    with pytest.raises(ValueError, match="amount"):
        split_money("seven")
    assert MONEY.compare("100 USD", "100 USD") == 1.0
    assert MONEY.compare("100 USD", "100") == 0.8
    assert MONEY.compare("100 USD", "100 IQD") == 0.0
    assert MONEY.compare("1000 USD", "1005 USD") == 0.9
    assert MONEY.display("1500000 IQD", "en") == "1,500,000 IQD"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("65", 65),
        ("00:01:05", 65),
        ("1:05", 65),
        ("١:٠٥", 65),
        ("65.2", 66),
        ("1h 2m", 3720),
        ("PT1H2M3S", 3723),
        ("120:00", 7200),
        ("٣ دقائق و ٥ ثواني", 185),
        ("5 دقيقة 3 ثانية", 303),
        ("2 خولەک 10 چرکە", 130),
        ("0", 0),
        ("1:75", None),
        ("1:60:00", None),
        ("abc", None),
        ("", None),
        ("99999999999", None),
        ("-5", None),
        ("5 apples", None),
    ],
)
def test_seconds(text: str, seconds: int | None) -> None:
    assert parse_seconds(text) == seconds


def test_bare_numbers_in_a_stated_unit() -> None:
    assert parse_seconds("1.5", "min") == 90
    assert parse_seconds("1500", "ms") == 2
    assert parse_seconds("1:30", "min") == 90
    assert property_type("duration").clean("abc").note == "not-a-duration"
    assert property_type("duration").display("59", "ar") == "0:59"


@given(st.integers(0, 10**6))
@settings(max_examples=60)
def test_durations_come_back(seconds: int) -> None:
    shown = property_type("duration").display(str(seconds), "en")
    assert parse_seconds(shown) == seconds
