"""Durations and amounts."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.collect.mapping.document import Amount, Duration
from tahqiq.collect.mapping.measures import money_of, seconds_of


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("34", "s", 34),
        ("1:02", "s", 62),
        ("1:02:03", "s", 3723),
        ("1.5", "min", 90),
        ("٣٤", "s", 34),
        ("2 د 5 ث", "s", 125),
        ("1500", "ms", 2),
        ("-5", "s", None),
        ("x", "s", None),
    ],
)
def test_durations(text: str, unit: str, seconds: int | None) -> None:
    assert seconds_of(text, Duration("d", unit=unit)) == seconds  # type: ignore[arg-type]


SLANG = Amount(
    "a",
    units={"دفتر": "10000", "دفترين": "20000", "ورقة": "100"},
    currency_of={"دفتر": "USD", "دفترين": "USD", "ورقة": "USD"},
)


@pytest.mark.parametrize(
    ("text", "value", "currency", "note"),
    [
        ("1,250.50", "1250.500", "", None),
        ("٢٥٠٬٠٠٠ دينار", "250000.000", "IQD", None),
        ("$ 300", "300.000", "USD", None),
        ("5 ورقة", "500.000", "USD", None),
        ("دفترين", "20000.000", "USD", None),
        ("دفتر", "10000.000", "USD", None),
        ("-75", "75.000", "", None),
        ("5 خروف", None, "", "amount-unit-unknown"),
        ("1.2E+6", None, "", "number-in-scientific-notation"),
        ("-", None, "", "placeholder"),
        ("nothing", None, "", "amount-invalid"),
    ],
)
def test_amounts(text: str, value: str | None, currency: str, note: str | None) -> None:
    found = money_of(text, SLANG)
    assert (found.value, found.currency, found.note) == (Decimal(value) if value else None, currency, note)


@settings(max_examples=60)
@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_has_a_note(text: str) -> None:
    found = money_of(text, SLANG)
    assert found.value is not None or found.note or not text.strip() or not text.isprintable()


@settings(max_examples=60)
@given(st.decimals(0, 10**12, places=3))
def test_plain_amounts_come_back(amount: Decimal) -> None:
    assert money_of(f"{amount:.3f}", Amount("a"), mark=".").value == amount


def test_a_sign_that_tells_no_direction_is_kept() -> None:
    assert money_of("-75", Amount("a", signed=True)).value == Decimal("-75.000")
    assert money_of("75", Amount("a", signed=True)).value == Decimal("75.000")
