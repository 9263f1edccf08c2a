"""One event with several records: the vectorised rule against a plain reading of it."""

from collections.abc import Callable
from decimal import Decimal
from itertools import groupby
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.store.facts.columns import NULL32, NULL64, Columns, dtype_of
from tahqiq.store.facts.occasions import NEEDED, Tolerance, group, heads

from .conftest import House, call, scope

Record = dict[str, int]

_record = st.fixed_dictionaries(
    {
        "self": st.integers(1, 2),
        "other": st.sampled_from([1, 2, 3, NULL32]),
        "out": st.integers(0, 1),
        "start": st.one_of(st.just(NULL64), st.integers(0, 24).map(lambda half: half * 500_000)),
        "seconds": st.sampled_from([NULL32, 0, 1, 2, 4, 9]),
        "place": st.sampled_from([NULL32, 7]),
        "service": st.sampled_from([-1, 0]),
        "amount": st.sampled_from([NULL64, 5_000]),
        "source": st.integers(1, 3),
        "row": st.integers(1, 99),
        "mark": st.sampled_from([NULL64, NULL64, 11, 12]),
        "book": st.just(NULL32),
    }
)


_payment = st.fixed_dictionaries(
    {
        "self": st.just(1),
        "other": st.sampled_from([2, 2, 2, NULL32]),
        "out": st.sampled_from([1, 1, 1, 0]),
        "start": st.one_of(st.just(NULL64), st.integers(0, 20).map(lambda half: half * 43_200_000_000)),
        "seconds": st.just(NULL32),
        "place": st.just(NULL32),
        "service": st.sampled_from([-1, 0]),
        "amount": st.sampled_from([5_000, 5_000, 5_000, 6_000]),
        "source": st.integers(1, 4),
        "row": st.integers(1, 99),
        "mark": st.sampled_from([NULL64, NULL64, 11, 12]),
        "book": st.sampled_from([0, 0, 1, 1, NULL32]),
    }
)


def columns_of(records: list[Record]) -> Columns:
    fixed = {"place2": NULL32, "device": NULL32, "sim": NULL32, "currency": -1, "part": 0, "fine": NULL64}
    return {
        name: np.array([{**fixed, **record}[name] for record in records], dtype=dtype_of(name))
        for name in NEEDED
    }


def plain(records: list[Record], tolerance: Tolerance) -> list[set[int]]:
    """The rule as its docstring says it, one record after the other."""

    def parties(at: int) -> tuple[int, ...]:
        record = records[at]
        pair = (record["self"], record["other"])
        ordered = pair if record["out"] or pair[0] == pair[1] else pair[::-1]
        return ordered if tolerance.directed else (min(pair), max(pair))

    def alike(at: int) -> tuple[object, ...]:
        return (parties(at), records[at]["amount"])

    def time_order(at: int) -> tuple[int, ...]:
        record = records[at]
        return (
            record["start"],
            max(record["seconds"], 0),
            record["source"],
            record["out"],
            record["mark"],
            record["service"],
            record["place"],
            record["seconds"],
            record["row"],
            at,
        )

    paid = [at for at in range(len(records)) if records[at]["amount"] != NULL64]
    found: list[set[int]] = plain_payments(records, paid, alike, tolerance)
    everything = sorted(set(range(len(records))) - set(paid), key=lambda at: (alike(at), time_order(at)))
    for _, members in groupby(everything, key=alike):
        reports: list[list[int]] = []
        for at in members:
            same = [
                name
                for name in ("start", "source", "out", "mark")
                if reports and records[reports[-1][0]][name] == records[at][name]
            ]
            lasted = [max(records[one]["seconds"], 0) for one in (reports[-1][0] if reports else at, at)]
            if len(same) == 4 and lasted[0] == lasted[1] and records[at]["mark"] != NULL64:
                reports[-1].append(at)
            else:
                reports.append([at])
        free = list(reports)
        while free:
            anchor = records[free[0][0]]
            joined, used, rest = set(free[0]), {anchor["source"]}, []
            for report in free[1:]:
                record = records[report[0]]
                near = (
                    anchor["start"] != NULL64 != record["start"]
                    and record["start"] - anchor["start"] <= tolerance.start * 1_000_000
                )
                close = abs(max(record["seconds"], 0) - max(anchor["seconds"], 0)) <= tolerance.seconds
                if near and close and record["source"] not in used:
                    joined |= set(report)
                    used.add(record["source"])
                else:
                    rest.append(report)
            found.append(joined)
            free = rest
    return found


DAY = 86_400 * 1_000_000
Members = list[int]


def plain_payments(
    records: list[Record],
    paid: list[int],
    alike: Callable[[int], tuple[object, ...]],
    tolerance: Tolerance,
) -> list[set[int]]:
    """Payments as tahqiq.store.facts.payment_records has them, one record after the other."""
    doubles: dict[tuple[object, ...], Members] = {}
    for at in paid:
        one = records[at]
        said = (one["start"], one["seconds"], one["source"], one["out"], one["mark"], one["book"])
        doubles.setdefault((alike(at), *said, at if one["mark"] == NULL64 else -1), []).append(at)
    found: list[set[int]] = []
    by_likeness: dict[tuple[object, ...], list[Members]] = {}
    for members in doubles.values():
        by_likeness.setdefault(alike(members[0]), []).append(members)
    for reports in by_likeness.values():
        groups: list[Members] = []
        for book in (0, 1, NULL32):
            mine = [one for one in reports if records[one[0]]["book"] == book]
            groups += deliveries(records, mine, book, tolerance)
        books = [one for one in groups if records[one[0]]["book"] != NULL32]
        others = [one for one in groups if records[one[0]]["book"] == NULL32]
        books = two_sides(
            records, books, lambda one: records[one[0]]["book"], int(tolerance.dated * 1_000_000)
        )
        every = two_sides(
            records,
            books + others,
            lambda one: int(records[one[0]]["book"] != NULL32),
            int(tolerance.paid * 1_000_000),
        )
        found += [set(one) for one in every]
    return found


def flat(groups: list[Members]) -> Members:
    return [at for one in groups for at in one]


def start_of(records: list[Record], members: Members) -> int:
    return min(records[at]["start"] for at in members)


def deliveries(
    records: list[Record], reports: list[Members], book: int, tolerance: Tolerance
) -> list[Members]:
    def order(members: Members) -> tuple[int, ...]:
        record = records[members[0]]
        same = [
            one
            for one in reports
            if (records[one[0]]["start"], records[one[0]]["mark"]) == (record["start"], record["mark"])
        ]
        often = 0 if record["mark"] == NULL64 else len(same)
        return (record["start"], -often, record["mark"], record["source"])

    paid = int(tolerance.paid * 1_000_000)
    left, done = sorted(reports, key=order), []
    for reach in (paid,) if book == NULL32 else (0, min(paid, DAY - 1)):
        groups = one_of_each(records, left, lambda one: records[one[0]]["source"], reach)
        done += [flat(one) for one in groups if len(one) > 1]
        left = [one[0] for one in groups if len(one) == 1]
    return done + left


def one_of_each(
    records: list[Record], items: list[Members], teller: Callable[[Members], int], reach: int
) -> list[list[Members]]:
    free, groups = list(items), []
    while free:
        head, group, rest = free[0], [free[0]], []
        for one in free[1:]:
            near = start_of(records, head) != NULL64 != start_of(records, one)
            near = near and 0 <= start_of(records, one) - start_of(records, head) <= reach
            if near and teller(one) not in {teller(other) for other in group}:
                group.append(one)
            else:
                rest.append(one)
        groups.append(group)
        free = rest
    return groups


def two_sides(
    records: list[Record], items: list[Members], side: Callable[[Members], int], reach: int
) -> list[Members]:
    def mark(members: Members) -> int:
        return min((records[at]["mark"] for at in members if records[at]["mark"] != NULL64), default=NULL64)

    free, done = list(items), []
    for by_mark in (True, False):
        for most in (0, min(reach, DAY - 1), reach):
            keys = {mark(one) for one in free if mark(one) != NULL64} if by_mark else {0}
            for key in sorted(keys):
                asked = [one for one in free if not by_mark or mark(one) == key]
                asked.sort(
                    key=lambda one: (
                        start_of(records, one),
                        side(one),
                        mark(one) if mark(one) != NULL64 else 1 << 63,
                        records[one[0]]["source"],
                    )
                )
                for met in one_of_each(records, asked, side, most):
                    if len(met) > 1:
                        done.append(flat(met))
                        free = [one for one in free if one not in met]
    return done + free


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_record, max_size=14),
    st.sampled_from(
        [
            Tolerance(),
            Tolerance(1.0, 0),
            Tolerance(5.0, 2, directed=False),
            Tolerance(0.0, 2),
            Tolerance(5.0, 2, paid=2.0),
        ]
    ),
)
def test_agrees_with_the_plain_rule(records: list[Record], tolerance: Tolerance) -> None:
    labels, reports = group(columns_of(records), tolerance)
    sets = {frozenset(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)}
    assert sets == {frozenset(members) for members in plain(records, tolerance)}
    assert sorted(np.unique(labels).tolist()) == list(range(len(sets)))
    for report in np.unique(reports):
        assert len({records[at]["source"] for at in np.flatnonzero(reports == report)}) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(_record, max_size=12), st.randoms())
def test_the_order_of_reading_does_not_matter(records: list[Record], random: Random) -> None:
    numbered = [{**record, "row": at} for at, record in enumerate(records)]
    shuffled = random.sample(numbered, len(numbered))
    sets = []
    for given_order in (numbered, shuffled):
        labels, _ = group(columns_of(given_order), Tolerance())
        sets.append(
            {
                frozenset(given_order[at]["row"] for at in np.flatnonzero(labels == label))
                for label in np.unique(labels)
            }
        )
    assert sets[0] == sets[1]


def test_each_operator_has_its_own_word_for_the_service(house: House) -> None:
    house.put(
        1, [call(1, 2, 0, service="MOC"), call(1, 2, 0, service="MOC"), call(1, 2, 0, service="forwarded")]
    )
    house.put(2, [call(1, 2, 1, service="MTC")])
    found = house.store.counts(scope(1), 1)
    assert (found.records, found.reports, found.occasions) == (4, 4, 3)


def test_rows_of_one_source_are_one_event_only_where_it_says_so(house: House) -> None:
    """Three equal payments on one day in one statement are three; a Message-ID that comes twice is one
    message."""
    house.put(1, [call(1, 2, 0, seconds=None, amount=Decimal(100), currency="USD")] * 3, kind="Payment")
    house.put(2, [call(1, 2, 3600, seconds=None, amount=Decimal(100), currency="USD")] * 2, kind="Payment")
    house.put(3, [call(3, 4, 0, mark=7), call(3, 4, 0, mark=7), call(3, 4, 0, mark=8), call(3, 4, 0)])
    (paid,) = house.store.contacts(scope(1), 1)
    assert (paid.count, paid.records, paid.amounts) == (3, 5, (("USD", Decimal(300)),))
    assert house.store.contacts(scope(1), 3)[0].count == 3
    assert [
        (link.label, link.weight, link.records)
        for link in sorted(house.store.links(scope(1), [1, 3]), key=lambda link: link.label)
    ] == [
        ("Call", 3, 4),
        ("Payment", 3, 5),
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(_payment, max_size=12))
def test_payments_agree_with_the_plain_rule(records: list[Record]) -> None:
    labels, _ = group(columns_of(records), Tolerance())
    counts = sorted(len(np.flatnonzero(labels == label)) for label in np.unique(labels))
    assert counts == sorted(len(one) for one in plain(records, Tolerance()))


@settings(max_examples=150, deadline=None)
@given(st.lists(_payment, max_size=12), st.permutations([1, 2, 3, 4]))
def test_payments_whatever_the_order_of_sources(records: list[Record], numbers: list[int]) -> None:
    """Every record is in one payment; a payment has one report of each book and source; how many there are
    does not depend on which source came first."""
    columns = columns_of(records)
    labels, reports = group(columns, Tolerance())
    again = [{**record, "source": numbers[record["source"] - 1]} for record in records]
    other, _ = group(columns_of(again), Tolerance())
    assert len(labels) == len(records)
    assert len(np.unique(labels)) == len(np.unique(other)) <= len(records)
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label).tolist()
        assert len({tuple(records[at][name] for name in ("amount", "other")) for at in members}) == 1
        tellers = {(records[at]["source"], records[at]["book"]) for at in members}
        assert len(tellers) == len(np.unique(reports[members]))
    if records:
        standing = heads(columns, Tolerance())
        units = columns["amount"]
        assert units[standing].sum() <= units.sum()


def _paid(after: float, **more: object) -> dict[str, object]:
    return call(1, 2, after, seconds=None, amount=Decimal(100), currency="USD", **more)


def test_a_transfer_in_both_accounts_statements_is_one(house: House) -> None:
    """In one file and in two, a weekend apart; three in each are three; two in one are two."""
    weekend = 72 * 3600
    house.put(1, [_paid(0, book=0), _paid(weekend, book=1)], kind="Payment")
    assert house.store.contacts(scope(1), 1)[0].count == 1
    assert [(one.weight, one.records) for one in house.store.links(scope(1), [1])] == [(1, 2)]
    house.put(2, [_paid(0, book=0)] * 2, kind="Payment")
    assert house.store.contacts(scope(1), 1)[0].count == 2
    house.put(3, [_paid(weekend, book=1)] * 3, kind="Payment")
    (paid,) = house.store.contacts(scope(1), 1)
    assert (paid.count, paid.records, paid.amounts) == (3, 7, (("USD", Decimal(300)),))


def test_two_deliveries_of_one_statement_tell_of_days_not_of_their_neighbours(house: House) -> None:
    """The second delivery begins where the first ended: equal sums on two days are two payments."""
    day = 24 * 3600
    house.put(1, [_paid(0, book=0), _paid(day, book=0)], kind="Payment")
    house.put(2, [_paid(2 * day, book=0), _paid(3 * day, book=0)], kind="Payment")
    assert house.store.contacts(scope(1), 1)[0].count == 4
    house.put(3, [_paid(at * day, book=0) for at in range(4)], kind="Payment")
    assert house.store.contacts(scope(1), 1)[0].count == 4


def test_one_reference_twice_in_a_statement_is_one_payment(house: House) -> None:
    house.put(
        1,
        [_paid(0, book=0, mark=5), _paid(0, book=0, mark=5), _paid(0, book=0, mark=6), _paid(0, book=0)],
        kind="Payment",
    )
    assert house.store.contacts(scope(1), 1)[0].count == 3


def test_other_amounts_currencies_and_directions_are_other_payments(house: House) -> None:
    house.put(1, [_paid(0, book=0)], kind="Payment")
    house.put(
        2,
        [
            {**_paid(0, book=1), "amount": Decimal(101)},
            {**_paid(0, book=1), "currency": "IQD"},
            {**_paid(0, book=1), "a": 2, "b": 1},
            {**_paid(0, book=1), "a": None},
        ],
        kind="Payment",
    )
    assert house.store.contacts(scope(1), 1)[0].records == 4
    assert house.store.contacts(scope(1), 1)[0].count == 4
