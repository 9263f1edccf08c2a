"""The interval of a share."""

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.kit.shares import wilson


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_share_lies_inside_and_its_complement_is_the_mirror(counted: tuple[int, int]) -> None:
    part, whole = counted
    low, high = wilson(part, whole)
    assert 0.0 <= low <= part / whole + 1e-12
    assert part / whole - 1e-12 <= high <= 1.0
    other = wilson(whole - part, whole)
    assert abs(other[0] - (1.0 - high)) < 1e-9
    assert abs(other[1] - (1.0 - low)) < 1e-9


def test_nothing_counted_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_values_of_the_table() -> None:
    """Ten of ten, and eighty-one of 263 (the example of Newcombe 1998, method 3)."""
    assert [round(end, 4) for end in wilson(10, 10)] == [0.7225, 1.0]
    assert [round(end, 4) for end in wilson(81, 263)] == [0.2553, 0.3662]
