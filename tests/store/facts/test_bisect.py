"""Searching many pieces at once finds what searching each of them finds."""

from bisect import bisect_left, bisect_right

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.store.facts.bisect import within

_PIECES = st.lists(
    st.tuples(st.lists(st.integers(-5, 5), max_size=9).map(sorted), st.integers(-6, 6)), max_size=8
)


@given(_PIECES, st.booleans())
def test_each_piece_is_searched_by_itself(pieces: list[tuple[list[int], int]], right: bool) -> None:
    values = np.array([value for piece, _ in pieces for value in piece], np.int64)
    lengths = np.array([len(piece) for piece, _ in pieces], np.int64)
    begin = np.cumsum(lengths) - lengths
    found = within(
        values, begin, begin + lengths, np.array([wanted for _, wanted in pieces], np.int64), right
    )
    search = bisect_right if right else bisect_left
    assert found.tolist() == [
        at + search(piece, wanted) for at, (piece, wanted) in zip(begin.tolist(), pieces, strict=True)
    ]
