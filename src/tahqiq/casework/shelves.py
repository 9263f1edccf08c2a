"""Records of a kind as one person may see and write them: the policies asked, what they refer to found, every look and saving in the log."""

import json
import secrets
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Generic, cast

from pydantic import ValidationError

from tahqiq.access.cases import Case
from tahqiq.access.desk_file import desk_file
from tahqiq.access.door import Door
from tahqiq.access.verify_records import SAVE_RECORD
from tahqiq.casework.cited import Citations, Reference
from tahqiq.casework.clocks.deadline import ZONE
from tahqiq.casework.documents import opening, references
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Damaged, NotFound, WrongUse
from tahqiq.kit.parts import parts
from tahqiq.kit.reasons import Moment
from tahqiq.model.kind import B, Kind, written
from tahqiq.model.kinds import AnyKind
from tahqiq.model.scope import Actor, Scope
from tahqiq.store.database import Value
from tahqiq.store.shelf import Record, RecordState, Where

MAX_BODY = 2_000_000
PAGE = 500
"""The most records of one page."""
AT_ONCE = 2_000
"""How many new records are kept in one step of :meth:`Shelf.save_new`."""


@dataclass(frozen=True, slots=True)
class Kept(Generic[B]):
    """One version of a record with its body as it is read today. ``home`` is the id of its case, or of its desk's file; ``at`` ISO 8601 UTC; ``text`` is the body as it was written then, which stays what it
    was when a later program knows more of its kind."""

    id: str
    version: int
    home: str
    state: RecordState
    at: str
    by: str
    body: B
    text: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Found(Generic[B]):
    """One page of records in order. ``after`` asks for the next page; "" on the last one."""

    records: tuple[Kept[B], ...]
    after: str


class Shelf(Generic[B]):
    """The records of one kind for one person. ``case`` is the id or title of a case; for kinds at home at a desk it stays "". ``within`` narrows what is
    seen further, to what both scopes have (for what may leave the program)."""

    def __init__(self, door: Door, actor: Actor, kind: Kind[B], within: Scope | None = None) -> None:
        self._door, self._actor, self._within = door, actor, within
        self._kind = kind
        self._plain = cast("AnyKind", kind)
        self._shelves = door.workspace.shelves

    def save(self, body: B, case: str = "", identity: str = "", version: int = 0) -> Kept[B]:
        """Keep a new record, or the version after ``version`` of the record ``identity``. The same content again makes no version.

        Raises ``NotFound`` (``no-such-record``, ``no-such-entity`` for what it newly refers to and the person may not see), ``Conflict`` (``record-changed``, with who
        changed which fields since), ``WrongUse`` (``record-too-large``), ``Refused``.
        """
        home = self._home(case, "write-case")
        before = self._before(home, identity, version) if identity else None
        if before and before.state == "open" and before.body == written(body) and before.shape == self._kind.shape:
            return self._read(before)
        return self._keep(home, before, written(body), "open")

    def save_new(self, bodies: Sequence[B], case: str = "") -> list[str]:
        """Keep many new records that refer to nothing, each with its entries in the log, in steps of :data:`AT_ONCE`; their ids in order. For registers that are
        taken over whole. Raises as :meth:`save`, and ``ValueError`` for a body that refers to an entity or value."""
        home = self._home(case, "write-case")
        own = self._classes(home, None, "{}")
        ids: list[str] = []
        for part in parts(bodies, AT_ONCE):
            made: list[Record] = []
            for one in part:
                body = written(one)
                if len(body) > MAX_BODY:
                    raise WrongUse("record-too-large", limit=MAX_BODY)
                if '"entity"' in body and _referred(body):
                    raise ValueError(f"{self._kind.name}: what refers to something is saved by itself")
                made.append(
                    Record(
                        secrets.token_hex(8),
                        1,
                        self._kind.name,
                        self._kind.shape,
                        home.id,
                        own,
                        "open",
                        clock.stamp(),
                        self._actor.id,
                        body,
                    )
                )
            with self._door.audit.acts(self._actor, SAVE_RECORD, [(one.thing, one.payload()) for one in made], home.id):
                self._shelves.add_all(self._plain, made)
            ids += [one.id for one in made]
        return ids

    def put_away(self, identity: str, version: int, case: str = "") -> Kept[B]:
        """Take a record off the shelf: a version that says so. Saving it again brings it back."""
        home = self._home(case, "write-case")
        before = self._before(home, identity, version)
        return self._keep(home, before, before.body, "put-away")

    def get(self, identity: str, case: str = "", version: int | None = None) -> Kept[B]:
        """The latest or a numbered version. Raises ``NotFound`` (``no-such-record``) for hidden and absent alike."""
        home = self._home(case, "read-case")
        found = self._shelves.get(self._scope(), self._plain, home.id, identity, version)
        self._door.audit.read(self._actor, "record", f"{self._kind.name} {found.thing}", home.id)
        return self._read(found)

    def history(self, identity: str, case: str = "") -> list[Kept[B]]:
        """Every version the person may see, the latest first."""
        home = self._home(case, "read-case")
        found = self._shelves.history(self._scope(), self._plain, home.id, identity)
        self._door.audit.read(self._actor, "record-history", f"{self._kind.name} {identity}", home.id)
        return [self._read(item) for item in found]

    def versions(self, ids: Sequence[str], case: str = "") -> dict[str, list[Kept[B]]]:
        """Every version of several records by id, the latest first; those that are hidden or absent are left out. For what is computed over many records: one
        entry in the log for all, where :meth:`history` has one for each."""
        home = self._looked(case)
        found = self._shelves.histories(self._scope(), self._plain, home, ids)
        return {one: [self._read(item) for item in every] for one, every in found.items()}

    def find(
        self, where: Where | None = None, case: str = "", order: str = "at", descending: bool = False, after: str = "", limit: int = 50, state: RecordState = "open"
    ) -> Found[B]:  # fmt: skip
        """One page of the records that meet every condition. Raises ``WrongUse`` (``unknown-key``, ``page-unreadable``)."""
        return self.find_counted(where, (), case, order, descending, after, limit, state)[0]

    def pages(
        self, where: Where | None = None, order: str = "at", *, case: str = "", state: RecordState = "open"
    ) -> Iterator[tuple[Kept[B], ...]]:
        """Every record that meets every condition, in order, :data:`PAGE` at a time; each page is a look of its own when it is asked for. Raises as :meth:`find`."""
        after = ""
        while True:
            page = self.find(where, case, order, after=after, limit=PAGE, state=state)
            yield page.records
            after = page.after
            if not after:
                return

    def every(self, where: Where | None = None, order: str = "at", *, case: str = "", state: RecordState = "open") -> Iterator[Kept[B]]:
        """The records of :meth:`pages` one by one."""
        for page in self.pages(where, order, case=case, state=state):
            yield from page

    def find_counted(
        self, where: Where | None = None, asked: Sequence[tuple[Where, str | None]] = (), case: str = "", order: str = "at", descending: bool = False,
        after: str = "", limit: int = 50, state: RecordState = "open",
    ) -> tuple[Found[B], list[dict[Value, int]]]:  # fmt: skip
        """A page as :meth:`find` gives it and counts as :meth:`counts` gives them, under the same rights: one look, one entry in the log."""
        home = self._looked(case)
        scope = self._scope()
        page = self._shelves.find(scope, self._plain, home, where or {}, order, descending, _place(after), min(max(limit, 1), PAGE), state)
        found = Found(tuple(map(self._read, page.records)), json.dumps(page.after) if page.after else "")
        return found, [self._shelves.count(scope, self._plain, home, one, by, state) for one, by in asked]

    def count(self, where: Where | None = None, case: str = "", by: str | None = None, state: RecordState = "open") -> dict[Value, int]:
        """How many records the person may see, by the values of a key as its column holds them, or under None all together."""
        return self.counts([(where or {}, by)], case, state)[0]

    def counts(self, asked: Sequence[tuple[Where, str | None]], case: str = "", state: RecordState = "open") -> list[dict[Value, int]]:
        """As :meth:`count`, for several conditions at once: one look, one entry in the log."""
        home = self._looked(case)
        scope = self._scope()
        return [self._shelves.count(scope, self._plain, home, where, by, state) for where, by in asked]

    def whole(self, case: str = "") -> bool:
        """Whether the person sees every record of the kind that lies in the home: only then does the absence of one mean something."""
        home = self._home(case, "read-case")
        return not self._shelves.hides(self._scope(), self._plain, home.id)

    def about(self, entities: Sequence[str]) -> list[Kept[B]]:
        """Records of the kind, in every home of the person, that refer to one of the entities (hex ids), the last written first."""
        homes = [home for home in self._door.cases.of(self._actor.id) if self._door.may(self._actor, "read-case", home)]
        self._door.audit.glance(self._actor, "records-about", " ".join(entities[:20]))
        return [self._read(item) for item in self._shelves.about(self._scope(), self._plain, [home.id for home in homes], entities)]

    def _keep(self, home: Case, before: Record | None, body: str, state: RecordState) -> Kept[B]:
        if len(body) > MAX_BODY:
            raise WrongUse("record-too-large", limit=MAX_BODY)
        about = _about(body)
        classes = self._classes(home, before, body)
        identity, version = (before.id, before.version + 1) if before else (secrets.token_hex(8), 1)
        made = Record(identity, version, self._kind.name, self._kind.shape, home.id, classes, state, clock.stamp(), self._actor.id, body)
        with self._door.audit.act(self._actor, SAVE_RECORD, made.thing, home.id, made.payload()):
            self._shelves.add(self._plain, made, about)
        return self._read(made)

    def _before(self, home: Case, identity: str, version: int) -> Record:
        """The latest version, which must be ``version``; otherwise a ``Conflict`` says who changed what since."""
        latest = self._shelves.get(self._scope(), self._plain, home.id, identity)
        if latest.version == version:
            return latest
        seen = next(
            (item for item in self._shelves.history(self._scope(), self._plain, home.id, identity) if item.version == version), None
        )
        fields = _changed(seen.body, latest.body) if seen else []
        raise Conflict(
            "record-changed-by", by=self._door.people.get(latest.actor).name, at=Moment(latest.at, ZONE), fields=", ".join(fields) or "-"
        )

    def _classes(self, home: Case, before: Record | None, body: str) -> frozenset[int]:
        """What the record rests on: its home's class and compartment, and for each thing or recorded value referred to the class that opens it to most. What
        it newly refers to must be seen (and a value stand); where something of the version before is no longer seen, its classes stay: words may have
        come from there."""
        with self._door.workspace.database.transaction() as transaction:
            own = self._door.workspace.sources.data_class(transaction, home.id, self._kind.compartment, "")
        if own not in self._scope().classes:
            raise NotFound("no-such-compartment", compartment=self._kind.compartment)
        about, old = _referred(body), _referred(before.body) if before else frozenset()
        visible = self._opened(about | old, home.id)
        unseen = about - visible.keys()
        for entity, statement in sorted(unseen - old):
            raise NotFound("no-such-statement", id=statement) if statement else NotFound("no-such-entity", id=entity)
        kept = before.classes if before and (unseen or not old <= visible.keys()) else frozenset()
        return kept | {own} | {number for one in about & visible.keys() for number in visible[one]}

    def _opened(self, wanted: frozenset[Reference], home: str) -> dict[Reference, Set[int]]:
        """Those of the references that the person sees, events among them, each with the classes that open it to most."""
        things = opening(self._door.workspace, self._scope(), {entity for entity, statement in wanted if not statement}, home)
        found: dict[Reference, Set[int]] = {(entity, ""): through for entity, through in things.items()}
        citations = Citations(self._door.workspace, self._scope())
        for one in sorted(wanted - found.keys()):
            try:
                found[one] = citations.rests(one, home) if one[1] else citations.under([one[0]], home)
            except NotFound:
                continue
        return found

    def _read(self, found: Record) -> Kept[B]:
        try:
            body = self._kind.read(found.body, found.shape)
        except (ValidationError, KeyError, ValueError) as error:
            raise Damaged("shelf-record-unreadable", id=found.thing, kind=self._kind.name) from error
        return Kept(found.id, found.version, found.home, found.state, found.at, found.actor, body, found.body)

    def _home(self, case: str, action: str) -> Case:
        if self._kind.home == "desk":
            case = desk_file(self._kind.desk)
        elif not case:
            raise WrongUse("case-needed")
        found = self._door.cases.find(self._actor.id, case)
        self._door.require(self._actor, action, found)
        return found

    def _looked(self, case: str) -> str:
        """The id of a home whose records are looked at, with its entry in the log."""
        home = self._home(case, "read-case")
        self._door.audit.glance(self._actor, "records", self._kind.name, home.id)
        return home.id

    def _scope(self) -> Scope:
        own = self._door.scope(self._actor)
        return own if self._within is None else self._door.narrowed(self._within, own.classes)


def _referred(body: str) -> frozenset[Reference]:
    return frozenset(references(json.loads(body)))


def _about(body: str) -> frozenset[str]:
    return frozenset(entity for entity, _ in references(json.loads(body)))


def _changed(before: str, after: str) -> list[str]:
    """The fields of the body that differ, by name."""
    old, new = json.loads(before), json.loads(after)
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _place(after: str) -> tuple[Value, str] | None:
    if not after:
        return None
    try:
        loaded = json.loads(after)
    except ValueError:
        loaded = None
    if not (isinstance(loaded, list) and len(loaded) == 2 and isinstance(loaded[0], str | int) and isinstance(loaded[1], str)):
        raise WrongUse("page-unreadable")
    return loaded[0], loaded[1]
