"""Expanding a selection of a chart in the sample case through the API, beside the plain SQL that counts the
same neighbours by type.

    python -m benchmarks expand     (python benchmarks/expand.py [--scale 1] [--selected 20] [--times 30])

The selection is that of the things with the most links. One request expands all of it and brings in up to ten
of each; the peer asks SQLite's own tables for the ends of what is stated about or of each thing and their
types, which is a part of what the request answers (no events, no names, no lines).
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from tahqiq.access.door import Door
from tahqiq.cli.serve import make_sample
from tahqiq.store.database import blob, integer, numbers
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench

GOAL_MS = 150


def spread(act: Callable[[], object], times: int) -> tuple[float, float, float]:
    """Median and 95th percentile on the clock, and the median of processor time, in milliseconds, after one
    unmeasured run."""
    act()
    took, spent = [], []
    for _ in range(times):
        began, began_cpu = time.perf_counter(), time.process_time()
        act()
        took.append((time.perf_counter() - began) * 1000)
        spent.append((time.process_time() - began_cpu) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1], statistics.median(spent)


def main() -> int:
    """Make the sample, measure both in turn, print one line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--selected", type=int, default=20)
    parser.add_argument("--times", type=int, default=30)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tahqiq-bench-") as folder:
        make_sample(Path(folder) / "ws", 1, given.scale)
        door = Door.opened(Path(folder) / "ws")
        bench = Workbench(door, door.people.get("analyst"))
        client = TestClient(create_app(door, work=False), base_url="http://127.0.0.1")
        client.headers["authorization"] = f"Bearer {bench.issue_token(timedelta(hours=1))}"
        database = door.workspace.database
        most = (
            "SELECT n.no, n.id FROM statement s JOIN node n ON n.no = s.target GROUP BY n.no, n.id ORDER "
            "BY COUNT(*) DESC LIMIT ?"
        )
        chosen = [
            (integer(no), blob(identity).hex()) for no, identity in database.query(most, (given.selected,))
        ]
        ids, nodes = [identity for _, identity in chosen], numbers(no for no, _ in chosen)
        brought: list[int] = []

        def ours() -> None:
            answer = client.post("/api/v1/chart/expansions", json={"ids": ids, "shown": ids, "limit": 10})
            assert answer.status_code == 200, answer.text
            brought.append(sum(len(one["items"]) for one in answer.json()))

        def plain() -> None:
            for here, there in (("entity", "target"), ("target", "entity")):
                sql = (
                    f"SELECT s.{here}, n.schema, COUNT(DISTINCT s.{there}) FROM statement s JOIN node n "
                    f"ON n.no = s.{there} WHERE s.{here} IN ({nodes})"
                )
                database.query(f"{sql} GROUP BY s.{here}, n.schema")

        with client:  # as a server does: what collects unused objects is set up at its start
            middle, high, spent = spread(ours, given.times)
        peer, peer_high, _ = spread(plain, given.times)
        sys.stdout.write(
            f"expand {len(ids)} selected, {brought[-1]} items came: median {middle:.0f} ms, p95 "
            f"{high:.0f} ms (goal p95 {GOAL_MS}), median CPU {spent:.0f} ms;"
            f" plain SQL median {peer:.1f} ms, p95 {peer_high:.1f} ms; ratio {middle / peer:.1f}\n"
        )
        door.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
