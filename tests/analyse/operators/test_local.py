"""The operators say the same as the layouts and loops of this machine, and as plain Python."""

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tahqiq.analyse.operators.engines import DuckDb, ask, text_of
from tahqiq.analyse.operators.tables import event_table
from tahqiq.analyse.places.co_presence import neighbours, often, pairs, presence
from tahqiq.analyse.places.sites import Sites
from tahqiq.analyse.telephone.first_caller import openings
from tahqiq.kit.errors import NotFound
from tahqiq.store.facts.columns import NULL64, take

from ..telephone.held import SCOPE, store
from ..telephone.world import Shape, make

NAMES = ("self", "other", "out", "here", "start", "seconds", "place", "device", "sim")


@pytest.fixture(scope="module")
def told(
    tmp_path_factory: pytest.TempPathFactory, duck: DuckDb
) -> tuple[DuckDb, Path, list[dict[str, object]]]:
    world = make(Shape(people=40, changes=2, quitters=1, newcomers=1, circle=6, days=20, gap=1), 1)
    rows: list[dict[str, object]] = [
        {"a": a, "b": b, "start": at, "seconds": length, "place": 500 + (a * at) % 9}
        for a, b, at, length in world.calls
    ]
    root = tmp_path_factory.mktemp("facts")
    facts = store(root, rows)
    columns = facts.columns(SCOPE, "by_party", NAMES)
    duck.put("events", event_table(take(columns, columns["start"] != NULL64), "Asia/Baghdad"))
    return duck, root, rows


def test_contacts_are_those_of_the_pairs(told: tuple[DuckDb, Path, list[dict[str, object]]]) -> None:
    engine, _, rows = told
    want: Counter[tuple[int, int]] = Counter()
    for row in rows:
        a, b = int(str(row["a"])), int(str(row["b"]))
        want.update([(a, b), (b, a)])
    got = ask(engine, "contacts").to_pydict()
    assert dict(zip(zip(got["self"], got["other"], strict=True), got["events"], strict=True)) == dict(want)


def test_co_presence_is_that_of_the_kernel(told: tuple[DuckDb, Path, list[dict[str, object]]]) -> None:
    engine, _, rows = told
    there = presence(
        {
            "place": np.array([row["place"] for row in rows], dtype=np.int32),
            "self": np.array([row["a"] for row in rows], dtype=np.int32),
            "start": np.array([int(str(row["start"])) * 1_000_000 for row in rows], dtype=np.int64),
        }
    )
    a, b, count = often(pairs(there, 10, neighbours(there, Sites({}), 0)), 1)
    got = ask(engine, "co_presence", seconds=600, least=1).to_pydict()
    assert dict(zip(zip(got["self"], got["other"], strict=True), got["together"], strict=True)) == {
        (int(one), int(two)): int(times) for one, two, times in zip(a, b, count, strict=True)
    }


def test_openings_are_those_of_one_number(told: tuple[DuckDb, Path, list[dict[str, object]]]) -> None:
    engine, root, rows = told
    facts = store(root / "again", rows)
    found = openings(facts.columns_of(SCOPE, 7, ("other", "out")), 8.0)
    got = ask(engine, "openings", pause=28_800).to_pydict()
    mine = {
        other: (count, opened)
        for number, other, count, opened in zip(
            got["self"], got["other"], got["conversations"], got["opened"], strict=True
        )
        if number == 7
    }
    assert mine == {
        int(other): (int(count), int(opened))
        for other, count, opened in zip(found.other, found.conversations, found.opened, strict=True)
    }


def test_sessions_by_hand(told: tuple[DuckDb, Path, list[dict[str, object]]]) -> None:
    engine, _, rows = told
    times: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        for party in (row["a"], row["b"]):
            times[int(str(party))].append(int(str(row["start"])))
    want = {
        number: 1 + sum(two - one > 3600 for one, two in pairwise(sorted(some)))
        for number, some in times.items()
    }
    assert Counter(ask(engine, "sessions", gap=3600).column("self").to_pylist()) == want


def test_text_is_kept_and_unknown_operators_are_named() -> None:
    assert text_of("sessions", "duckdb", (("gap", 60),)) is text_of("sessions", "duckdb", (("gap", 60),))
    with pytest.raises(NotFound, match="no operator"):
        text_of("spin", "duckdb")
