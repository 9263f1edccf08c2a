"""Rows of the published files that a scope may see, as columns of integers: the one place where visibility of
facts is decided."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tahqiq.kit.errors import Damaged
from tahqiq.model.scope import Scope
from tahqiq.store.facts.catalogue import Catalogue, FactFile, Layout
from tahqiq.store.facts.columns import SORT, Columns, Vocabulary, concat, dtype_of, take
from tahqiq.store.facts.open_files import Groups, OpenFile, OpenFiles

Choice = Callable[[OpenFile], Groups]
Keep = Callable[[Columns], NDArray[np.bool_] | slice]
Result = TypeVar("Result")
_TRIES = 3


@dataclass(slots=True)
class Fetch:
    """Reads layouts below ``root``. Safe from any thread.

    Every row that leaves has a class of the scope and comes from a published file; ``kinds`` limits to kinds
    of event (None = all). Column ``kind`` holds numbers of :attr:`kinds`, ``service`` and ``currency``
    numbers of :attr:`words`.
    """

    root: Path
    catalogue: Catalogue
    words: Vocabulary = field(default_factory=Vocabulary)
    kinds: Vocabulary = field(default_factory=Vocabulary)
    files: OpenFiles = field(init=False)

    def __post_init__(self) -> None:
        self.files = OpenFiles(self.root)

    def visible(self, scope: Scope, layout: Layout, kinds: frozenset[str] | None = None) -> list[FactFile]:
        """The files that may hold rows of the scope."""
        if kinds is not None and len(kinds) == 1:
            listed = self.catalogue.published(next(iter(kinds)), layout)
        else:
            listed = [
                file for file in self.catalogue.published(None, layout) if kinds is None or file.kind in kinds
            ]
        return [
            file
            for file in listed
            if file.source not in scope.closed and not file.classes.isdisjoint(scope.classes)
        ]

    def of_key(
        self,
        scope: Scope,
        layout: Layout,
        key: int,
        names: tuple[str, ...],
        kinds: frozenset[str] | None = None,
    ) -> Columns:
        """All rows whose first sort column is ``key``."""
        first = SORT[layout][0]

        def keep(rows: Columns) -> slice:
            return slice(
                int(np.searchsorted(rows[first], key, side="left")),
                int(np.searchsorted(rows[first], key, side="right")),
            )

        return self.rows(
            scope, layout, (first, *names), lambda file: file.near(key, key), keep, kinds, (key, key)
        )

    def rows(
        self,
        scope: Scope,
        layout: Layout,
        names: tuple[str, ...],
        choose: Choice,
        keep: Keep,
        kinds: frozenset[str] | None = None,
        keys: tuple[int, int] | None = None,
    ) -> Columns:
        """The rows that ``keep`` picks in the row groups that ``choose`` picks, file after file; ``keys``
        prunes whole files by key range."""
        pieces = self.again(lambda: list(self._pieces(scope, layout, names, choose, keep, kinds, keys)))
        filled = [piece for piece in pieces if len(piece["kind"])]
        return concat(filled) if filled else self.nothing(names)

    def marking(self) -> NDArray[np.int64] | None:
        """The sources that may tell of one event in two of their records, as they mark them or hold the
        statements of several accounts, whoever sees them; None = any may (a file of several sources holds
        some)."""
        found: set[int] = set()
        for file in self.catalogue.published(None, "by_party"):
            if not {"mark", "book"}.isdisjoint(self.files.get(file).names):
                if not file.source:
                    return None
                found.add(file.source)
        return np.array(sorted(found), dtype=np.int64)

    def again(self, act: Callable[[], Result]) -> Result:
        """``act``, once more with a fresh list when a merge removed a file under it. Raises ``Damaged`` when
        a listed file stays away."""
        for _ in range(_TRIES - 1):
            try:
                return act()
            except FileNotFoundError:
                continue
        try:
            return act()
        except FileNotFoundError as error:
            raise Damaged("facts-file-missing", path=Path(error.filename or "").name) from error

    def nothing(self, names: tuple[str, ...]) -> Columns:
        """No rows."""
        return {
            **{name: np.zeros(0, dtype=dtype_of(name)) for name in names},
            "kind": np.zeros(0, dtype=np.int32),
        }

    def _pieces(
        self,
        scope: Scope,
        layout: Layout,
        names: tuple[str, ...],
        choose: Choice,
        keep: Keep,
        kinds: frozenset[str] | None,
        keys: tuple[int, int] | None,
    ) -> Iterator[Columns]:
        for file in self.visible(scope, layout, kinds):
            if keys is not None and (file.max_key < keys[0] or file.min_key > keys[1]):
                continue
            opened = self.files.get(file)
            groups = choose(opened)
            if len(groups):
                rows = self.read(scope, opened, groups, names)
                yield take(rows, keep(rows))

    def read(self, scope: Scope, opened: OpenFile, groups: Groups, names: tuple[str, ...]) -> Columns:
        """Rows of the row groups whose class is in the scope, in file order, with ``kind``."""
        file = opened.file
        by = deciding_columns(file, scope)
        rows = opened.read(groups, tuple(dict.fromkeys((*names, *by))), self.words)
        if "class" in by:
            rows = take(rows, np.isin(rows["class"], np.array(sorted(scope.classes), dtype=np.int64)))
        if "source" in by:
            rows = take(rows, ~np.isin(rows["source"], np.array(sorted(scope.closed), dtype=np.int64)))
        for name in by:
            if name not in names:
                del rows[name]
        rows["kind"] = np.full(len(next(iter(rows.values()))), self.kinds.number(file.kind), dtype=np.int32)
        return rows


def deciding_columns(file: FactFile, scope: Scope) -> tuple[str, ...]:
    """The columns that say which rows of a file the scope sees; () where it sees all of them."""
    mixed = not file.classes <= scope.classes
    return (*(("class",) if mixed else ()), *(("source",) if scope.closed and not file.source else ()))
