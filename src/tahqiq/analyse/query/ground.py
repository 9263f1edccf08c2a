"""What a question is answered on: the graph and the table of recorded values, cut down to what a scope sees,
with things judged the same as one."""

import secrets
import shutil
from functools import cached_property
from pathlib import Path

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.graph.arrays import Bool, Graph, Int32, Int64, UInt8
from tahqiq.analyse.graph.graph_store import folder_of, graph_of
from tahqiq.analyse.graph.view import Filter
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.touched_nodes import TouchedFiles
from tahqiq.store.valuetable import ValueTable, load, read_values, save
from tahqiq.store.workspace import Workspace

_TRIES = 3


class Ground:
    """Sets of things are masks over node numbers: true at the number of the node that stands for a thing. The
    workspace is the program's: no analysis gets a ground."""

    def __init__(self, workspace: Workspace, context: Context) -> None:
        self.workspace, self.context = workspace, context
        self.report = context.report
        self.graph: Graph = context.graph()
        self.report(0, 0, "values")
        self.table = values_of(workspace)
        self.size = max(self.table.highest, int(self.graph.numbers.max(initial=0))) + 1
        self.stands = np.arange(self.size, dtype=np.int32)
        for member, head in context.representatives.items():
            if member < self.size:
                self.stands[member] = head
        self.local = np.full(self.size, -1, np.int32)
        self.local[self.graph.numbers] = np.arange(self.graph.nodes, dtype=np.int32)
        self._classes = np.array(sorted(context.scope.classes), np.int64)
        self._closed = np.array(sorted(context.scope.closed), np.int64)

    @cached_property
    def joined(self) -> bool:
        """Whether anything stands for anything else."""
        return bool(self.context.representatives)

    def links(self, kinds: tuple[str, ...]) -> UInt8:
        """1 for every visible link of the kinds (types with those derived from them; all kinds where none is
        named)."""
        return self.context.allowed(self.graph, Filter(labels=_with_derived(kinds)))[0]

    def members(self, mask: Bool) -> Int64:
        """The nodes that stand for the things of a mask or are stood for by them."""
        return np.flatnonzero(mask[self.stands] if self.joined else mask)

    def mask(self, nodes: Int64 | Int32) -> Bool:
        """The things that some nodes are."""
        made = np.zeros(self.size, np.bool_)
        made[self.stands[nodes]] = True
        return made

    def of_type(self, schema: str) -> Bool:
        """The visible things of a type and of those derived from it."""
        words = vocabulary()
        wanted = [
            at for at, name in enumerate(self.table.types) if name in words and words.is_a(name, schema)
        ]
        kind = np.isin(self.table.type, wanted)
        kind[: len(self.visible)] &= self.visible[: len(kind)]
        return self.mask(np.flatnonzero(kind))

    def seen(self, prop: str) -> tuple[slice, Bool]:
        """The rows of a property, and which of them the scope sees."""
        rows = self.table.rows(prop)
        return rows, self._shown(rows)

    def _shown(self, rows: slice) -> Bool:
        shown = np.isin(self.table.data_class[rows], self._classes)
        return shown & ~np.isin(self.table.source[rows], self._closed) if len(self._closed) else shown

    @cached_property
    def visible(self) -> Bool:
        """The nodes of which the scope sees a value, a mention or an event."""
        made = np.zeros(self.size, np.bool_)
        rows = self._shown(slice(None))
        made[self.table.entity[rows]] = True
        made[self.table.target[rows]] = True
        made[0] = False
        made[self._in_events()] = True
        return made

    def _in_events(self) -> Int64:
        workspace, scope = self.workspace, self.context.scope
        files = TouchedFiles(workspace.root / "manifests")
        found = [np.zeros(0, np.int64)]
        for source in workspace.sources.all(scope):
            if source.state != "published" or not source.facts or source.no in scope.closed:
                continue
            touched = files.load(source.no)
            if touched is None:
                rows = workspace.facts.columns(scope, "by_party", ("self",))
                return np.unique(rows["self"][rows["self"] >= 0]).astype(np.int64)
            found += [nodes for kept, nodes in touched.mentioned.items() if kept in scope.classes]
        nodes = np.concatenate(found)
        return nodes[nodes < self.size]


def values_of(workspace: Workspace) -> ValueTable:
    """The table of values as the store is now, beside the graph: opened, or made where it is not there
    yet."""
    for _ in range(_TRIES):
        folder = folder_of(workspace) / "values"
        try:
            return load(folder)
        except (OSError, ValueError, KeyError):
            graph_of(workspace)
            _make(workspace, folder)
    return read_values(workspace.database)


def _make(workspace: Workspace, folder: Path) -> None:
    temporary = folder.parent / f".{secrets.token_hex(8)}"
    try:
        temporary.mkdir(mode=0o700)
        save(read_values(workspace.database), temporary)
        shutil.rmtree(folder, ignore_errors=True)
        temporary.rename(folder)
    except OSError:  # somebody else was quicker, or a newer graph took the place
        shutil.rmtree(temporary, ignore_errors=True)


def _with_derived(kinds: tuple[str, ...]) -> tuple[str, ...]:
    words = vocabulary()
    derived = [
        name for name in words.schemata if any(kind in words and words.is_a(name, kind) for kind in kinds)
    ]
    return tuple(dict.fromkeys((*kinds, *derived)))
