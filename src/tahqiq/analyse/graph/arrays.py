"""The arrays of the graph, how they lie on disk, and how they are opened: mapped, not read.

Nodes have local numbers 0 … n-1 in the order of their public ids; links have numbers 0 … m-1 in the order of their ends. Every choice that is made by
local numbers is therefore one by public ids, and tells nothing of what is hidden. Times are seconds since :data:`EPOCH` as uint32; 0 = unknown.
"""

import json
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from threading import local

import numpy as np
from numpy.typing import NDArray

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]
UInt32 = NDArray[np.uint32]
Bool = NDArray[np.bool_]
EPOCH = int(datetime(1930, 1, 1, tzinfo=UTC).timestamp())
LATEST = 2**32 - 1
FORWARD, BACKWARD, BOTH = 1, 2, 3
"""``flow`` of a link: from its smaller end to the larger, the other way round, or both."""
_HEADER = "graph.json"


@dataclass(frozen=True)
class Graph:
    """An open graph of n nodes and m links. ``offsets[i]`` to ``offsets[i + 1]`` are the places of node i in ``heads`` (the nodes at the other end, rising)
    and ``edges`` (the links). A link is one line per pair, label, class and source.

    ``numbers`` node numbers of the store; ``kind``, ``label``, ``grade``, ``classes``, ``source``, ``weight``, ``first``, ``last``, ``flow`` are of links
    (``label`` and ``grade`` index :attr:`labels` and :attr:`grades`, ``classes`` indexes :attr:`class_numbers`). A link that first, last and flow do not
    tell completely has its contacts in ``times`` and ``ways`` between ``spans[k]`` and ``spans[k + 1]``, k its place in ``busy`` (rising).
    """

    numbers: Int32
    offsets: Int64
    heads: Int32
    edges: Int32
    kind: UInt8
    label: NDArray[np.uint16]
    grade: UInt8
    classes: NDArray[np.uint16]
    source: Int32
    weight: Int32
    first: UInt32
    last: UInt32
    flow: UInt8
    busy: Int32
    spans: Int64
    times: UInt32
    ways: UInt8
    labels: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    class_numbers: tuple[int, ...] = ()
    own: int = 0
    scratch: local = field(default_factory=local, compare=False, repr=False)
    masks: "dict[str, tuple[UInt8, dict[str, int]]]" = field(default_factory=dict, compare=False, repr=False)

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return len(self.numbers)

    @property
    def links(self) -> int:
        """How many links."""
        return len(self.kind)

    def ends(self) -> tuple[Int32, Int32]:
        """The smaller and the larger end of every link."""
        rows = np.repeat(np.arange(self.nodes, dtype=np.int32), np.diff(self.offsets))
        upper = rows < self.heads
        lower, higher = np.empty(self.links, np.int32), np.empty(self.links, np.int32)
        lower[self.edges[upper]], higher[self.edges[upper]] = rows[upper], self.heads[upper]
        return lower, higher

    def local(self, numbers: Int64) -> Int64:
        """Local numbers of node numbers of the store; -1 for a node without links."""
        by = self.by_number
        at = np.searchsorted(self.numbers[by], numbers)
        at = np.minimum(at, max(self.nodes - 1, 0))
        found = by[at] if self.nodes else np.zeros(len(numbers), np.int64)
        good = self.numbers[found] == numbers if self.nodes else np.zeros(len(numbers), np.bool_)
        return np.where(good, found, -1)

    @property
    def by_number(self) -> Int64:
        """Local numbers in the order of the store's numbers."""
        known: Int64 | None = getattr(self.scratch, "by_number", None)
        if known is None:
            known = self.scratch.by_number = np.argsort(self.numbers, kind="stable")
        return known


ARRAYS = tuple(item.name for item in fields(Graph) if item.name not in ("labels", "grades", "class_numbers", "own", "scratch", "masks"))
ADJACENCY = ("offsets", "heads")
"""What it takes to walk."""
WITH_LINKS = (*ADJACENCY, "edges", "classes", "weight", "first", "last")
"""What it takes to walk by class, weight and time."""


def save(graph: Graph, folder: Path) -> None:
    """Write the arrays into a folder that is there; the header last."""
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(graph, name))
    header = {"labels": graph.labels, "grades": graph.grades, "class_numbers": graph.class_numbers, "own": graph.own}
    (folder / _HEADER).write_text(json.dumps(header), "utf-8")


def load(folder: Path) -> Graph:
    """The graph of a folder, mapped read-only. Raises ``OSError`` or ``ValueError`` when it is not whole."""
    header = json.loads((folder / _HEADER).read_text("utf-8"))
    arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ARRAYS}
    return Graph(
        **arrays,  # type: ignore[arg-type]
        labels=tuple(header["labels"]),
        grades=tuple(header["grades"]),
        class_numbers=tuple(header["class_numbers"]),
        own=int(header["own"]),
    )


def megabytes(folder: Path, names: tuple[str, ...] = ARRAYS) -> float:
    """What some arrays take on disk (and, mapped and touched, in memory)."""
    return sum((folder / f"{name}.npy").stat().st_size for name in names) / 1e6


def stored(seconds: Int64, unknown: int) -> UInt32:
    """Seconds since 1970 as the graph keeps them; what lies outside 1930 to 2066 stands at its end."""
    moved = np.clip(seconds - EPOCH, 1, LATEST)
    return np.where(seconds == unknown, 0, moved).astype(np.uint32)
