"""How an identifier that only events name stands in its source. Its key compares and has neither leading
zeros nor letter case; what a person reads is a statement of the source like any other."""

import numpy as np
import numpy.typing as npt

from tahqiq.collect.mapping.entities import Chunk
from tahqiq.collect.mapping.nodes import Registry
from tahqiq.collect.mapping.state import Batch, Named

Ints = npt.NDArray[np.int64]
Found = dict[int, tuple[int, str]]
"""Row and text of the first record that names an identifier, by its number."""


class Spellings:
    """States a spelling that differs from the key once per source: that of the first record which the order
    admits, and that of the first which it holds back as long as no other is known."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._admitted: set[int] = set()
        self._held: set[int] = set()

    def chunks(self, batch: Batch, held: frozenset[int]) -> list[Chunk]:
        """The statements that the events of this batch add; ``held`` are the rows outside the order."""
        waiting = self._registry.spelled.keys() - self._admitted
        if not waiting:
            return []
        open_ = np.zeros(len(self._registry), np.bool_)
        open_[list(waiting)] = True
        first: Found = {}
        back: Found = {}
        for named in batch.named:
            rows = batch.table.rows[named.lines]
            wanted = open_[named.refs] & batch.made[named.lines]
            outside = np.isin(rows, np.fromiter(held, np.int64, len(held))) if held else ~wanted
            _firsts(named, rows, wanted & ~outside, first)
            _firsts(named, rows, wanted & outside, back)
        back = {
            number: one for number, one in back.items() if number not in first and number not in self._held
        }
        self._admitted |= first.keys()
        self._held |= back.keys()
        return self._stated(first) + self._stated(back)

    def _stated(self, found: Found) -> list[Chunk]:
        by_prop: dict[str, list[int]] = {}
        for number in sorted(found):
            if found[number][1] != self._registry.keys[number]:
                by_prop.setdefault(self._registry.spelled[number], []).append(number)
        return [
            Chunk(
                entity=np.array(numbers, np.int64),
                target=None,
                prop=prop,
                value=[found[number][1] for number in numbers],
                original=[None] * len(numbers),
                lang="",
                row=np.array([found[number][0] for number in numbers], np.int64),
                column=np.zeros(len(numbers), np.int64),
            )
            for prop, numbers in by_prop.items()
        ]


def _firsts(named: Named, rows: Ints, chosen: npt.NDArray[np.bool_], found: Found) -> None:
    """Enters in ``found`` row and text of the first record of each identifier; an earlier one stays."""
    refs, rows, items = named.refs[chosen], rows[chosen], named.items[chosen]
    order = np.argsort(rows, kind="stable")
    numbers, at = np.unique(refs[order], return_index=True)
    for number, row, item in zip(
        numbers.tolist(), rows[order][at].tolist(), items[order][at].tolist(), strict=True
    ):
        if number not in found or row < found[number][0]:
            found[number] = (row, named.outcome.values[item])
