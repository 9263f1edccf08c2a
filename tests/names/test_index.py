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


def test_two_names_in_one_word_are_found_by_two_and_two_by_one() -> None:
    """What a list of Iranians has as محمدعلی stands as two words in a passport."""
    joined = NameIndex(["محمدعلي الغانمي", "محمد الغانمي", "علي الغانمي", "محمود علاوي"])
    assert joined.search("Mohammad Ali Ghanimi", top=1)[0].row == 0
    crowd = [
        f"{given} {family}"
        for given in ("محمد", "علي", "محمود", "احمد")
        for family in ("السعدي", "الكعبي", "الربيعي", "الساعدي")
    ]
    apart = NameIndex([*crowd, "محمد كاظم الربيعي"])
    assert apart.search("Mohammadkazim Rubaie", top=1)[0].row == len(crowd)


def test_a_common_name_is_found_however_its_consonants_are_written() -> None:
    """Of Osman and عثمان no consonants but the last are the same; that they are one name stands in the list
    of common names."""
    vowels = ("", "ا", "ي", "و")
    others = [
        f"{first}{one}م{two}ن{three} الموسوي"
        for first in "سصث"
        for one in vowels
        for two in vowels
        for three in vowels
    ]
    index = NameIndex([*others, "عثمان السيد"])
    assert len(others) in {hit.row for hit in index.search("Osman El-Sayed", top=3)}
