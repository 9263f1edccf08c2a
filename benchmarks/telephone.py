"""Telephone analyses on one call file: questions about one number, and figures of everybody, each beside
straightforward DuckDB SQL in the same run.

    python benchmarks/telephone.py [--rows 2000000] [--phones 1000000] [--folder DIR]

The peer reads the same calls as plain Parquet with whole-number columns (a, b, start, seconds, place), as
somebody would write them who has no sorted layouts. Ratios count; seconds inform. The number-change scan has
no peer: its reference is the time to read the file's pairs once.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from calls import SCOPE, load
from generate_calls import generate

from tahqiq.analyse.events.occurrences import COLUMNS, happened, talk, timed
from tahqiq.analyse.events.quiet import bursts, silences
from tahqiq.analyse.events.wheel import local, wheel_slots
from tahqiq.analyse.places.co_presence import neighbours, often, pairs, presence
from tahqiq.analyse.places.sites import Sites
from tahqiq.analyse.telephone.everybody import counterparts, sessions
from tahqiq.analyse.telephone.first_caller import openings
from tahqiq.analyse.telephone.frequency import frequencies
from tahqiq.analyse.telephone.likeness import Likeness
from tahqiq.analyse.telephone.lives import lives
from tahqiq.analyse.telephone.number_change import changes
from tahqiq.analyse.telephone.overlap import Search
from tahqiq.analyse.telephone.stretches import Rules
from tahqiq.store.facts.catalogue import MemoryCatalogue
from tahqiq.store.facts.columns import Columns
from tahqiq.store.facts.occasions import Tolerance
from tahqiq.store.facts.store import FactStore

CALLS = ("Call",)
NOBODY = np.zeros(0, dtype=np.int64)
_ASKED = 200
_BOTH = (
    "(SELECT a AS self, b AS other, start, place FROM calls UNION ALL SELECT b, a, start, NULL FROM calls)"
)
_CONNECTED = (
    f"SELECT self, count(DISTINCT other) AS many FROM {_BOTH} WHERE self <> other GROUP BY self ORDER BY "
    "many DESC LIMIT 100"
)
_SESSIONS = f"""SELECT self, sum(new) AS sessions FROM (
SELECT self, CASE WHEN start - lag(start) OVER (PARTITION BY self ORDER BY start) <= 1800000000
THEN 0 ELSE 1 END AS new FROM {_BOTH}) GROUP BY self"""
_TOGETHER = """WITH one AS (SELECT a, place, start, start // 600000000 AS bucket FROM calls),
two AS (SELECT a AS b, place, start AS later, start // 600000000 + step AS bucket
FROM calls, (VALUES (-1), (0), (1)) AS steps(step))
SELECT a, b, count(*) AS together FROM one JOIN two USING (place, bucket)
WHERE a < b AND abs(start - later) <= 600000000 GROUP BY a, b HAVING count(*) >= 3"""
_CONTACTS = (
    f"SELECT other, count(*) AS events, sum(start) FROM {_BOTH} WHERE self = ? GROUP BY other ORDER BY "
    "events DESC"
)


def timed_run(act: Callable[[], object]) -> tuple[float, float, object]:
    """Seconds by the clock and of the processor, and the result, of the better of two runs."""
    best, used, result = float("inf"), float("inf"), None
    for _ in range(2):
        begin, cpu = time.perf_counter(), time.process_time()
        result = act()
        best, used = min(best, time.perf_counter() - begin), min(used, time.process_time() - cpu)
    return best, used, result


def plain_copy(store: FactStore, path: Path) -> None:
    """The calls as the peer's Parquet, in the order of time."""
    connection = duckdb.connect(":memory:")
    rows = store.columns(SCOPE, "by_row", ("a", "b", "start", "seconds", "place"), kinds=CALLS)
    connection.register("rows", {name: rows[name] for name in ("a", "b", "start", "seconds", "place")})
    connection.execute(f"COPY (SELECT * FROM rows) TO '{path}' (FORMAT parquet)")
    connection.close()


def events(store: FactStore, number: int) -> Columns:
    """The events of a number: what every question begins with."""
    return happened(talk(store.columns_of(SCOPE, number, COLUMNS, kinds=CALLS), NOBODY)[0], Tolerance())


def starts(rows: Columns) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """When the events with a time were."""
    return timed(rows)["start"].astype(np.int64)


QUESTIONS: dict[str, Callable[[Columns], object]] = {
    "contacts": lambda rows: frequencies(rows, 0),
    "hours of the week": lambda rows: np.bincount(
        wheel_slots(local(starts(rows), "Asia/Baghdad")), minlength=168
    ),
    "bursts": lambda rows: bursts(starts(rows), 2.0, 4, 9.2),
    "silences": lambda rows: silences(starts(rows), 10.0, 48.0),
    "who calls first": lambda rows: openings(timed(rows), 8.0),
}


def single(store: FactStore, peer: duckdb.DuckDBPyConnection) -> None:
    """p50 and p95 of each question about one number, reading included, and of the peer's contacts."""
    random = np.random.default_rng(5)
    seen = counterparts(store, SCOPE, CALLS, NOBODY)
    even = random.choice(seen.number, _ASKED).tolist()
    busy = random.choice(seen.number, _ASKED, p=seen.records / seen.records.sum()).tolist()
    for ask in QUESTIONS.values():
        ask(events(store, even[0]))
    theirs = float(
        np.median(
            [
                _ms(lambda number=number: peer.execute(_CONTACTS, [number]).fetchall())[0]
                for number in even[:5]
            ]
        )
    )  # type: ignore[misc]
    for name, numbers in (("picked evenly", even), ("picked by their calls", busy)):
        for question, ask in QUESTIONS.items():
            taken = np.array(
                [_ms(lambda number=number, ask=ask: ask(events(store, number))) for number in numbers]
            )  # type: ignore[misc]
            wall, cpu = np.percentile(taken[:, 0], (50, 95)), np.percentile(taken[:, 1], (50, 95))
            compared = f"; peer {theirs:.0f} ms = {theirs / wall[0]:.0f} x" if question == "contacts" else ""
            say(
                f"{question} of one number, {name}: p50 {wall[0]:.1f} ms, p95 {wall[1]:.1f} ms; CPU "
                f"p50 {cpu[0]:.1f} ms, p95 {cpu[1]:.1f} ms{compared}"
            )


def _ms(act: Callable[[], object]) -> tuple[float, float]:
    begin, cpu = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - begin) * 1000, (time.process_time() - cpu) * 1000


def everybody(store: FactStore, peer: duckdb.DuckDBPyConnection) -> None:
    """Figures of all numbers, each beside the peer; the answers must agree."""
    ours, cpu, found = timed_run(lambda: counterparts(store, SCOPE, CALLS, NOBODY))
    theirs, their_cpu, rows = timed_run(lambda: peer.execute(_CONNECTED).fetchall())
    assert sorted(found.many[found.top(100)].tolist(), reverse=True)[:100] == [row[1] for row in rows]  # type: ignore[attr-defined]
    _line("most connected", (ours, cpu), (theirs, their_cpu))
    ours, cpu, found = timed_run(lambda: sessions(store, SCOPE, CALLS, 30))
    theirs, their_cpu, rows = timed_run(lambda: peer.execute(_SESSIONS).fetchnumpy())
    assert int(found.many.sum()) == int(sum(rows["sessions"]))  # type: ignore[attr-defined,index]
    _line("sessions", (ours, cpu), (theirs, their_cpu))
    ours, cpu, met = timed_run(lambda: together(store))
    theirs, their_cpu, rows = timed_run(lambda: peer.execute(_TOGETHER).fetchnumpy())
    assert len(met[0]) == len(rows["a"])  # type: ignore[index]
    _line("co-location of everybody", (ours, cpu), (theirs, their_cpu))


def together(store: FactStore) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.int64]], ...]:
    """Pairs recorded at one cell within ten minutes at least three times."""
    there = presence(store.columns(SCOPE, "by_place", ("place", "start", "self"), kinds=CALLS))
    return often(pairs(there, 10, neighbours(there, Sites({}), 0)), 3)


def _line(name: str, ours: tuple[float, float], theirs: tuple[float, float]) -> None:
    say(
        f"{name}: {ours[0]:.2f} s, CPU {ours[1]:.2f} s; DuckDB SQL {theirs[0]:.2f} s, CPU "
        f"{theirs[1]:.2f} s = {theirs[0] / ours[0]:.1f} x, CPU {theirs[1] / ours[1]:.1f} x"
    )


def scan(store: FactStore) -> None:
    """The search for changed numbers among all."""
    reading, _, _ = timed_run(lambda: store.columns(SCOPE, "pairs", ("self", "other"), kinds=CALLS))
    begin, cpu = time.perf_counter(), time.process_time()
    found = lives(store, SCOPE, CALLS, NOBODY, None, Rules())
    certain, _ = changes(found, Search(), Likeness(store, SCOPE, CALLS, found, 0))
    taken = time.perf_counter() - begin
    say(
        f"number-change scan: {taken:.1f} s, CPU {time.process_time() - cpu:.1f} s = "
        f"{taken / reading:.1f} x one reading of the pairs; {len(found.number):,} beginnings and "
        f"ends looked at, {len(certain)} changes"
    )


def say(text: str) -> None:
    """One line."""
    sys.stdout.write(f"  {text}\n")
    sys.stdout.flush()


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "tahqiq-benchmarks")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    path = given.folder / f"calls-{given.rows}.csv"
    if not path.exists():
        generate(given.rows, path)
    with tempfile.TemporaryDirectory(dir=given.folder) as work:
        root, catalogue = Path(work) / "facts", MemoryCatalogue()
        root.mkdir()
        load(path, root, catalogue, given.rows, 1)
        store = FactStore(root, catalogue)
        plain_copy(store, Path(work) / "plain.parquet")
        peer = duckdb.connect(":memory:")
        peer.execute(f"CREATE VIEW calls AS SELECT * FROM '{Path(work) / 'plain.parquet'}'")
        say(f"{given.rows:,} calls")
        single(store, peer)
        everybody(store, peer)
        scan(store)
        peer.close()
        say(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")


if __name__ == "__main__":
    main()
