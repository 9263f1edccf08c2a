"""A seat at a desk for tests: each saving is a unit of its own, where the program has one for a whole
operation."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tahqiq.casework.record_writer import WritableRecords
from tahqiq.casework.records import RecordVersion
from tahqiq.collect.collection_result import Collected
from tahqiq.desk import ActingDesktop, Desk, Stated
from tahqiq.model.kind import B, Kind
from tahqiq.model.scope import Purpose, Scope
from tahqiq.store.unit import Unit
from tahqiq.workbench import Workbench


class Seat(ActingDesktop):
    """Somebody at a desk who looks and writes; outside a unit every saving opens one."""

    def __init__(self, bench: Workbench, desk: Desk, home: str, purpose: Purpose = "work") -> None:
        super().__init__(bench, desk, home, purpose, Unit(bench.workspace.database.units.begin))

    @contextmanager
    def acting(self) -> Iterator[ActingDesktop]:
        with self.bench.door.audit.unit(at_once=True) as unit:
            yield ActingDesktop(self.bench, self.desk, self.home, self.purpose, unit)

    def elsewhere(self, home: str) -> "Seat":
        return Seat(self.bench, self.desk, home, self.purpose)

    def alone(self) -> None:
        """Tests write one after the other."""

    def records(self, kind: Kind[B], within: Scope | None = None, *, steps: bool = False) -> "OwnUnits[B]":
        return OwnUnits(self, self._own(kind), within, steps=steps)

    def publish(
        self, title: str, entities: Sequence[Stated], grade: str | None = None, handling_code: str = "open"
    ) -> Collected:
        with self.acting() as at:
            return at.publish(title, entities, grade, handling_code)


class OwnUnits(WritableRecords[B]):
    """A records each of whose savings is a unit."""

    def __init__(self, at: Seat, kind: Kind[B], within: Scope | None, *, steps: bool = False) -> None:
        super().__init__(at.bench.door, at.actor, kind, at.unit, within, steps=steps)
        self._at, self._kind_of, self._limit = at, kind, within

    def save(
        self, body: B, case: str = "", identity: str = "", version: int = 0, *, new_id: str = ""
    ) -> RecordVersion[B]:
        with self._at.acting() as at:
            return at.records(self._kind_of, self._limit).save(body, case, identity, version, new_id=new_id)

    def save_new(self, bodies: Sequence[B], case: str = "") -> list[str]:
        with self._at.acting() as at:
            return at.records(self._kind_of, self._limit).save_new(bodies, case)

    def next_number(self, letter: str, case: str = "") -> str:
        with self._at.acting() as at:
            return at.records(self._kind_of, self._limit).next_number(letter, case)

    def put_away(self, identity: str, version: int, case: str = "") -> RecordVersion[B]:
        with self._at.acting() as at:
            return at.records(self._kind_of, self._limit).put_away(identity, version, case)
