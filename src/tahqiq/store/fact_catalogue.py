"""The list of fact files, kept in the SQL store: which Parquet files a query may read."""

import json
from collections.abc import Callable, Sequence

from tahqiq.kit.errors import Conflict
from tahqiq.store.database import Database, Row, Transaction, integer, marks, numbers, text
from tahqiq.store.facts.catalogue import FactFile, Layout, State

_COLUMNS = (
    "no",
    "kind",
    "layout",
    "path",
    "sha256",
    "rows",
    "bytes",
    "source",
    "classes",
    "min_key",
    "max_key",
    "state",
)
_SELECT = f"SELECT {','.join(_COLUMNS)} FROM fact_file"
_TOGETHER: tuple[Layout, ...] = ("by_party", "pairs")
"""Layouts that are read one after the other, for the events between parties: a request asks for both at
once."""
_LAYOUTS: dict[str, Layout] = {
    "by_row": "by_row",
    "by_party": "by_party",
    "by_place": "by_place",
    "pairs": "pairs",
}
_STATES: dict[str, State] = {"staging": "staging", "published": "published", "retired": "retired"}


class SqlCatalogue:
    """A :class:`tahqiq.store.facts.catalogue.Catalogue` on table ``fact_file``."""

    def __init__(
        self, database: Database, announce: Callable[[Sequence[FactFile]], None] = lambda _files: None
    ) -> None:
        """``announce`` is told of files that :meth:`replace` is about to publish."""
        self._database = database
        self._announce = announce

    def add(self, files: Sequence[FactFile]) -> list[FactFile]:
        """List new files in the state they carry."""
        with self._database.transaction() as transaction:
            return [_insert(transaction, item, item.state) for item in files]

    def published(self, kind: str | None, layout: Layout) -> Sequence[FactFile]:
        """The files a query may read, in the order of their numbers."""
        if kind is None:
            asked = _TOGETHER if layout in _TOGETHER else (layout,)
            rows = self._database.query(
                f"{_SELECT} WHERE state='published' AND layout IN ({marks(len(asked))}) ORDER BY no", asked
            )
            rows = [row for row in rows if row[2] == layout]
        else:
            rows = self._database.query(
                f"{_SELECT} WHERE state='published' AND layout=? AND kind=? ORDER BY no", (layout, kind)
            )
        return [_file(row) for row in rows]

    def replace(self, old: Sequence[FactFile], new: Sequence[FactFile]) -> list[FactFile]:
        """Publish ``new`` and retire ``old`` in one transaction; raises ``Conflict`` when one of ``old`` is
        no longer published."""
        self._announce(new)
        with self._database.transaction(durable=True) as transaction:
            return swap(transaction, old, new)

    def listed(self) -> Sequence[FactFile]:
        """All files of all states."""
        return [_file(row) for row in self._database.query(f"{_SELECT} ORDER BY no")]

    def published_all(self) -> list[FactFile]:
        """Every published file of every layout."""
        return [_file(row) for row in self._database.query(f"{_SELECT} WHERE state='published' ORDER BY no")]

    def forget(self, files: Sequence[FactFile]) -> None:
        """Take files off the list."""
        with self._database.transaction() as transaction:
            transaction.execute(f"DELETE FROM fact_file WHERE no IN ({numbers(item.no for item in files)})")


def swap(transaction: Transaction, old: Sequence[FactFile], new: Sequence[FactFile]) -> list[FactFile]:
    """Publish ``new`` and retire ``old`` within a transaction; raises ``Conflict`` when one of ``old`` is no
    longer published."""
    inside = numbers(item.no for item in old)
    if transaction.execute(
        f"UPDATE fact_file SET state='retired' WHERE no IN ({inside}) AND state='published'"
    ) != len(old):
        raise Conflict("facts-changed")
    return [_insert(transaction, item, "published") for item in new]


def _insert(transaction: Transaction, item: FactFile, state: State) -> FactFile:
    no = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM fact_file")[0][0])
    row = (
        no,
        item.kind,
        item.layout,
        item.path,
        item.sha256,
        item.rows,
        item.bytes,
        item.source,
        json.dumps(sorted(item.classes)),
        item.min_key,
        item.max_key,
        state,
    )
    transaction.insert_many("fact_file", _COLUMNS, [row])
    return _file((*row[:11], state))


def _file(row: Row) -> FactFile:
    no, kind, layout, path, sha256, rows, size, source, classes, low, high, state = row
    return FactFile(
        integer(no),
        text(kind),
        _LAYOUTS[text(layout)],
        text(path),
        text(sha256),
        integer(rows),
        integer(size),
        integer(source),
        frozenset(json.loads(text(classes))),
        integer(low),
        integer(high),
        _STATES[text(state)],
    )
