"""An event of which only the day was written has that day everywhere: lists, lines, timeline, conversation,
analyses and files, whatever the zone."""

from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest

from tahqiq.products.board_json import happened_json
from tahqiq.products.describe import neighbours_json
from tahqiq.workbench import Workbench

from .conftest import Make

DAYS = ("2024-03-08", "2024-03-25", "2024-03-26", "2024-03-27")
PAYMENTS = "date,sender account,receiver account,amount,currency\n" + "".join(
    f"{day[8:]}/03/2024,{payer},33334444,{amount},IQD\n"
    for day, payer, amount in zip(
        DAYS, ("11112222", "11112222", "55556666", "77778888"), (100, 120, 130, 140), strict=True
    )
)
CALLS = "Calling number,Called number,Date\n" + "".join(
    f"07901234567,07907654321,{day[8:]}/03/2024\n" for day in DAYS
)
TIMED = (
    "Calling number,Called number,Start time,Duration\n07901234567,07905556677,2024-03-08 00:00:00,30\n"
    "07901234567,07905556677,2024-03-28 09:00:00,30\n"
)


@pytest.fixture
def written(make: Make, tmp_path: Path) -> Workbench:
    """Payments and calls with days only, and calls with times (one at midnight), all read in Baghdad."""
    bench = make("days")
    for name, text in (("payments.csv", PAYMENTS), ("calls.csv", CALLS), ("timed.csv", TIMED)):
        (tmp_path / name).write_text(text, "utf-8")
        assert (
            bench.collect([tmp_path / name], bench.deposit(zone="Asia/Baghdad"))[0].facts
            == text.count("\n") - 1
        )
    return bench


def found(bench: Workbench, text: str, schema: str) -> str:
    return bench.search(text, schema=schema).hits[0].id.hex()


def rows_of(told: object) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", told)


def test_lines_and_the_timeline_of_a_chart(written: Workbench) -> None:
    payer, payee = found(written, "11112222", "BankAccount"), found(written, "33334444", "BankAccount")
    (line,) = [line for line in written.draw([payer, payee]).lines if line["kind"] == "fact"]
    assert (line["first"], line["last"]) == DAYS[:2]
    assert [
        event["at"] for event in rows_of(happened_json(written.happened([payer, payee]))["events"])
    ] == list(DAYS)


def test_neighbours_and_the_sheet_of_links(written: Workbench, tmp_path: Path) -> None:
    around = written.neighbours(found(written, "11112222", "BankAccount"))
    told = neighbours_json(
        around.entity, around.number, [(item.link, item.entity) for item in around.neighbours]
    )
    assert [
        (row["link"]["first"], row["link"]["last"])
        for row in rows_of(told["neighbours"])
        if row["link"]["kind"] == "fact"
    ] == [DAYS[:2]]
    written.export("xlsx", tmp_path / "all.xlsx")
    head, *links = openpyxl.load_workbook(tmp_path / "all.xlsx")["Lines"].iter_rows(values_only=True)
    first, last = head.index("First day"), head.index("Last day")
    ends = {(str(row[first])[:10], str(row[last])[:10]) for row in links if row[first]}
    assert {
        DAYS[:2],
        (DAYS[0], DAYS[3]),
        (DAYS[2], DAYS[2]),
        (DAYS[3], DAYS[3]),
        ("2024-03-08", "2024-03-28"),
    } == ends


def test_conversations(written: Workbench) -> None:
    one = found(written, "07901234567", "PhoneNumber")
    threads = {
        thread["other"]["caption"]: (thread["first"], thread["last"])
        for thread in rows_of(written.conversations(one)["threads"])
    }
    assert threads == {
        "+9647907654321": (DAYS[0], DAYS[3]),
        "+9647905556677": ("2024-03-07T21:00:00Z", "2024-03-28T06:00:00Z"),
    }
    said = rows_of(written.conversation(one, found(written, "07907654321", "PhoneNumber"))["events"])
    assert [event["at"] for event in said] == list(DAYS)
    timed = rows_of(written.conversation(one, found(written, "07905556677", "PhoneNumber"))["events"])
    assert [event["at"] for event in timed] == ["2024-03-07T21:00:00Z", "2024-03-28T06:00:00Z"]


def test_analyses_and_their_files(written: Workbench) -> None:
    kept = written.analyse("payments-between", {})
    told = rows_of(written.readable(kept, "en")["rows"])
    assert {(row["payer"], row["first"], row["last"]) for row in told} == {
        ("11112222", DAYS[0], DAYS[1]),
        ("55556666", DAYS[2], DAYS[2]),
        ("77778888", DAYS[3], DAYS[3]),
    }
    text = written.carry(kept.id, "csv", "en")[1]
    assert DAYS[0] in text
    assert "T21:00:00Z" not in text.split("\r\n\r\n")[0]
    calls = rows_of(
        written.readable(written.analyse("call-frequency", {"number": "07901234567"}), "en")["rows"]
    )
    of = {str(row["number"]): (row["first"], row["last"]) for row in calls}
    assert of["+9647907654321"] == (DAYS[0], DAYS[3])
    assert of["+9647905556677"] == ("2024-03-07T21:00:00Z", "2024-03-28T06:00:00Z")


@pytest.mark.parametrize("zone", ["Asia/Baghdad", "UTC", "America/New_York", "Asia/Tokyo"])
def test_the_bar_of_time_its_lists_and_the_flows_of_a_day_in_any_zone(written: Workbench, zone: str) -> None:
    payer, payee = found(written, "11112222", "BankAccount"), found(written, "33334444", "BankAccount")
    bar = written.times([payer, payee], "day", zone)
    assert [one[:10] for one in bar.bins] == list(DAYS[:2])
    for day, after in (("2024-03-08", "2024-03-09"), ("2024-03-25", "2024-03-26")):
        assert (
            written.behind(
                payer, payee, "fact", "Payment", since=f"{day}T00:00", until=f"{after}T00:00", zone=zone
            ).total
            == 1
        )
    told = rows_of(
        written.readable(written.analyse("money-flows", {"per": "day", "zone": zone}), "en")["rows"]
    )
    assert {row["period"] for row in told} == set(DAYS)
