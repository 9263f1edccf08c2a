"""Which nodes a source touched: written beside its manifest when it is staged, so that the search index need
not look for them.

A statement has no index on its source (docs/decisions/0003), so finding the statements of one source would
mean reading them all. The file is derived: where it is missing or damaged, all statements are read once
instead.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Touched:
    """``entities``: numbers of the nodes that statements are about, rising. ``mentioned``: data class → nodes
    in events of that class, rising."""

    entities: Numbers
    mentioned: dict[int, Numbers]


class Marks:
    """Collects node numbers, each once, in one byte per node of the workspace."""

    def __init__(self) -> None:
        self._seen: npt.NDArray[np.bool_] = np.zeros(1024, np.bool_)

    def add(self, nodes: npt.NDArray[np.integer]) -> None:
        """Note nodes."""
        if not len(nodes):
            return
        highest = int(nodes.max())
        if highest >= len(self._seen):
            grown = np.zeros(max(highest + 1, 2 * len(self._seen)), np.bool_)
            grown[: len(self._seen)] = self._seen
            self._seen = grown
        self._seen[nodes] = True

    def numbers(self) -> Numbers:
        """All of them, rising."""
        return np.flatnonzero(self._seen).astype(np.int64)


class TouchedFiles:
    """The files of one workspace, in the folder of its manifests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, source: int) -> Path:
        """Where the file of a source is."""
        return self._folder / f"{source}.nodes"

    def save(self, source: int, found: Touched) -> None:
        """Keep what a source touched; replaces what an earlier reading left."""
        self._folder.mkdir(parents=True, exist_ok=True)
        data = io.BytesIO()
        arrays = {
            "entities": found.entities,
            **{f"class{no}": nodes for no, nodes in found.mentioned.items()},
        }
        np.savez(data, allow_pickle=False, **arrays)
        temporary = self.path(source).with_suffix(".nodes.tmp")
        temporary.write_bytes(data.getvalue())
        temporary.rename(self.path(source))

    def load(self, source: int) -> Touched | None:
        """What a source touched; None when nobody knows."""
        try:
            with np.load(self.path(source), allow_pickle=False) as stored:
                mentioned = {
                    int(name[5:]): stored[name].astype(np.int64)
                    for name in stored.files
                    if name.startswith("class")
                }
                return Touched(stored["entities"].astype(np.int64), mentioned)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def drop(self, source: int) -> None:
        """Forget a source."""
        self.path(source).unlink(missing_ok=True)
