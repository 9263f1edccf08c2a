"""One version of a record, and the row that holds it."""

from dataclasses import dataclass
from typing import Literal

from tahqiq.kit.ids import sha256
from tahqiq.store.database import Row, Value, integer, text
from tahqiq.store.documents import read_classes, written

RecordState = Literal["open", "put-away", "erased"]
HEAD = ("id", "version", "kind", "shape", "home", "classes", "state", "at", "actor", "body", "cited")


@dataclass(frozen=True, slots=True)
class Record:
    """One version of a record. ``home`` is the id of its case or of its desk's file; ``classes`` what it
    rests on; ``body`` JSON as text of the ``shape`` it was written in; ``at`` ISO 8601 UTC; ``actor`` who
    wrote it; ``cited`` what it remembers of the recorded values and events it cites
    (:mod:`tahqiq.store.citations`)."""

    id: str
    version: int
    kind: str
    shape: int
    home: str
    classes: frozenset[int]
    state: RecordState
    at: str
    actor: str
    body: str
    cited: str = ""

    @property
    def thing(self) -> str:
        """What the audit log calls it."""
        return f"{self.id}.{self.version}"

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        return {
            "id": self.id,
            "version": self.version,
            "kind": self.kind,
            "shape": self.shape,
            "home": self.home,
            "classes": written(self.classes),
            "state": self.state,
            "at": self.at,
            "actor": self.actor,
            "body": sha256(self.body.encode()),
            **({"cited": sha256(self.cited.encode())} if self.cited else {}),
        }


def row_of(made: Record) -> tuple[Value, ...]:
    """A version as its row holds it."""
    return (
        made.id,
        made.version,
        made.kind,
        made.shape,
        made.home,
        written(made.classes),
        made.state,
        made.at,
        made.actor,
        made.body,
        made.cited,
    )


def record_of(row: Row) -> Record:
    state: RecordState = "put-away" if row[6] == "put-away" else "erased" if row[6] == "erased" else "open"
    return Record(
        text(row[0]),
        integer(row[1]),
        text(row[2]),
        integer(row[3]),
        text(row[4]),
        read_classes(text(row[5])),
        state,
        text(row[7]),
        text(row[8]),
        text(row[9]),
        text(row[10]),
    )
