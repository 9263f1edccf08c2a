"""Numbers for everything that can stand at the end of a link, and for values and property names
(docs/decisions/0003)."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import TypeVar

from tahqiq.kit.parts import parts
from tahqiq.model.batch import REFERRED, Nodes
from tahqiq.model.statement import read_as
from tahqiq.store.database import Database, Row, Transaction, Value, blob, integer, marks, numbers, text
from tahqiq.store.value_sql import NodeRow

Key = TypeVar("Key", str, bytes)
COMMIT_ROWS = 5_000
"""Rows of one transaction: another writer never waits long (docs/decisions/0004)."""
_CHUNK = 900
_ROWS_CHUNK = 5_000
_REMEMBER_ROWS = 20_000
_REMEMBER = 1_500_000


class Numbering:
    """Node, value and property numbers of one writer. Lookups are remembered; what is new is inserted in
    transactions of a few thousand rows.

    New rows go in the order of their hashes, so that the index over them is written page by page and not at
    random. A number without a statement shows nothing. Not shared between threads.

    ``renamed`` are the ids, by their own, of fragments that had to take another one (docs/decisions/0020).
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.renamed: dict[bytes, bytes] = {}
        self._nodes: dict[bytes, int] = {}
        self._referred: set[bytes] = set()
        self._values: dict[str, int] = {}
        self._props: dict[str, int] = {}

    def nodes(self, nodes: Nodes) -> list[int]:
        """The number of each node of ``nodes`` in order; new ones are inserted, fragments whose id names
        something of another type under an id of their own."""
        known, referred, schemata = self._nodes, self._referred, nodes.schemata
        _bound(known)
        ids = nodes.ids
        taken: dict[bytes, str] = {}
        missing = sorted(
            (
                index
                for index, node in enumerate(ids)
                if node not in known or (node in referred and schemata[index] != REFERRED)
            ),
            key=ids.__getitem__,
        )
        for start in range(0, len(missing), COMMIT_ROWS):
            with self._database.transaction() as transaction:
                first = _next(transaction, "node")
                rows = [
                    (number, ids[index], schemata[index], nodes.namespaces[index], nodes.keys[index])
                    for number, index in enumerate(missing[start : start + COMMIT_ROWS], first)
                ]
                inserted = transaction.insert_many("node", ("no", "id", "schema", "namespace", "key"), rows)
                known.update((row[1], row[0]) for row in rows)
                if inserted < len(rows):
                    taken |= _there_before(transaction, rows, known)
            for index in missing[start : start + COMMIT_ROWS]:
                (referred.add if schemata[index] == REFERRED else referred.discard)(ids[index])
        for identity, schema in taken.items():
            self.renamed[identity] = read_as(identity, schema)
            known[identity] = self.nodes(Nodes([self.renamed[identity]], [schema], [""], [""]))[0]
        return [known[node] for node in ids]

    def values(self, wanted: set[str]) -> dict[str, int]:
        """A mapping that holds the number of each text of ``wanted``; new texts are inserted."""
        known = self._values
        _bound(known)
        missing = sorted((value_hash(value), value) for value in wanted if value not in known)
        for part in parts(missing, COMMIT_ROWS):
            with self._database.transaction() as transaction:
                first = _next(transaction, "value")
                rows = [(number, key, value) for number, (key, value) in enumerate(part, first)]
                inserted = transaction.insert_many("value", ("no", "hash", "text"), rows)
                known.update((row[2], row[0]) for row in rows)
                if inserted < len(rows):
                    _correct(transaction, "value", "hash", {row[1]: row[2] for row in rows}, known)
        return known

    def props(self, names: set[str]) -> dict[str, int]:
        """A mapping that holds the number of each property name."""
        if any(name not in self._props for name in names):
            with self._database.transaction() as transaction:
                self._props = {
                    text(name): integer(no) for no, name in transaction.query("SELECT no, name FROM prop")
                }
                fresh = sorted(name for name in names if name not in self._props)
                first = _next(transaction, "prop")
                transaction.insert_many(
                    "prop", ("no", "name"), [(first + offset, name) for offset, name in enumerate(fresh)]
                )
            self._props.update({name: first + offset for offset, name in enumerate(fresh)})
        return self._props


def value_hash(value: str) -> bytes:
    """The key of a text in the dictionary of values: 16 bytes of BLAKE2b over its UTF-8."""
    return blake2b(value.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _there_before(
    transaction: Transaction, rows: Sequence[tuple[int, bytes, str, str, str]], known: dict[bytes, int]
) -> dict[bytes, str]:
    """Put right the numbers of nodes that were there before, and say which fragments (id and type) met
    something of another type under their id.

    An identifier's id is the hash of its type and key: where something else stands under it, it was put
    there, and gives way; so does what was only referred to until now.
    """
    taken: dict[bytes, str] = {}
    given = {row[1]: row for row in rows}
    wanted = list(given)
    for chunk in parts(wanted, _CHUNK):
        for no, node, kind, keyed in transaction.query(
            f"SELECT no, id, schema, key<>'' FROM node WHERE id IN ({marks(len(chunk))})", chunk
        ):
            _, identity, schema, namespace, key = given[blob(node)]
            known[identity] = integer(no)
            if (kind, bool(keyed)) == (schema, bool(key)) or schema == REFERRED:
                continue
            if key or kind == REFERRED:
                transaction.execute(
                    "UPDATE node SET schema=?, namespace=?, key=? WHERE no=?",
                    (schema, namespace, key, integer(no)),
                )
            else:
                taken[identity] = schema
    return taken


def _correct(
    transaction: Transaction, table: str, column: str, keys: Mapping[bytes, Key], known: dict[Key, int]
) -> None:
    """Put right the numbers of keys that were there before: their rows were left out by the insert."""
    wanted = list(keys)
    for chunk in parts(wanted, _CHUNK):
        for no, key in transaction.query(
            f"SELECT no, {column} FROM {table} WHERE {column} IN ({marks(len(chunk))})", chunk
        ):
            known[keys[blob(key)]] = integer(no)


def _bound(known: dict[bytes, int] | dict[str, int]) -> None:
    if len(known) > _REMEMBER:
        known.clear()


def _next(transaction: Transaction, table: str) -> int:
    return integer(transaction.query(f"SELECT COALESCE(MAX(no), 0) + 1 FROM {table}")[0][0])


_ROW = "SELECT no, id, schema, namespace, key FROM node"
_NOWHERE = -2
"""From here downwards no thing has its number."""


def nowhere(identity: bytes) -> int:
    """A number that no thing has, for an id that is nowhere: asking what is visible of it is the same work as
    for one that is hidden. The id of a telephone number can be worked out by anybody, and how long an answer
    takes would tell whether somebody's case holds it. It differs from id to id, as numbers of things do: one
    and the same would make one and the same SQL, which a database prepares once and answers sooner."""
    return _NOWHERE - int.from_bytes(identity[:4]) // 4


def asked_numbers(database: Database, ids: Sequence[bytes]) -> dict[bytes, int]:
    """The number of each of some ids that were asked for; :func:`nowhere` for those that do not exist."""
    found = node_numbers(database, ids)
    return {identity: found.get(identity, nowhere(identity)) for identity in ids}


def node_numbers(database: Database, ids: Sequence[bytes]) -> dict[bytes, int]:
    """The numbers of the ids that exist. Says nothing about who may see them: callers go on through a
    Scope."""
    rows = [
        row
        for chunk in parts(ids, _CHUNK)
        for row in database.query(f"{_ROW} WHERE id IN ({marks(len(chunk))})", chunk)
    ]
    remember_nodes(database, {row[0]: row for row in rows})
    return {blob(row[1]): integer(row[0]) for row in rows}


def node_rows(database: Database, wanted: Sequence[int]) -> dict[int, NodeRow]:
    """Id, schema, namespace, key of node numbers; a request reads each once. Internal to reads that have
    passed a Scope."""
    known = database.units.rows("node")
    missing = [no for no in wanted if no not in known]
    fresh = [
        row
        for part in parts(missing, _ROWS_CHUNK)
        for row in database.query(f"{_ROW} WHERE no IN ({numbers(part)})")
    ]
    rows = {integer(row[0]): row for row in fresh} | {no: known[no] for no in wanted if no in known}
    remember_nodes(database, {row[0]: row for row in fresh})
    return {
        no: (blob(row[1]), text(row[2]), text(row[3]), text(row[4]))
        for no in wanted
        if (row := rows.get(no)) is not None
    }


def remember_nodes(database: Database, rows: Mapping[Value, Row]) -> None:
    """Rows (number, id, schema, namespace, key) by their number that this request need not read again."""
    known = database.units.rows("node")
    if len(known) + len(rows) <= _REMEMBER_ROWS:
        known.update((integer(no), row) for no, row in rows.items())
