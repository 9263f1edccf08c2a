"""Figures of all numbers against plain Python, from one source and from several."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.analyse.telephone.everybody import Everybody, counterparts, sessions

from .held import SCOPE, store

calls = st.lists(
    st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(0, 400)), min_size=1, max_size=60
)


@settings(max_examples=25, deadline=None)
@given(calls, st.integers(1, 3))
def test_counterparts_and_sessions(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, int]], sources: int
) -> None:
    facts = store(
        tmp_path_factory.mktemp("facts"),
        [{"a": a, "b": b, "start": minute * 60, "seconds": 5} for a, b, minute in rows],
        sources,
    )
    met: dict[int, set[int]] = defaultdict(set)
    times: dict[int, list[int]] = defaultdict(list)
    for a, b, minute in rows:
        for one, two in {(a, b), (b, a)}:
            times[one].append(minute)
            if one != two and 8 not in (one, two):
                met[one].add(two)
    found = counterparts(facts, SCOPE, ("Call",), np.array([8]))
    assert dict(zip(found.number.tolist(), found.many.tolist(), strict=True)) == {
        number: len(others) for number, others in met.items()
    }
    used = sessions(facts, SCOPE, ("Call",), 30)
    want = {number: 1 + int((np.diff(sorted(some)) > 30).sum()) for number, some in times.items()}
    assert dict(zip(used.number.tolist(), used.many.tolist(), strict=True)) == want
    assert dict(zip(used.number.tolist(), used.records.tolist(), strict=True)) == {
        number: len(some) for number, some in times.items()
    }


def test_the_top_keeps_ties_at_its_edge() -> None:
    found = Everybody(
        np.array([1, 2, 3, 4]), np.array([5, 7, 5, 1]), np.array([9, 9, 9, 9]), np.array([9, 9, 9, 9])
    )
    assert found.number[found.top(2)].tolist() == [2, 1, 3]
    assert found.number[found.top(9)].tolist() == [2, 1, 3, 4]
