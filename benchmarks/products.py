"""What leaves a chart, and what a chart asks of many events: files of a large chart, one big expansion, and
the bar of time over many millions of calls.

    python -m benchmarks products     (python benchmarks/products.py [--items 10000] [--rows 20000000])

A workspace of invented calls holds a network of ``--items`` numbers with two calls a number and one number
that called 500 others. The PDF and the briefing show the first 300 and 24 items; the chart file holds all.
The peer of a file is writing its bytes again and again, which says nothing, so seconds stand alone beside
their goal. The bar of time is asked by hours for the 300 busiest of a million numbers in ``--rows`` calls,
once, as the screen does; a drag is then counted in the page and asks for nothing.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from calls import SCOPE, load
from generate_calls import generate
from page import network

from tahqiq.access.door import Door
from tahqiq.analyse.layout import layout
from tahqiq.analyse.telephone.everybody import counterparts
from tahqiq.products.board_times import times
from tahqiq.products.chart_export import OnScreen
from tahqiq.products.paper.layout import Layout, Placed
from tahqiq.store.facts.catalogue import MemoryCatalogue
from tahqiq.store.facts.store import FactStore
from tahqiq.store.workspace import Workspace
from tahqiq.workbench import Workbench

AROUND, SHEET, FEW = 500, 300, 24
_BUSY = 300


def said(name: str, goal: str, act: Callable[[], str], times_: int = 3) -> None:
    """A line: the best of some runs on the clock and of the processor, after one that is not measured."""
    act()
    took, spent, told = [], [], ""
    for _ in range(times_):
        began, cpu = time.perf_counter(), time.process_time()
        told = act()
        took.append(time.perf_counter() - began)
        spent.append(time.process_time() - cpu)
    sys.stdout.write(f"{name}: {min(took):.3f} s, CPU {min(spent):.3f} s (goal {goal}); {told}\n")
    sys.stdout.flush()


def workspace(root: Path, items: int) -> tuple[Door, list[str], list[tuple[int, int]]]:
    """The workspace, the ids of the network's numbers and its pairs; the hub is the first one beyond them."""
    pairs = network(items, items * 2)
    hub = [(items, items + 1 + at) for at in range(AROUND)]
    rows = "".join(
        f"9647{500000000 + a},9647{500000000 + b},2026-03-01 10:15:00,{60 + a % 60}\n"
        for a, b in (*pairs, *hub)
    )
    file = root / "calls.csv"
    file.write_text(f"calling number,called number,start time,duration\n{rows}", "utf-8")
    door = Door.found(root / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.collect([file], bench.deposit(zone="Asia/Baghdad"))
    found = door.workspace.database.query("SELECT id FROM node WHERE schema='PhoneNumber' ORDER BY key")
    return door, [row[0].hex() for row in found if isinstance(row[0], bytes)], pairs


def leaving(root: Path, items: int) -> None:
    """Files of a chart, a briefing, and an expansion."""
    door, ids, pairs = workspace(root, items)
    bench = Workbench(door, door.people.get("owner"))

    def chart(count: int) -> Layout:
        here = [(a, b) for a, b in pairs if a < count and b < count]
        at = layout("force", count, here)
        return Layout(tuple(Placed(one, float(x), float(y)) for one, (x, y) in zip(ids, at, strict=False)))

    def written(name: str, shown: Layout) -> str:
        path = root / f"out.{name}"
        made = bench.chart_files.write(name, path, OnScreen(shown, "Large", "Inbox", "ar"))  # type: ignore[arg-type]
        return f"{made.items:,} items, {made.links:,} lines, {path.stat().st_size / 1e6:.1f} MB"

    whole, sheet, few = chart(items), chart(SHEET), chart(FEW)
    said(f"PDF of {SHEET} items", "< 5 s", lambda: written("pdf", sheet))
    said(f".anx of {items:,} items", "< 3 s", lambda: written("anx", whole))
    said(f"slides of {SHEET} items", "none", lambda: written("pptx", sheet), 1)
    said(f"offline page of {SHEET} items", "none", lambda: written("html", sheet), 1)
    body = {"items": [{"entity": one.id, "x": one.x, "y": one.y} for one in few.items]}
    saved = bench.documents.make("Inbox", "chart", "Few", body).document.id
    blocks = [{"kind": "text", "text": "14 {1}", "refs": [{"chart": saved, "count": "items"}]}]
    blocks += [{"kind": "chart", "chart": saved}, {"kind": "table", "chart": saved, "of": "lines"}]  # type: ignore[list-item]

    def previewed() -> str:
        draft = {"language": "ar", "blocks": blocks}
        return f"{len(bench.drafts.preview('Inbox', 'Large', draft, 'court').page):,} signs"

    said(f"briefing with a chart of {FEW} items, as it reads", "none", previewed)
    hub = ids[items]

    def expanded() -> str:
        ((_, found),) = bench.expand_each([hub], [hub], [], AROUND, False, [])
        return f"{len(found.drawn.items)} items, {len(found.drawn.lines)} lines came"

    said(f"expand of {AROUND} neighbours", "< 0.3 s with the drawing", expanded, 7)
    door.close()


def over_time(root: Path, rows: int) -> None:
    """The bar of time of the busiest numbers of a file of calls."""
    generate(rows, root / "calls.csv")
    catalogue = MemoryCatalogue()
    load(root / "calls.csv", root / "facts", catalogue, rows, 1)
    store = FactStore(root / "facts", catalogue)
    busy = counterparts(store, SCOPE, ("Call",), np.zeros(0, dtype=np.int64))
    under = {int(busy.number[at]): int(busy.number[at]) for at in np.argsort(-busy.records)[:_BUSY]}
    names = {one: str(one) for one in under}

    def asked() -> str:
        found = times(
            cast(Workspace, SimpleNamespace(facts=store)),
            SCOPE,
            under,
            names,
            "hour",
            ZoneInfo("Asia/Baghdad"),
        )
        return (
            f"{len(found.lines):,} lines, {len(found.bins):,} hours, "
            f"{sum(len(one.cells) for one in found.lines):,} counts between {_BUSY} numbers"
        )

    said(f"bar of time over {rows:,} events, asked once", "a drag < 0.1 s, which asks for nothing", asked)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=20_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tahqiq-bench-") as folder:
        leaving(Path(folder), given.items)
    with tempfile.TemporaryDirectory(prefix="tahqiq-bench-") as folder:
        over_time(Path(folder), given.rows)
    sys.stdout.write(f"load of the machine {os.getloadavg()[0]:.1f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
