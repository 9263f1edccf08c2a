"""One value as an exchange row and back; a row in which anything that its hashes cover was changed is not
taken."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.collect.exchange_event import fact
from tahqiq.collect.exchange_row import ExchangeRow, Node, Row, Unusable, read, write
from tahqiq.model.grade import Grade
from tahqiq.model.place import Part, Place
from tahqiq.model.statement import Statement, event_id, fragment_id, identifier_id, statement_id
from tahqiq.store.events import written

SHA = "ab" * 32
TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
PHONE = Node(identifier_id("PhoneNumber", "", "+9647901234567"), "PhoneNumber", "", "+9647901234567")
PERSON = Node(fragment_id(SHA, "m", "1"), "Person")
PLACES = st.builds(
    Place,
    st.builds(
        Part,
        st.integers(0, 65_535),
        st.sampled_from(["file", "sheet", "page", "message", "entry", "feature"]),
        TEXT,
    ),
    st.integers(0, (1 << 40) - 1),
    st.integers(0, 9_999),
)


def statement(
    place: Place,
    prop: str,
    value: str,
    original: str,
    lang: str,
    grade: Grade | None,
    target: Node | None = None,
) -> Statement:
    identity = statement_id(SHA, place.part.no, place.row, place.column, PERSON.id, prop, value, lang)
    return Statement(
        PERSON.id,
        identity,
        "Person",
        prop,
        value,
        original,
        lang,
        target.id if target else None,
        3,
        SHA,
        "ملف.csv",
        place,
        "case",
        "c",
        "no-court",
        grade,
        "somebody",
        "delimited/1 my mapping, 2",
        "2024-05-01T10:00:00.123456Z",
        None,
    )


@given(
    PLACES,
    TEXT.filter(bool),
    TEXT.filter(bool),
    st.sampled_from(["", "ara"]),
    st.sampled_from([None, Grade.parse("B2")]),
)
def test_round_trip(place: Place, value: str, original: str, lang: str, grade: Grade | None) -> None:
    item = statement(place, "name", value, original, lang, grade)
    told = read(write(item, PERSON, None, None), 7)
    assert (told.line, told.place, told.node, told.prop, told.value, told.lang, told.target) == (
        7,
        place,
        PERSON,
        "name",
        value,
        lang,
        None,
    )
    assert told.original == (None if original == value else original)
    reference = told.reference
    assert (
        reference.sha256,
        reference.name,
        reference.handling,
        reference.compartment,
        reference.deposited_by,
    ) == (
        SHA,
        "ملف.csv",
        "no-court",
        "c",
        "somebody",
    )
    assert (reference.format, reference.reader_version, reference.mapping_name) == (
        "delimited",
        1,
        "my mapping, 2",
    )
    assert (reference.grade, reference.recorded_from) == (
        str(grade) if grade else None,
        "2024-05-01T10:00:00.123456Z",
    )


ROW: Row = write(
    statement(Place(Part(0), 2, 1), "phone", PHONE.key, "0790", "", None, PHONE), PERSON, PHONE, None
)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"value": "+9647909999999"}, "exchange-statement-differs"),
        ({"prop": "name"}, "exchange-statement-differs"),
        ({"tahqiq:row": "3"}, "exchange-statement-differs"),
        ({"tahqiq:source_sha256": "cd" * 32}, "exchange-statement-differs"),
        ({"entity_id": "00" * 16}, "exchange-statement-differs"),
        ({"tahqiq:target_key": "+9647909999999"}, "exchange-row-invalid"),
        ({"tahqiq:row": "-1"}, "exchange-row-invalid"),
        ({"tahqiq:part": "65536"}, "exchange-row-invalid"),
        ({"tahqiq:part_kind": "x"}, "exchange-row-invalid"),
        ({"tahqiq:source_sha256": "../../etc"}, "exchange-row-invalid"),
        ({"first_seen": "yesterday"}, "exchange-row-invalid"),
        ({"tahqiq:method": "x"}, "exchange-row-invalid"),
        ({"tahqiq:handling": "secret"}, "unknown-handling"),
        ({"tahqiq:handling": None}, "unknown-handling"),
        ({"tahqiq:grade": "Z9"}, "unknown-grade"),
        ({"schema": "Dragon"}, "unknown-schema"),
        ({"schema": "Thing"}, "unknown-schema"),
        ({"prop": "wings"}, "unknown-property"),
    ],
)
def test_a_changed_row_is_not_taken(changed: dict[str, str | None], code: str) -> None:
    assert read(ROW, 1).target == PHONE
    with pytest.raises(Unusable) as told:
        read({**ROW, **changed}, 1)
    assert told.value.code == code


def told_of(event: bytes, place: Place, prop: str, value: str, target: Node | None = None) -> ExchangeRow:
    first = read(ROW, 1)
    return replace(first, node=Node(event, "Payment"), place=place, prop=prop, value=value, target=target)


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(lambda value: value.replace(tzinfo=UTC)),
    st.decimals(Decimal("-999999999999999"), Decimal("999999999999999"), places=3),
    TEXT.filter(bool),
    st.integers(0, 255),
)
def test_an_event_is_a_fact_again(start: datetime, amount: Decimal, text: str, serial: int) -> None:
    place = Place(Part(2), 70_000, 0)
    event = event_id(bytes(8), 2, 70_000, serial)
    account = Node(fragment_id(SHA, "m", "a"), "Person")
    rows = [
        told_of(event, place, "payer", account.id.hex(), account),
        told_of(event, place, "date", written(start)),
        told_of(event, place, "amount", written(amount)),
        told_of(event, place, "purpose", text),
    ]
    made, wrong = fact(rows)
    assert not wrong
    assert made == {
        "a": account,
        "start": start,
        "zone": "",
        "amount": amount,
        "text": text,
        "row": 70_000,
        "serial": serial,
        "side": 0,
    }


def test_a_day_is_its_midnight_in_the_zone_it_was_read_in() -> None:
    place = Place(Part(0), 5, 0)
    event = event_id(bytes(8), 0, 5)
    rows = [
        told_of(event, place, "payer", PERSON.id.hex(), PERSON),
        told_of(event, place, "date", "2024-03-08"),
        told_of(event, place, "timeZone", "Asia/Baghdad"),
    ]
    made, wrong = fact(rows)
    assert not wrong
    assert (made["start"], made["zone"]) == (datetime(2024, 3, 7, 21, tzinfo=UTC), "Asia/Baghdad")


def test_values_that_an_event_cannot_hold_are_named() -> None:
    place = Place(Part(0), 5, 0)
    event = event_id(bytes(8), 0, 5)
    rows = [
        told_of(event, place, "payer", PERSON.id.hex(), PERSON),
        told_of(event, place, "date", "2024-02-31"),
        told_of(event, place, "amount", "NaN"),
        told_of(event, place, "beneficiary", "elsewhere", PERSON),
        told_of(event, place._replace(row=6), "purpose", "x"),
        told_of(event, place, "programme", "x"),
    ]
    made, wrong = fact(rows)
    assert set(made) == {"a", "row", "serial", "side"}
    assert {(item.prop, code) for item, code in wrong} == {
        ("date", "exchange-event-value"),
        ("amount", "exchange-event-value"),
        ("beneficiary", "exchange-event-value"),
        ("purpose", "exchange-event-place"),
        ("programme", "exchange-event-value"),
    }
    assert fact(rows[1:3])[0] == {}
