"""Documents of a case: charts, notes, tasks, saved searches. Append-only: each saving is a version of its
own, the latest one counts."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.kit.ids import sha256
from tahqiq.model.scope import Scope
from tahqiq.store.database import Database, Row, integer, text

DocumentState = Literal["open", "deleted"]
Json = Mapping[str, object]
_HEAD = ("id", "version", "kind", "case_id", "title", "classes", "state", "at", "actor", "cited")
_REFERENCE = re.compile("[0-9a-f]{32}")
_LATEST = "version = (SELECT MAX(x.version) FROM case_document x WHERE x.id = d.id)"


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a document. ``body`` is JSON as text (``{}`` where only the head was asked for);
    ``classes`` are the data classes its content rests on: who may not see all of them does not see the
    document. ``at`` is ISO 8601 UTC. ``cited`` is what it remembers of the recorded values it cites
    (:mod:`tahqiq.store.citations`).
    """

    id: str
    version: int
    kind: str
    case: str
    title: str
    body: str
    classes: frozenset[int]
    state: DocumentState
    at: str
    actor: str
    cited: str = ""

    @property
    def thing(self) -> str:
        """What the audit log calls it."""
        return f"{self.id}.{self.version}"

    @property
    def content(self) -> Json:
        """The body as read from JSON."""
        loaded = json.loads(self.body)
        return loaded if isinstance(loaded, dict) else {}

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        return {
            "id": self.id,
            "version": self.version,
            "kind": self.kind,
            "case": self.case,
            "title": self.title,
            "body": sha256(self.body.encode()),
            "classes": written(self.classes),
            "state": self.state,
            "at": self.at,
            "actor": self.actor,
            **({"cited": sha256(self.cited.encode())} if self.cited else {}),
        }


class Documents:
    """The documents of one workspace. A Scope says which classes may be seen; whether somebody belongs to the
    case is the caller's to ask."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, scope: Scope, case: str, kind: str | None = None) -> list[Document]:
        """The heads of a case's documents that are not deleted, the last changed first."""
        where = " AND kind=?" if kind else ""
        rows = self._database.query(
            (
                f"SELECT {', '.join(_HEAD)} FROM case_document d WHERE case_id=?{where} AND {_LATEST} "
                "AND state='open' ORDER BY at DESC, no DESC"
            ),
            (case, *((kind,) if kind else ())),
        )
        return [item for item in map(_head, rows) if item.classes <= scope.classes]

    def whole(self, scope: Scope, case: str, kind: str) -> list[Document]:
        """As :meth:`of`, of one kind, with their bodies."""
        rows = self._database.query(
            (
                f"SELECT {', '.join(_HEAD)}, body FROM case_document d WHERE case_id=? AND kind=? AND "
                f"{_LATEST} AND state='open' ORDER BY at DESC, no DESC"
            ),
            (case, kind),
        )
        return [item for item in (_head(row, text(row[-1])) for row in rows) if item.classes <= scope.classes]

    def get(self, scope: Scope, case: str, identity: str, version: int | None = None) -> Document:
        """The latest or a numbered version of a document that is visible now; raises ``NotFound``
        (``no-such-document``)."""
        wanted, params = (
            (_LATEST, (case, identity)) if version is None else ("version=?", (case, identity, version))
        )
        rows = self._database.query(
            f"SELECT {', '.join(_HEAD)}, body FROM case_document d WHERE case_id=? AND id=? AND {wanted}",
            params,
        )
        found = [_head(row, text(row[-1])) for row in rows]
        if (
            not found
            or not found[0].classes <= scope.classes
            or (version is not None and not self._visible(scope, case, identity))
        ):
            raise NotFound("no-such-document", id=identity)
        return found[0]

    def history(self, scope: Scope, case: str, identity: str) -> list[Document]:
        """The heads of all versions that the scope may see of a document that is visible now, the latest
        first."""
        rows = self._database.query(
            f"SELECT {', '.join(_HEAD)} FROM case_document d WHERE case_id=? AND id=? ORDER BY version DESC",
            (case, identity),
        )
        found = [_head(row) for row in rows]
        if not found or not found[0].classes <= scope.classes:
            raise NotFound("no-such-document", id=identity)
        return [item for item in found if item.classes <= scope.classes]

    def versions(self, scope: Scope, case: str, kind: str) -> dict[str, list[Document]]:
        """Every visible version, with its body, of the documents of a kind that are visible now, by id: the
        first version first, deleted ones too."""
        rows = self._database.query(
            (
                f"SELECT {', '.join(_HEAD)}, body FROM case_document d WHERE case_id=? AND kind=? ORDER "
                "BY id, version"
            ),
            (case, kind),
        )
        found: dict[str, list[Document]] = {}
        for row in rows:
            item = _head(row, text(row[-1]))
            found.setdefault(item.id, []).append(item)
        seen = {identity: items for identity, items in found.items() if items[-1].classes <= scope.classes}
        return {
            identity: [item for item in items if item.classes <= scope.classes]
            for identity, items in seen.items()
        }

    def add(self, made: Document) -> None:
        """Keep a version; raises ``Conflict`` (``document-changed``) unless it follows the latest one."""
        with self._database.transaction(durable=True) as transaction:
            last = transaction.query(
                "SELECT COALESCE(MAX(version), 0) FROM case_document WHERE id=?", (made.id,)
            )
            if integer(last[0][0]) + 1 != made.version:
                raise Conflict("document-changed", title=made.title)
            no = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM case_document")[0][0])
            row = (
                no,
                made.id,
                made.version,
                made.kind,
                made.case,
                made.title,
                written(made.classes),
                made.state,
                made.at,
                made.actor,
                made.cited,
                made.body,
            )
            if transaction.insert_many("case_document", ("no", *_HEAD, "body"), [row]) != 1:
                raise Conflict("document-changed", title=made.title)

    def every(self) -> Iterator[Document]:
        """Every version, for verification only."""
        for row in self._database.stream(f"SELECT {', '.join(_HEAD)}, body FROM case_document ORDER BY no"):
            yield _head(row, text(row[-1]))

    def _visible(self, scope: Scope, case: str, identity: str) -> bool:
        return bool(self.history(scope, case, identity))


def reference_in(value: Mapping[str, object]) -> tuple[str, str] | None:
    """The entity and recorded value ("" = the entity as a whole) that an object of a body refers to; None
    where it is no reference."""
    entity, statement = value.get("entity"), value.get("statement")
    if not isinstance(entity, str) or not _REFERENCE.fullmatch(entity):
        return None
    return entity, statement if isinstance(statement, str) else ""


def references(value: object) -> Iterator[tuple[str, str]]:
    """Every reference in a body: entity and statement ("" where the entity as a whole is meant).

    >>> list(references({"about": [{"entity": "a" * 32}]})) == [("a" * 32, "")]
    True
    """
    if isinstance(value, Mapping):
        reference = reference_in(value)
        if reference:
            yield reference
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def called(value: object, names: Mapping[str, str]) -> object:
    """Plain data with the ``name`` of every reference put right; one that ``names`` does not know is called
    nothing."""
    if isinstance(value, list):
        return [called(item, names) for item in value]
    if not isinstance(value, Mapping):
        return value
    told = {name: called(item, names) for name, item in value.items()}
    reference = reference_in(value)
    return {**told, "name": names.get(reference[0], "")} if reference and "name" in told else told


def without_names(body: Json) -> Json:
    """A body as it is kept: what it refers to by its id alone. How that is called is looked up for whoever
    reads it.

    >>> without_names({"about": [{"entity": "5a" * 16, "name": "Sara"}], "name": "mine"})
    {'about': [{'entity': '5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a', 'name': ''}], 'name': 'mine'}
    """
    told = called(body, {})
    return told if isinstance(told, dict) else {}


def as_kept(body: Json) -> str:
    """The text of a body: the same content is kept as the same text."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def written(classes: frozenset[int]) -> str:
    """Classes as the table keeps them.

    >>> written(frozenset({12, 3}))
    '3,12'
    """
    return ",".join(str(number) for number in sorted(classes))


def read_classes(told: str) -> frozenset[int]:
    """Classes from how a table keeps them.

    >>> read_classes("3,12") == frozenset({3, 12}), read_classes("")
    (True, frozenset())
    """
    return frozenset(int(part) for part in told.split(",") if part)


def _head(row: Row, body: str = "{}") -> Document:
    classes = read_classes(text(row[5]))
    state: DocumentState = "deleted" if row[6] == "deleted" else "open"
    return Document(
        text(row[0]),
        integer(row[1]),
        text(row[2]),
        text(row[3]),
        text(row[4]),
        body,
        classes,
        state,
        text(row[7]),
        text(row[8]),
        text(row[9]),
    )
