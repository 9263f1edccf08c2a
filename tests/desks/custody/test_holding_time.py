"""Until when orders hold somebody: every step, and what cannot be counted."""

from datetime import date

import pytest

from tahqiq.casework.clocks import last_moment
from tahqiq.desks.custody.orders.holding_time import count
from tahqiq.desks.custody.orders.record import Order


def order(number: str, **told: object) -> Order:
    return Order.model_validate(
        {"number": number, "booking": "B-1", "sort": "detention", "authority": "محكمة", **told}
    )


@pytest.mark.parametrize(
    ("orders", "until", "days", "gaps"),
    [
        ([order("1", begins=date(2026, 5, 1), until=date(2026, 5, 15))], date(2026, 5, 15), 15, 0),
        ([order("1", begins=date(2026, 5, 1), length_days=15)], date(2026, 5, 15), 15, 0),
        (
            [
                order("1", begins=date(2026, 5, 1), until=date(2026, 5, 15)),
                order("2", sort="extension", begins=date(2026, 5, 16), until=date(2026, 5, 30)),
            ],
            date(2026, 5, 30),
            30,
            0,
        ),
        (
            [
                order("1", begins=date(2026, 5, 1), until=date(2026, 5, 15)),
                order("2", sort="extension", begins=date(2026, 5, 18), until=date(2026, 5, 30)),
            ],
            date(2026, 5, 30),
            30,
            1,
        ),
        (
            [
                order("1", begins=date(2026, 5, 1), until=date(2026, 5, 15)),
                order("2", sort="sentence", begins=date(2026, 5, 1), years=1, months=1, credit=10),
            ],
            date(2027, 5, 21),
            386,
            0,
        ),
        ([order("1", sort="sentence", begins=date(2024, 2, 29), years=1)], date(2025, 2, 28), 366, 0),
        (
            [
                order("1", sort="sentence", begins=date(2026, 5, 1), months=6),
                order("2", sort="sentence", begins=date(2026, 5, 1), months=3),
            ],
            date(2026, 10, 31),
            184,
            0,
        ),
        ([order("1", begins=date(2026, 5, 1))], None, None, 0),
        (
            [order("1", until=date(2026, 5, 15)), order("2", sort="extension", begins=date(2026, 5, 16))],
            None,
            None,
            0,
        ),
        ([], None, None, 0),
        ([order("1", sort="release", begins=date(2026, 5, 3))], None, None, 0),
    ],
)
def test_it_is_counted_with_every_step(
    orders: list[Order], until: date | None, days: int | None, gaps: int
) -> None:
    found = count(orders)
    assert found.until == (last_moment(until) if until else None)
    assert (found.days, len(found.gaps)) == (days, gaps)
    assert {step.order for step in found.steps if step.order} <= {one.number for one in orders}
    assert not orders or orders[0].sort == "release" or found.steps
