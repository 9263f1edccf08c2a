"""Two names in one word."""

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.names.halves import halves
from tahqiq.names.known import is_known

COMMON = ["محمد", "علي", "كاظم", "حسين", "رضا", "mohammad", "ali", "kazim", "reza"]


@given(st.sampled_from(COMMON), st.sampled_from(COMMON))
def test_two_common_names_in_one_word_are_cut_where_they_meet(one: str, two: str) -> None:
    word = one + two
    if one.isascii() is two.isascii() and not is_known(word):
        assert halves(word) == (one, two)


@given(st.text(alphabet="abcdimnrsu محدعلي", max_size=20))
def test_the_halves_are_the_whole_or_there_are_none(word: str) -> None:
    found = halves(word)
    assert not found or "".join(found) == word
