"""Writing records of a kind: only within a unit of work, so that what belongs together happens together or
not at all."""

import json
import secrets
from collections.abc import Sequence, Set

from tahqiq.access.cases import Case
from tahqiq.access.door import Door
from tahqiq.access.verify_records import SAVE_RECORD
from tahqiq.casework.citations import Citations, Reference
from tahqiq.casework.clocks.deadline import ZONE
from tahqiq.casework.documents import opening
from tahqiq.casework.records import Records, RecordVersion, Within
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.parts import parts
from tahqiq.kit.reasons import Moment
from tahqiq.model.kind import B, Kind
from tahqiq.model.scope import Actor
from tahqiq.store.citations import cited
from tahqiq.store.documents import references
from tahqiq.store.stored_record import Record, RecordState
from tahqiq.store.unit import Unit

MAX_BODY = 2_000_000
AT_ONCE = 2_000
"""How many new records are kept in one step of :meth:`WritableRecords.save_new`."""


def fresh_id() -> str:
    """An id for a record that is about to be written, where its log needs it before."""
    return secrets.token_hex(8)


class WritableRecords(Records[B]):
    """The records of one kind for one person who writes. ``unit`` is the one that is open: what is saved
    belongs to it."""

    def __init__(
        self,
        door: Door,
        actor: Actor,
        kind: Kind[B],
        unit: Unit,
        within: Within = None,
        *,
        steps: bool = False,
    ) -> None:
        super().__init__(door, actor, kind, within, steps=steps)
        self._unit = unit

    def _in_unit(self) -> None:
        if self._door.workspace.database.units.here is not self._unit:
            raise RuntimeError(f"{self._kind.name} is saved outside the unit of work it belongs to")

    def save(
        self, body: B, case: str = "", identity: str = "", version: int = 0, *, new_id: str = ""
    ) -> RecordVersion[B]:
        """Keep a new record (under ``new_id``, one of :func:`fresh_id`, where its lines already name it), or
        the version after ``version`` of the record ``identity``. The same content again makes no version.

        Raises ``NotFound`` (``no-such-record``, ``no-such-entity`` for what it newly refers to and the person
        may not see), ``Conflict`` (``record-changed``, with who changed which fields since), ``WrongUse``
        (``record-too-large``), ``Refused``.
        """
        home = self._home(case, "write-case")
        before = self._before(home, identity, version) if identity else None
        own = before.id if before else new_id or fresh_id()
        text = self._written(body, own)
        if before and before.state == "open" and before.body == text and before.shape == self._kind.shape:
            return self._read(before)
        return self._keep(home, before, own, text, "open", self._kind.compartment_of(body))

    def save_new(self, bodies: Sequence[B], case: str = "") -> list[str]:
        """Keep many new records that refer to nothing, each with its entries in the log, in steps of
        :data:`AT_ONCE`; their ids in order. For registers that are taken over whole. Raises as :meth:`save`,
        and ``ValueError`` for a body that refers to an entity or value."""
        self._in_unit()
        home = self._home(case, "write-case")
        own: dict[str, frozenset[int]] = {}
        ids: list[str] = []
        for part in parts(bodies, AT_ONCE):
            made: list[Record] = []
            for one in part:
                own_id = fresh_id()
                body = self._written(one, own_id)
                if len(body) > MAX_BODY:
                    raise WrongUse("record-too-large", limit=MAX_BODY)
                if '"entity"' in body and _referred(body):
                    raise ValueError(f"{self._kind.name}: what refers to something is saved by itself")
                compartment = self._kind.compartment_of(one)
                if compartment not in own:
                    own[compartment] = self._classes(home, None, "{}", compartment)
                made.append(
                    Record(
                        own_id,
                        1,
                        self._kind.name,
                        self._kind.shape,
                        home.id,
                        own[compartment],
                        "open",
                        clock.stamp(),
                        self._written_by(),
                        body,
                    )
                )
            with self._audit.acts(
                self._actor, SAVE_RECORD, [(one.thing, one.payload()) for one in made], home.id
            ):
                self._records.add_all(self._plain, made)
            ids += [one.id for one in made]
        return ids

    def put_away(self, identity: str, version: int, case: str = "") -> RecordVersion[B]:
        """Put a record away: a version that says so. Saving it again brings it back."""
        home = self._home(case, "write-case")
        before = self._before(home, identity, version)
        compartment = self._kind.compartment_of(self._read(before).body)
        return self._keep(home, before, before.id, before.body, "put-away", compartment)

    def next_number(self, letter: str, case: str = "") -> str:
        """The next number of the register, ``LETTER-000001`` and on, for the record that is saved with it in
        this unit."""
        self._in_unit()
        return self._records.next_number(self._plain, self._home(case, "write-case").id, letter)

    def _keep(
        self,
        home: Case,
        before: Record | None,
        identity: str,
        body: str,
        state: RecordState,
        compartment: str,
    ) -> RecordVersion[B]:
        self._in_unit()
        if len(body) > MAX_BODY:
            raise WrongUse("record-too-large", limit=MAX_BODY)
        about = _about(body)
        classes = self._classes(home, before, body, compartment)
        version = before.version + 1 if before else 1
        remembered = cited(self._door.workspace, self._scope(), body, before.cited if before else "")
        made = Record(
            identity,
            version,
            self._kind.name,
            self._kind.shape,
            home.id,
            classes,
            state,
            clock.stamp(),
            self._written_by(),
            body,
            remembered,
        )
        with self._audit.act(self._actor, SAVE_RECORD, made.thing, home.id, made.payload()):
            self._records.add(self._plain, made, about)
        self._unit.saved.append((made.kind, made.id))
        return self._read(made)

    def _before(self, home: Case, identity: str, version: int) -> Record:
        """The latest version, which must be ``version``; otherwise a ``Conflict`` says who changed what
        since."""
        latest = self._records.get(self._scope(), self._plain, home.id, identity)
        if latest.version == version:
            return latest
        if self._kind.hides_actor:
            raise Conflict("record-changed")
        seen = next(
            (
                item
                for item in self._records.history(self._scope(), self._plain, home.id, identity)
                if item.version == version
            ),
            None,
        )
        fields = _changed(seen.body, latest.body) if seen else []
        raise Conflict(
            "record-changed-by",
            by=self._door.people.get(latest.actor).name,
            at=Moment(latest.at, ZONE),
            fields=", ".join(fields) or "-",
        )

    def _classes(self, home: Case, before: Record | None, body: str, compartment: str) -> frozenset[int]:
        """What the record rests on: its home's class and compartment, and for each thing or recorded value
        referred to the class that opens it to most. What it newly refers to must be seen (and a value stand);
        where something of the version before is no longer seen, its classes stay: words may have come from
        there."""
        own = self._door.workspace.sources.case_class(home.id, compartment)
        if own not in self._scope().classes:
            raise NotFound("no-such-compartment", compartment=compartment)
        about, old = _referred(body), _referred(before.body) if before else frozenset()
        visible = self._opened(about | old, home.id)
        unseen = about - visible.keys()
        for entity, statement in sorted(unseen - old):
            raise (
                NotFound("no-such-statement", id=statement)
                if statement
                else NotFound("no-such-entity", id=entity)
            )
        kept = before.classes if before and (unseen or not old <= visible.keys()) else frozenset()
        return kept | {own} | {number for one in about & visible.keys() for number in visible[one]}

    def _opened(self, wanted: frozenset[Reference], home: str) -> dict[Reference, Set[int]]:
        """Those of the references that the person sees, events among them, each with the classes that open it
        to most."""
        things = opening(
            self._door.workspace,
            self._scope(),
            {entity for entity, statement in wanted if not statement},
            home,
        )
        found: dict[Reference, Set[int]] = {(entity, ""): through for entity, through in things.items()}
        citations = Citations(self._door.workspace, self._scope())
        for one in sorted(wanted - found.keys()):
            try:
                found[one] = citations.rests(one, home) if one[1] else citations.under([one[0]], home)
            except NotFound:
                continue
        return found


def _referred(body: str) -> frozenset[Reference]:
    return frozenset(references(json.loads(body)))


def _about(body: str) -> frozenset[str]:
    return frozenset(entity for entity, _ in references(json.loads(body)))


def _changed(before: str, after: str) -> list[str]:
    """The fields of the body that differ, by name."""
    old, new = json.loads(before), json.loads(after)
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
