"""What the search index needs of the facts: texts of events, and which nodes they mention."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np

from tahqiq.store.database import Database, blob, integer, text
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.columns import NULL32, Vocabulary
from tahqiq.store.facts.open_files import OpenFile, OpenFiles
from tahqiq.store.touched_nodes import Marks, Numbers

_NODES = ("a", "b", "place", "place2", "device", "sim")
_PLACE = ("part", "row", "serial", "key", "class", "source")


class EventText(NamedTuple):
    """The text of one event: its id, its kind (schema name), its class."""

    id: bytes
    kind: str
    data_class: int
    text: str


class EventFeed(Protocol):
    """Events of one published source, whoever may see them."""

    def texts(self, source: int) -> Iterator[EventText]:
        """Events that have a text: message bodies, remittance texts."""
        ...

    def mentioned(self, source: int) -> dict[int, Numbers]:
        """Data class → node numbers of parties, places and devices, rising."""
        ...


class FactFeed:
    """An :class:`EventFeed` over the fact files of a workspace."""

    def __init__(self, database: Database, root: Path) -> None:
        self._database = database
        self._catalogue = SqlCatalogue(database)
        self._files = OpenFiles(root)

    def _opened(self, source: int) -> Iterator[OpenFile]:
        for file in self._catalogue.published(None, "by_row"):
            if file.source in (0, source):
                yield self._files.get(file)

    def texts(self, source: int) -> Iterator[EventText]:
        """Events that have a text, row group by row group."""
        prefixes = {
            (integer(part), integer(key)): blob(prefix)
            for part, key, prefix in self._database.query(
                "SELECT part, key, prefix FROM fact_key WHERE source=?", (source,)
            )
        }
        for opened in self._opened(source):
            if "text" not in opened.names:
                continue
            for group in opened.of_source(source):
                yield from _of_group(opened, np.array([group]), source, prefixes)

    def mentioned(self, source: int) -> dict[int, Numbers]:
        """Data class → node numbers, from the records themselves."""
        found: dict[int, Marks] = {}
        for opened in self._opened(source):
            for group in opened.of_source(source):
                rows = opened.read(np.array([group]), (*_NODES, "class", "source"), Vocabulary())
                mine = rows["source"] == source
                for data_class in np.unique(rows["class"][mine]).tolist():
                    here = mine & (rows["class"] == data_class)
                    for name in _NODES:
                        nodes = rows[name][here]
                        found.setdefault(data_class, Marks()).add(nodes[nodes != NULL32])
        return {data_class: marks.numbers() for data_class, marks in found.items()}


def _of_group(
    opened: OpenFile,
    group: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    source: int,
    prefixes: dict[tuple[int, int], bytes],
) -> Iterator[EventText]:
    texts = opened.arrow(group, ["text"]).column("text").to_pylist()
    if not any(texts):
        return
    rows = opened.read(group, _PLACE, Vocabulary())
    for at, words in enumerate(texts):
        part, key = int(rows["part"][at]), int(rows["key"][at])
        prefix = prefixes.get((part, key))
        if words and prefix is not None and int(rows["source"][at]) == source:
            place = (
                part.to_bytes(2, "big")
                + int(rows["row"][at]).to_bytes(5, "big")
                + int(rows["serial"][at]).to_bytes(1, "big")
            )
            yield EventText(prefix + place, opened.file.kind, int(rows["class"][at]), text(words))
