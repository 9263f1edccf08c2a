"""The static measure of how rare a letter group is."""

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.names.rarity import grams, rarity


def test_common_groups_are_less_rare() -> None:
    assert rarity("moh") < rarity("owz")
    assert rarity("محم") < rarity("ظثغ")
    assert rarity("mhm", skeleton=True) < rarity("gxg", skeleton=True)


@given(st.text(min_size=1, max_size=12))
def test_every_group_has_a_measure(word: str) -> None:
    found = grams(word)
    assert len(found) <= len(word)
    assert all(0.0 < rarity(gram) < 100.0 for gram in found)
