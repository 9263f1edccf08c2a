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
