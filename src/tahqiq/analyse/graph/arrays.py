"""The arrays of the graph, how they lie on disk, and how they are opened: mapped, not read.

Nodes have local numbers 0 … n-1 in the order of their public ids; links have numbers 0 … m-1 in the order of
their ends. Every choice that is made by local numbers is therefore one by public ids, and tells nothing of
what is hidden. Times are seconds since :data:`EPOCH` as uint32; 0 = unknown.
"""

import json
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import local

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.linktable import EDGE

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]
UInt32 = NDArray[np.uint32]
Bool = NDArray[np.bool_]
EPOCH = int(datetime(1930, 1, 1, tzinfo=UTC).timestamp())
LATEST = 2**32 - 1
FORWARD, BACKWARD, BOTH = 1, 2, 3
"""``flow`` of a link: from its smaller end to the larger, the other way round, or both."""
LASTING, BUSY = 4, 8
SHELF = 256
_HEADER = "graph.json"


@dataclass(frozen=True)
class Graph:
    """An open graph of n nodes and m links. ``offsets[i]`` to ``offsets[i + 1]`` are the places of node i in
    ``heads`` (the nodes at the other end, rising) and ``edges`` (the links). A link is one line per pair,
    label, class and source.

    ``numbers`` node numbers of the store, ``ranked`` the same rising and ``by_number`` the local number of
    each; ``kind``, ``label``, ``grade``, ``classes``, ``source``, ``weight``, ``outward`` (how many of its
    events go from the smaller end), ``moments`` (first and last, two columns) and ``flow`` are of links
    (``label`` and ``grade`` index :attr:`labels` and :attr:`grades`, ``classes`` indexes
    :attr:`class_numbers`). A link that first, last and flow do not tell completely has its contacts in
    ``times`` and ``ways`` between ``spans[k]`` and ``spans[k + 1]``, k its place in ``busy`` (rising).
    ``weight`` and ``outward`` count records; how many distinct events some links stand for says
    :func:`tahqiq.analyse.graph.event_counts.counted`, with ``shared`` (the link, rising) to ``shared_flags``:
    the records that may be one event with another source's. ``sources`` are the sources it was built of,
    ``built`` when (UTC), ``retractions`` a mark of the values that were retracted then.
    """

    numbers: Int32
    ranked: Int32
    by_number: Int32
    offsets: Int64
    heads: Int32
    edges: Int32
    kind: UInt8
    label: NDArray[np.uint16]
    grade: UInt8
    classes: NDArray[np.uint16]
    source: Int32
    weight: Int32
    outward: Int32
    moments: UInt32
    flow: UInt8
    busy: Int32
    spans: Int64
    times: UInt32
    ways: UInt8
    labels: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    class_numbers: tuple[int, ...] = ()
    own: int = 0
    sources: tuple[int, ...] = ()
    built: str = ""
    retractions: str = ""
    shared: Int32 = field(default_factory=lambda: np.zeros(0, np.int32))
    shared_start: Int64 = field(default_factory=lambda: np.zeros(0, np.int64))
    shared_seconds: Int32 = field(default_factory=lambda: np.zeros(0, np.int32))
    shared_alike: Int32 = field(default_factory=lambda: np.zeros(0, np.int32))
    shared_mark: Int32 = field(default_factory=lambda: np.zeros(0, np.int32))
    shared_flags: UInt8 = field(default_factory=lambda: np.zeros(0, np.uint8))
    scratch: local = field(default_factory=local, compare=False, repr=False)
    masks: "dict[str, tuple[UInt8, dict[str, int]]]" = field(default_factory=dict, compare=False, repr=False)
    merged: "dict[bytes, tuple[Graph, Int64]]" = field(default_factory=dict, compare=False, repr=False)

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return len(self.numbers)

    @property
    def links(self) -> int:
        """How many links."""
        return len(self.kind)

    @property
    def first(self) -> UInt32:
        """The first moment of every link, 0 = unknown."""
        return self.moments[:, 0]

    @property
    def last(self) -> UInt32:
        """The last moment of every link, 0 = unknown."""
        return self.moments[:, 1]

    @cached_property
    def walk_bytes(self) -> UInt8:
        """What a walk through time must know of a link in one byte: its flow, :data:`LASTING` for an edge
        entity, :data:`BUSY` where its contacts stand aside."""
        known = np.where(self.kind == EDGE, self.flow | LASTING, self.flow).astype(np.uint8)
        known[self.busy] |= BUSY
        return known

    @cached_property
    def records(self) -> Int64:
        """The place in ``busy`` of every :data:`SHELF`-th link, so that a link is found among a few."""
        found: Int64 = np.searchsorted(
            self.busy, np.arange(0, self.links + SHELF, SHELF, dtype=self.busy.dtype)
        ).astype(np.int64)
        return found

    def ends(self) -> tuple[Int32, Int32]:
        """The smaller and the larger end of every link."""
        rows = np.repeat(np.arange(self.nodes, dtype=np.int32), np.diff(self.offsets))
        upper = rows < self.heads
        lower, higher = np.empty(self.links, np.int32), np.empty(self.links, np.int32)
        lower[self.edges[upper]], higher[self.edges[upper]] = rows[upper], self.heads[upper]
        return lower, higher

    def local(self, numbers: Int64) -> Int64:
        """Local numbers of node numbers of the store; -1 for a node without links."""
        if not self.nodes:
            return np.full(len(numbers), -1, np.int64)
        wanted = np.asarray(numbers).astype(
            self.ranked.dtype
        )  # of one type, else every number is converted for each question
        at = np.minimum(np.searchsorted(self.ranked, wanted), self.nodes - 1)
        return np.where(self.ranked[at] == wanted, self.by_number[at], -1).astype(np.int64)

    def between(self, one: int, two: int) -> Int32:
        """The links between two nodes, whoever may see them."""
        begin, end = int(self.offsets[one]), int(self.offsets[one + 1])
        heads, wanted = self.heads[begin:end], np.array([two], self.heads.dtype)
        low, high = (
            np.searchsorted(heads, wanted, side="left")[0],
            np.searchsorted(heads, wanted, side="right")[0],
        )
        return self.edges[begin + low : begin + high]


_BESIDE = ("labels", "grades", "class_numbers", "own", "sources", "built", "retractions")
"""What the header tells."""
ARRAYS = tuple(
    item.name for item in fields(Graph) if item.name not in (*_BESIDE, "scratch", "masks", "merged")
)
ADJACENCY = ("offsets", "heads")
"""What it takes to walk."""
WITH_LINKS = (*ADJACENCY, "edges", "classes", "weight", "moments")
"""What it takes to walk by class, weight and time."""


def save(graph: Graph, folder: Path) -> None:
    """Write the arrays into a folder that is there; the header last."""
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(graph, name))
    (folder / _HEADER).write_text(json.dumps({name: getattr(graph, name) for name in _BESIDE}), "utf-8")


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
        sources=tuple(header["sources"]),
        built=str(header["built"]),
        retractions=str(header["retractions"]),
    )


def megabytes(folder: Path, names: tuple[str, ...] = ARRAYS) -> float:
    """What some arrays take on disk (and, mapped and touched, in memory)."""
    return sum((folder / f"{name}.npy").stat().st_size for name in names) / 1e6


def stored(seconds: Int64, unknown: int) -> UInt32:
    """Seconds since 1970 as the graph keeps them; what lies outside 1930 to 2066 stands at its end."""
    moved = np.clip(seconds - EPOCH, 1, LATEST)
    return np.where(seconds == unknown, 0, moved).astype(np.uint32)
