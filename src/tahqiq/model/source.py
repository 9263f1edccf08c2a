"""A source: one sealed original deposited in one case, with what is true of all its values."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from tahqiq.kit.errors import NotFound
from tahqiq.model.account import Fields

WITHDRAWN = "-withdrawn"
"""What stands as the mapping of a document that was withdrawn (no mapping is called so)."""
State = Literal["sealed", "staging", "published", "failed", "superseded", "due", "erasing", "erased"]
"""``due``: the time for which a law lets it be kept is over; nobody reads it, and two persons confirm that it
is erased."""
GONE: tuple[State, ...] = ("due", "erasing", "erased")
"""States in which nobody reads anything of a source."""


@dataclass(frozen=True, slots=True)
class Authority:
    """The order under which data was obtained. Rows outside ``numbers`` or the period are held back
    (docs/decisions/0002).

    ``numbers`` are normalised identifier keys (E.164, IMEI …), empty = any; ``start`` and ``end`` ISO dates,
    inclusive, or moments with their zone (the last second is inside), empty = open; ``places`` are keys of
    places and cells, ``methods`` kinds of events (``Call``), each empty = any. ``interceptions`` are
    identifiers of interceptions (LIID) as handover lists name them: they bind the rows of a table that has a
    column of them, empty = any.
    """

    reference: str = ""
    court: str = ""
    date: str = ""
    numbers: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    places: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    interceptions: tuple[str, ...] = ()

    def to_json(self) -> str:
        """A canonical JSON text; empty when nothing is stated."""
        told = {
            name: value
            for name, value in asdict(self).items()
            if value or name not in ("places", "methods", "interceptions")
        }
        return "" if self == Authority() else json.dumps(told, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Authority":
        """The reverse of :meth:`to_json`."""
        if not text:
            return cls()
        loaded = json.loads(text)
        stated: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in loaded.items()
        }
        return cls(**stated)


@dataclass(frozen=True, slots=True)
class Deposit:
    """What a person says when a file is deposited: whose case it is, how it came, under which order, how it
    is graded and handled.

    ``case`` is a case id, ``grade`` a :class:`tahqiq.model.grade.Grade` as text or None (not graded),
    ``zone`` an IANA name or "" (not assumed).
    """

    case: str
    compartment: str = ""
    handling: str = "open"
    grade: str | None = None
    received_from: str = ""
    received_how: str = ""
    zone: str = ""
    authority: Authority = field(default_factory=Authority)


@dataclass(frozen=True, slots=True)
class Reference:
    """What an exchange file says of one of the originals its values were read from; the original itself did
    not come with it.

    ``recorded_from`` is when the values were published where they were recorded (ISO 8601 UTC),
    ``deposited_by`` who deposited the original there.
    """

    sha256: str
    name: str
    grade: str | None
    handling: str
    compartment: str
    deposited_by: str
    format: str
    reader_version: int
    mapping_name: str
    recorded_from: str


@dataclass(frozen=True, slots=True)
class Source:
    """A row of the sources: ``no`` is local to the workspace and never shown (its gaps would tell of hidden
    sources); ``id`` (16 hex digits) is what people use; ``sha256`` names the original; counts balance when
    published.

    A *reading*: an original read again under another mapping is a new source; ``follows`` is the id of the
    reading before it, ``followed_by`` of the one that took its place at ``superseded_at`` (state
    ``superseded``), ``reading_reason`` why it was read again (docs/decisions/0011). ``original_here`` False:
    a *referenced* source that came with an exchange file (its ``parent``); the original is known by its hash
    only.
    """

    no: int
    sha256: str
    name: str
    size: int
    state: State
    format: str
    reader_version: int
    mapping_name: str
    mapping: str
    case: str
    data_class: int
    held_class: int
    grade: str | None
    zone: str
    zone_by: str
    parent: int | None
    path: str
    deposited_by: str
    deposited_at: str
    received_from: str
    received_how: str
    authority: Authority
    records: int
    mapped: int
    problems: int
    statements: int
    facts: int
    manifest: str
    published_at: str
    note: str
    original_here: bool = True
    id: str = ""
    follows: str = ""
    followed_by: str = ""
    superseded_at: str = ""
    reading_reason: str = ""
    fields: Fields | None = None
    """What became of the fields of the original; None where a program without such an account read it."""

    @property
    def withdrawn(self) -> bool:
        """Whether a person withdrew the document: this reading of it says nothing."""
        return self.mapping_name == WITHDRAWN


def gone(source: Source) -> NotFound:
    """That nobody reads anything of a source (:data:`GONE`): ``source-due`` or ``source-erased``."""
    return NotFound("source-due" if source.state == "due" else "source-erased", id=source.id)
