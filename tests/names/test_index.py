"""A list of names in memory: the right name is among the candidates, what is no name is never found."""

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.names.index import NameIndex
from tahqiq.names.score import score

WORDS = [
    "Ali",
    "علي",
    "Mohammed",
    "محمد",
    "Karim",
    "كريم",
    "Hassan",
    "al-Juboori",
    "الجبوري",
    "Abdul Rahman",
    "عبد الرحمن",
    "UNKNOWN",
    "0770",
    "😀",
]
NAMES = st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), max_size=30)


@given(NAMES, st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join))
def test_hits_have_the_scores_of_the_scorer_in_order(names: list[str], query: str) -> None:
    hits = NameIndex(names).search(query, top=5)
    assert [hit.score for hit in hits] == [score(query, names[hit.row]) for hit in hits]
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.row))
    best = max((score(query, name) for name in names), default=0.0)
    assert best < 0.6 or hits[0].score == best


@given(NAMES)
def test_every_row_is_a_name_or_refused(names: list[str]) -> None:
    index = NameIndex(names)
    assert len(index) == len(names)
    for row, name in enumerate(names):
        assert (row in index.refused) != (bool(index.search(name)) and index.search(name)[0].score == 1.0)


def test_an_empty_list_and_an_empty_question() -> None:
    assert NameIndex([]).search("Ali") == []
    assert NameIndex(["Ali"]).search("") == []
    assert NameIndex(["UNKNOWN", ""]).search("Ali") == []


def test_a_title_that_is_a_name_is_found_by_it() -> None:
    index = NameIndex(["السيد سالم", "سيد كريم", "علي سالم حسن"])
    assert index.search("El Sayed Salem", top=1)[0].row == 0
    assert index.search("Sayed Karim", top=1)[0].row == 1
