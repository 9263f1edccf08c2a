"""FollowTheMoney entities and statements: read, written, and both ways."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.ftm import READER, STATEMENT_COLUMNS, FtmEntity, entity_lines, statement_lines
from tahqiq.formats.reader import Item, Records
from tahqiq.model.problem import Problem

SAFE = st.text(
    alphabet=st.one_of(
        st.sampled_from('aبئ",;=\n\r -'), st.characters(codec="utf-8", exclude_characters="\x00")
    ),
    min_size=1,
    max_size=10,
)


def read(data: bytes) -> list[Item]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(data)
        return list(READER.read(path, "x"))


def rows(items: list[Item], kind: str) -> list[dict[str, str | None]]:
    return [
        row
        for item in items
        if isinstance(item, Records) and item.kind == kind
        for row in item.columns.to_pylist()
    ]


def problems(items: list[Item]) -> list[tuple[str, int, int]]:
    return [(item.code, item.place.row, item.records) for item in items if isinstance(item, Problem)]


LINES = (
    '{"id":"a","schema":"Person","properties":{"name":["علي","Ali"],"birthDate":["1980"]},"datasets":["d"]}\n'
    "\n"
    '{"id":"b","schema":"Company","properties":{}}\n'
    "not json\n"
    '{"id":"c","properties":{"name":["x"]}}\n'
    '{"id":"e","schema":"Ownership","properties":{"owner":[{"id":"a","schema":"Person"}]}}\n'
)


def test_entities_one_record_a_value() -> None:
    items = read(LINES.encode())
    assert [tuple(row.values()) for row in rows(items, "ftm.value")] == [
        ("a", "Person", "name", "علي"),
        ("a", "Person", "name", "Ali"),
        ("a", "Person", "birthDate", "1980"),
        ("a", "Person", "@datasets", "d"),
        ("b", "Company", None, None),
        ("e", "Ownership", "owner", "a"),
    ]
    batch = next(item for item in items if isinstance(item, Records))
    assert batch.rows.tolist() == [1, 1, 1, 1, 3, 6]
    assert problems(items) == [("entry-unreadable", 4, 1), ("entry-unreadable", 5, 1)]


def test_a_list_of_entities() -> None:
    assert len(rows(read(b'[{"id":"a","schema":"Person","properties":{"name":["x"]}}]'), "ftm.value")) == 1


def test_statements_keep_further_columns_and_bad_lines_are_told() -> None:
    head = ",".join([*STATEMENT_COLUMNS, "place"])
    line = "1,a,a,name,name,Person,علي,,d,ara,,2024-01-01,,x,Sheet1!B2"
    items = read(f"{head}\n{line}\nshort,line\n".encode())
    (row,) = rows(items, "ftm.statement")
    assert (row["entity_id"], row["value"], row["lang"], row["place"], row["original_value"]) == (
        "a",
        "علي",
        "ara",
        "Sheet1!B2",
        None,
    )
    assert problems(items) == [("entry-unreadable", 3, 1)]


@given(
    st.lists(
        st.builds(
            FtmEntity,
            SAFE,
            SAFE,
            st.dictionaries(SAFE.filter(lambda name: name[0] != "@"), st.lists(SAFE, max_size=3), max_size=3),
        ),
        max_size=4,
    )
)
def test_entities_round_trip(entities: list[FtmEntity]) -> None:
    text = "".join(entity_lines(entities))
    back: list[tuple[str | None, ...]] = [
        tuple(row.values()) for row in rows(read(text.encode() or b"\n"), "ftm.value")
    ]
    expected: list[tuple[str | None, ...]] = []
    for entity in entities:
        values = [
            (entity.id, entity.schema, name, value)
            for name in sorted(entity.properties)
            for value in sorted(set(entity.properties[name]))
        ]
        expected += values or [(entity.id, entity.schema, None, None)]
    assert back == expected


@given(
    st.lists(st.dictionaries(st.sampled_from([*STATEMENT_COLUMNS, "grade"]), SAFE, min_size=1), max_size=4)
)
def test_statements_round_trip_and_bytes_are_stable(statements: list[dict[str, str]]) -> None:
    text = "".join(statement_lines(statements, ["grade"]))
    back = [
        {name: value for name, value in row.items() if value is not None}
        for row in rows(read(text.encode()), "ftm.statement")
    ]
    assert back == statements
    assert "".join(statement_lines(back, ["grade"])) == text


def test_sniff() -> None:
    assert READER.sniff(LINES.encode(), "x.json").score > 0.9
    assert READER.sniff((",".join(STATEMENT_COLUMNS) + "\n").encode(), "x.csv").score > 0.9
    assert READER.sniff(b'{"id": 1, "name": "x"}', "x.json").score == 0
