"""Values of messages that mean one thing and were read as another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.formats.passengers.test_samples import Rows, read

Reader = Callable[..., Rows]
HEAD = (
    "UNB+IATA:1+ZZ+PIU+180601:0600+9'UNH+1+PNRGOV:13:1:IA+ACCESS01'MSG+:22'ORG+ZZ:IST'"
    "TVL+010618:0930:010618:1215+BGW+IST+ZZ+410'EQN+1'"
)
TAIL = "UNT+9+1'UNZ+1+9'"
BOOKED = "SRC'RCI+ZZ:SMP4L1::010518:1010'"
LEGS = (
    "TVL+010618:0930:010618:1215+BGW+IST+ZZ+410:Y'RPI+1+HK'"
    "TVL+010618:1500:010618:1700+IST+DXB+ZZ+411:Y'RPI+1+HK'"
)


@pytest.fixture
def rows_of(tmp_path: Path) -> Reader:
    def made(body: str, head: str = HEAD, tail: str = TAIL) -> Rows:
        path = tmp_path / "message.edi"
        path.write_text(head + body + tail, "utf-8")
        return read(path)[0]

    return made


def one(rows: Rows, kind: str, *names: str) -> list[str | None]:
    (row,) = rows[kind]
    return [row[name] for name in names]


def test_the_last_day_to_issue_a_ticket_is_not_the_day_it_was_issued(rows_of: Reader) -> None:
    body = BOOKED + "TIF+ALSAMPLE+KAREEM:A:1'TKT+1761234567890:T:1'PTK+NR++310517:2359+ZZ'"
    rows = rows_of(body + "DAT+710:020518:1130'" + LEGS)
    assert one(rows, "ticket", "issued", "issue_by") == ["2018-05-02T11:30", "2017-05-31T23:59"]
    assert one(rows_of(body + LEGS), "ticket", "issued", "issue_by") == [None, "2017-05-31T23:59"]


def test_seconds_are_kept_in_xml_too(tmp_path: Path) -> None:
    sample = Path("tests/golden/formats/passengers/sample.xml").read_text("utf-8")
    path = tmp_path / "message.xml"
    path.write_text(sample.replace("2026-03-25T10:10:00", "2026-03-25T10:10:59"), "utf-8")
    assert one(read(path)[0], "booking", "created") == ["2026-03-25T10:10:59"]


def test_each_entry_of_the_history_has_its_own_time(rows_of: Reader) -> None:
    rows = rows_of(
        BOOKED
        + "TIF+ALSAMPLE+KAREEM:A:1'"
        + LEGS
        + "ABI+4+AGENT1+BGW'DAT+700:010518:1010'SAC+++A'SSR+OTHS:HK:1:ZZ:::::FIRST'"
        + "ABI+4+AGENT2+BGW'DAT+700:020518:1111'SAC+++X'SSR+OTHS:HK:1:ZZ:::::SECOND'"
        + "ABI+4+AGENT3+BGW'DAT+700:030518:121314'SAC+++A'TVL+010618:0930+BGW+IST+ZZ+410'RPI+1'"
    )
    found = [(row["moment"], str(row["who"]).split()[1]) for row in rows["history"]]
    assert found == [
        ("2018-05-01T10:10", "AGENT1"),
        ("2018-05-02T11:11", "AGENT2"),
        ("2018-05-03T12:13:14", "AGENT3"),
        ("2018-05-03T12:13:14", "AGENT3"),
    ]


def test_seconds_are_kept(rows_of: Reader) -> None:
    rows = rows_of("SRC'RCI+ZZ:SMP4L1::010518:101059'TIF+ALSAMPLE+KAREEM:A:1'" + LEGS)
    assert one(rows, "booking", "created") == ["2018-05-01T10:10:59"]


def test_a_seat_is_on_the_flight_that_it_names(rows_of: Reader) -> None:
    rows = rows_of(
        BOOKED
        + "TIF+ALSAMPLE+KAREEM:A:1'SSR+SEAT:HK:1:ZZ:::IST:DXB+074E::1'SSR+SEAT:HK:1:ZZ:::BGW:IST+012A::1'"
        + LEGS
    )
    assert [(row["flight"], row["seat"]) for row in rows["seat"]] == [
        ("ZZ411/2018-06-01/IST", "74E"),
        ("ZZ410/2018-06-01/BGW", "12A"),
    ]


def test_a_seat_that_a_leg_holds_may_be_of_another_leg(rows_of: Reader) -> None:
    first, second = LEGS.split("TVL")[1:]
    rows = rows_of(
        BOOKED
        + "TIF+ALSAMPLE+KAREEM:A:1'"
        + f"TVL{first}SSR+SEAT:HK:1:ZZ:::IST:DXB+007C::1'SSR+NSST:HK:1:ZZ:::::.03BN'TVL{second}"
    )
    assert [(row["flight"], row["seat"]) for row in rows["seat"]] == [
        ("ZZ411/2018-06-01/IST", "7C"),
        ("ZZ410/2018-06-01/BGW", "3B"),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9647901234567/EN", "9647901234567"),
        ("/00964 790 123 4567/AR", "00964 790 123 4567"),
        ("+9647901234567", "+9647901234567"),
        ("GB 447700900123", "447700900123"),
    ],
)
def test_a_telephone_is_its_number(rows_of: Reader, text: str, number: str) -> None:
    said = text.replace("+", "?+")
    rows = rows_of(BOOKED + f"TIF+ALSAMPLE+KAREEM:A:1'SSR+CTCM:HK:1:ZZ:::::{said}+::1'" + LEGS)
    assert one(rows, "contact", "what", "value", "holder") == ["phone", number, "CTCM"]
    assert one(rows, "person", "phone") == [number]


def test_a_telephone_that_is_none_stays_as_it_is(rows_of: Reader) -> None:
    rows = rows_of(BOOKED + "TIF+ALSAMPLE+KAREEM:A:1'SSR+CTCM:HK:1:ZZ:::::ASK THE AGENT'" + LEGS)
    assert one(rows, "contact", "value") == ["ASK THE AGENT"]


def test_free_text_of_a_ticket_service_is_no_ticket_number(rows_of: Reader) -> None:
    rows = rows_of(
        BOOKED
        + "TIF+ALSAMPLE+KAREEM:A:1'SSR+TKNE:HK:1:ZZ:::::TICKETED BY AGENT'"
        + "SSR+TKNE:HK:1:ZZ:::::INF1761234567891C1+::1'"
        + LEGS
    )
    assert one(rows, "ticket", "number") == ["1761234567891"]
    assert one(rows, "special", "code", "text") == ["TKNE", "TICKETED BY AGENT"]


def test_a_weight_of_several_bags_is_not_that_of_each(rows_of: Reader) -> None:
    bags = "DAT+2:010618:0700'TRI++22:::1'TIF+ALSAMPLE+KAREEM:A'TBD++{}:{}:700++:1+ZZ:123456:{}:IST'"
    start = BOOKED + "TIF+ALSAMPLE+KAREEM:A:1'TVL+010618:0930:010618:1215+BGW+IST+ZZ+410:Y'RPI+1+HK'"
    rows = rows_of(start + bags.format(2, 46, 2))
    assert [(row["weight"], row["total_weight"], row["unit"]) for row in rows["bag"]] == [
        (None, "46", "KGM"),
        (None, "46", "KGM"),
    ]
    rows = rows_of(start + bags.format(1, 23, 1))
    assert [(row["weight"], row["total_weight"], row["unit"]) for row in rows["bag"]] == [("23", None, "KGM")]


def test_the_access_reference_of_a_message_is_kept(rows_of: Reader) -> None:
    rows = rows_of(BOOKED + "TIF+ALSAMPLE+KAREEM:A:1'" + LEGS)
    assert one(rows, "message", "access_reference") == ["ACCESS01"]


def test_the_prime_flight_is_the_one_that_crosses_the_border(rows_of: Reader) -> None:
    body = (
        "BGM+745'TDT+20+ZZ100'LOC+92+AMM'DTM+189:2604010200:201'LOC+92+IST'DTM+232:2604010500:201'"
        "TDT+20+ZZ410'LOC+125+IST'DTM+189:2604010930:201'LOC+87+BGW'DTM+232:2604011215:201'"
        "NAD+FL+++ALSAMPLE:KAREEM'ATT+2++M'DTM+329:880214'DOC+P+X9000001'LOC+91+IRQ'CNT+42:1'"
    )
    head = "UNB+UNOA:4+ZZ+PIU+260401:0810+9'UNH+1+PAXLST:D:05B:UN'"
    rows = rows_of(body, head, "UNT+13+1'UNZ+1+9'")
    assert one(rows, "message", "flight") == ["ZZ410/2026-04-01/IST"]
    assert one(rows, "person", "flight") == ["ZZ410/2026-04-01/IST"]
    assert [(row["number"], row["role"]) for row in rows["flight"]] == [
        ("ZZ100", "leg"),
        ("ZZ410", "reported"),
    ]
