"""Facts of one source: records in, published layouts out."""

import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from secrets import token_hex

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tahqiq.model.batch import Facts
from tahqiq.store.facts.catalogue import FactFile, Layout
from tahqiq.store.facts.columns import LAYOUTS, NULL32, SORT, Columns, arrow_type, encode
from tahqiq.store.facts.directions import by_party, by_place, pairs
from tahqiq.store.facts.files import FileWriter
from tahqiq.store.facts.partition import Partition, cuts_for
from tahqiq.store.facts.row_order import Packing
from tahqiq.store.facts.spool import Spool

_SAMPLE = 4_096
Lines = NDArray[np.int64] | None
_AHEAD = 2


class FactWriter:
    """Takes the facts of one source and writes their layouts.

    ``class_no`` is the data class of the source; rows whose number is in ``held`` go to ``held_class_no`` and
    into files of their own, so that they vanish with that class. Nothing is visible before the files are
    listed and published. Columns ``a … sim`` hold node numbers here. Column ``side`` says whose place, device
    and SIM are (0 = of ``a``, 1 = of ``b``); null is 0.

    Memory stays below about 1 GiB however many rows there are: ranges are sorted one after the other, dealt
    out under ``root/tmp`` before. One writer belongs to one thread.
    """

    def __init__(self, root: Path, source_no: int, class_no: int, held_class_no: int | None = None) -> None:
        self._root, self._source, self._class, self._held = root, source_no, class_no, held_class_no
        self._spools: dict[tuple[str, int], Spool] = {}
        self.folder = root / "tmp" / f"s{source_no}-{token_hex(6)}"

    def add(self, facts: Facts, part: int, held: frozenset[int] = frozenset()) -> None:
        """Take one batch. Raises ``ValueError`` when rows are held back and the writer was given no class for
        them."""
        batch = facts.table
        if held:
            outside = pc.is_in(batch.column("row"), value_set=pa.array(sorted(held), pa.int64()))
            if self._held is None:
                raise ValueError("rows are held back but there is no class for them")
            self._spool(facts.kind, self._held).add(batch.filter(outside), part)
            batch = batch.filter(pc.invert(outside))
        if batch.num_rows:
            self._spool(facts.kind, self._class).add(batch, part)

    def finish(self) -> list[FactFile]:
        """Sort, write and seal everything taken; returns the files in state ``staging``, not listed yet. The
        writer cannot be used again."""
        files: list[FactFile] = []
        try:
            for spool in self._spools.values():
                spool.end()
                if spool.rows:
                    files += _Sorting(self._root, self.folder, spool).run()
                else:
                    spool.writer.temporary.unlink(missing_ok=True)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        return files

    def drop(self) -> None:
        """Give up: remove everything written so far."""
        for spool in self._spools.values():
            spool.drop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _spool(self, kind: str, class_no: int) -> Spool:
        found = self._spools.get((kind, class_no))
        if found is None:
            found = self._spools[kind, class_no] = Spool(self._root, kind, self._source, class_no)
        return found


class _Sorting:
    """From one spool to the sorted layouts: deal into ranges, then sort, gather and encode range by range."""

    def __init__(self, root: Path, folder: Path, spool: Spool) -> None:
        self._root, self._folder, self._spool = root, folder, spool
        profile = spool.profile
        self._some_sides = profile.constant("side") != 0
        self._fixed = {"source": spool.source, "class": spool.class_no}
        for name in ("place2", "device", "sim", "part", "serial", "key"):
            value = profile.constant(name)
            if value is not None:
                self._fixed[name] = value
        self._party, self._place = self._partitions()

    def run(self) -> list[FactFile]:
        try:
            self._deal()
            with ThreadPoolExecutor(2) as writers:
                party = writers.submit(self._write_party)
                place = writers.submit(self._write_place)
                sorted_files = [*party.result(), *place.result()]
        finally:
            self._party.close()
            self._place.close()
        spool = self._spool
        return [spool.writer.finish(frozenset({spool.class_no})), *sorted_files]

    def _partitions(self) -> tuple[Partition, Partition]:
        profile, rows = self._spool.profile, self._spool.rows
        nodes = [
            value
            for name in ("a", "b")
            for value in (profile.low.get(name), profile.high.get(name))
            if value is not None
        ] or [0]
        time = (profile.low.get("start", 0), profile.high.get("start", 0))
        party_packing = Packing((min(nodes), max(nodes)), time)
        place_packing = Packing((profile.low.get("place", 0), profile.high.get("place", 0)), time)
        party_keys, place_keys = (
            self._sample(party_packing, place_packing) if rows > _SAMPLE else (_NOTHING, _NOTHING)
        )
        return (
            Partition(
                self._folder / f"{self._spool.class_no}-party",
                party_packing,
                SORT["by_party"],
                cuts_for(party_keys, 2 * rows),
            ),
            Partition(
                self._folder / f"{self._spool.class_no}-place",
                place_packing,
                SORT["by_place"],
                cuts_for(place_keys, rows),
            ),
        )

    def _sample(self, party: Packing, place: Packing) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        picked: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        for rows in self._spool.sample(_SAMPLE):
            seen, lines = by_party(rows, False)
            keys = party.keys(seen["self"], rows["start"][lines])
            known = rows["place"] != NULL32
            picked.append((keys, place.keys(rows["place"][known], rows["start"][known])))
        return np.concatenate([one for one, _ in picked]), np.concatenate([two for _, two in picked])

    def _deal(self) -> None:
        with ThreadPoolExecutor(2) as pool:
            running: list[Future[None]] = []
            for number, rows in enumerate(self._spool.batches()):
                if len(running) > _AHEAD:
                    running.pop(0).result()
                running.append(pool.submit(self._deal_one, number, rows))
            for task in running:
                task.result()

    def _deal_one(self, number: int, rows: Columns) -> None:
        base = {
            name: values
            for name, values in rows.items()
            if name not in self._fixed and name not in ("a", "b", "side")
        }
        self._party.deal(number, *_with_base(by_party(rows, self._some_sides), base))
        placed = by_place(rows)
        if placed is not None:
            self._place.deal(number, *_with_base(placed, base))

    def _write_party(self) -> list[FactFile]:
        rows = 2 * self._spool.rows
        party, pair = (
            _Sink(self._root, self._spool, "by_party", self._fixed, rows),
            _Sink(self._root, self._spool, "pairs", self._fixed, rows),
        )
        with ThreadPoolExecutor(1) as second:
            waiting: list[Future[None]] = []
            for columns in _ahead(self._party):
                if len(waiting) > 1:
                    waiting.pop(0).result()
                waiting.append(second.submit(_write_pairs, pair, columns))
                party.write(columns)
            for task in waiting:
                task.result()
        return [*party.finish(), *pair.finish()]

    def _write_place(self) -> list[FactFile]:
        sink = _Sink(self._root, self._spool, "by_place", self._fixed, self._spool.rows)
        for columns in self._place.sorted_ranges():
            sink.write(columns)
        return sink.finish()


def _with_base(seen: tuple[Columns, Lines], base: Columns) -> tuple[Columns, Columns, Lines]:
    return seen[0], base, seen[1]


_NOTHING: NDArray[np.int64] = np.zeros(0, dtype=np.int64)


def _ahead(partition: Partition) -> Iterator[Columns]:
    """Sorted ranges, the next one being sorted while the last one is written."""
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(partition.sorted_range, 0)
        for at in range(len(partition)):
            columns = following.result()
            if at + 1 < len(partition):
                following = pool.submit(partition.sorted_range, at + 1)
            if columns is not None:
                yield columns


def _write_pairs(sink: "_Sink", columns: Columns) -> None:
    summed = pairs(columns)
    if summed is not None:
        sink.write(summed)


class _Sink:
    """One layout being written: opened with the first rows."""

    def __init__(
        self, root: Path, spool: Spool, layout: Layout, fixed: dict[str, int], expected: int
    ) -> None:
        self._root, self._spool, self._layout, self._expected = root, spool, layout, expected
        self._fixed = {name: value for name, value in fixed.items() if name in LAYOUTS[layout]}
        self._file: FileWriter | None = None

    def write(self, columns: Columns) -> None:
        if self._file is None:
            self._file = self._open(columns)
        self._file.write([encode(name, columns[name], self._spool.words) for name in self._file.schema.names])

    def finish(self) -> list[FactFile]:
        return [] if self._file is None else [self._file.finish(frozenset({self._spool.class_no}))]

    def _open(self, columns: Columns) -> FileWriter:
        names = [name for name in LAYOUTS[self._layout] if name in columns]
        schema = pa.schema(
            [pa.field(name, arrow_type(name), nullable=self._nullable(name)) for name in names]
        )
        spool = self._spool
        return FileWriter(
            self._root, spool.kind, self._layout, spool.source, schema, self._expected, self._fixed
        )

    def _nullable(self, name: str) -> bool:
        nulls = self._spool.profile.nulls
        if name in ("self", "other"):
            return bool(nulls & {"a", "b"})
        return (
            name in nulls
            or name in ("total_amount", "currency")
            or (name in ("first", "last") and "start" in nulls)
        )
