"""The matching is optimal: held against trying everything."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.collect.mapping.assignment import best_matching


def _total(scores: list[list[float]], chosen: list[int]) -> float:
    return sum(scores[line][column] for line, column in enumerate(chosen) if column >= 0)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda w: st.lists(
            st.lists(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9, 1.0]), min_size=w, max_size=w),
            min_size=1,
            max_size=4,
        )
    )
)
def test_no_other_matching_is_better(scores: list[list[float]]) -> None:
    chosen = best_matching(scores)
    used = [column for column in chosen if column >= 0]
    assert len(used) == len(set(used))
    width, lines = len(scores[0]), len(scores)
    places = [*range(width), *([-1] * lines)]
    best = max(_total(scores, list(option)) for option in set(permutations(places, lines)))
    assert abs(_total(scores, chosen) - best) < 1e-9
