"""Every cell of a table is used, set aside with its reason, or a problem."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.model.account import Aside, Fields
from tahqiq.model.batch import Mapped

from .mapping_helpers import apply, table

CALLS = """
name: calls
title: Calls
zone: Asia/Baghdad
country: IQ
operator: nakhla
date_order: dmy
outside: {target: {from: above, label: Target}}
layout: {skip: ["^Total"]}
when: [{column: Sort, not_in: [void]}]
facts:
  call:
    schema: Call
    a: {outside: target}
    b: {column: Other, otherwise: Second}
    direction: {column: Type, in: [IN], out: [OUT]}
    start: {columns: [Date]}
    seconds: {column: Seconds}
"""
HEAD = ("Type", "Other", "Second", "Date", "Seconds", "Sort", "Note")
ABOVE = ("Target: 0743 111 0001", "made by hand")


def asides(mapped: Mapped) -> dict[tuple[str, str], int]:
    return {(item.field, item.why): item.count for item in mapped.account.asides()}


def test_each_cell_of_a_call_file_has_its_fate() -> None:
    mapped = apply(
        CALLS,
        table(
            ABOVE,
            HEAD,
            ("OUT", "07431110002", "07431110009", "03/04/2024 10:11", "62", "x", "seen"),
            ("OUT", None, "07431110003", "31/31/2024", "-", "x", "  "),
            ("OUT", "07431110002", None, "03/04/2024 10:12", "soon", "void", "left"),
            ("SIDE", "07431110002", None, "03/04/2024 10:13", "5", "x", "why"),
            ("Total", "3"),
        ),
    )
    assert asides(mapped) == {
        ("row 1", "aside-above"): 1,
        ("row 2", "aside-header"): 1,
        ("row 7", "aside-total"): 2,
        ("Second", "aside-alternative"): 1,
        ("Seconds", "aside-placeholder"): 1,
        ("Note", "aside-not-mapped"): 2,
        **{(name, "aside-condition"): 1 for name in ("Type", "Other", "Date", "Seconds", "Sort", "Note")},
    }
    assert mapped.account.fields() == Fields(35, 15, 14, 6)


def test_columns_are_kept_as_details_of_an_event_with_their_names() -> None:
    rows = [
        ("OUT", "07431110002", None, "03/04/2024 10:11", "62", "x", " seen · "),
        ("OUT", "07431110002", None, "03/04/2024 10:12", "62", "x", None),
        ("OUT", "07431110002", None, "03/04/2024 10:13", "62", "x", "  "),
    ]
    with_details = CALLS.replace(
        "    seconds: {column: Seconds}", "    seconds: {column: Seconds}\n    details: [Note, Second]"
    )
    mapped = apply(with_details, table(ABOVE, HEAD, *rows))
    assert [row["text"] for row in mapped.facts[0].table.to_pylist()] == ["Note: seen ·", None, None]
    assert not [name for name, _ in asides(mapped) if name == "Note"]
    worded = with_details.replace("    details", "    text: Sort\n    details")
    assert [row["text"] for row in apply(worded, table(ABOVE, HEAD, *rows)).facts[0].table.to_pylist()] == [
        "x · Note: seen ·",
        "x",
        "x",
    ]


def test_days_without_a_year_have_a_reason_of_their_own() -> None:
    rows = [
        ("OUT", "07431110002", None, "03/04/2024 10:11", "62", "x", day)
        for day in ("2/1", "4/1", None, "26/1")
    ]
    assert asides(apply(CALLS, table(ABOVE, HEAD, *rows)))["Note", "aside-no-year"] == 3
    said = Aside("Note", 3, "aside-no-year")
    assert all(said.say(locale).sentence for locale in ("en", "ar", "ckb", "kmr-Arab"))
    assert "without a year" in said.say("en").sentence


PEOPLE = """
name: people
title: People
layout: {first_column: 2, last_column: 5}
entities:
  person:
    schema: Person
    key: [No]
    properties:
      name: Name
      birthDate: Born
  phone:
    schema: PhoneNumber
    key: [{column: Phone, pattern: "(07[0-9]+)"}]
    properties: {number: {column: Phone, pattern: "(07[0-9]+)"}}
"""


def test_a_value_without_its_thing_and_a_cell_without_what_is_sought_are_named() -> None:
    mapped = apply(
        PEOPLE,
        table(
            ("margin", "No", "Name", "Born", "Phone", "far"),
            ("m", "1", "Sara", "1990-01-02", "call 07431110001", "f"),
            (None, None, "Ali", None, "07431110002", None),
            (None, "3", "Omar", "not a day at all", "none", "g"),
        ),
    )
    assert asides(mapped)["Name", "aside-no-thing"] == 1
    assert asides(mapped)["Phone", "aside-no-match"] == 1
    assert asides(mapped)["#1", "aside-beside"] == 2
    assert asides(mapped)["#6", "aside-beside"] == 3
    assert mapped.account.fields().problems == 1


MATRIX = """
name: ties
title: Ties
layout: {unpivot: {}}
entities:
  one: {schema: Person, key: [row], properties: {name: row}}
  two: {schema: Person, pool: one, key: [column], properties: {name: column}}
  tie: {schema: Knows, properties: {person: {entity: one}, other: {entity: two}, weight: value}}
"""


def test_cells_of_a_matrix_are_ties_or_empty() -> None:
    mapped = apply(
        MATRIX.replace("Knows", "UnknownLink")
        .replace("person:", "subject:")
        .replace("other:", "object:")
        .replace(", weight: value", ", role: value"),
        table((None, "Sara", "Ali"), ("Sara", "0", "2"), ("Ali", "1", "0")),
    )
    told = mapped.account.fields()
    assert (told.read, told.problems) == (8, 0)
    assert Counter(item.why for item in mapped.account.asides()) == {"aside-matrix-empty": 2}
    assert told.used == 6


CELL = st.sampled_from(
    [
        None,
        "",
        " ",
        "OUT",
        "IN",
        "SIDE",
        "void",
        "0743111000",
        "07431110002",
        "03/04/2024 10:11",
        "x",
        "-",
        "unknown",
        "62",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=7, max_size=8), max_size=12), st.booleans())
def test_whatever_stands_there_is_counted_once(lines: list[list[str | None]], named: bool) -> None:
    """The helper holds that as many fields are read as cells are filled."""
    apply(CALLS if named else CALLS.replace("when: ", "# when: "), table(ABOVE, HEAD, *lines))
