"""One person per ledger row does not flood the views of money: rows that only call somebody the same stand in
one line, said and reversible, never merged."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

LEDGER = """sender name,receiver name,amount,currency,date
ابو ليث,سالم,100,USD,2026-02-01 10:00
ابو ليث,سالم,250,USD,2026-02-02 10:00
ابو ليث,نادر,40,USD,2026-02-03 10:00
سالم,ابو ليث,5,USD,2026-02-04 10:00
"""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    root = tmp_path_factory.mktemp("alike")
    door = Door.found(root / "ws", owner="owner")
    made = Workbench(door, door.people.get("owner"))
    for name in ("one.csv", "two.csv"):
        (root / name).write_text(
            LEDGER + ("" if name == "one.csv" else "سالم,نادر,7,USD,2026-03-04 10:00\n"), "utf-8"
        )
        assert made.collect([root / name], made.deposit(zone="UTC"))[0].status == "published"
    yield made
    door.close()


def told(bench: Workbench, analysis: str, **given: object) -> dict[str, Any]:
    asked = {name.replace("_", "-"): value for name, value in given.items()}
    found: dict[str, Any] = json.loads(json.dumps(bench.readable(bench.analyse(analysis, asked), "en")))
    return found


def lines(found: dict[str, Any]) -> list[tuple[object, ...]]:
    return sorted(
        (
            row["payer"],
            row["payee"],
            row["payments"],
            row["total"]["amount"],
            row["payer_rows"],
            row["payee_rows"],
        )
        for row in found["rows"]
    )


def test_rows_of_one_document_are_one_line_and_apart_where_that_is_asked(bench: Workbench) -> None:
    apart = told(bench, "payments-between", same_names="apart")
    assert len(apart["rows"]) == 9
    assert {
        one for row in apart["rows"] for one in (row["payments"], row["payer_rows"], row["payee_rows"])
    } == {1}
    assert not any("are shown as" in str(note) for note in apart["notes"])
    found = told(bench, "payments-between")
    assert lines(found) == [
        ("ابو ليث", "سالم", 2, "350", 4, 3),
        ("ابو ليث", "سالم", 2, "350", 4, 4),
        ("ابو ليث", "نادر", 1, "40", 4, 1),
        ("ابو ليث", "نادر", 1, "40", 4, 2),
        ("سالم", "ابو ليث", 1, "5", 3, 4),
        ("سالم", "ابو ليث", 1, "5", 4, 4),
        ("سالم", "نادر", 1, "7", 4, 2),
    ]
    assert sum(row["payments"] for row in found["rows"]) == 9
    assert any("17 parties" in str(note) and "shown as 5" in str(note) for note in found["notes"])


def test_flows_of_a_name_are_the_sum_of_its_rows(bench: Workbench) -> None:
    apart, found = (
        told(bench, "money-flows", per="whole", same_names=how)["rows"] for how in ("apart", "together")
    )
    assert len(apart) == 18
    assert len(found) == 6

    def sums(rows: list[dict[str, Any]]) -> dict[str, int]:
        made: dict[str, int] = {}
        for row in rows:
            made[row["party"]] = made.get(row["party"], 0) + int(row["net"]["amount"])
        return made

    assert sums(apart) == sums(found)


def test_whom_a_person_judged_and_who_has_more_than_a_name_stand_alone(
    bench: Workbench, tmp_path: Path
) -> None:
    (tmp_path / "three.csv").write_text(
        "sender name,sender phone,receiver name,amount,currency,date\n"
        "كامل,07901112223,وليد,1,USD,2026-05-01 10:00\nكامل,07904445556,وليد,2,USD,2026-05-02 10:00\n",
        "utf-8",
    )
    assert bench.collect([tmp_path / "three.csv"], bench.deposit(zone="UTC"))[0].facts == 2

    def mine() -> list[tuple[object, ...]]:
        return [line for line in lines(told(bench, "payments-between")) if line[1] == "وليد"]

    assert mine() == [("كامل", "وليد", 1, "1", 1, 2), ("كامل", "وليد", 1, "2", 1, 2)]
    first, second = (hit.id.hex() for hit in bench.search("وليد").hits if hit.caption == "وليد")
    judged = bench.identity.judge(first, second, "different", "two men")
    assert judged is not None
    assert [line[-1] for line in mine()] == [2, 2], (
        "the judgement joins nothing, so no one stands for another"
    )
    bench.identity.judge(first, second, "same", "one man after all")
    assert [line[-1] for line in mine()] == [1, 1]
