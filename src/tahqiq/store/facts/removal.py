"""Taking the rows of sources out of the fact files, merged ones too: of those erased by order, and of a
reading that another one takes the place of."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tahqiq.store.facts.catalogue import Catalogue, FactFile
from tahqiq.store.facts.columns import LAYOUTS, TYPES, arrow_type
from tahqiq.store.facts.files import FileWriter
from tahqiq.store.facts.open_files import OpenFile

NODE_COLUMNS = ("a", "b", "place", "place2", "device", "sim")
_GROUPS = 16


def remove(
    root: Path, catalogue: Catalogue, sources: frozenset[int], check: Callable[[], None] = lambda: None
) -> list[str]:
    """Publish every file that has rows of ``sources`` anew without them and retire the old ones, in one
    catalogue transaction.

    Returns the paths that are no longer in use; their bytes go with :func:`tahqiq.store.facts.merge.sweep`.
    The caller holds the lock for merging. Does nothing the second time. ``check`` is called between files and
    may raise.
    """
    old, new = replacement(root, catalogue, sources, check)
    if old:
        catalogue.replace(old, new)
    return [file.path for file in old]


def replacement(
    root: Path, catalogue: Catalogue, sources: frozenset[int], check: Callable[[], None] = lambda: None
) -> tuple[list[FactFile], list[FactFile]]:
    """The published files that have rows of ``sources``, and sealed files, not listed yet, with their other
    rows. Parameters as in :func:`remove`."""
    old: list[FactFile] = []
    new: list[FactFile] = []
    for layout in LAYOUTS:
        for file in catalogue.published(None, layout):
            check()
            if file.source in sources:
                old.append(file)
            elif file.source == 0 and _holds(OpenFile(root, file), sources):
                old.append(file)
                kept = without(root, file, sources)
                new += [kept] if kept else []
    return old, new


def _holds(opened: OpenFile, sources: frozenset[int]) -> bool:
    if "source" in opened.constants:
        return opened.constants["source"] in sources
    wanted = pa.array(sorted(sources), pa.int32())
    for source in sorted(sources):
        groups = opened.of_source(source)
        for at in range(0, len(groups), _GROUPS):
            column = opened.arrow(groups[at : at + _GROUPS], ["source"]).column("source")
            if pc.any(pc.is_in(column.cast(pa.int32()), value_set=wanted)).as_py():
                return True
    return False


def without(root: Path, file: FactFile, sources: frozenset[int]) -> FactFile | None:
    """A sealed file, not listed yet, with the rows of ``file`` that are not of ``sources``, in their order;
    None when none is left."""
    opened = OpenFile(root, file)
    names = opened.names
    text = file.layout == "by_row"
    schema = pa.schema([pa.field(name, TYPES[name] if text else arrow_type(name)) for name in names])
    writer = FileWriter(root, file.kind, file.layout, 0, schema, file.rows, opened.constants)
    classes = {opened.constants["class"]} if "class" in opened.constants else set()
    gone = pa.array(sorted(sources), pa.int32())
    try:
        for at in range(0, opened.groups, _GROUPS):
            table = opened.arrow(np.arange(at, min(at + _GROUPS, opened.groups)), names)
            keep = pc.invert(pc.is_in(table.column("source").cast(pa.int32()), value_set=gone))
            table = table.filter(keep).cast(schema).unify_dictionaries().combine_chunks()
            if table.num_rows:
                if "class" in names:
                    classes |= set(pc.unique(table.column("class")).to_pylist())
                writer.write([_whole(column) for column in table.columns])
    except BaseException:  # whatever stops it, the half file must go
        writer.drop()
        raise
    if not writer.rows:
        writer.drop()
        return None
    return writer.finish(frozenset(classes))


def _whole(column: pa.ChunkedArray) -> pa.Array:
    joined = column.combine_chunks()
    return joined.chunk(0) if isinstance(joined, pa.ChunkedArray) else joined


def mark_nodes(root: Path, catalogue: Catalogue, used: NDArray[np.bool_]) -> None:
    """Set ``used`` at the number of every node that a published fact names."""
    for file in catalogue.published(None, "by_row"):
        opened = OpenFile(root, file)
        names = [name for name in NODE_COLUMNS if name in opened.names]
        used[[opened.constants[name] for name in NODE_COLUMNS if name in opened.constants]] = True
        for at in range(0, opened.groups, _GROUPS):
            for column in opened.arrow(np.arange(at, min(at + _GROUPS, opened.groups)), names).columns:
                used[np.asarray(column.drop_null().to_numpy(), dtype=np.int64)] = True
