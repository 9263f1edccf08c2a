"""A facts directory with a catalogue in memory, and rows as plain dictionaries."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest

from tahqiq.model.batch import FACT_COLUMNS, Facts
from tahqiq.model.scope import Actor, Scope
from tahqiq.store.facts import files, merge, partition, writer
from tahqiq.store.facts.catalogue import FactFile, MemoryCatalogue
from tahqiq.store.facts.store import FactStore

Row = Mapping[str, object]
T0 = datetime(2024, 3, 1, 8, 0, tzinfo=UTC)
_SCHEMA = FACT_COLUMNS


def scope(*classes: int) -> Scope:
    """A scope of the given classes, for tests only."""
    return Scope(Actor("t", "Tester", frozenset({"analyst"})), "work", frozenset(classes))


def call(a: int | None, b: int | None, seconds_after: float | None, **more: object) -> dict[str, object]:
    """A call ``seconds_after`` :data:`T0` (None = no time)."""
    start = None if seconds_after is None else T0 + timedelta(seconds=seconds_after)
    return {"a": a, "b": b, "start": start, "seconds": 30, "service": "voice", **more}


@dataclass
class House:
    """Facts in a directory of the test's own."""

    root: Path
    catalogue: MemoryCatalogue = field(default_factory=MemoryCatalogue)
    store: FactStore = field(init=False)

    def __post_init__(self) -> None:
        self.store = FactStore(self.root, self.catalogue)

    def put(
        self,
        source: int,
        rows: Iterable[Row],
        *,
        class_no: int = 1,
        held: Iterable[int] = (),
        held_class: int | None = None,
        kind: str = "Call",
        publish: bool = True,
        batch: int = 1000,
    ) -> list[FactFile]:
        """Write rows as one source; row numbers count from 1 unless given."""
        making = writer.FactWriter(self.root, source, class_no, held_class)
        full = [
            {"key": 0, "serial": 0, "row": number, "side": 0, **row} for number, row in enumerate(rows, 1)
        ]
        for begin in range(0, len(full), batch):
            columns = [
                pa.array(
                    [_naive(row.get(name)) for row in full[begin : begin + batch]], _SCHEMA.field(name).type
                )
                for name in _SCHEMA.names
            ]
            making.add(Facts(kind, pa.RecordBatch.from_arrays(columns, schema=_SCHEMA)), 0, frozenset(held))
        made = self.catalogue.add(making.finish())
        if publish:
            self.catalogue.publish([source])
        return made


def _naive(value: object) -> object:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An empty facts directory."""
    return House(tmp_path)


@pytest.fixture
def small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges and row groups so small that a few hundred rows pass through all of the external sort."""
    shrink(monkeypatch)


def shrink(patch: pytest.MonkeyPatch) -> None:
    """Make ranges of 40 rows and groups of 16."""
    patch.setattr(partition, "RANGE_ROWS", 40)
    patch.setattr(merge, "RANGE_ROWS", 40)
    patch.setattr(writer, "_SAMPLE", 8)
    patch.setattr(files, "_SMALLEST_GROUP", 16)


@pytest.fixture
def fresh() -> Iterator[Callable[[], House]]:
    """A maker of empty houses, for tests that need one per example."""
    with TemporaryDirectory() as folder:
        made = 0

        def make() -> House:
            nonlocal made
            made += 1
            return House(Path(folder) / str(made))

        yield make
