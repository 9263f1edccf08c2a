"""Delimited text, Parquet, JSON and the CSV of values: a call list, and columns that no mapping knows."""

import io
import json
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from tahqiq.formats.ftm import STATEMENT_COLUMNS
from tahqiq.formats.values_csv import COLUMNS, lines

from . import Planter, Tokens

HEAD = ("Caller", "Called", "Date", "Duration", "Cell", "IMEI", "Remark", "Trunk")


def line(tokens: Tokens) -> tuple[str, ...]:
    return (
        tokens("Caller", "+9647431110001"),
        tokens("Called", "+9647431110002"),
        tokens("Date", "2024-05-17 22:10:31"),
        tokens("Duration", "4711"),
        tokens("Cell", "41805-7-4412"),
        tokens("IMEI", "49015420323751") + "8",
        tokens("Remark"),
        tokens("Trunk"),
    )


def delimited(tokens: Tokens) -> tuple[str, bytes]:
    """A title, a value beside it, records that lack and repeat cells, a total, a line too long."""
    first, second = (
        line(tokens),
        (
            tokens("Caller", "+9647431110003"),
            "",
            tokens("Date", "not a day 5"),
            tokens("Duration", "a while"),
            "",
            "",
            tokens("Remark"),
        ),
    )
    more = [
        [f"0743111000{day}", "07431110001", f"2024-05-0{day} 10:11:12", str(day), "", "", "", ""]
        for day in range(4, 9)
    ]
    rows = (
        [tokens("row 1"), "", tokens("row 1")],
        [tokens("row 2")],
        list(HEAD),
        *more,
        list(first),
        list(second),
        ["Total", tokens("row 11", "88123")],
        [*("07431110005", "07431110006", "2024-05-18 10:00:00", "1", "", "", ""), "t", tokens("#9")],
    )
    return "calls.csv", "\n".join(";".join(row) for row in rows).encode()


def parquet(tokens: Tokens) -> tuple[str, bytes]:
    names, cells = (
        [*HEAD, "nested", "many"],
        [*line(tokens), {"inner": tokens("nested")}, [tokens("many"), tokens("many")]],
    )
    out = io.BytesIO()
    pq.write_table(pa.table({name: [cell] for name, cell in zip(names, cells, strict=True)}), out)
    return "calls.parquet", out.getvalue()


def parquet_of_types(tokens: Tokens) -> tuple[str, bytes]:
    """What else a column of Parquet may be: words of a dictionary, maps, lists of records, bytes, decimals;
    several row groups."""
    table = pa.table(
        {
            "Caller": [tokens("Caller", "+9647431110001"), "+9647431110003"],
            "Called": [tokens("Called", "+9647431110002"), "+9647431110004"],
            "Date": ["2024-05-17 22:10:31", "2024-05-18 22:10:31"],
            "word": pa.array([tokens("word"), tokens("word")]).dictionary_encode(),
            "pairs": pa.array([[(tokens("pairs"), tokens("pairs"))], []], pa.map_(pa.string(), pa.string())),
            "records": [[{"one": tokens("records"), "two": tokens("records")}], []],
            "bytes": pa.array([tokens("bytes").encode(), None], pa.binary()),
            "exact": pa.array([Decimal(tokens("exact", "81723.554")), None], pa.decimal128(12, 3)),
        }
    )
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=1, compression="zstd")
    return "calls.parquet", out.getvalue()


def json_lines(tokens: Tokens) -> tuple[str, bytes]:
    row = {
        **dict(zip(HEAD, line(tokens), strict=True)),
        "deep": {"inner": tokens("deep.inner"), "list": [tokens("deep.list.0")]},
        "flag": True,
    }
    return "calls.jsonl", json.dumps(row).encode() + b"\n"


def json_object(tokens: Tokens) -> tuple[str, bytes]:
    """Records inside an object that says more beside them."""
    told = {
        "head": tokens("head"),
        "about": {"who": tokens("about.who")},
        "calls": [dict(zip(HEAD, line(tokens), strict=True))] * 2,
        "tail": [tokens("tail.0")],
    }
    return "calls.json", json.dumps(told).encode()


def values(tokens: Tokens) -> tuple[str, bytes]:
    """A value exported by Tahqiq: what is known of where it was read stands beside it."""
    given = {
        name: tokens(name)
        for name in COLUMNS
        if name not in ("type", "property", "entity_id", "language", "value")
    }
    told = {
        **given,
        "type": "Person",
        "property": "name",
        "entity_id": "ab" * 16,
        "value": tokens("value", "Karim Zaki Plum"),
    }
    return "values.csv", "".join(lines([told])).encode()


def ftm(tokens: Tokens) -> tuple[str, bytes]:
    person = {
        "id": "p1",
        "schema": "Person",
        "caption": tokens("@caption"),
        "datasets": [tokens("@datasets")],
        "referents": [tokens("@referents")],
        "properties": {
            "name": [tokens("name", "Karim Zaki Plum")],
            "birthDate": [tokens("birthDate", "1981-02-03")],
            "phone": [tokens("phone", "+9647431110001")],
            "email": [tokens("email", "zq@plum.example")],
            "notes": [tokens("notes")],
            "shoeSize": [tokens("shoeSize")],
        },
    }
    paid = {
        "id": "e1",
        "schema": "Payment",
        "properties": {
            "payer": ["p1"],
            "beneficiary": ["p1"],
            "amount": [tokens("amount", "4711.25")],
            "date": [tokens("date", "2024-05-17")],
            "purpose": [tokens("purpose")],
            "summary": [tokens("summary")],
        },
    }
    return "some.ftm.json", (json.dumps(person) + "\n" + json.dumps(paid) + "\n").encode()


def ftm_statements(tokens: Tokens) -> tuple[str, bytes]:
    told = {name: tokens(name) for name in STATEMENT_COLUMNS if name not in ("schema", "prop", "entity_id")}
    row = {"entity_id": "p1", "schema": "Person", "prop": "name", **told, "extra": tokens("extra")}
    return "statements.csv", (",".join(row) + "\n" + ",".join(row.values()) + "\n").encode()


PLANTERS: dict[str, Planter] = {
    "delimited": delimited,
    "parquet": parquet,
    "parquet-types": parquet_of_types,
    "json": json_lines,
    "json-object": json_object,
    "values": values,
    "ftm": ftm,
    "ftm-statements": ftm_statements,
}
