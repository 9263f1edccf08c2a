"""The engine: entities, links, events, places, problems, balance."""

from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.collect.mapping.apply import Applier
from tahqiq.collect.mapping.codec import loads
from tahqiq.formats.reader import Records
from tahqiq.kit.errors import TahqiqError, WrongUse
from tahqiq.model.place import Part
from tahqiq.model.source import Authority
from tahqiq.model.vocabulary import vocabulary

from .mapping_helpers import SHA, apply, codes, facts, stated, table

CALLS = """
name: calls
title: Calls
zone: Asia/Baghdad
country: IQ
operator: nakhla
date_order: dmy
outside: {target: {from: above, label: Target}}
layout: {skip: ["^Total"]}
facts:
  call:
    schema: Call
    a: {outside: target}
    b: Other
    direction: {column: Type, in: [IN], out: [OUT]}
    start: {columns: [Date, Time]}
    seconds: {column: Seconds}
    place: Cell
    device: IMEI
"""
HEAD = ("Type", "Other", "Date", "Time", "Seconds", "Cell", "IMEI")
ABOVE = ("Target: 0743 111 0001",)


def test_an_event_has_its_parties_time_duration_place_and_device() -> None:
    mapped = apply(
        CALLS,
        table(
            ABOVE,
            HEAD,
            ("OUT", "07431110002", "03/04/2024", "10:11:12", "62", "418-97-1-22", "490154203237518"),
            ("IN", "309", "04/04/2024", "10:11", "1:02", None, None),
        ),
    )
    first, second = facts(mapped)
    assert (first["a"], first["b"], first["seconds"], first["row"]) == (
        "+9647431110001",
        "+9647431110002",
        62,
        3,
    )
    assert str(first["start"]) == "2024-04-03 07:11:12"
    assert (first["start_text"], first["zone"]) == ("03/04/2024 10:11:12", "Asia/Baghdad")
    assert first["device"] == "49015420323751"
    assert (second["a"], second["b"]) == ("309", "+9647431110001")
    assert (first["side"], second["side"]) == (0, 1)
    assert mapped.nodes.namespaces[mapped.nodes.schemata.index("Cell")] == "nakhla"


def test_lost_digits_are_a_problem_and_never_a_value() -> None:
    mapped = apply(
        CALLS, table(ABOVE, HEAD, ("OUT", "9.64771E+11", "03/04/2024", "10:11:12", "5", None, "4.90154E+14"))
    )
    assert codes(mapped).count("number-in-scientific-notation") == 2
    assert [p.value for p in mapped.problems] == ["9.64771E+11", "4.90154E+14"]
    assert mapped.problems[0].place.row == 3
    assert mapped.problems[0].place.column == 2
    assert not any("E+" in key for key in mapped.nodes.keys)
    assert facts(mapped)[0]["a"] == "+9647431110001"
    assert "b" not in facts(mapped)[0]


def test_a_short_code_stays_an_identifier_with_one_note() -> None:
    mapped = apply(
        CALLS, table(ABOVE, HEAD, *[("OUT", "309", "03/04/2024", "10:11:12", "5", None, None)] * 3)
    )
    assert len(facts(mapped)) == 3
    assert codes(mapped) == ["phone-short-code"]


def test_an_event_whose_direction_nobody_knows_is_not_made() -> None:
    mapped = apply(
        CALLS, table(ABOVE, HEAD, ("??", "07431110002", "03/04/2024", "10:11:12", "5", None, None))
    )
    assert codes(mapped) == ["direction-unknown", "record-made-nothing"]
    assert (mapped.records, mapped.mapped) == (1, 0)


def test_titles_headers_totals_and_repeated_headers_are_no_records() -> None:
    row = ("OUT", "07431110002", "03/04/2024", "10:11:12", "5", None, None)
    mapped = apply(CALLS, table(ABOVE, HEAD, row, HEAD, row, ("Total", None, None, None, "10", None, None)))
    assert (mapped.records, mapped.mapped) == (2, 2)
    assert [(p.code, p.params["reason"]) for p in mapped.problems] == [
        ("lines-no-records", "header-again"),
        ("lines-no-records", "total"),
    ]


def test_the_header_is_found_again_where_the_next_delivery_has_it() -> None:
    document = CALLS.replace(
        "layout: {",
        "layout: {header_row: 2, data_start: 3, header: [Type, Other, Date, Time, Seconds, Cell, IMEI], ",
    )
    row = ("IN", "07431110002", "03/04/2024", "10:11:12", "5", None, None)
    mapped = apply(document, table(("Operator",), ("Letter",), (), ("Target", "07431110009"), HEAD, row))
    assert facts(mapped)[0]["b"] == "+9647431110009"
    assert facts(mapped)[0]["row"] == 6


def test_a_missing_column_and_a_missing_target_are_told_once() -> None:
    lines = [("Type", "Other", "Date", "Time"), *[("OUT", "07431110002", "03/04/2024", "10:11:12")] * 3]
    mapped = apply(CALLS, table(*lines))
    assert codes(mapped) == ["mapping-column-missing"] * 3 + ["mapping-outside-missing"]
    assert {p.field for p in mapped.problems} == {"Seconds", "Cell", "IMEI", "target"}
    assert mapped.mapped == 3


def test_without_a_zone_times_stay_unread_and_the_text_is_kept() -> None:
    mapped = apply(
        CALLS.replace("zone: Asia/Baghdad\n", ""),
        table(ABOVE, HEAD, ("OUT", "07431110002", "03/04/2024", "10:11:12", "5", None, None)),
    )
    assert "start" not in facts(mapped)[0]
    assert facts(mapped)[0]["start_text"] == "03/04/2024 10:11:12"
    assert codes(mapped) == ["zone-missing"]


def test_parties_that_stand_in_order_are_not_turned() -> None:
    document = """
name: calls
title: Calls
zone: UTC
facts:
  call: {schema: Call, a: From, b: To, device: IMEI, start: {columns: [At]}, direction: {column: Type, in: [MTC], out: [MOC], otherwise: out, turn: false}}
"""  # noqa: E501
    rows = [
        ("MOC", "07431110001", "07431110002"),
        ("MTC", "07431110003", "07431110001"),
        ("DATA", "07431110001", None),
    ]
    mapped = apply(
        document,
        table(
            ("Type", "From", "To", "IMEI", "At"),
            *[(*row, "490154203237518", "2024-01-01 10:00") for row in rows],
        ),
    )
    assert [(f["a"], f.get("b"), f["side"]) for f in facts(mapped)] == [
        ("+9647431110001", "+9647431110002", 0),
        ("+9647431110003", "+9647431110001", 1),
        ("+9647431110001", None, 0),
    ]


def test_batches_of_one_part_share_header_and_cleaning() -> None:
    applier = Applier(loads(CALLS), SHA, vocabulary())
    row = ("OUT", "07431110002", "03/04/2024", "10:11:12", "5", None, None)
    first = applier.apply(table(ABOVE, HEAD, row))
    second = applier.apply(table(row, row, first=4))
    assert (first.mapped, second.mapped) == (1, 2)
    assert second.nodes.ids == first.nodes.ids
    assert [fact["row"] for fact in facts(second)] == [4, 5]


def test_several_recipients_make_one_event_each() -> None:
    document = """
name: mail
title: Mail
zone: UTC
facts:
  message: {schema: Message, a: {column: from, as: EmailAddress}, b: {column: to, split: ",", as: EmailAddress}, start: {columns: [at]}}
"""  # noqa: E501
    mapped = apply(
        document,
        table(
            ("from", "to", "at"),
            ("a@x.iq", "b@x.iq, c@x.iq", "2024-01-01 10:00"),
            ("a@x.iq", None, "2024-01-01 11:00"),
        ),
    )
    assert [(f["row"], f["serial"], f.get("b")) for f in facts(mapped)] == [
        (2, 0, "b@x.iq"),
        (2, 1, "c@x.iq"),
        (3, 0, None),
    ]
    assert (mapped.records, mapped.mapped) == (2, 2)


def test_an_account_is_an_iban_or_belongs_to_its_bank() -> None:
    document = """
name: pay
title: Pay
bank: RAFB
facts:
  pay: {schema: Payment, a: from, b: to, amount: {column: sum}, currency: {value: USD}}
"""
    mapped = apply(document, table(("from", "to", "sum"), ("IQ98NBIQ850123456789012", "0012345", "1,000")))
    spaces = dict(zip(mapped.nodes.keys, mapped.nodes.namespaces, strict=True))
    assert spaces["iq98nbiq850123456789012"] == ""
    assert spaces["0012345"] == "RAFB"
    assert str(facts(mapped)[0]["amount"]) == "1000.000"


@pytest.mark.parametrize(
    ("numbers", "start", "end", "held"),
    [
        (("+9647431110002",), "", "", {4}),
        ((), "2024-04-04", "", {3}),
        ((), "", "2024-04-03", {4}),
        (("+9647431110001",), "2024-04-03", "2024-04-04", set()),
    ],
)
def test_rows_outside_the_order_are_held(
    numbers: tuple[str, ...], start: str, end: str, held: set[int]
) -> None:
    authority = Authority(numbers=numbers, start=start, end=end)
    rows = [
        ("OUT", "07431110002", "03/04/2024", "23:50:00", "5", None, None),
        ("OUT", "07431110003", "04/04/2024", "00:10:00", "5", None, None),
    ]
    mapped = apply(CALLS, table(ABOVE, HEAD, *rows), authority=authority)
    assert mapped.held == held
    assert mapped.mapped == 2


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("entities: {p: {schema: Nobody, properties: {name: a}}}", "unknown-schema"),
        ("entities: {p: {schema: Person, properties: {colour: a}}}", "unknown-property"),
        ("entities: {p: {schema: Person, properties: {name: {column: a, value: b}}}}", "mapping-mistake"),
        ("entities: {p: {schema: Ownership, properties: {owner: {entity: q}}}}", "mapping-mistake"),
        ("entities: {p: {schema: PhoneNumber, properties: {number: a}}}", "mapping-mistake"),
        ("facts: {c: {schema: Person, a: x}}", "mapping-mistake"),
        ("facts: {c: {schema: Call, start: {columns: [x]}}}", "mapping-mistake"),
        ("facts: {c: {schema: Call, a: {column: x, pattern: '('}}}", "mapping-mistake"),
        ("facts: {c: {schema: Call, a: {outside: nowhere}}}", "mapping-mistake"),
        ("zone: Mars/Base", "unknown-zone"),
    ],
)
def test_a_document_that_cannot_work_is_refused(entry: str, code: str) -> None:
    with pytest.raises(TahqiqError) as caught:
        Applier(loads(f"name: x\ntitle: y\n{entry}"), SHA, vocabulary())
    assert caught.value.code == code
    assert caught.value.exit_code == WrongUse.exit_code


_cells = st.none() | st.sampled_from(
    [
        "IN",
        "OUT",
        "0743 111 0002",
        "309",
        "9.64771E+11",
        "03/04/2024",
        "10:11:12",
        "62",
        "x",
        "-",
        "Total",
        "=1+1",
        "\u202e",
        "٠٧٤٣١١١٠٠٠٢",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[_cells] * 7), max_size=8), st.integers(1, 4))
def test_counts_always_balance_and_batches_do_not_matter(
    rows: list[tuple[str | None, ...]], size: int
) -> None:
    document = CALLS.replace("layout: {", "layout: {header_row: 2, ")
    whole = table(ABOVE, HEAD, *rows)
    mapped = apply(document, whole)
    lines = whole.rows.tolist()
    applier = Applier(loads(document), SHA, vocabulary())
    cuts = [0, *range(2 + size, len(lines), size), len(lines)]
    parts = [
        applier.apply(Records("table", whole.part, whole.columns.slice(a, b - a), whole.rows[a:b]))
        for a, b in pairwise(cuts)
        if b > a
    ]
    assert sum(part.records for part in parts) == mapped.records
    assert sum(part.mapped for part in parts) == mapped.mapped
    assert sum(len(facts(part)) for part in parts) == len(facts(mapped))


def test_fixed_kinds_are_read_by_the_names_of_their_columns() -> None:
    batch = pa.RecordBatch.from_pydict(
        {"text": pa.array(["تقرير", "line"]), "direction": pa.array(["rtl", "ltr"])}
    )
    document = (
        "{name: t, title: T, for: {kind: text.line}, entities: {d: {schema: Document, key: [{value: d}], "
        "properties: {bodyText: text, fileName: {value: f}}}}}"
    )
    mapped = apply(document, Records("text.line", Part(0), batch, np.array([4, 9])))
    assert ("Document", "bodyText", "تقرير") in stated(mapped)
    assert mapped.statements.prop.count("fileName") == 1
    assert sorted(mapped.statements.row) == [4, 4, 9]
