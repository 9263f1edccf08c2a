"""Long lists in parts."""

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.kit.parts import parts


@given(st.lists(st.integers(), max_size=50), st.integers(1, 60))
def test_nothing_is_lost_and_only_the_last_part_is_shorter(items: list[int], size: int) -> None:
    made = [list(part) for part in parts(items, size)]
    assert [item for part in made for item in part] == items
    assert all(len(part) == size for part in made[:-1])
    assert all(0 < len(part) <= size for part in made)
