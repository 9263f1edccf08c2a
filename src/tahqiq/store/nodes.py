"""Numbers for everything that can stand at the end of a link, and for values and property names (docs/decisions/0003)."""

from collections.abc import Sequence

from tahqiq.kit.ids import digest
from tahqiq.model.batch import Nodes
from tahqiq.store.database import Database, Transaction, blob, integer, marks, numbers, text

_CHUNK = 900
_REMEMBER = 1_500_000


class Numbering:
    """Node, value and property numbers of one writer. Lookups are remembered; inserts happen inside the caller's transaction.

    Not shared between threads. After a rolled-back transaction call :meth:`forget`.
    """

    def __init__(self) -> None:
        self._nodes: dict[bytes, int] = {}
        self._values: dict[str, int] = {}
        self._props: dict[str, int] = {}

    def forget(self) -> None:
        """Drop what is remembered."""
        self._nodes.clear()
        self._values.clear()
        self._props.clear()

    def nodes(self, transaction: Transaction, nodes: Nodes) -> list[int]:
        """The number of each node of ``nodes`` in order; new ones are inserted."""
        known = self._nodes
        _bound(known)
        missing = [index for index, node in enumerate(nodes.ids) if node not in known]
        if missing:
            for start in range(0, len(missing), _CHUNK):
                ids = [nodes.ids[index] for index in missing[start : start + _CHUNK]]
                for no, node in transaction.query(f"SELECT no, id FROM node WHERE id IN ({marks(len(ids))})", ids):
                    known[blob(node)] = integer(no)
            fresh = [index for index in missing if nodes.ids[index] not in known]
            first = _next(transaction, "node")
            rows: list[tuple[int, bytes, str, str, str]] = []
            for offset, index in enumerate(fresh):
                known[nodes.ids[index]] = first + offset
                rows.append((first + offset, nodes.ids[index], nodes.schemata[index], nodes.namespaces[index], nodes.keys[index]))
            transaction.insert_many("node", ("no", "id", "schema", "namespace", "key"), rows)
        return [known[node] for node in nodes.ids]

    def values(self, transaction: Transaction, wanted: set[str]) -> dict[str, int]:
        """A mapping that holds the number of each text of ``wanted``; new texts are inserted."""
        known = self._values
        _bound(known)
        missing = [value for value in wanted if value not in known]
        if missing:
            hashes = {digest(value): value for value in missing}
            keys = list(hashes)
            for start in range(0, len(keys), _CHUNK):
                chunk = keys[start : start + _CHUNK]
                for no, key in transaction.query(f"SELECT no, hash FROM value WHERE hash IN ({marks(len(chunk))})", chunk):
                    known[hashes[blob(key)]] = integer(no)
            first = _next(transaction, "value")
            rows: list[tuple[int, bytes, str]] = []
            for key, value in hashes.items():
                if value not in known:
                    known[value] = first + len(rows)
                    rows.append((first + len(rows), key, value))
            transaction.insert_many("value", ("no", "hash", "text"), rows)
        return known

    def props(self, transaction: Transaction, names: set[str]) -> dict[str, int]:
        """A mapping that holds the number of each property name."""
        if any(name not in self._props for name in names):
            self._props = {text(name): integer(no) for no, name in transaction.query("SELECT no, name FROM prop")}
            fresh = sorted(name for name in names if name not in self._props)
            first = _next(transaction, "prop")
            transaction.insert_many("prop", ("no", "name"), [(first + offset, name) for offset, name in enumerate(fresh)])
            self._props.update({name: first + offset for offset, name in enumerate(fresh)})
        return self._props


def _bound(known: dict[bytes, int] | dict[str, int]) -> None:
    if len(known) > _REMEMBER:
        known.clear()


def _next(transaction: Transaction, table: str) -> int:
    return integer(transaction.query(f"SELECT COALESCE(MAX(no), 0) + 1 FROM {table}")[0][0])


def node_numbers(database: Database, ids: Sequence[bytes]) -> dict[bytes, int]:
    """The numbers of the ids that exist. Says nothing about who may see them: callers go on through a Scope."""
    found: dict[bytes, int] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = list(ids[start : start + _CHUNK])
        for no, node in database.query(f"SELECT no, id FROM node WHERE id IN ({marks(len(chunk))})", chunk):
            found[blob(node)] = integer(no)
    return found


def node_rows(database: Database, wanted: Sequence[int]) -> dict[int, tuple[bytes, str, str, str]]:
    """Id, schema, namespace, key of node numbers. Internal to reads that have passed a Scope."""
    found: dict[int, tuple[bytes, str, str, str]] = {}
    for start in range(0, len(wanted), _CHUNK):
        inside = numbers(wanted[start : start + _CHUNK])
        for no, node, schema, namespace, key in database.query(f"SELECT no, id, schema, namespace, key FROM node WHERE no IN ({inside})"):
            found[integer(no)] = (blob(node), text(schema), text(namespace), text(key))
    return found
