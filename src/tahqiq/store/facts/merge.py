"""Fewer, larger files: merging in size tiers, and sweeping what no list names."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from tahqiq.kit.parts import parts
from tahqiq.store.facts.catalogue import Catalogue, FactFile, Layout
from tahqiq.store.facts.columns import (
    LAYOUTS,
    SORT,
    TYPES,
    Columns,
    Vocabulary,
    arrow_type,
    concat,
    encode,
    take,
)
from tahqiq.store.facts.files import FileWriter, source_of
from tahqiq.store.facts.open_files import OpenFile
from tahqiq.store.facts.partition import RANGE_ROWS
from tahqiq.store.facts.row_order import order

MOST_FILES = 8
"""How many files of one kind and layout a query opens at most after merging."""
_SAME_TIER = 4
_SMALLEST_TIER = 100_000
Bounds = tuple[int, int, int, int]
_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1


def plan(files: Sequence[FactFile]) -> list[list[FactFile]]:
    """Which files of one kind and layout to merge now: four or more of one size tier (factor four) and class
    set; then, while more than :data:`MOST_FILES` remain, the smallest of whatever class (each row carries its
    class, so mixing hides and shows nothing).
    """
    tiers: dict[tuple[frozenset[int], int], list[FactFile]] = defaultdict(list)
    for file in files:
        tiers[file.classes, _tier(file.rows)].append(file)
    groups = [sorted(group, key=lambda file: file.no) for group in tiers.values() if len(group) >= _SAME_TIER]
    taken = {file.no for group in groups for file in group}
    rest = sorted((file for file in files if file.no not in taken), key=lambda file: (file.rows, file.no))
    surplus = len(rest) + len(groups) - MOST_FILES
    if surplus > 0 and not groups:
        groups.append(rest[: surplus + 1])
    return groups


def _tier(rows: int) -> int:
    tier, size = 0, _SMALLEST_TIER
    while rows >= size:
        tier, size = tier + 1, size * 4
    return tier


def merge(
    root: Path, catalogue: Catalogue, kind: str, check: Callable[[], None] = lambda: None
) -> list[FactFile]:
    """Merge the published files of ``kind`` until the plan is empty; returns the new files. The caller holds
    the named lock for merging.

    Each step writes and seals the new file, then publishes it and retires the old ones in one catalogue
    transaction: a crash before leaves an unlisted file for :func:`sweep`, one after leaves retired ones.
    ``check`` is called between ranges and may raise to stop. Raises ``Conflict`` when the list changed
    meanwhile.
    """
    made: list[FactFile] = []
    for layout in LAYOUTS:
        while groups := plan(catalogue.published(kind, layout)):
            for group in groups:
                made += catalogue.replace(group, [merge_files(root, group, check)])
    return made


def merge_files(root: Path, files: Sequence[FactFile], check: Callable[[], None] = lambda: None) -> FactFile:
    """One sealed file with the rows of all; not listed yet."""
    opened = [OpenFile(root, file) for file in files]
    layout, kind = files[0].layout, files[0].kind
    sources = {file.source for file in files}
    fixed = _common_constants(opened)
    names = [
        name
        for name in LAYOUTS[layout]
        if name not in fixed and any(name in file.names or name in file.constants for file in opened)
    ]
    text = layout == "by_row"
    schema = pa.schema([pa.field(name, TYPES[name] if text else arrow_type(name)) for name in names])
    rows = sum(file.rows for file in files)
    writer = FileWriter(root, kind, layout, sources.pop() if len(sources) == 1 else 0, schema, rows, fixed)
    try:
        for arrays in _whole_rows(opened, names) if text else _sorted_rows(opened, names, layout):
            check()
            writer.write(arrays)
    except BaseException:  # whatever stops the merge, its half file must go
        writer.drop()
        raise
    return writer.finish(frozenset().union(*(file.classes for file in files)))


def _common_constants(opened: Sequence[OpenFile]) -> dict[str, int]:
    first = opened[0].constants
    return {
        name: value
        for name, value in first.items()
        if all(file.constants.get(name) == value for file in opened)
    }


def _sorted_rows(opened: Sequence[OpenFile], names: list[str], layout: Layout) -> Iterator[list[pa.Array]]:
    words = Vocabulary()
    one, two = SORT[layout]
    wanted = list(dict.fromkeys((*names, "out"))) if "here" in names else names
    for low, high, since, until in _ranges(opened):
        pieces = [_slice(file, (low, high, since, until), wanted, words, (one, two)) for file in opened]
        filled = [piece for piece in pieces if piece is not None]
        if filled:
            rows = concat(filled)
            by = order(rows[one], rows[two])
            yield [encode(name, rows[name][by], words) for name in names]


def _slice(
    file: OpenFile, bounds: Bounds, names: list[str], words: Vocabulary, keys: tuple[str, str]
) -> Columns | None:
    low, high, since, until = bounds
    groups = file.near_with_nulls(low, high)
    if not len(groups):
        return None
    rows = file.read(groups, names, words)
    first, second = rows[keys[0]], rows[keys[1]]
    return take(rows, (first >= low) & (first <= high) & (second >= since) & (second <= until))


def _ranges(opened: Sequence[OpenFile]) -> Iterator[Bounds]:
    """Disjoint ranges of the first key (of the second within one key that alone is too large) of about a
    million rows each, covering all rows."""
    marks = sorted(mark for file in opened for mark in file.marks())
    begin, waiting = _LOWEST, 0
    within: list[tuple[int, int]] = []
    for first, second, rows in marks:
        if waiting >= RANGE_ROWS and first > begin:
            yield from _split((begin, first - 1), within)
            begin, waiting, within = first, 0, []
        waiting += rows
        within.append((second, rows))
    yield from _split((begin, _HIGHEST), within)


def _split(keys: tuple[int, int], within: list[tuple[int, int]]) -> Iterator[Bounds]:
    """One range; where its first key alone is far too large, that key is cut by the second one and the rest
    follows."""
    low, high = keys
    if sum(rows for _, rows in within) > 4 * RANGE_ROWS and low > _LOWEST:
        since, waiting = _LOWEST, 0
        for second, rows in sorted(within):
            if waiting >= RANGE_ROWS and second > since:
                yield low, low, since, second - 1
                since, waiting = second, 0
            waiting += rows
        yield low, low, since, _HIGHEST
        low += 1
    if low <= high:
        yield low, high, _LOWEST, _HIGHEST


def _whole_rows(opened: Sequence[OpenFile], names: list[str]) -> Iterator[list[pa.Array]]:
    """Row groups of the ``by_row`` files in the order of their sources."""
    todo = sorted(
        (int(file.range_of(np.array([at]))[0][0]), number, at)
        for number, file in enumerate(opened)
        for at in range(file.groups)
    )
    for part in parts(todo, 16):
        tables = [opened[number].arrow(np.array([at]), names) for _, number, at in part]
        table = pa.concat_tables([_plain(table, names) for table in tables]).combine_chunks()
        yield [column.combine_chunks() for column in table.columns]


def _plain(table: pa.Table, names: list[str]) -> pa.Table:
    """The columns ``names`` as they are written; null where a file of before a column lacks it."""
    held = set(table.column_names)
    return pa.table(
        {
            name: table.column(name).cast(TYPES[name])
            if name in held
            else pa.nulls(table.num_rows, TYPES[name])
            for name in names
        }
    )


def sweep(root: Path, catalogue: Catalogue, live: frozenset[int] = frozenset()) -> list[str]:
    """Remove what nobody can read: unlisted files, temporary ones, retired ones, staging ones of sources not
    in ``live``; returns their paths.

    ``live`` are the sources under a live lease; the caller holds the lock for merging, so that no merge is
    under way.
    """
    listed = {file.path: file for file in catalogue.listed()}
    dead = [
        file
        for file in listed.values()
        if file.state == "retired" or (file.state == "staging" and file.source not in live)
    ]
    gone = {file.path for file in dead}
    removed = []
    for path in sorted(root.glob("*/*.parquet*")):
        name = path.relative_to(root).as_posix()
        owner = source_of(name)
        if name in gone or (name not in listed and owner is not None and (owner == 0 or owner not in live)):
            path.unlink(missing_ok=True)
            removed.append(name)
    removed += _sweep_temporary(root / "tmp", live)
    catalogue.forget(dead)
    return removed


def _sweep_temporary(folder: Path, live: frozenset[int]) -> list[str]:
    if not folder.is_dir():
        return []
    dead = [
        path
        for path in sorted(folder.iterdir())
        if not any(path.name.startswith(f"s{source}-") for source in live)
    ]
    for path in dead:
        shutil.rmtree(path, ignore_errors=True)
    return [f"tmp/{path.name}" for path in dead]
