"""Events of which only the day was written answer no question about hours: they are left out and counted, in
whatever zone is asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

A, B, C = "+9647901110001", "+9647901110002", "+9647901110003"
HEAD = "Calling number,Called number,{when},Duration,Cell ID\n"
TIMES = (
    HEAD.format(when="Start time")
    + f"""{A},{B},2026-03-01 23:00:00,60,418-20-11-1
{A},{B},2026-03-02 00:00:00,60,418-20-11-1
{A},{B},2026-03-03 10:00:00,60,418-20-11-2
"""
)
DAYS = HEAD.format(when="Date") + "".join(
    f"{one},{two},{day:02}/03/2026,60,418-20-12-1\n"
    for day in range(14, 20)
    for one, two in ((A, B), (B, A), (A, C), (C, B))
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    folder = tmp_path_factory.mktemp("hours")
    Door.found(folder / "ws", owner="analyst").close()
    for name, text in (("times.csv", TIMES), ("days.csv", DAYS)):
        (folder / name).write_text(text, "utf-8")
    with Workbench.opened(folder / "ws") as opened:
        results = opened.collect(
            [folder / "times.csv", folder / "days.csv"], opened.deposit(zone="Asia/Baghdad")
        )
        assert [item.status for item in results] == ["published", "published"]
        yield opened


def asked(bench: Workbench, name: str, **values: object) -> tuple[list[dict[str, object]], int]:
    """The rows of an analysis, and how many records it left out because they say their day only."""
    told = bench.readable(bench.analyse(name, values), "en")
    return told["rows"], {one["reason"]: one["count"] for one in told["left_out"]}.get("date-only", 0)  # type: ignore[return-value, attr-defined]


@pytest.mark.parametrize("zone", ["Asia/Baghdad", "UTC", "Asia/Tehran"])
def test_the_wheel_counts_hours_that_were_written(bench: Workbench, zone: str) -> None:
    found, without = asked(bench, "call-wheel", number=A, zone=zone)
    assert sum(row["events"] for row in found) == 3, "midnight was written in one row of the other file"  # type: ignore[misc]
    assert without == 18


def test_a_night_at_a_cell_is_no_day_without_an_hour(bench: Workbench) -> None:
    found, without = asked(bench, "home-cell", number=A, zone="Asia/Baghdad")
    assert [(row["cell"], row["days"]) for row in found if "11-1" in str(row["cell"])] == [("418-20-11-1", 1)]
    assert not [row for row in found if "12-1" in str(row["cell"])]
    assert without == 12, "the calls that A made: those of others say nothing of where A was"


@pytest.mark.parametrize(
    ("name", "values", "left"),
    [
        ("call-bursts", {"number": A, "at-least": 2}, 18),
        ("first-caller", {"number": A}, 18),
        ("stops", {"item": A, "dwell-minutes": 0}, 12),
        ("routes", {"item": A}, 12),
        ("cell-meetings", {"chance": 1000.0}, 24),
        ("travel-together", {"at-least": 2, "places-at-least": 1}, 24),
        ("co-location", {"number": A}, 12),
    ],
)
def test_what_asks_for_hours_leaves_days_out_and_says_how_many(
    bench: Workbench, name: str, values: dict[str, object], left: int
) -> None:
    found, without = asked(bench, name, **values)
    assert without == left
    assert "2026-03-14" not in str(found)


def test_a_sequence_keeps_days_and_measures_no_hours_from_them(bench: Workbench) -> None:
    found, without = asked(bench, "event-sequence", items=[A])
    assert (len(found), without) == (21, 0)
    first = next(at for at, row in enumerate(found) if row["happened"] == "2026-03-14")
    assert found[first]["gap"] is None, "from an hour to a day no hours can be measured"
    assert found[-1]["gap"] == 0


def test_an_area_of_some_hours_holds_no_day(bench: Workbench, tmp_path: Path) -> None:
    sites = "MCC,MNC,LAC,CI,Site Name,Latitude,Longitude\n418,20,12,1,Erbil,36.19,44.01\n"
    file = tmp_path / "sites.csv"
    file.write_text(sites, "utf-8")
    assert [item.status for item in bench.collect([file], bench.deposit())] == ["published"]
    area = "36.19 44.01 5000"
    assert asked(bench, "recorded-in-area", areas=[area], kinds=["Call"])[1] == 0
    found, without = asked(
        bench,
        "recorded-in-area",
        areas=[area + "@2026-03-14T00:00:00+03:00/2026-03-14T06:00:00+03:00"],
        kinds=["Call"],
    )
    assert (found, without) == ([], 24)
