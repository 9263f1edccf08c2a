"""Which SIM and number worked in which handset, from when to when and in how many calls: lines of a chart
and of the page of each, computed from the events, with the list behind them."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tahqiq.access.door import Door
from tahqiq.model.statement import identifier_id
from tahqiq.products.board_lines import Line
from tahqiq.products.board_times import Part
from tahqiq.products.chart.view import Look
from tahqiq.products.chart_export import OnScreen
from tahqiq.products.paper.layout import Layout, Placed
from tahqiq.workbench import Workbench

OWN, OTHER, SIM, HANDSET, LATER = (
    "+9647500000001",
    "+9647500000002",
    "418050000000017",
    "35209900176148",
    "35875600112233",
)
BAGHDAD = Part("", "", ZoneInfo("Asia/Baghdad"))
HEADER = "Calling number,Called number,Start time,Duration,Cell ID,IMSI,IMEI\n"
ROWS = [
    f"{OWN},{OTHER},2024-03-0{day} 01:30:00,60,418-20-11-1,{SIM},{handset}"
    for day, handset in ((1, HANDSET + "1"), (3, HANDSET), (5, LATER))
]
CALLS = HEADER + "\n".join(ROWS) + "\n"
AGAIN = HEADER + "\n".join(ROWS[:2]) + "\n"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    folder = tmp_path_factory.mktemp("handset")
    (folder / "calls.csv").write_text(CALLS)
    (folder / "again.csv").write_text(AGAIN)
    door = Door.found(folder / "ws", owner="owner")
    made = Workbench(door, door.people.get("owner"))
    read = made.collect([folder / "calls.csv", folder / "again.csv"], made.deposit(zone="Asia/Baghdad"))
    assert [one.status for one in read] == ["published"] * 2
    yield made
    door.close()


def thing(kind: str, key: str) -> str:
    return identifier_id(kind, "", key).hex()


def lines(bench: Workbench, *ids: str) -> list[Line]:
    return [line for line in bench.draw(ids).lines if line["kind"] == "fitted"]


def test_a_sim_was_in_this_handset_from_to_in_so_many_calls(bench: Workbench) -> None:
    sim, handset = thing("Sim", SIM), thing("Handset", HANDSET)
    (line,) = lines(bench, sim, handset)
    assert (line["a"], line["b"], line["label"], line["directed"]) == (sim, handset, "FittedIn", True)
    assert (line["weight"], line["records"]) == (2, 4)  # two calls, each in two deliveries
    assert (line["first"], line["last"]) == ("2024-02-29T22:30:00Z", "2024-03-02T22:30:00Z")
    assert len(line["sources"]) == 2
    found = bench.behind(sim, handset, "fitted", "FittedIn", [], 10, 0, "", "", "Asia/Baghdad")
    assert (found.out, found.back, found.records, found.total) == (2, 0, 4, 2)
    part = bench.behind(
        sim, handset, "fitted", "FittedIn", [], 10, 0, "2024-03-03", "2024-03-04", "Asia/Baghdad"
    )
    assert part.total == 1


def test_a_number_and_the_other_handset_too_and_nobody_elses(bench: Workbench) -> None:
    own, other = thing("PhoneNumber", OWN), thing("PhoneNumber", OTHER)
    things = [own, other, thing("Sim", SIM), thing("Handset", HANDSET), thing("Handset", LATER)]
    told = {(line["a"], line["b"]): line["weight"] for line in lines(bench, *things)}
    assert told == {
        (things[2], things[3]): 2,
        (things[2], things[4]): 1,
        (own, things[3]): 2,
        (own, things[4]): 1,
    }


def test_the_page_of_each_names_the_others_and_a_chart_expands_to_them(bench: Workbench) -> None:
    for kind, key, weights in (
        ("Handset", HANDSET, {2}),
        ("Sim", SIM, {1, 2}),
        ("PhoneNumber", OWN, {1, 2}),
    ):
        around = bench.neighbours(thing(kind, key))
        found = [one.link for one in around.neighbours if one.link.kind == "fitted"]
        assert {link.weight for link in found} == weights
        assert all(link.first and link.last and link.evidence for link in found)
    brought = bench.expand(thing("Handset", HANDSET), [thing("Handset", HANDSET)], limit=10)
    assert {item["schema"] for item in brought.drawn.items} == {"Sim", "PhoneNumber"}
    assert not lines(bench, thing("PhoneNumber", OTHER))


@pytest.mark.parametrize("ending", ["graphml", "gexf", "anx"])
def test_files_for_other_programs_hold_them_with_days_and_events(
    bench: Workbench, tmp_path: Path, ending: str
) -> None:
    things = [thing("PhoneNumber", OWN), thing("Sim", SIM), thing("Handset", HANDSET)]
    made = bench.export(ending, tmp_path / f"chart.{ending}", ids=things)
    text = (tmp_path / f"chart.{ending}").read_text("utf-16" if ending == "anx" else "utf-8")
    assert (made.items, made.links) == (3, 2)
    assert ("FittedIn" in text, "2024-03-02" in text) == (True, True)


def test_the_paper_of_a_chart_names_them(bench: Workbench, tmp_path: Path) -> None:
    sim, handset = thing("Sim", SIM), thing("Handset", HANDSET)
    layout = Layout((Placed(sim, 0, 0), Placed(handset, 200, 0)))
    made = bench.chart_files.write(
        "html", tmp_path / "chart.html", OnScreen(layout, "Chart", "Case", "en", Look(part=BAGHDAD))
    )
    assert (made.items, made.links) == (2, 1)
    assert "SIM in handset" in (tmp_path / "chart.html").read_text("utf-8")
