"""The graph of a workspace: opened when it is up to date with the store, built again otherwise."""

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from tahqiq.analyse.graph.arrays import Graph, load, save
from tahqiq.analyse.graph.build import build
from tahqiq.kit.ids import digest
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.linktable import read_links, watermark
from tahqiq.store.workspace import GRAPH, Workspace

VERSION = 1
_open: dict[Path, Graph] = {}
_lock = Lock()


def folder_of(workspace: Workspace) -> Path:
    """The folder that holds the graph of the store as it is now, once it is built."""
    return workspace.root / GRAPH / digest("graph", str(VERSION), watermark(workspace.database)).hex()[:16]


def graph_of(workspace: Workspace, building: Callable[[], None] = lambda: None) -> Graph:
    """The graph of the store as it is now. ``building`` is told when it has to be made, which takes seconds for millions of links."""
    folder = folder_of(workspace)
    with _lock:
        known = _open.get(folder)
        if known is not None and folder.is_dir():
            return known
    try:
        graph = load(folder)
    except (OSError, ValueError, KeyError):
        building()
        _make(workspace, folder)
        graph = load(folder)
    with _lock:
        for path in [path for path in _open if path.parent == folder.parent]:
            del _open[path]
        _open[folder] = graph
    return graph


def _make(workspace: Workspace, folder: Path) -> None:
    """Write beside, rename, remove what is out of date; who comes second to the name leaves the first one's."""
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    temporary = folder.parent / f".{secrets.token_hex(8)}"
    temporary.mkdir(mode=0o700)
    try:
        save(build(workspace, read_links(workspace, vocabulary())), temporary)
        shutil.rmtree(folder, ignore_errors=True)
        os.rename(temporary, folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    for path in folder.parent.iterdir():
        if path != folder and not path.name.startswith("."):
            shutil.rmtree(path, ignore_errors=True)
