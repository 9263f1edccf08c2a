"""Events that cannot be quite right: they are counted, said, and make no figure wrong."""

import json
from collections.abc import Iterator
from typing import cast

import pytest

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

CALLS = """Calling number,Called number,Start time,Duration,Cell ID
07901234567,07901112223,2026-01-10 10:00:00,60,418-20-11-1
07901234567,07901112223,2026-01-10 10:00:40,30,418-20-99-9
07901234567,07901234567,2026-01-10 11:00:00,5,418-20-11-1
07901234567,07901112223,2026-01-11 10:00:00,,418-20-11-1
07901234567,07901112223,1826-02-30 10:00:00,60,418-20-11-1
07901234567,07901112223,not a date,60,418-20-11-1
07901112223,07901234567,2026-01-12 10:00:00,60,
"""
SITES = """MCC,MNC,LAC,CI,Site Name,Latitude,Longitude,Azimuth,Valid From,Valid To
418,20,11,1,Basra,30.5,47.8,0,2025-01-01,
418,20,99,9,Erbil,36.2,44.0,0,2025-01-01,
"""
WALLET = """Txn ID,Date,Time,Sender Wallet,Receiver Wallet,Amount,Currency,Status
A1,2026-01-10,10:00:00,07901234567,07901112223,1000,IQD,OK
A2,2026-01-10,11:00:00,07901234567,07901112223,500,IQD,REVERSED
A3,2026-01-10,12:00:00,07901234567,07901112223,-70,IQD,OK
A4,2026-01-11,12:00:00,07901234567,07901112223,30,,OK
A5,2026-01-11,13:00:00,07901234567,07901234567,40,IQD,OK
A6,2026-01-11,14:00:00,07901234567,07901112223,250,IQD,فاشلة
"""
NUMBER = "07901234567"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    root = tmp_path_factory.mktemp("bad")
    Door.found(root / "ws").close()
    with Workbench.opened(root / "ws") as found:
        for name, text in (("calls.csv", CALLS), ("sites.csv", SITES), ("wallet.csv", WALLET)):
            (root / name).write_text(text, "utf-8")
            (made,) = found.collect([root / name], found.deposit(zone="Asia/Baghdad"))
            assert made.mapped == made.records
        yield found


def told(bench: Workbench, analysis: str, **values: object) -> dict[str, object]:
    given = {name.replace("_", "-"): value for name, value in values.items()}
    return cast(
        "dict[str, object]", json.loads(json.dumps(bench.readable(bench.analyse(analysis, given), "en")))
    )


def left_out(found: dict[str, object]) -> dict[str, int]:
    return {
        str(item["reason"]): int(item["count"]) for item in cast("list[dict[str, int]]", found["left_out"])
    }


def test_two_cities_in_one_minute_are_said_to_be_impossible(bench: Workbench) -> None:
    found = told(bench, "routes", item=NUMBER)
    rows = cast("list[dict[str, object]]", found["rows"])
    assert any(row["impossible"] for row in rows)
    assert "note-impossible-moves" in [
        note["code"] for note in cast("list[dict[str, object]]", found["notes"])
    ]


def test_self_calls_calls_without_end_and_impossible_dates_are_counted(bench: Workbench) -> None:
    found = told(bench, "call-frequency", number=NUMBER)
    (row,) = cast("list[dict[str, object]]", found["rows"])
    assert (row["events"], row["outgoing"]) == (6, 5)
    assert row["talked"] == 60 + 30 + 60 + 60 + 60
    counts = left_out(found)
    assert (counts["self-calls"], counts["without-end"]) == (1, 1)
    wheel = told(bench, "call-wheel", number=NUMBER)
    assert sum(int(str(row["events"])) for row in cast("list[dict[str, object]]", wheel["rows"])) == 4
    assert left_out(wheel)["untimed"] == 2


def test_reversed_negative_and_own_payments_do_not_count_and_missing_currencies_stay_apart(
    bench: Workbench,
) -> None:
    found = told(bench, "money-flows", per="whole")
    counts = left_out(found)
    assert counts["not-carried-out"] == 2
    assert counts["negative-amount"] == 1
    assert counts["self-payments"] == 1
    assert counts["without-currency"] == 1
    paid = [
        row["went_out"]
        for row in cast("list[dict[str, object]]", found["rows"])
        if NUMBER[1:] in str(row["party"])
    ]
    assert paid == [{"amount": "1000", "currency": "IQD"}, {"amount": "30", "currency": None}]
