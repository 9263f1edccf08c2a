"""Networks of real cases whose answer is known (Caviar, Montagna). Skipped where the test data is not there;
nobody is named, only their number in it."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

SHARED = (
    Path(os.environ.get("TAHQIQ_SHARED", Path(__file__).parents[3].parent / "shared" / "data")) / "networks"
)
FILES = (
    "caviar_matrix.csv",
    "montagna_meetings_edgelist.csv",
    "montagna_phonecalls_edgelist.csv",
    "montagna_attributes.csv",
)
Rows = list[dict[str, object]]
Ask = Callable[[str, str, dict[str, object]], Rows]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Run an analysis over one file, each in a case of its own; things are told by the label they have in the
    file."""
    missing = [name for name in FILES if not (SHARED / name).is_file()]
    if missing:
        pytest.skip(
            f"The networks of real cases are not here ({missing[0]}); set TAHQIQ_SHARED to the "
            "folder of test data."
        )
    root = tmp_path_factory.mktemp("truth") / "ws"
    Door.found(root).close()
    with Workbench.opened(root) as bench:
        for name in FILES[:3]:
            bench.open_case(name)
            assert bench.collect([SHARED / name], bench.deposit(name))[0].status == "published"

        def run(analysis: str, file: str, values: dict[str, object]) -> Rows:
            told = bench.readable(bench.analyse(analysis, {"link-kinds": ["edge"], **values}, file), "en")
            rows: Rows = json.loads(json.dumps(told["rows"]))
            return rows

        yield run


def label(cell: object) -> str:
    assert isinstance(cell, dict)
    return str(cell["caption"]).lstrip("nN")


def ranges(rows: Rows) -> dict[str, tuple[int, int, int]]:
    """Rank, lowest and highest rank by label."""
    found = {}
    for row in rows:
        low, high = row["rank-range"]  # type: ignore[misc]
        found[label(row["thing"])] = (int(str(row["rank"])), int(low), int(high))  # type: ignore[has-type]
    return found


def test_caviar_the_three_with_most_links(ask: Ask) -> None:
    rows = ask("degree", FILES[0], {"limit": 5, "repeats": 10})
    assert [(label(row["thing"]), row["value"]) for row in rows][:3] == [("1", 60), ("12", 28), ("3", 27)]
    assert all(row["evidence"] for row in rows)
    between = ask("betweenness", FILES[0], {"limit": 5, "repeats": 0})
    assert [label(row["thing"]) for row in between] == ["1", "12", "87", "76", "3"]


BROKERS = {FILES[1]: ["18", "47", "27", "68", "12", "25"], FILES[2]: ["18", "61", "47", "29", "75"]}
BOSSES = {FILES[1]: [9, 10, 27, 39, 43, 49, 62, 64], FILES[2]: [19, 27, 28, 95]}


@pytest.mark.parametrize("file", BROKERS)
def test_montagna_brokers_are_not_the_bosses(ask: Ask, file: str) -> None:
    found = ranges(ask("betweenness", file, {"repeats": 20, "limit": 1000}))
    assert sorted(found, key=lambda name: found[name][0])[: len(BROKERS[file])] == BROKERS[file]
    lines = (SHARED / FILES[3]).read_text("utf-8-sig").splitlines()
    bosses = [line.split(",")[0].lstrip("N") for line in lines if line.split(",")[2] == "boss"]
    ranked = sorted(found[name] for name in bosses if name in found)
    assert len(ranked) == len(BOSSES[file])
    for (rank, low, high), wanted in zip(ranked, BOSSES[file], strict=True):
        assert low <= wanted <= high, "the rank in the literature lies within the range"
        assert low <= rank <= high
        assert high > low, "a rank is a range"


def test_montagna_few_brokers_hold_it_together(ask: Ask) -> None:
    rows = ask("key-players", FILES[1], {"count": 5})
    assert int(str(rows[-1]["largest-part"])) <= 39 + 10
    assert [row["number"] for row in rows] == [1, 2, 3, 4, 5]
