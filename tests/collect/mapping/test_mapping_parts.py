"""Small parts: gathering of batches, preview, header words, transforms, ids."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.collect.mapping.codec import loads
from tahqiq.collect.mapping.gather import gather, widened
from tahqiq.collect.mapping.nodes import Hasher, Registry
from tahqiq.collect.mapping.preview import preview
from tahqiq.collect.mapping.transforms import NAMED, find
from tahqiq.collect.mapping.words import dictionary, fold, likeness
from tahqiq.formats.reader import Records, grid
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.ids import digest
from tahqiq.kit.messages import catalogue
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.model.statement import identifier_id

from .mapping_helpers import proposed, table


def test_small_first_batches_come_as_one_and_nothing_is_lost() -> None:
    title = table(("Calls of May",))
    body = table(("Caller", "Callee"), ("1", "2"), first=2)
    more = table(("3", "4"), first=4)
    other = table(("x",), part=Part(1, "sheet", "b"))
    note = Problem("lines-no-records", Place())
    items = list(gather([title, body, note, more, other], least=3))
    batches = [item for item in items if isinstance(item, Records)]
    assert [batch.rows.tolist() for batch in batches] == [[1, 2, 3], [4], [1]]
    assert batches[0].columns.to_pydict() == {
        "c1": ["Calls of May", "Caller", "1"],
        "c2": [None, "Callee", "2"],
    }
    assert note in items


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 5)), max_size=6), st.integers(1, 8))
def test_gathering_keeps_every_row_in_order(sizes: list[tuple[int, int]], least: int) -> None:
    given_: list[Records] = []
    for part, size in sorted(sizes):
        start = sum(len(batch) for batch in given_ if batch.part.no == part)
        given_.append(grid(Part(part), [(start + n, ["v"]) for n in range(size)]))
    out = [item for item in gather(given_, least) if isinstance(item, Records)]
    for part in range(3):
        rows = np.concatenate([[-1], *[batch.rows for batch in out if batch.part.no == part]])
        assert rows.tolist()[1:] == list(range(sum(len(batch) for batch in given_ if batch.part.no == part)))


def test_a_preview_shows_entities_events_and_problems_in_words() -> None:
    lines = [
        ("Caller", "Callee", "Start"),
        ("07431110001", "9.6E+11", "2024-01-01 10:00"),
        ("07431110001", "07431110002", "2024-01-01 11:00"),
    ]
    shown = preview(proposed(*lines).mapping, table(*lines))
    assert (shown["records"], shown["mapped"]) == (2, 2)
    assert isinstance(shown["facts"], list)
    assert shown["facts"][1] == {
        "schema": "Call",
        "row": 3,
        "a": "+9647431110001",
        "b": "+9647431110002",
        "start": "2024-01-01T08:00:00Z",
        "start_text": "2024-01-01 11:00",
        "zone": "Asia/Baghdad",
        "side": 0,
    }
    assert isinstance(shown["problems"], list)
    assert isinstance(shown["problems"][0], dict)
    assert "9.6E+11" in str(shown["problems"][0]["sentence"])
    people = preview(
        loads("{name: p, title: P, entities: {p: {schema: Person, properties: {name: n}}}}"),
        table(("n",), ("Ali",), ("Sara",)),
    )
    assert isinstance(people["entities"], list)
    assert people["entities"][0] == {
        "schema": "Person",
        "key": "",
        "properties": {"name": ["Ali"]},
        "places": ["line 2 · field 1"],
    }


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Call_Date", "date"),
        ("رَقْمُ الطالِب", "a_number"),
        ("الرقم  الطالب:", "a_number"),
        ("B-PARTY", "b_number"),
        ("ژمارەی پەیوەندیکەر", "a_number"),
        ("LAC (hex)", "lac"),
        ("DURATION(SEC)", "duration"),
    ],
)
def test_headers_are_recognised_in_their_variants(header: str, meaning: str) -> None:
    assert likeness(header, meaning) >= 0.9


def test_a_bare_word_for_number_says_little() -> None:
    assert likeness("Document Number", "phone") < 0.5
    assert likeness("رقم الوثيقة", "phone") < 0.5


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_folding_is_idempotent_and_every_transform_takes_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    for change in NAMED.values():
        assert isinstance(change(text), str)


def test_patterns_keep_their_first_group() -> None:
    assert find(r"CDR-(\d+)-(?:a|b)", "CDR-0743-b") == "0743"
    assert find(r"\d+", "x12y") == "12"
    assert find(r"([()]\d)(z)?", "(7") == "(7"
    assert find(r"(\d)", "none") is None


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=1, max_size=3), st.text())
def test_kept_hashes_are_those_of_the_contract(first: list[str], last: str) -> None:
    assert Hasher(*first).of(last) == digest(*first, last)


def test_the_registry_numbers_each_identifier_once() -> None:
    registry = Registry()
    assert registry.numbers("PhoneNumber", "", ["+1", None, "+2", "+1"]) == [0, -1, 1, 0]
    assert registry.numbers("Cell", "x", ["+1"]) == [2]
    assert registry.ids[2] == identifier_id("Cell", "x", "+1")
    assert registry.schemata == ["PhoneNumber", "PhoneNumber", "Cell"]


def test_every_meaning_has_english_and_arabic_words_or_says_why_not() -> None:
    assert all(phrases for phrases in dictionary().values())
    assert len(dictionary()) > 100


def test_codes_of_the_mapping_have_sentences_in_four_languages() -> None:
    for code in (
        "mapping-mistake",
        "record-made-nothing",
        "direction-unknown",
        "amount-unit-unknown",
        "too-many-recipients",
    ):
        assert set(catalogue()[code]) == {"en", "ar", "ckb", "kmr-Arab"}
    with pytest.raises(WrongUse):
        loads("x")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(1, 5)), max_size=8),
    st.integers(1, 9),
    st.integers(0, 2),
)
def test_wide_batches_keep_every_row_in_order(sizes: list[tuple[int, int]], rows: int, narrow: int) -> None:
    given_: list[Records] = []
    for part, size in sorted(sizes):
        start = sum(len(batch) for batch in given_ if batch.part.no == part)
        given_.append(grid(Part(part), [(start + n, ["v"]) for n in range(size)]))
    out = [
        item
        for item in widened(given_, lambda item: item.part.no != narrow, rows)
        if isinstance(item, Records)
    ]
    assert [(b.part.no, row) for b in out for row in b.rows.tolist()] == [
        (b.part.no, row) for b in given_ for row in b.rows.tolist()
    ]
    assert all(len(batch) < rows + 5 for batch in out)
    assert [len(batch) for batch in out if batch.part.no == narrow] == [
        len(batch) for batch in given_ if batch.part.no == narrow
    ]
