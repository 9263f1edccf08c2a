"""Joins batches: the first small ones of a grid, so that header, titles and first records are seen together;
those of long tables of events, so that each distinct number is looked up once per million records and not
once per sixty thousand."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from tahqiq.collect.mapping.layout import WINDOW
from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.reader import Item, Limits, Named, Records
from tahqiq.model.place import Part


def gather(items: Iterable[Item], least: int = WINDOW) -> Iterator[Item]:
    """The same items in the same order of rows, except that the first batches of each grid come as one of at
    least ``least`` lines.

    A reader may deliver the title lines of a table apart from its records; a layout can only be found when
    they stand together. What follows the first batch of a part, and every kind with fixed columns, passes
    through. Problems and members are not held back.
    """
    held: list[Records] = []
    done: set[tuple[int, str]] = set()
    for item in items:
        if not isinstance(item, Records) or item.kind != "table":
            yield item
            continue
        if held and held[0].part != item.part:
            yield joined(held)
            held = []
        if (item.part.no, item.part.name) in done:
            yield item
            continue
        held.append(item)
        if sum(map(len, held)) >= least:
            done.add((item.part.no, item.part.name))
            yield joined(held)
            held = []
    if held:
        yield joined(held)


WIDE_ROWS, WIDE_BYTES = 2 << 20, 256 << 20
"""A joined batch of events ends at so many records or bytes."""


def widened(
    items: Iterable[Item], wide: Callable[[Records], bool], rows: int = WIDE_ROWS, size: int = WIDE_BYTES
) -> Iterator[Item]:
    """The same items in the same order, except that consecutive batches of one part and kind of which
    ``wide`` is true come as one.

    A problem or a member that stands between two batches comes before both.
    """
    held: list[Records] = []
    filled = 0
    for item in items:
        if not isinstance(item, Records):
            yield item
            continue
        if held and (held[0].part, held[0].kind) != (item.part, item.kind):
            yield _emptied(held)
            filled = 0
        if not held and not wide(item):
            yield item
            continue
        held.append(item)
        filled += item.columns.nbytes
        if filled >= size or sum(map(len, held)) >= rows:
            yield _emptied(held)
            filled = 0
    if held:
        yield _emptied(held)


def _emptied(held: list[Records]) -> Records:
    """The batches as one; the list lets go of them."""
    whole = joined(held)
    held.clear()
    return whole


def joined(batches: list[Records]) -> Records:
    """Several batches of one part as one, as wide as the widest."""
    if len(batches) == 1:
        return batches[0]
    names = max((batch.columns.schema.names for batch in batches), key=len)
    arrays = []
    for index in range(len(names)):
        pieces = [
            b.columns.column(index) if index < b.columns.num_columns else pa.nulls(len(b), pa.string())
            for b in batches
        ]
        arrays.append(pa.concat_arrays(pieces))
    rows = np.concatenate([batch.rows for batch in batches])
    return Records(batches[0].kind, batches[0].part, pa.RecordBatch.from_arrays(arrays, names=names), rows)


def of_part(
    reader: Named, path: Path, name: str, limits: Limits, folder: Path | None, part: Part
) -> Iterator[Records]:
    """All records of one part of an original, read anew from its beginning: what the first of them left open,
    all may decide. ``folder`` as of :func:`read_confined`."""
    for item in read_confined(reader, path, name, limits, folder=folder):
        if isinstance(item, Records) and item.part == part:
            yield item
