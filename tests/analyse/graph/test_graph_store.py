"""The graph tells the same lines of events as their files do, and an old one answers only where nothing was
taken away since."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.analyse.graph import graph_store
from tahqiq.analyse.graph.arrays import Graph
from tahqiq.analyse.graph.build import build
from tahqiq.analyse.graph.graph_store import behind, graph_at_hand, graph_of, up_to_date
from tahqiq.analyse.graph.lines import event_links
from tahqiq.store.links import FactLinks
from tahqiq.store.linktable import LinkTable
from tahqiq.store.workspace import GRAPH, Workspace
from tahqiq.web.worker import Worker
from tahqiq.workbench import Workbench

HEAD = "caller,callee,start,duration\n"
FIRST = (
    f"{HEAD}07901234567,07901112223,2026-01-10 10:00,60\n07901112223,07901234567,2026-01-12 11:00,5\n"
    "07901234567,07905556667,2026-01-13 11:00,5\n"
)
SECOND = (
    f"{HEAD}07901112223,07901234567,2026-02-10 10:00,60\n07905556667,07907654321,1890-01-01 10:00,9\n"
    "07905556667,07905556667,2026-01-13 11:00,5\n"
)
THIRD = f"{HEAD}07907654321,07909998877,2026-03-01 10:00,60\n"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    Door.found(tmp_path / "ws").close()
    with Workbench.opened(tmp_path / "ws") as found:
        yield found


def collect(bench: Workbench, name: str, text: str) -> str:
    path = bench.workspace.root.parent / name
    path.write_text(text, "utf-8")
    return bench.collect([path], bench.deposit(zone="Asia/Baghdad"))[0].source


def number(bench: Workbench, digits: str) -> str:
    return next(hit.id.hex() for hit in bench.search(digits).hits if hit.schema == "PhoneNumber")


def test_lines_of_events_are_those_of_the_files(bench: Workbench) -> None:
    collect(bench, "first.csv", FIRST)
    collect(bench, "second.csv", SECOND)
    graph, scope = graph_of(bench.workspace), bench.scope("analysis")
    files: FactLinks = bench.workspace.facts
    found = 0
    for one, two in combinations(graph.numbers.tolist(), 2):
        told = event_links(graph, scope, [one], [two])
        if told is not None:  # None: a time before 1930 is kept only by its bound
            assert told == files.links(scope, [one], [two])
            assert told == event_links(graph, scope, [two], [one])
            found += len(told)
    assert found == 2
    groups = graph.numbers[:2].tolist(), graph.numbers[2:].tolist()
    told = event_links(graph, scope, *groups)
    assert told is None or told == files.links(scope, *groups)


def test_an_old_graph_answers_and_says_how_old_it_is(bench: Workbench) -> None:
    collect(bench, "first.csv", FIRST)
    start, end = number(bench, "+9647901234567"), number(bench, "+9647905556667")
    assert bench.path(start, end).found.behind == 0
    collect(bench, "second.csv", SECOND)
    far = number(bench, "+9647907654321")
    late = bench.path(start, far, at_hand=True).found
    assert (late.path, late.behind) == (None, 1)
    assert datetime.fromisoformat(late.as_of) < datetime.now(UTC)
    assert not up_to_date(bench.workspace)
    assert bench.path(start, end, at_hand=True).found.path is not None
    now = bench.path(start, far).found
    assert (now.behind, now.as_of) == (0, "")
    assert now.path is not None
    assert bench.path(start, far, at_hand=True).found == now


def test_an_old_graph_does_not_answer_once_something_was_taken_away(bench: Workbench) -> None:
    people = bench.workspace.root.parent / "people.csv"
    people.write_text("name,phone,city\nAli Hasan,07901234567,Basra\n", "utf-8")
    bench.collect([people], bench.deposit())
    graph_of(bench.workspace)
    hit = next(item for item in bench.search("Ali Hasan").hits)
    value = next(item for item in bench.show(hit.id.hex()).statements if item.prop == "phone")
    bench.acts.retract(hit.id.hex(), value.id.hex(), "typed wrong")
    assert behind(bench.workspace, bench.scope("analysis"), graph_at_hand(bench.workspace)) == 0
    assert up_to_date(bench.workspace)


def test_the_worker_makes_the_graph_when_nothing_waits(bench: Workbench) -> None:
    worker = Worker(bench.door)
    worker.graph()
    collect(bench, "third.csv", THIRD)
    assert not up_to_date(bench.workspace)
    worker.graph()
    assert up_to_date(bench.workspace)


@pytest.mark.parametrize("swept", [True, False])
def test_an_erasure_while_the_graph_is_made_leaves_nothing_of_the_source(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, swept: bool
) -> None:
    collect(bench, "first.csv", FIRST)
    gone = collect(bench, "second.csv", SECOND)
    number = bench.workspace.sources.find(bench.scope("analysis"), gone).no
    built = build
    calls = list[int]()

    def erased_meanwhile(workspace: Workspace, links: LinkTable) -> Graph:
        """The erasure of another process, between reading the links and publishing the graph."""
        graph = built(workspace, links)
        calls.append(number)
        if len(calls) == 1:
            with workspace.database.transaction() as transaction:
                transaction.execute("UPDATE source SET state='erasing' WHERE no=?", (number,))
            if swept:
                shutil.rmtree(workspace.root / GRAPH)
        return graph

    monkeypatch.setattr("tahqiq.analyse.graph.graph_store.build", erased_meanwhile)
    graph = graph_of(bench.workspace)
    assert len(calls) == 2
    assert number not in graph.sources
    assert [folder.name for folder in (bench.workspace.root / GRAPH).iterdir()] == [
        graph_store.folder_of(bench.workspace).name
    ]
