"""What a kind of record is: its body, where it is at home, the keys it is found by, and what an erasure
leaves of it.

A record is what a desk writes down and changes over time (an authorisation, an exhibit, a watch entry). It is
not what was read in an original: that is statements and facts. Bodies hold references to entities (objects
with ``entity``), never what they are called: names are looked up when read.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from tahqiq.kit.ids import sha256
from tahqiq.model.types.zones import zone

B = TypeVar("B", bound=BaseModel)
KeyType = Literal["text", "integer", "flag", "time", "day"]
KeyValue = str | int | bool | date | datetime | None
Json = Mapping[str, object]
ABSENT = -(2**63)
"""How a table keeps that a number, flag, time or day is absent; an absent text is ""."""
_LAYOUT = 4
"""Of the table of a kind: what its indexes hold beside the keys. Another number makes every table again."""
ACTED: Final = "acted"
"""In the ``Annotated`` of a text (or list of texts) of a body: it is the id of somebody who acted. In a kind
that hides its actors it is encrypted in the store and shown to those whom the policies let see it."""
ACTED_DIGEST: Final = "acted-digest"
"""In the ``Annotated`` of a text (or list of texts) of a body: it is a keyed digest of somebody who acted. In
a kind that hides its actors it is shown as :data:`ACTED` is."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAW_ZONE = "Asia/Baghdad"
"""Where the law counts days."""


def day_of(moment: datetime) -> date:
    """The day of a moment where the law counts days.

    >>> day_of(datetime(2026, 9, 30, 22, tzinfo=UTC)).isoformat()
    '2026-10-01'
    """
    return moment.astimezone(zone(LAW_ZONE)).date()


def never(_body: object) -> date | None:
    """The last day of a record of which no day is known."""
    return None


@dataclass(frozen=True, slots=True)
class Key(Generic[B]):
    """Something that records of a kind are found and ordered by. ``of`` takes it from a body; None (and "") =
    this record has none.

    A time has a zone; a day has none. ``name`` in small letters, digits and underscores.
    """

    name: str
    type: KeyType
    of: Callable[[B], KeyValue]


@dataclass(frozen=True, slots=True)
class Mask:
    """How records of a kind are masked by a clock (``tahqiq.casework.masking``): their body is a
    :class:`Maskable`.

    ``due`` is the key, a day, that says from when (None once it is masked), ``empty`` the fields that
    identify somebody with what stands in them afterwards.
    """

    due: str
    empty: Mapping[str, object]


class Maskable(BaseModel):
    """A body whose identifying fields can be closed. ``masked`` is the day on which that was done, ``closed``
    what stood there, encrypted (Base64), ``stands_for`` the SHA-256 of the body as it was, by which approvals
    of it go on to hold."""

    model_config = ConfigDict(extra="forbid")

    masked: date | None = None
    closed: str = ""
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Kind(Generic[B]):
    """A kind of record.

    ``name`` in small letters and hyphens, unique in the program. ``body`` forbids what it does not name.
    ``home`` says where records lie: ``case`` in a case that is named at each call, ``desk`` in the file of
    the desk ``desk`` (watch lists and registers belong to no case). ``together`` lists keys that are asked
    for together, the order last, each an index. ``example`` is an invented body. ``compartment`` closes every
    record to those not admitted, ``closes`` those of which it is true (None: every one). ``until`` is the
    last day a record may be kept, None = no day is known: afterwards nobody reads it, and two persons confirm
    that it is destroyed (``tahqiq.desk.destruction_requests``). ``mask`` says what a clock closes and when,
    None = nothing. ``relations`` says by name what a person can be to a record (its handler, its owner):
    asked with the person's place at the desk and the body; ``opened_by`` are those of whom one opens a record
    by itself (none named: whoever sees it). ``hides_actor``: who wrote a version, and who acted in it
    (:data:`ACTED`), is encrypted in the store and the log, and shown to those whom the policies let
    ("see-who-acted"); with ``inside_sees_actor`` also to whoever is admitted to its ``compartment``, on the
    record alone. ``numbered`` is the key (a text) that no two records of a home share, "" = none. ``erased``
    gives the body without what rested on entities that an order removed (ids in hex); None = bodies hold
    nothing but references of them. A new shape of the body raises ``shape`` and adds the step from the one
    before to ``migrations``.
    """

    name: str
    body: type[B]
    title: Callable[[B], str]
    desk: str
    example: B
    home: Literal["case", "desk"] = "case"
    keys: tuple[Key[B], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    compartment: str = ""
    closes: Callable[[B], bool] | None = None
    until: Callable[[B], date | None] = never
    erased: Callable[[B, frozenset[str]], B] | None = None
    mask: Mask | None = None
    numbered: str = ""
    relations: Mapping[str, Callable[[Any, B], bool]] = field(default_factory=dict)
    opened_by: tuple[str, ...] = ()
    hides_actor: bool = False
    inside_sees_actor: bool = False
    shape: int = 1
    migrations: Mapping[int, Callable[[Json], Json]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [key.name for key in self.keys]
        if self.inside_sees_actor and not (self.hides_actor and self.compartment and self.closes is None):
            raise ValueError(f"{self.name}: inside_sees_actor is for kinds that hide it in one compartment")
        unknown = {name for names_ in self.together for name in names_} - set(names)
        if len(set(names)) < len(names) or unknown:
            raise ValueError(
                f"kind {self.name}: keys named twice, or asked for together without being keys: "
                f"{sorted(unknown)}"
            )
        if self.body.model_config.get("extra") != "forbid":
            raise ValueError(f"kind {self.name}: the body must forbid what it does not name (extra='forbid')")
        if strange := [name for name in self.opened_by if name not in self.relations]:
            raise ValueError(f"kind {self.name}: no such relations: {strange}")
        if self.mask is not None and (
            self.mask.due not in names
            or not issubclass(self.body, Maskable)
            or self.mask.empty.keys() - self.body.model_fields.keys()
        ):
            raise ValueError(
                f"kind {self.name}: what is masked is a body that can be, by a key of it and in "
                "fields that it has"
            )
        if self.numbered and (self.numbered not in names or self.key(self.numbered).type != "text"):
            raise ValueError(f"kind {self.name}: it is numbered by no key of its own that is a text")
        missing = set(range(1, self.shape)) - self.migrations.keys()
        if missing:
            raise ValueError(f"kind {self.name}: no step from shape {min(missing)}")

    @property
    def ends(self) -> bool:
        """Whether records of the kind have a last day."""
        return self.until is not never

    @property
    def table(self) -> str:
        """Digest of what the table of its keys looks like: another declaration makes the table again."""
        told = (
            _LAYOUT,
            self.ends,
            [[key.name, key.type] for key in self.keys],
            [list(names) for names in self.together],
        )
        return sha256(json.dumps(told).encode())

    def key(self, name: str) -> Key[B]:
        """The key called so; raises ``KeyError``."""
        for key in self.keys:
            if key.name == name:
                return key
        raise KeyError(name)

    def compartment_of(self, body: B) -> str:
        """The compartment that a record belongs to; "" for none."""
        return self.compartment if self.closes is None or self.closes(body) else ""

    def read(self, body: str, shape: int) -> B:
        """A kept body as it is today; raises ``pydantic.ValidationError`` where it does not fit, ``KeyError``
        for a shape that is newer than the program's."""
        loaded = json.loads(body)
        for step in range(shape, self.shape):
            loaded = self.migrations[step](loaded)
        if shape > self.shape:
            raise KeyError(shape)
        return self.body.model_validate(loaded)


def written(body: BaseModel) -> str:
    """A body as it is kept: canonical JSON, the same bytes for the same content.

    >>> class Note(BaseModel):
    ...     text: str
    >>> written(Note(text="سلام"))
    '{"text":"سلام"}'
    """
    return json.dumps(body.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def stands_for(body: BaseModel, text: str = "") -> str:
    """The SHA-256 by which what was approved of a body is known again: that of its content (``text``, as it
    was kept; without it, as it would be kept now), for a masked one that of what it was before."""
    return (
        body.stands_for
        if isinstance(body, Maskable) and body.stands_for
        else sha256((text or written(body)).encode())
    )


def kept(kind: KeyType, value: KeyValue) -> str | int:
    """A key's value as its column holds it: text as it is, a time as µs since 1970 UTC, a day as its number.
    Raises ``TypeError`` for another type or a time without a zone.

    >>> kept("time", datetime(1970, 1, 1, 3, tzinfo=UTC)), kept("flag", True), kept("day", None) == ABSENT
    (10800000000, 1, True)
    """
    if value is None:
        return "" if kind == "text" else ABSENT
    if kind == "text" and isinstance(value, str):
        return value
    if kind == "time" and isinstance(value, datetime) and value.tzinfo is not None:
        spent = value - _EPOCH
        return (spent.days * 86_400 + spent.seconds) * 1_000_000 + spent.microseconds
    if kind == "day" and isinstance(value, date) and not isinstance(value, datetime):
        return value.toordinal()
    if kind == "flag" and isinstance(value, bool):
        return int(value)
    if (
        kind == "integer"
        and isinstance(value, int)
        and not isinstance(value, bool)
        and -(2**63) < value < 2**63
    ):
        return value
    raise TypeError(f"{type(value).__name__} is no {kind} for a key")
