"""How alike two names are."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.names.similarity import form, likeness, similarity

NAMES = st.lists(
    st.sampled_from(["Ali", "علي", "Mohammed", "محەمەد", "Abdul", "Karim", "كريم", "al-Juboori", "x", "", "7"]), max_size=5
).map(" ".join)


@given(NAMES, NAMES)
def test_symmetrical_and_between_0_and_1(one: str, two: str) -> None:
    assert similarity(one, two) == similarity(two, one)
    assert 0.0 <= similarity(one, two) <= 1.0


@given(st.text(min_size=1, max_size=30))
def test_a_name_is_like_itself(name: str) -> None:
    assert similarity(name, name) == (1.0 if form(name).folded else 0.0)


@given(st.lists(st.sampled_from(["Ali", "Mohammed", "Karim", "جاسم"]), min_size=2, max_size=4, unique=True))
def test_the_order_of_the_parts_does_not_matter(words: list[str]) -> None:
    assert similarity(" ".join(words), " ".join(reversed(words))) >= 0.99


@pytest.mark.parametrize(
    ("near", "far", "asked"),
    [
        ("محمد جاسم كاظم", "محمد قاسم فاضل", "Mohammed Jassim Kadhim"),
        ("Juboori Mohammed", "Juboori Ahmed", "محمد الجبوري"),
        ("نێچیرڤان بارزانی", "نێچیرڤان کوردی", "Nechirvan Barzani"),
        ("علي حسين", "علي حسن كريم فاضل", "Ali Hussein"),
        ("عبدلله كريم", "عبدالكريم لطيف", "Abdullah Karim"),
    ],
)
def test_the_right_name_ranks_before_the_wrong_one(near: str, far: str, asked: str) -> None:
    assert similarity(asked, near) > similarity(asked, far) + 0.05


def test_names_of_ten_thousand_letters_are_compared_quickly() -> None:
    assert 0.0 <= similarity("محمد " * 2000, "Mohammed " * 1200) <= 1.0


def _pairs(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [(row["arabic"], row["latin"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("order", "least"), [("full", 0.99), ("family first", 0.97), ("given and last", 0.75)])
def test_real_names_across_scripts(shared_data: Callable[[str], Path], order: str, least: float) -> None:
    """Recall at 1 of a Latin name against the Arabic list; anyascii with rapidfuzz ratio has .99, .60, .50 here."""
    pairs = _pairs(shared_data("names/arabic_latin_unsc2020_first_half.csv"))
    forms = [form(arabic) for arabic, _ in pairs]
    right = asked = 0
    for at, (_, latin) in enumerate(pairs):
        words = latin.split()
        if order == "family first":
            words = [words[-1], *words[:-1]]
        elif order == "given and last":
            if len(words) < 3:
                continue
            words = [words[0], words[-1]]
        wanted = form(" ".join(words))
        scores = [likeness(wanted, other) for other in forms]
        asked += 1
        right += max(scores) == scores[at]
    assert right / asked >= least
