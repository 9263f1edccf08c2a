"""Which fact files exist and which of them may be read: the seam between the facts and the SQL store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Literal, Protocol

from tahqiq.kit.errors import Conflict

Layout = Literal["by_row", "by_party", "by_place", "pairs"]
State = Literal["staging", "published", "retired"]


@dataclass(frozen=True, slots=True)
class FactFile:
    """One Parquet file of facts.

    ``no`` the catalogue's number (0 = not listed yet); ``kind`` the schema name of the events; ``path`` below
    the facts root, with ``/``; ``sha256`` of the bytes; ``source`` the source's number, 0 when the file was
    merged of several; ``classes`` the data classes of its rows; ``min_key`` and ``max_key`` the range of the
    first sort column without nulls (node of ``self`` or ``place``, source of ``by_row``), both 0 when every
    row has a null there.
    """

    no: int
    kind: str
    layout: Layout
    path: str
    sha256: str
    rows: int
    bytes: int
    source: int
    classes: frozenset[int]
    min_key: int
    max_key: int
    state: State = "staging"

    def payload(self) -> dict[str, str | int]:
        """What its entry in the log commits to: the whole line but its number and state."""
        return {
            "kind": self.kind,
            "layout": self.layout,
            "path": self.path,
            "sha256": self.sha256,
            "rows": self.rows,
            "bytes": self.bytes,
            "source": self.source,
            "classes": " ".join(map(str, sorted(self.classes))),
            "min_key": self.min_key,
            "max_key": self.max_key,
        }


class Catalogue(Protocol):
    """What the facts need of the SQL store. Each method is one transaction; all may be called from any
    thread."""

    def add(self, files: Sequence[FactFile]) -> list[FactFile]:
        """List new files in the state they carry; returns them with their numbers."""
        ...

    def published(self, kind: str | None, layout: Layout) -> Sequence[FactFile]:
        """The files a query may read, of one kind or (None) of all kinds, in the order of their numbers."""
        ...

    def replace(self, old: Sequence[FactFile], new: Sequence[FactFile]) -> list[FactFile]:
        """List ``new`` as published and turn ``old`` to retired, in one transaction; returns ``new`` with
        numbers.

        Raises :class:`tahqiq.kit.errors.Conflict` (``facts-changed``) and changes nothing when one of ``old``
        is no longer published.
        """
        ...

    def listed(self) -> Sequence[FactFile]:
        """All files of all states."""
        ...

    def forget(self, files: Sequence[FactFile]) -> None:
        """Take files off the list (after their bytes are gone)."""
        ...


@dataclass(slots=True)
class MemoryCatalogue:
    """A :class:`Catalogue` in memory, for tests and benchmarks."""

    files: dict[int, FactFile] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _next: int = 1

    def add(self, files: Sequence[FactFile]) -> list[FactFile]:
        with self._lock:
            return [self._insert(item) for item in files]

    def published(self, kind: str | None, layout: Layout) -> Sequence[FactFile]:
        with self._lock:
            return [
                item
                for item in self.files.values()
                if item.state == "published" and item.layout == layout and kind in (None, item.kind)
            ]

    def replace(self, old: Sequence[FactFile], new: Sequence[FactFile]) -> list[FactFile]:
        with self._lock:
            if any(
                self.files.get(item.no, item).state != "published" or item.no not in self.files
                for item in old
            ):
                raise Conflict("facts-changed")
            for item in old:
                self.files[item.no] = replace(item, state="retired")
            return [self._insert(replace(item, state="published")) for item in new]

    def listed(self) -> Sequence[FactFile]:
        with self._lock:
            return list(self.files.values())

    def forget(self, files: Sequence[FactFile]) -> None:
        with self._lock:
            for item in files:
                self.files.pop(item.no, None)

    def publish(self, sources: Iterable[int]) -> None:
        """Turn the staging files of ``sources`` to published, as the publication of a source does."""
        wanted = set(sources)
        with self._lock:
            for no, item in self.files.items():
                if item.source in wanted and item.state == "staging":
                    self.files[no] = replace(item, state="published")

    def _insert(self, item: FactFile) -> FactFile:
        numbered = replace(item, no=self._next)
        self.files[self._next] = numbered
        self._next += 1
        return numbered
