"""The graph of a workspace: opened when it is up to date with the store, built again otherwise; and the last
one that may still answer a quick look meanwhile."""

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from tahqiq.analyse.graph.arrays import Graph, load, save
from tahqiq.analyse.graph.build import build
from tahqiq.kit.ids import digest
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.linktable import read_links, retractions, watermark
from tahqiq.store.lookups import published_ids
from tahqiq.store.workspace import GRAPH, Workspace

VERSION = 5
TRIES = 5
"""How often a graph is made anew because an erasure came between, before the asking fails."""
_open: dict[Path, Graph] = {}
_lock = Lock()
_building: dict[Path, Lock] = {}


def folder_of(workspace: Workspace) -> Path:
    """The folder that holds the graph of the store as it is now, once it is built."""
    return workspace.root / GRAPH / digest("graph", str(VERSION), watermark(workspace.database)).hex()[:16]


def graph_of(workspace: Workspace, building: Callable[[], None] = lambda: None) -> Graph:
    """The graph of the store as it is now. ``building`` is told when it has to be made, which takes seconds
    for millions of links; who asks while another thread makes it waits for that one."""
    found = _opened(folder_of(workspace))
    if found is not None:
        return found
    building()
    with _lock:
        turn = _building.setdefault(workspace.root, Lock())
    with turn:
        for _ in range(TRIES):
            folder = folder_of(workspace)
            made = _opened(folder)
            if made is None and _make(workspace, folder):
                made = _opened(folder)
            if made is not None:
                return made
    return load(folder)


def graph_at_hand(workspace: Workspace) -> Graph:
    """A graph without waiting for one to be built: that of the store as it is now, or the last one where
    sources have only been added since (:func:`behind` says how many). Where something was taken away since,
    or there is none yet, it is built."""
    found = _opened(folder_of(workspace))
    if found is not None:
        return found
    published, mark = _published(workspace), retractions(workspace.database)
    parent = workspace.root / GRAPH
    folders = sorted(parent.glob("[0-9a-f]*"), key=lambda path: path.name) if parent.is_dir() else []
    old = [
        one
        for one in map(_opened, folders)
        if one is not None and one.retractions == mark and published.issuperset(one.sources)
    ]
    return max(old, key=lambda one: one.built) if old else graph_of(workspace)


def behind(workspace: Workspace, scope: Scope, graph: Graph) -> int:
    """How many published sources a graph does not hold yet, of those that a scope sees."""
    return sum(
        1
        for source in workspace.sources.all(scope)
        if source.state == "published" and source.no not in graph.sources
    )


def as_of(workspace: Workspace, scope: Scope, graph: Graph) -> str:
    """When the latest of the sources that a scope sees in a graph was published (UTC); empty when it sees
    none. When the graph itself was built depends on what others do."""
    return max(
        (source.published_at for source in workspace.sources.all(scope) if source.no in graph.sources),
        default="",
    )


def up_to_date(workspace: Workspace) -> bool:
    """Whether the graph of the store as it is now is there."""
    return folder_of(workspace).is_dir()


def _published(workspace: Workspace) -> frozenset[int]:
    return frozenset(published_ids(workspace.database))


def _opened(folder: Path) -> Graph | None:
    """The graph of a folder, None when it is not there whole."""
    with _lock:
        known = _open.get(folder)
    if known is not None and folder.is_dir():
        return known
    try:
        graph = load(folder)
    except (OSError, ValueError, KeyError):
        return None
    with _lock:
        for path in [path for path in _open if path.parent == folder.parent]:
            del _open[path]
        _open[folder] = graph
    return graph


def _make(workspace: Workspace, folder: Path) -> bool:
    """Write beside, rename, remove what is out of date; who comes second to the name leaves the first one's.
    False where an erasure, perhaps of another process, swept the folder away meanwhile or took a source of
    the graph: nothing of that source stays, and the graph is to be made again."""
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    temporary, before = folder.parent / f".{secrets.token_hex(8)}", _published(workspace)
    try:
        temporary.mkdir(mode=0o700)
        graph = build(workspace, read_links(workspace, vocabulary()))
        save(graph, temporary)
        shutil.rmtree(folder, ignore_errors=True)
        os.rename(temporary, folder)
    except FileNotFoundError:
        if temporary.is_dir() and before == _published(workspace):
            raise
        return False
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    if not _published(workspace).issuperset(graph.sources):
        shutil.rmtree(folder, ignore_errors=True)
        return False
    for path in folder.parent.iterdir():
        if path != folder and not path.name.startswith("."):
            shutil.rmtree(path, ignore_errors=True)
    return True
