"""Patterns in payments against plain Python over all combinations."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.analyse.context import silent
from tahqiq.analyse.money.ledger import DAY, Ledger
from tahqiq.analyse.money.loops import loops
from tahqiq.analyse.money.money_trail import follow
from tahqiq.analyse.money.patterns import fans, passing, structured
from tahqiq.analyse.money.rates import Rates, rates
from tahqiq.kit.errors import WrongUse
from tahqiq.store.facts.columns import Columns

Row = tuple[int, int, int, int]
payments = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(0, 30), st.integers(1, 20)).filter(
        lambda row: row[0] != row[1]
    ),
    max_size=12,
)


def book(rows: list[Row], currency: int = 0) -> Ledger:
    """(payer, payee, day, amount) as a ledger in the order of time."""
    ordered = sorted(rows, key=lambda row: row[2])
    columns = [np.array([row[at] for row in ordered], dtype=np.int64) for at in range(4)]
    count = len(ordered)
    places: Columns = {
        "source": np.ones(count, dtype=np.int32),
        "part": np.zeros(count, dtype=np.int32),
        "row": np.arange(count, dtype=np.int64),
    }
    return Ledger(
        columns[0],
        columns[1],
        columns[2] * DAY,
        columns[3].astype(object) * 1000,
        np.full(count, currency, dtype=np.int64),
        places,
    )


@settings(deadline=None)
@given(payments)
def test_round_trips_are_all_of_them(rows: list[Row]) -> None:
    found = book(rows)
    told = loops(found, 10, 4, 0.3, 0, silent)[0]
    got = {frozenset(one.payments) for one in told}
    assert len(got) == len(told)
    want = set()
    for size in (2, 3, 4):
        for way in permutations(range(len(found)), size):
            times = [int(found.start[at]) for at in way]
            if times != sorted(times) or times[-1] - times[0] > 10 * DAY:
                continue
            steps = pairwise(way)
            if not all(
                found.payee[a] == found.payer[b]
                and 0.7 * found.amount[a] <= found.amount[b] <= found.amount[a]
                for a, b in steps
            ):
                continue
            payers = [int(found.payer[at]) for at in way]
            if found.payee[way[-1]] == payers[0] and len(set(payers)) == size:
                want.add(frozenset(way))
    assert got == want


def test_payments_of_one_day_come_round_in_any_order() -> None:
    """A book that knows only the day may list the second leg before the first."""
    found = book([(2, 3, 5, 98), (3, 1, 5, 97), (1, 2, 5, 100)])
    told, cut = loops(found, 10, 4, 0.1, 0, silent)
    assert not cut
    assert [[int(found.payer[at]) for at in one.payments] for one in told] == [[1, 2, 3]]


@given(payments)
def test_fan_in_is_the_busiest_window(rows: list[Row]) -> None:
    found = book(rows)
    told = {one.party: one.partners for one in fans(found, 5, 2, "payee")}
    for party in range(1, 6):
        mine = [(row[2], row[0]) for row in rows if row[1] == party]
        best = max((len({who for day, who in mine if 0 <= day - begin <= 5}) for begin, _ in mine), default=0)
        assert told.get(party, 0) == (best if best >= 2 else 0)


@given(payments)
def test_what_is_structured_is_below_and_together_above(rows: list[Row]) -> None:
    found = book(rows)
    for one in structured(found, 10_000, 0.5, 5, 2, "payer"):
        amounts = found.amount[list(one.payments)]
        assert ((amounts < 10_000) & (amounts >= 5_000)).all()
        assert one.total == int(amounts.sum()) >= 10_000
        assert len(one.payments) >= 2
    sure = book([(1, 2, day, 9) for day in range(4)])
    assert [len(one.payments) for one in structured(sure, 10_000, 0.5, 7, 3, "payer")] == [4]
    assert structured(book([(1, 2, 0, 9), (1, 2, 20, 9)]), 10_000, 0.5, 7, 2, "payer") == []


def test_pass_through() -> None:
    found = book([(1, 9, 0, 10), (9, 2, 1, 9), (3, 9, 4, 20), (9, 4, 5, 20), (1, 8, 0, 10), (8, 2, 20, 10)])
    told = passing(found, 48, 0.8, 1)
    assert [(one.party, one.came, one.passed, one.whole, one.delay) for one in told] == [
        (9, 30_000, 29_000, 2, DAY)
    ]


def test_a_salary_and_a_stray_deposit_do_not_hide_what_passes_through() -> None:
    mule = [
        (1, 9, 0, 70),
        (9, 2, 1, 68),
        (3, 9, 10, 190),
        (9, 4, 11, 184),
        (5, 9, 20, 81),
        (6, 9, 25, 9),
        (7, 9, 30, 40),
        (9, 4, 31, 38),
    ]
    saver = [(1, 8, 0, 10), (8, 2, 1, 10), (3, 8, 4, 10), (8, 2, 5, 10), (5, 8, 8, 900)]
    told = passing(book(mule + saver), 48, 0.8, 2)
    assert [(one.party, one.incoming, one.whole) for one in told] == [(9, 5, 3)]


@settings(deadline=None)
@given(payments, st.sampled_from(["fifo", "proportional"]))
def test_following_neither_makes_nor_loses_value(rows: list[Row], method: str) -> None:
    found = book(rows)
    traced, resting = follow(found, 1, 0, 0, method, 0)
    left = sum(int(found.amount[one.payment]) for one in traced if found.payer[one.payment] == 1)
    assert left == int(found.amount[found.payer == 1].sum())
    assert sum(resting.values()) == left
    assert all(0 < one.value <= found.amount[one.payment] for one in traced)


def test_the_two_rules_differ_as_they_should() -> None:
    """Account 2 gets 10 from 1, then 30 from 5, and pays 10 to 3, then 30 to 4."""
    found = book([(1, 2, 0, 10), (5, 2, 1, 30), (2, 3, 2, 10), (2, 4, 3, 30)])
    first_in = {int(found.payee[one.payment]): one.value for one in follow(found, 1, 0, 0, "fifo", 0)[0]}
    shared = {
        int(found.payee[one.payment]): one.value for one in follow(found, 1, 0, 0, "proportional", 0)[0]
    }
    assert first_in == {2: 10_000, 3: 10_000}
    assert shared == {2: 10_000, 3: 2_500, 4: 7_500}


def test_rates_are_dated_and_never_invented() -> None:
    found = rates("IQD", ("USD/IQD@2026-01-01=1310", "USD/IQD@2026-02-01=1400", "IQD/EUR@2026-01-01=0.0007"))
    assert isinstance(found, Rates)
    january, february = (int(np.datetime64(day, "D").astype(int)) for day in ("2026-01-15", "2026-02-01"))
    assert found.convert(1000, "USD", january) == 1_310_000
    assert found.convert(1000, "USD", february) == 1_400_000
    assert found.convert(1000, "USD", january - 30) is None
    assert found.convert(1000, None, january) is None
    assert found.convert(1000, "GBP", january) is None
    assert found.convert(5, "IQD", january) == 5
    assert found.convert(7, "EUR", january) == 10_000
    assert rates("", ()) is None
    for text in (
        "USD=1310",
        "USD/IQD@2026-13-01=1",
        "USD/IQD@2026-01-01=0",
        "USD/EUR@2026-01-01=1",
        "IQD/IQD@2026-01-01=1",
    ):
        with pytest.raises(WrongUse, match="not a rate"):
            rates("IQD", (text,))
