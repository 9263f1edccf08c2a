"""One event with several records: the vectorised rule against a plain reading of it."""

from decimal import Decimal
from itertools import groupby
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.store.facts.columns import NULL32, NULL64, Columns, dtype_of
from tahqiq.store.facts.occasions import NEEDED, Tolerance, group

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

    found: list[set[int]] = []
    everything = sorted(range(len(records)), key=lambda at: (alike(at), time_order(at)))
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
                reach = tolerance.start if record["amount"] == NULL64 else tolerance.paid
                near = (
                    anchor["start"] != NULL64 != record["start"]
                    and record["start"] - anchor["start"] <= reach * 1_000_000
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
