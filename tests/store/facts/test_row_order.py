"""Order and packed keys against plain sorting."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.store.facts.columns import NULL32, NULL64, Array
from tahqiq.store.facts.row_order import KEY_BITS, Packing, order, order_of

_first = st.one_of(st.just(NULL32), st.integers(-5, 2**31 - 1), st.integers(0, 9))
_second = st.one_of(
    st.just(NULL64),
    st.integers(-(2**61), 2**61),
    st.integers(0, 50).map(lambda n: n * 1_000_000),
    st.integers(0, 50),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_first, _second), max_size=60))
def test_order_is_that_of_tuples_and_stable(pairs: list[tuple[int, int]]) -> None:
    first = np.array([one for one, _ in pairs], dtype=np.int32)
    second = np.array([two for _, two in pairs], dtype=np.int64)
    assert order(first, second).tolist() == sorted(range(len(pairs)), key=lambda at: pairs[at])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_first, _second), min_size=1, max_size=60))
def test_keys_never_fall(pairs: list[tuple[int, int]]) -> None:
    ones = [one for one, _ in pairs if one != NULL32] or [0]
    twos = [two for _, two in pairs if two != NULL64] or [0]
    packing = Packing((min(ones), max(ones)), (min(twos), max(twos)))
    ranked = sorted(pairs)
    keys = packing.keys(
        np.array([one for one, _ in ranked], dtype=np.int32),
        np.array([two for _, two in ranked], dtype=np.int64),
    )
    assert (np.diff(keys) >= 0).all()
    assert keys.min() >= 0
    assert int(keys.max()).bit_length() <= KEY_BITS


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(_first, _second, st.booleans(), _second), min_size=1, max_size=60))
def test_order_of_many_columns_is_that_of_tuples_and_stable(rows: list[tuple[int, int, bool, int]]) -> None:
    kinds = (np.int32, np.int64, np.bool_, np.int64)
    columns: list[Array] = [np.array([row[at] for row in rows], dtype=kind) for at, kind in enumerate(kinds)]
    assert order_of(columns).tolist() == sorted(range(len(rows)), key=lambda at: rows[at])
