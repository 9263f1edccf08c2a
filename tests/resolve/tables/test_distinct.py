"""Different values by sorting, against numpy's own."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.resolve.tables.distinct import counted, different


@given(st.lists(st.integers(-(2**62), 2**62), max_size=50))
def test_as_numpy_finds_them(values: list[int]) -> None:
    given_values = np.array(values, dtype=np.int64)
    expected, counts = np.unique(given_values, return_counts=True)
    assert different(given_values).tolist() == expected.tolist()
    assert [part.tolist() for part in counted(given_values)] == [expected.tolist(), counts.tolist()]
