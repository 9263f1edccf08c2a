"""What a search finds, why, and in which order."""

import pytest

from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.place import Part
from tahqiq.store.search import Hit, Search
from tahqiq.store.workspace import Workspace

from .conftest import Row, put, seeing


def captions(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.caption for hit in hits]


PEOPLE: list[Row] = [
    ("Person", "1", "name", "محمد جاسم كاظم"),
    ("Person", "1", "phone>PhoneNumber", "+9647701234567"),
    ("Person", "2", "name", "Ali Hussein Kareem"),
    ("Person", "3", "name", "شێرکۆ میرزا محەمەد"),
    ("Person", "4", "name", "Salma Nouri Basim"),
    ("Vehicle", "5", "registrationNumber>Plate", "IQ-BG A 12345 (private)"),
    ("PlainText", "6", "bodyText", "first line\nthe red lorry left Basra at dawn\nlast line"),
]


@pytest.mark.parametrize(
    ("asked", "caption"),
    [
        ("Mohammed Jasim", "محمد جاسم كاظم"),
        ("jasim mohamed", "محمد جاسم كاظم"),
        ("محمد قاسم كاظم", "محمد جاسم كاظم"),
        ("علي حسين", "Ali Hussein Kareem"),
        ("Ali Hussien Karem", "Ali Hussein Kareem"),
        ("Sherko Mirza", "شێرکۆ میرزا محەمەد"),
        ("شيركو ميرزا", "شێرکۆ میرزا محەمەد"),
        ("Kareem", "Ali Hussein Kareem"),
    ],
)
def test_a_name_is_found_however_it_is_written(workspace: Workspace, asked: str, caption: str) -> None:
    put(workspace, PEOPLE)
    found = Search(workspace).search(seeing(workspace), asked)
    assert captions(found.hits)[0] == caption
    line = next(at for at, row in enumerate(PEOPLE, 1) if row[3] == caption)
    assert found.hits[0].why[0].field == "name"
    assert found.hits[0].why[0].place == f"line {line} · field 1"


@pytest.mark.parametrize(
    "asked", ["07701234567", "٠٧٧٠ ١٢٣ ٤٥٦٧", "00964 770 123 4567", "+964-770-123-4567", '"0770 1234567"']
)
def test_a_number_in_any_form_finds_itself_and_its_holder(workspace: Workspace, asked: str) -> None:
    put(workspace, PEOPLE)
    found = Search(workspace).search(seeing(workspace), asked)
    assert {hit.schema for hit in found.hits} == {"Person", "PhoneNumber"}
    assert {(why.field, why.kind) for hit in found.hits for why in hit.why} == {
        ("phone", "exact-number"),
        ("key", "exact-number"),
    }
    assert found.total == 2
    assert found.facets == {"Person": 1, "PhoneNumber": 1}


@pytest.mark.parametrize("asked", ["+9647701234567", "770123"])
def test_a_number_stands_before_those_who_have_it(workspace: Workspace, asked: str) -> None:
    """However many there are: what orders equal ones by their ids would put the number somewhere among
    them."""
    put(workspace, [("Person", f"{at}", "phone>PhoneNumber", "+9647701234567") for at in range(20)])
    found = Search(workspace).search(seeing(workspace), asked)
    assert [hit.schema for hit in found.hits] == ["PhoneNumber", *["Person"] * 19]


@pytest.mark.parametrize(
    ("asked", "caption"),
    [("Sal", "Salma Nouri Basim"), ("ali huss", "Ali Hussein Kareem"), ("شێر", "شێرکۆ میرزا محەمەد")],
)
def test_a_word_may_be_only_begun_while_somebody_types(
    workspace: Workspace, asked: str, caption: str
) -> None:
    put(workspace, PEOPLE)
    found = Search(workspace).search(seeing(workspace), asked, begun=True)
    assert captions(found.hits)[0] == caption
    assert found.hits[0].why[0].field == "name"


def test_a_name_that_begins_so_stands_before_a_text_in_which_a_word_does(workspace: Workspace) -> None:
    put(
        workspace,
        [
            ("PlainText", "1", "bodyText", " ".join(["word"] * 20 + ["salma"])),
            ("Person", "2", "name", "Nouri Salma"),
            ("Person", "3", "name", "Salma Basim"),
        ],
    )
    found = Search(workspace).search(seeing(workspace), "sal", begun=True)
    assert captions(found.hits)[:2] == ["Salma Basim", "Nouri Salma"]
    assert found.total == 3
    assert Search(workspace).search(seeing(workspace), "s", begun=True).total == 0


@pytest.mark.parametrize("asked", ["0770 123", "234567", "4567", "7012345"])
def test_a_part_of_a_number_is_enough(workspace: Workspace, asked: str) -> None:
    put(workspace, PEOPLE)
    found = Search(workspace).search(seeing(workspace), asked)
    assert {hit.schema for hit in found.hits} == {"Person", "PhoneNumber"}
    assert all(why.kind == "part-of-number" for hit in found.hits for why in hit.why)


def test_a_plate_is_found_by_its_digits_and_in_words(workspace: Workspace) -> None:
    put(workspace, PEOPLE)
    search = Search(workspace)
    assert search.search(seeing(workspace), "12345").hits
    whole = search.search(seeing(workspace), "Baghdad A 12345 private")
    assert whole.hits[0].why[0].kind == "exact-number"


def test_a_text_hit_says_on_which_line_it_stands(workspace: Workspace) -> None:
    put(workspace, PEOPLE, part=Part(2, "page", "3"))
    found = Search(workspace).search(seeing(workspace), "lorry basra")
    why = found.hits[0].why[0]
    assert (why.field, why.value, why.kind) == ("bodyText", "the red lorry left Basra at dawn", "words")
    assert why.place == "page 3 · line 7 · field 1 · line 2 of the text"


def test_quotes_ask_for_the_exact_phrase(workspace: Workspace) -> None:
    put(workspace, PEOPLE)
    search = Search(workspace)
    assert search.search(seeing(workspace), '"red lorry left"').hits[0].why[0].kind == "phrase"
    assert search.search(seeing(workspace), '"lorry red"').total == 0


@pytest.mark.parametrize(
    "asked",
    ["name:*", "+a -b AND (c", "x OR y^5", "*:*", "a~2", "[a TO z]", "\\", "' OR 1=1 --", "1.gram", "/.*/"],
)
def test_query_syntax_is_only_text(workspace: Workspace, asked: str) -> None:
    put(workspace, PEOPLE)
    search = Search(workspace)
    if any(sign.isalnum() for sign in asked):
        assert search.search(seeing(workspace), asked).total == 0
    else:
        with pytest.raises(WrongUse, match="nothing to search"):
            search.search(seeing(workspace), asked)


def test_nothing_to_search_for_and_too_much(workspace: Workspace) -> None:
    search = Search(workspace)
    for asked in ("", "  ", '""', "؟!", "\u202e"):
        with pytest.raises(WrongUse, match="nothing to search"):
            search.search(seeing(workspace), asked)
    with pytest.raises(WrongUse, match="500"):
        search.search(seeing(workspace), "a" * 501)


def test_one_type_only(workspace: Workspace) -> None:
    put(workspace, PEOPLE)
    search = Search(workspace)
    found = search.search(seeing(workspace), "07701234567", schema="LegalEntity")
    assert [hit.schema for hit in found.hits] == ["Person"]
    with pytest.raises(NotFound):
        search.search(seeing(workspace), "x1", schema="Nothing")


def test_pages_follow_one_another(workspace: Workspace) -> None:
    put(workspace, [("Person", str(number), "name", "Hasan Ali") for number in range(30)])
    search = Search(workspace)
    scope = seeing(workspace)
    whole = search.search(scope, "Hasan Ali", limit=30)
    pages = [search.search(scope, "Hasan Ali", limit=10, offset=start).hits for start in (0, 10, 20)]
    assert [hit.id for page in pages for hit in page] == [hit.id for hit in whole.hits]
    assert whole.total == 30
    assert [hit.id for hit in whole.hits] == sorted(hit.id for hit in whole.hits)


def test_several_values_of_one_thing_are_one_hit(workspace: Workspace) -> None:
    put(
        workspace,
        [
            ("Person", "1", "name", "Omar Salim"),
            ("Person", "1", "alias", "Umar Saleem"),
            ("Person", "1", "alias", "عمر سليم"),
        ],
    )
    found = Search(workspace).search(seeing(workspace), "Omar Salim")
    assert found.total == 1
    assert [(why.field, why.kind) for why in found.hits[0].why] == [
        ("name", "same-name"),
        ("alias", "name-spelled-alike"),
        ("alias", "name-spelled-alike"),
    ]


def test_what_stands_as_it_was_typed_comes_first_then_the_same_script(workspace: Workspace) -> None:
    put(
        workspace,
        [
            ("Person", str(at), "name", name)
            for at, name in enumerate(("Abu Layth", "أبو ليث", "ابو ليث", "السيد ابو ليث"))
        ],
    )
    search = Search(workspace)
    found = captions(search.search(seeing(workspace), "ابو ليث").hits)
    assert (found[0], sorted(found)) == (
        "ابو ليث",
        sorted(("Abu Layth", "أبو ليث", "ابو ليث", "السيد ابو ليث")),
    )
    assert found.index("أبو ليث") < found.index("Abu Layth")
    assert captions(search.search(seeing(workspace), "أبو  ليث").hits)[0] == "أبو ليث"
    assert captions(search.search(seeing(workspace), "abu layth").hits)[0] == "Abu Layth"


@pytest.mark.parametrize(
    ("asked", "own", "other"),
    [
        ("Layth Hamid", ("Layth Hamid", "Laith Hamid", "Laith Hameed"), ("ليث حامد", "ليث حميد")),
        ("Zaynab Kadhim", ("Zaynab Kadhim", "Zainab Kadim", "Zeinab Kazem"), ("زينب كاظم",)),
        ("ليث حامد", ("ليث حامد", "ليث الحامد"), ("Layth Hamid", "Laith Hamid")),
        ("زينب كاظم", ("زينب كاظم", "زينب كاضم"), ("Zaynab Kadhim", "Zainab Kadim")),
    ],
)
def test_of_a_mixed_result_the_script_that_was_typed_comes_first(
    workspace: Workspace, asked: str, own: tuple[str, ...], other: tuple[str, ...]
) -> None:
    put(workspace, [("Person", str(at), "name", name) for at, name in enumerate((*other, *own))])
    found = captions(Search(workspace).search(seeing(workspace), asked).hits)
    assert found[0] == asked
    assert set(found[: len(own)]) == set(own)
    assert set(found[len(own) :]) == set(other)


def test_rows_of_one_document_that_call_somebody_the_same_are_one_line_where_that_is_asked(
    workspace: Workspace,
) -> None:
    put(
        workspace,
        [("Person", str(at), "name", "ابو ليث") for at in range(130)] + [("Person", "x", "name", "أبو ليث")],
    )
    put(workspace, [("Person", "1", "name", "ابو ليث"), ("Company", "2", "name", "ابو ليث")])
    search, seen = Search(workspace), seeing(workspace)
    plain = search.search(seen, "ابو ليث", limit=200)
    assert (len(plain.hits), plain.total, plain.lines, {hit.rows for hit in plain.hits}) == (
        133,
        133,
        133,
        {1},
    )
    found = search.search(seen, "ابو ليث", limit=200, fold=True)
    assert (found.total, found.lines, found.facets) == (133, 4, plain.facets)
    assert sorted(hit.rows for hit in found.hits) == [1, 1, 1, 130]
    (many,) = [hit for hit in found.hits if hit.rows > 1]
    assert len(many.same) == 100
    assert len({many.id, *(hit.id for hit in many.same)}) == 101
    assert {hit.caption for hit in many.same} == {"ابو ليث"}
    assert len({hit.why[0].place for hit in many.same}) == 100
    assert [
        hit.id
        for at in range(4)
        for hit in search.search(seen, "ابو ليث", limit=1, offset=at, fold=True).hits
    ] == [hit.id for hit in found.hits]
