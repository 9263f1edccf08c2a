"""Call files: from text columns to the sorted layouts as a ratio to DuckDB's own typed COPY in the same run,
and the two questions about one number.

    python benchmarks/calls.py [--rows 2000000] [--sources 200] [--folder DIR] [--phones 300000 1000000]

``coding`` stands in for what the mapping does to the text (identifiers to node numbers, times, durations);
its CPU includes reading the CSV and the ``by_row`` layout, which other threads write meanwhile. ``spool`` and
``finish`` are the fact store. Before that, the whole intake of the largest file through the front door, in a
process of its own for each number of ``--phones``: seal, parse, E.164, dictionary, layouts, problems,
provenance, publication; then what the search index costs for each identifier.

Ratios count; milliseconds inform. With several ``--rows`` the last lines say how the questions grow.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

sys.path.insert(0, str(Path(__file__).parent))
from generate_calls import generate

from tahqiq.access.door import Door
from tahqiq.collect.intake import Intake
from tahqiq.model.batch import FACT_COLUMNS, Facts
from tahqiq.model.scope import Actor, Scope
from tahqiq.store.facts.catalogue import MemoryCatalogue
from tahqiq.store.facts.merge import merge, sweep
from tahqiq.store.facts.store import FactStore
from tahqiq.store.facts.writer import FactWriter
from tahqiq.workbench import Workbench

P = ParamSpec("P")
R = TypeVar("R")
SCOPE = Scope(Actor("bench", "Benchmark", frozenset({"analyst"})), "work", frozenset({1}))
_COPY = """COPY (SELECT * FROM read_csv('{csv}', header=true, columns={{
'caller': 'VARCHAR', 'callee': 'VARCHAR', 'start': 'TIMESTAMP', 'duration': 'INTEGER', 'cell': 'VARCHAR'
}})) TO '{out}' (FORMAT parquet, COMPRESSION zstd)"""
_QUESTIONS = 200


@dataclass
class Clock:
    """Wall and CPU seconds of named stages."""

    wall: dict[str, float]
    cpu: dict[str, float]

    def run(self, stage: str, act: Callable[P, R], *args: P.args, **named: P.kwargs) -> R:
        """Call ``act`` and add its time to ``stage``."""
        wall, cpu = time.perf_counter(), time.process_time()
        result = act(*args, **named)
        self.wall[stage] = self.wall.get(stage, 0.0) + time.perf_counter() - wall
        self.cpu[stage] = self.cpu.get(stage, 0.0) + time.process_time() - cpu
        return result


class Coder:
    """Text columns to node numbers and typed columns, distinct texts once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._row = 0

    def facts(self, batch: pa.RecordBatch) -> Facts:
        """One batch of calls."""
        count = batch.num_rows
        start = batch.column("start")
        given = {
            "key": _repeat(0, count, pa.int16()),
            "serial": _repeat(0, count, pa.int16()),
            "row": pa.array(np.arange(self._row + 2, self._row + 2 + count)),
            "a": self._nodes(batch.column("caller")),
            "b": self._nodes(batch.column("callee")),
            "place": self._nodes(batch.column("cell")),
            "start": pc.subtract(
                start.cast(pa.timestamp("us")), pa.scalar(3 * 3600 * 1_000_000, pa.duration("us"))
            ),
            "start_text": start,
            "zone": _repeat("Asia/Baghdad", count, pa.string()),
            "seconds": batch.column("duration").cast(pa.int32()),
            "service": _repeat("voice", count, pa.string()),
        }
        self._row += count
        columns = [
            given[field.name] if field.name in given else pa.nulls(count, field.type)
            for field in FACT_COLUMNS
        ]
        return Facts("Call", pa.RecordBatch.from_arrays(columns, schema=FACT_COLUMNS))

    def _nodes(self, texts: pa.Array) -> pa.Array:
        coded = texts.dictionary_encode()
        known = self._numbers
        numbers = np.array(
            [known.setdefault(text, len(known) + 1) for text in coded.dictionary.to_pylist()], dtype=np.int32
        )
        return pa.array(numbers[coded.indices.to_numpy()])


def _repeat(value: object, count: int, kind: pa.DataType) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), count)


def batches(path: Path) -> Iterator[pa.RecordBatch]:
    """The file as text columns."""
    names = ["caller", "callee", "start", "duration", "cell"]
    return iter(
        csv.open_csv(
            path,
            csv.ReadOptions(block_size=16 << 20),
            convert_options=csv.ConvertOptions(column_types={name: pa.string() for name in names}),
        )
    )


def load(path: Path, root: Path, catalogue: MemoryCatalogue, rows: int, sources: int) -> Clock:
    """Write the file as ``sources`` sources of equally many consecutive rows and publish them."""
    clock = Clock({}, {})
    coder = Coder()
    each, source, room = -(-rows // sources), 1, -(-rows // sources)
    writer = FactWriter(root, source, 1)
    for batch in batches(path):
        table = clock.run("coding", coder.facts, batch).table
        while table.num_rows:
            piece = table.slice(0, room)
            clock.run("spool", writer.add, Facts("Call", piece), 0)
            table, room = table.slice(piece.num_rows), room - piece.num_rows
            if not room:
                catalogue.add(clock.run("finish", writer.finish))
                source, room = source + 1, each
                writer = FactWriter(root, source, 1)
    catalogue.add(clock.run("finish", writer.finish))
    catalogue.publish(range(1, source + 1))
    return clock


def questions(store: FactStore, catalogue: MemoryCatalogue, seed: int = 3) -> dict[str, tuple[float, float]]:
    """p50 and p95 in ms of top contacts and co-location: of phones picked evenly, of phones with about 100
    records, and of busy ones."""
    highest = max(file.max_key for file in catalogue.published("Call", "by_party"))
    random = np.random.default_rng(seed)
    some = random.integers(1, highest, 3 * _QUESTIONS).tolist()
    active = [node for node in some if store.records_of(SCOPE, node, limit=1)][:_QUESTIONS]
    weights = {
        node: item.records
        for node in random.integers(1, min(highest, 20_000), 2_000).tolist()
        for item in [store.counts(SCOPE, node)]
    }
    busy = sorted(weights, key=lambda node: -weights[node])[10 : 10 + _QUESTIONS]
    alike = _of_about(100, store, highest, weights, random)
    asked: dict[str, tuple[list[int], Callable[[int], object]]] = {
        "contacts": (active, lambda node: store.contacts(SCOPE, node, limit=20)),
        "co-location": (active, lambda node: store.co_located(SCOPE, node, limit=20)),
        "contacts, about 100 records": (alike, lambda node: store.contacts(SCOPE, node, limit=20)),
        "co-location, about 100 records": (alike, lambda node: store.co_located(SCOPE, node, limit=20)),
        "contacts, busy": (busy, lambda node: store.contacts(SCOPE, node, limit=20)),
        "co-location, busy": (busy, lambda node: store.co_located(SCOPE, node, limit=20)),
    }
    result = {}
    for name, (nodes, ask) in asked.items():
        taken = []
        for node in nodes:
            begin = time.perf_counter()
            ask(node)
            taken.append((time.perf_counter() - begin) * 1000)
        result[name] = (float(np.percentile(taken, 50)), float(np.percentile(taken, 95)))
    sys.stdout.write(
        f"  {len(active)} phones with at least one record; {len(busy)} busy ones with "
        f"{min(weights[n] for n in busy)}-{max(weights[n] for n in busy)} records\n"
    )
    return result


def _of_about(
    records: int, store: FactStore, highest: int, known: dict[int, int], random: np.random.Generator
) -> list[int]:
    """Phones with 80 to 120 % of ``records``: the same work in a table of any size, so what grows is the
    table alone."""
    near = [node for node, count in known.items() if 0.8 * records <= count <= 1.2 * records]
    for node in random.integers(1, highest, 20_000).tolist():
        if len(near) >= _QUESTIONS // 2:
            break
        if 0.8 * records <= store.counts(SCOPE, node).records <= 1.2 * records:
            near.append(node)
    return near[: _QUESTIONS // 2]


def measure(rows: int, sources: int, folder: Path) -> dict[str, tuple[float, float]]:
    """One size: writing against COPY, then the questions with 1 and with ``sources`` sources."""
    say = print
    path = folder / f"calls-{rows}.csv"
    if not path.exists():
        generate(rows, path)
    say(f"{rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB")
    results: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory(dir=folder) as work:
        copy, copy_cpu = min(_copy(path, Path(work) / f"copy{turn}.parquet") for turn in range(2))
        for count in dict.fromkeys((1, sources)):
            root, catalogue = Path(work) / str(count), MemoryCatalogue()
            root.mkdir()
            clock = load(path, root, catalogue, rows, count)
            say(
                f" {count} source(s); COPY {copy:.2f} s, CPU {copy_cpu:.2f} s; peak so far "
                f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"
            )
            for stage, wall in clock.wall.items():
                cpu = clock.cpu[stage]
                say(
                    f"  {stage}: {wall:.2f} s = {wall / copy:.2f} x COPY; CPU {cpu:.2f} s = "
                    f"{cpu / copy_cpu:.2f} x COPY"
                )
            if count > 1:
                begin = time.perf_counter()
                merge(root, catalogue, "Call")
                sweep(root, catalogue)
                say(
                    f"  merged in {time.perf_counter() - begin:.1f} s to "
                    f"{len(catalogue.published('Call', 'by_party'))} files per layout"
                )
            for name, (half, most) in questions(FactStore(root, catalogue), catalogue).items():
                say(f"  {name}: p50 {half:.1f} ms, p95 {most:.1f} ms")
                results[f"{name}, {count} source(s)"] = (half, most)
    return results


def whole(path: Path, folder: Path) -> None:
    """The whole intake of a call file against COPY in the same process, and the index afterwards."""
    with tempfile.TemporaryDirectory(dir=folder) as work:
        copy, copy_cpu = min(_copy(path, Path(work) / f"copy{turn}.parquet") for turn in range(2))
        door = Door.found(Path(work) / "ws")
        bench = Workbench(door, door.here())
        deposit = bench.deposit(zone="Asia/Baghdad")
        clock = Clock({}, {})
        found = clock.run("intake", Intake(door, bench.actor).collect, [path], deposit)[0]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        clock.run("index", door.workspace.search.refresh)
        nodes = int(str(door.workspace.database.query("SELECT COUNT(*) FROM node")[0][0]))
        door.close()
    sys.stdout.write(
        f"whole intake of {path.name}: {found.facts:,} events, {found.problems:,} problems, "
        f"{nodes:,} identifiers; COPY {copy:.2f} s, CPU {copy_cpu:.2f} s\n"
        f"  intake: {clock.wall['intake']:.2f} s = {clock.wall['intake'] / copy:.2f} x COPY; CPU "
        f"{clock.cpu['intake']:.2f} s"
        f" = {clock.cpu['intake'] / copy_cpu:.2f} x COPY; peak {peak:.2f} GB\n"
        f"  search index afterwards: CPU {clock.cpu['index']:.2f} s = "
        f"{clock.cpu['index'] / nodes * 1e6:.1f} us for each identifier\n"
    )


def _copy(path: Path, out: Path) -> tuple[float, float]:
    connection = duckdb.connect(
        ":memory:", config={"preserve_insertion_order": "false", "memory_limit": "2GB"}
    )
    begin, cpu = time.perf_counter(), time.process_time()
    connection.execute(_COPY.format(csv=path, out=out))
    taken = time.perf_counter() - begin, time.process_time() - cpu
    connection.close()
    out.unlink()
    return taken


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[2_000_000])
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "tahqiq-benchmarks")
    parser.add_argument("--phones", type=int, nargs="*", default=[])
    parser.add_argument("--whole", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.whole:
        whole(given.whole, given.folder)
        return
    for people in given.phones:
        path = given.folder / f"calls-{max(given.rows)}-{people}.csv"
        if not path.exists():
            generate(max(given.rows), path, people=people)
        subprocess.run(  # noqa: S603
            [sys.executable, __file__, "--folder", str(given.folder), "--whole", str(path)], check=True
        )
    found = [measure(rows, given.sources, given.folder) for rows in given.rows]
    for name, (_, most) in found[-1].items():
        if len(found) > 1:
            print(f"growth of p95, {name}: {most / found[0][name][1]:.2f} x")  # noqa: T201


if __name__ == "__main__":
    main()
