"""How many rows of which source a fact file holds, counted from the file itself: what verification compares
with what was published."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa

from tahqiq.kit.errors import Damaged
from tahqiq.store.facts.catalogue import FactFile
from tahqiq.store.facts.open_files import OpenFile

_GROUPS = 64


def rows_of_sources(root: Path, files: Iterable[FactFile]) -> Mapping[int, Counter[str]]:
    """Rows by source number and ``KIND/LAYOUT``, read from the bytes below ``root``; a file that is not there
    or cannot be read counts nothing."""
    found: dict[int, Counter[str]] = {}
    for file in files:
        for source, rows in _of(root, file).items():
            found.setdefault(source, Counter())[place_of(file)] += rows
    return found


def place_of(file: FactFile) -> str:
    """The kind and layout of a file, as counts are kept by.

    >>> place_of(FactFile(1, "Call", "by_row", "Call/x", "", 2, 0, 1, frozenset(), 0, 0))
    'Call/by_row'
    """
    return f"{file.kind}/{file.layout}"


def _of(root: Path, file: FactFile) -> Counter[int]:
    try:
        opened = OpenFile(root, file)
        if "source" in opened.constants:
            return Counter({opened.constants["source"]: opened.rows_of(np.arange(opened.groups))})
        counts: Counter[int] = Counter()
        for at in range(0, opened.groups, _GROUPS):
            column = opened.arrow(np.arange(at, min(at + _GROUPS, opened.groups)), ["source"]).column(
                "source"
            )
            numbers, rows = np.unique(column.to_numpy(), return_counts=True)
            counts.update(dict(zip(numbers.tolist(), rows.tolist(), strict=True)))
        return counts
    except (OSError, pa.ArrowException, Damaged):  # its hash is told to differ anyway
        return Counter()
