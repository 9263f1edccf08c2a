"""External sorting: rows are dealt into key ranges on disk, so that each range is then sorted in memory."""

from collections.abc import Iterator
from io import BufferedRandom
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.facts.columns import Array, Columns, concat, take
from tahqiq.store.facts.row_order import Packing, order

RANGE_ROWS = 1 << 20
_MOST_RANGES = 240
_ROW_BITS = 20


class Partition:
    """Rows dealt into ranges of a packed key. ``cuts`` are the lowest keys of all ranges but the first;
    without cuts all rows stay in memory.

    Each range is one temporary file of raw columns; :meth:`sorted_ranges` reads them back in order, every
    range sorted. Rows of equal keys keep the order (batch number, place in batch) whatever thread dealt them,
    so the result is the same on every run.
    """

    def __init__(
        self, folder: Path, packing: Packing, keys: tuple[str, str], cuts: NDArray[np.int64]
    ) -> None:
        self._packing, self._keys, self._cuts = packing, keys, cuts
        self._lock = Lock()
        self._memory: list[tuple[int, Columns]] = []
        self._chunks: list[list[tuple[int, int, dict[str, tuple[np.dtype[np.generic], int]]]]] = [
            [] for _ in range(len(cuts) + 1)
        ]
        self._files: list[BufferedRandom] = []
        if len(cuts):
            folder.mkdir(parents=True, exist_ok=True)
            self._files = [(folder / f"{at:03}.raw").open("w+b", buffering=0) for at in range(len(cuts) + 1)]  # type: ignore[misc]

    def deal(self, number: int, own: Columns, base: Columns, picked: NDArray[np.int64] | None) -> None:
        """Deal the rows of batch ``number``: columns ``own``, and those of ``base`` at the rows ``picked``
        (None = all, in order).

        Safe from several threads; a batch has fewer than 2^20 rows.
        """
        if not len(self._cuts):
            with self._lock:
                self._memory.append((number, own | (base if picked is None else take(base, picked))))
            return
        first, second = (
            own[name] if name in own else base[name] if picked is None else base[name][picked]
            for name in self._keys
        )
        packed = self._packing.keys(first, second)
        packed <<= _ROW_BITS
        packed |= np.arange(len(packed))
        packed.sort()
        ends = np.append(np.searchsorted(packed, self._cuts << _ROW_BITS), len(packed)).tolist()
        packed &= (1 << _ROW_BITS) - 1
        dealt = take(own, packed) | take(base, packed if picked is None else picked[packed])
        begin = 0
        for at, end in enumerate(ends):
            if end > begin:
                self._append(at, number, take(dealt, slice(begin, end)))
            begin = end

    def __len__(self) -> int:
        return len(self._cuts) + 1

    def sorted_range(self, at: int) -> Columns | None:
        """The rows of one range in order, None when it has none; a range can be read once."""
        columns = self._load(at)
        if columns is None:
            return None
        return take(columns, order(columns[self._keys[0]], columns[self._keys[1]]))

    def sorted_ranges(self) -> Iterator[Columns]:
        """All ranges in order."""
        for at in range(len(self)):
            columns = self.sorted_range(at)
            if columns is not None:
                yield columns

    def close(self) -> None:
        """Give the temporary files back."""
        for file in self._files:
            file.close()

    def _append(self, at: int, number: int, columns: Columns) -> None:
        count = len(columns[self._keys[0]])
        with self._lock:
            offset = self._files[at].seek(0, 2)
            places: dict[str, tuple[np.dtype[np.generic], int]] = {}
            for name, values in columns.items():
                places[name] = (values.dtype, offset)
                offset += self._files[at].write(np.ascontiguousarray(values).view(np.uint8).data) or 0
            self._chunks[at].append((number, count, places))

    def _load(self, at: int) -> Columns | None:
        if not len(self._cuts):
            pieces = [columns for _, columns in sorted(self._memory, key=lambda item: item[0])]
            self._memory = []
            return concat(pieces) if pieces else None
        chunks = sorted(self._chunks[at], key=lambda item: item[0])
        if not chunks:
            return None
        file = self._files[at]
        raw = np.memmap(file, dtype=np.uint8, mode="r")
        names = chunks[0][2]
        loaded: Columns = {
            name: np.concatenate([_view(raw, places[name], count) for _, count, places in chunks])
            for name in names
        }
        del raw
        self._chunks[at] = []
        file.truncate(0)
        return loaded


def _view(raw: NDArray[np.uint8], place: tuple[np.dtype[np.generic], int], count: int) -> Array:
    kind, offset = place
    return raw[offset : offset + count * kind.itemsize].view(kind)


def cuts_for(keys: NDArray[np.int64], rows: int) -> NDArray[np.int64]:
    """Range limits from a sample of packed keys, for ``rows`` rows in ranges of about :data:`RANGE_ROWS`;
    none when one range is enough."""
    ranges = min(-(-rows // RANGE_ROWS), _MOST_RANGES)
    if rows < RANGE_ROWS + RANGE_ROWS // 2 or not len(keys):
        return np.zeros(0, dtype=np.int64)
    ranked = np.sort(keys)
    at = (np.arange(1, ranges) * len(ranked)) // ranges
    return np.unique(ranked[at])
