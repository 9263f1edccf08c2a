"""Amounts keep every decimal from the file through analyses, lists and exports: sums are exact, whatever
their size."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

A, B, C = "07905556667", "07901112223", "07908889990"
FIRST, SECOND, THIRD = "1234567890123.000000000000000001", "0.123456789012345678", "0.12345678901234567"
PAYMENTS = f"""sender wallet,receiver wallet,amount,currency,date
{A},{B},{FIRST},USD,2026-02-01 10:00
{A},{B},{SECOND},USD,2026-02-03 10:00
{B},{A},{THIRD},USD,2026-02-04 10:00
"""
SUM = "1234567890123.123456789012345679"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    root = tmp_path_factory.mktemp("exact")
    (root / "payments.csv").write_text(PAYMENTS, "utf-8")
    door = Door.found(root / "ws", owner="owner")
    made = Workbench(door, door.people.get("owner"))
    assert made.collect([root / "payments.csv"], made.deposit(zone="UTC"))[0].facts == 3
    yield made
    door.close()


def rows(bench: Workbench, analysis: str, **given: object) -> list[dict[str, Any]]:
    told = json.loads(
        json.dumps(
            bench.readable(
                bench.analyse(analysis, {name.replace("_", "-"): value for name, value in given.items()}),
                "en",
            )
        )
    )
    found: list[dict[str, Any]] = told["rows"]
    return found


def test_sums_of_analyses_are_exact(bench: Workbench) -> None:
    assert [row["total"]["amount"] for row in rows(bench, "payments-between")] == [SUM, THIRD]
    assert {row["net"]["amount"] for row in rows(bench, "money-flows", per="whole")} == {
        "1234567890123.000000000000000009",
        "-1234567890123.000000000000000009",
    }
    assert [row["quantity"]["amount"] for row in rows(bench, "commodity-flow")] == [SUM, THIRD]
    assert {row["amount"]["amount"] for row in rows(bench, "follow-money", party=A)} == {FIRST, SECOND, THIRD}
    assert [
        row["sent"]["amount"]
        for row in rows(bench, "round-trips", loss=0.5)
        if row["came_back"]["amount"] == THIRD
    ] == [SECOND]
    assert [row["sent"]["amount"] for row in rows(bench, "round-trips", loss=0)] == []


def test_lists_of_events_are_exact(bench: Workbench) -> None:
    person = bench.search(A, schema="PhoneNumber").hits[0].id.hex()
    assert {row["amount"]["amount"] for row in rows(bench, "event-chart", items_chosen=[person])} == {
        FIRST,
        SECOND,
        THIRD,
    }
    assert {row["amount"]["amount"] for row in rows(bench, "event-sequence", items=[A])} == {
        FIRST,
        SECOND,
        THIRD,
    }


def test_exports_are_exact(bench: Workbench, tmp_path: Path) -> None:
    bench.export("xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    cells = {
        str(cell)
        for sheet in book
        for line in sheet.iter_rows(values_only=True)
        for cell in line
        if cell is not None
    }
    assert {FIRST, SECOND, THIRD} <= cells
    stored = bench.analyse("payments-between", {})
    _, text = bench.carry(stored.id, "csv", "en")
    assert SUM in {cell for line in csv.reader(io.StringIO(text)) for cell in line}
