"""One person at one desk: what an operation works with. Everything passes a Scope made for the person, and is
in the log."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tahqiq.access.audit import AuditLog
from tahqiq.access.hidden_log import HidingLog, log_of
from tahqiq.casework.record_writer import WritableRecords
from tahqiq.casework.records import Records, Within
from tahqiq.collect.collection_result import Collected
from tahqiq.desk.declaration import Desk
from tahqiq.desk.read_bench import LookingBench
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.handling import handling_codes
from tahqiq.model.kind import B, Kind
from tahqiq.model.scope import Actor, Purpose, Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.unit import Unit
from tahqiq.workbench import Workbench

MOST = 100_000
"""The most entities of one sealed document; more are several."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Something that a desk states: ``key`` names it within the document, ``schema`` its type, ``properties``
    its values as text by property of the vocabulary; what is empty is left out, values as well as
    properties."""

    key: str
    schema: str
    properties: Mapping[str, Sequence[str]]


class Desktop:
    """A person at a desk who looks: nothing can be saved with it, and what its ``bench`` can do is to look.
    Who writes has an :class:`ActingDesktop`. ``home`` is the id of the case (or of the desk's file) that the
    operation under way is about, ``purpose`` that of the operation. ``leaves``: only what may be handed on is
    read here (:class:`tahqiq.desk.operation.Operation`)."""

    leaves = False

    def __init__(self, bench: LookingBench, desk: Desk, home: str, purpose: Purpose) -> None:
        self.bench = bench
        self.desk = desk
        self.home = home
        self.purpose = purpose

    @property
    def actor(self) -> Actor:
        """Who is at the desk."""
        return self.bench.actor

    @property
    def log(self) -> AuditLog | HidingLog:
        """The log for looks at the desk itself; where the desk hides who acts, so do they."""
        return log_of(self.bench.door.audit, self.bench.workspace, hides=self.desk.hides_actors)

    def scope(self) -> Scope:
        """What the person may see in the case of the operation, for its purpose."""
        return self.bench.scope(self.purpose, self.home)

    def outside(self) -> Scope:
        """What the person may analyse that does not lie in the desk's own file."""
        scope = self.bench.scope("analysis")
        own = {one.no for one in self.bench.workspace.sources.data_classes() if one.case == self.desk.file}
        return self.bench.door.narrowed(scope, scope.classes - own)

    def leaving(self) -> Scope:
        """What of it may leave the program: what products may hold, without the classes whose handling code
        forbids export."""
        door, codes = self.bench.door, handling_codes()
        scope = door.scope(self.actor, "product")
        classes = self.bench.workspace.sources.data_classes()
        return door.narrowed(
            scope,
            scope.classes
            - {item.no for item in classes if item.handling and "export" in codes[item.handling].forbids},
        )

    def handed_on(self, case: str | None = None, compartment: str = "") -> Scope:
        """What (of one case) may be handed on to people who do not see where it came from: what may leave the
        program, without what lies in a compartment other than ``compartment``."""
        classes = self.bench.workspace.sources.data_classes()
        return self.bench.door.narrowed(
            self.leaving(),
            [
                one.no
                for one in classes
                if one.compartment in ("", compartment) and (case is None or one.case == case)
            ],
        )

    def _read(self, kind: Kind[B], within: Scope | None) -> Within:
        """What is read of a kind: of records that are closed as a kind the operation itself says what of them
        it hands on."""
        if not self.leaves or within is not None:
            return within
        return lambda: self.handed_on(compartment=kind.compartment)

    def records(self, kind: Kind[B], within: Scope | None = None, *, steps: bool = False) -> Records[B]:
        """The records of one of the desk's kinds, ``within`` a further scope where one is given. Raises
        ``ValueError`` for another desk's: desks meet in the store, not in each other's records."""
        return Records(self.bench.door, self.actor, self._own(kind), self._read(kind, within), steps=steps)

    def _own(self, kind: Kind[B]) -> Kind[B]:
        if kind not in self.desk.kinds:
            raise ValueError(f"{kind.name} is no kind of the desk {self.desk.name}")
        return kind

    def case_of(self, kind: Kind[Any]) -> str:
        """What a record of ``kind`` is given as its case: that of the operation, "" for a kind at home at the
        desk."""
        return "" if kind.home == "desk" else self.home

    def captions(self, entities: Sequence[str], within: Scope | None = None) -> dict[str, str]:
        """What entities (hex ids) are called, those that the person sees (in ``within``, for what leaves)."""
        found = self.bench.captions((bytes.fromhex(entity) for entity in entities), within)
        return {identity.hex(): told for identity, told in found.items()}


class SeatedDesktop(Desktop):
    """A person who sat down at a desk outside of an operation (forms, registers, steps of a flow): each thing
    that they do is a unit of work."""

    bench: Workbench

    def __init__(self, bench: Workbench, desk: Desk, home: str, purpose: Purpose) -> None:
        super().__init__(bench, desk, home, purpose)

    @contextmanager
    def acting(self) -> Iterator["ActingDesktop"]:
        """The person at the desk with leave to write, for one unit of work: all of it has happened when the
        block ends, or nothing."""
        with self.bench.door.audit.unit(at_once=True) as unit:
            yield ActingDesktop(self.bench, self.desk, self.home, self.purpose, unit)


class ActingDesktop(SeatedDesktop):
    """A person at a desk within a unit of work: what is saved and published there belongs together."""

    def __init__(self, bench: Workbench, desk: Desk, home: str, purpose: Purpose, unit: Unit) -> None:
        super().__init__(bench, desk, home, purpose)
        self.unit = unit

    def alone(self) -> None:
        """From now on nobody else writes until the unit ends: said by an operation that reads files, once
        they are read and before it looks at records that it changes. Every other has it from its
        beginning."""
        self.bench.workspace.database.units.alone(self.unit)

    def afterwards(self, act: Callable[[], None]) -> None:
        """Do something that cannot be taken back (removing files) once the unit has happened and the log says
        so."""
        if self.bench.workspace.database.units.here is None:
            act()
        else:
            self.unit.afterwards.append(act)

    def elsewhere(self, home: str) -> "ActingDesktop":
        """The same person in another case (or in the desk's file), in the same unit."""
        there = ActingDesktop(self.bench, self.desk, home, self.purpose, self.unit)
        there.leaves = self.leaves
        return there

    def records(
        self, kind: Kind[B], within: Scope | None = None, *, steps: bool = False
    ) -> WritableRecords[B]:
        """As :meth:`Desktop.records`, to be written."""
        return WritableRecords(
            self.bench.door, self.actor, self._own(kind), self.unit, self._read(kind, within), steps=steps
        )

    @property
    def _sender(self) -> str:
        """What the name of a document begins with: the desk's, where that may be known."""
        return "" if self.desk.hides_actors else f"{self.desk.name} "

    def publish(
        self, title: str, entities: Sequence[Stated], grade: str | None = None, handling_code: str = "open"
    ) -> Collected:
        """Seal what the desk states as a dated document in the case of the operation, and read it as any
        other original: no value without a source, here too; with a grade (``scheme:code``; None: not graded)
        and a handling code. Its name says which desk it is of, but for a desk that hides who acts. Needs
        "deposit". Raises ``WrongUse`` (``nothing-to-publish``, ``too-much-to-publish``), ``NotFound``
        (``unknown-schema``, ``unknown-property``, ``unknown-grade``, ``unknown-handling``)."""
        if not entities:
            raise WrongUse("nothing-to-publish")
        if len(entities) > MOST:
            raise WrongUse("too-much-to-publish", limit=MOST)
        lines = "".join(_line(item) + "\n" for item in entities)
        said = self.bench.deposit(self.home, grade=grade, handling_code=handling_code)
        return self.bench.collect_made(
            lines.encode(), f"{self._sender}{title} {clock.now():%Y-%m-%d %H.%M.%S}.ftm.json", said
        )


def may_act(at: Desktop) -> SeatedDesktop:
    """Who is at a desk, where they may write; for what reads and writes records by one class. Raises
    ``TypeError`` for somebody who looks: no unit of work begins within a look."""
    if not isinstance(at, SeatedDesktop):
        raise TypeError("an operation that looks writes nothing")
    return at


def _line(stated: Stated) -> str:
    if vocabulary().get(stated.schema).abstract:
        raise NotFound("unknown-schema", value=stated.schema)
    for name in stated.properties:
        vocabulary().property(stated.schema, name)
    properties = {
        name: told
        for name, values in sorted(stated.properties.items())
        if (told := sorted(filter(None, values)))
    }
    return json.dumps(
        {"id": stated.key, "schema": stated.schema, "properties": properties},
        ensure_ascii=False,
        sort_keys=True,
    )
