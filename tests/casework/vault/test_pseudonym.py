"""Pseudonyms: random, checked, readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.vault.pseudonym import ALPHABET, checked, mint, needed
from tahqiq.kit.errors import WrongUse

names = st.integers(0, 10_000).map(lambda _: mint())


def test_they_count_nothing() -> None:
    made = [mint() for _ in range(2_000)]
    assert len(set(made)) == 2_000
    assert made != sorted(made)
    assert not set("".join(made)) & set("B8I1O0QS5UZ26")
    assert len(ALPHABET) == len(set(ALPHABET)) == 23


@given(names, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_any_one_wrong_sign_is_found(name: str, place: int, sign: str) -> None:
    plain = name.replace("-", "")
    spoiled = plain[:place] + sign + plain[place + 1 :]
    assert (checked(spoiled) is not None) == (spoiled == plain)


@given(names, st.integers(0, 7), st.integers(0, 7))
def test_any_two_signs_that_changed_places_are_found(name: str, one: int, other: int) -> None:
    signs = list(name.replace("-", ""))
    signs[one], signs[other] = signs[other], signs[one]
    spoiled = "".join(signs)
    assert (checked(spoiled) is not None) == (spoiled == name.replace("-", ""))


@given(names)
def test_how_it_is_typed_does_not_matter(name: str) -> None:
    arabic = name.translate(str.maketrans("3479", "٣٤٧٩"))
    assert checked(f" \u200e{name.lower().replace('-', ' ')} ") == checked(arabic) == name


@given(st.text(max_size=30))
def test_anything_else_is_refused_without_being_repeated(text: str) -> None:
    if checked(text) is None:
        with pytest.raises(WrongUse) as caught:
            needed(text)
        assert caught.value.params == {}
