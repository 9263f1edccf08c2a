"""A moment is the same in a register, a record, an export and on paper, whatever offset it was typed with;
fields without a column have names and words."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desk.field_labels import called, described, in_utc
from tahqiq.desk.record_print import printed
from tahqiq.desk.tables import Table
from tahqiq.desk.whole import whole
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Find
from tahqiq.workbench import Workbench
from tests.seat import Seat

MOMENT = "2026-03-01T03:10:00Z"
"""That of the example, which was typed as 06:10 in Baghdad."""


@pytest.fixture
def at(tmp_path: Path) -> Seat:
    bench = Workbench(door := Door.found(tmp_path / "ws", owner="owner"), door.people.get("owner"))
    bench.open_desk("cargo")
    declared = desk("cargo")
    return Seat(bench, declared, declared.file, "work")


def test_a_moment_typed_with_an_offset_is_the_same_moment_everywhere(at: Seat) -> None:
    kept = at.records(OUTCOME).save(OUTCOME.example)
    (line,) = Table(at, "outcomes").page().lines
    assert line.cells["began"].values == (MOMENT,)
    assert (line.cells["depth"].labels, line.cells["finds"].labels) == (
        ("Scan", "Fully unloaded"),
        ("Drugs",),
    )
    assert MOMENT in Table(at, "outcomes").export("csv").data.decode("utf-8-sig")
    fields = {one.name: one for one in whole(at, OUTCOME.name, kept.id, "en").fields}
    assert (fields["began"].cell.values, fields["ended"].cell.values) == (
        (MOMENT,),
        ("2026-03-01T05:00:00Z",),
    )
    paper = repr(printed(at, "sheet", kept.id, "en"))
    assert "06:10" in paper
    assert "08:00" in paper


def test_a_field_without_a_column_has_its_name_its_type_and_its_words(at: Seat) -> None:
    kept = at.records(OUTCOME).save(OUTCOME.example)
    fields = {one.name: one for one in whole(at, OUTCOME.name, kept.id, "ar").fields}
    assert (fields["seal_state"].label, fields["seal_state"].type, fields["seal_state"].cell.labels) == (
        "حالة الأختام",
        "choice",
        ("سليمة",),
    )
    assert fields["seal_steps"].cell.labels == ("معاينة", "مطابقة الرقم", "شد", "لف")
    assert (fields["unloaded"].type, fields["ended"].type) == ("number", "time")


def test_a_thing_with_parts_is_told_part_by_part() -> None:
    declared = desk("cargo")
    find = Find(what="drugs", goods="أقراص", quantity="2", unit="kg").model_dump(mode="json")
    kind, values, labels = described(declared, list[Find], [find], "en")
    assert (kind, labels) == ("text", ())
    assert values[0].startswith("Kind: Drugs · What it is: أقراص · Quantity: 2")
    assert described(declared, list[Find], [], "en") == ("text", (), ())
    assert called(declared, "no-such-field", "en") == "no-such-field"


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_a_moment_stays_the_same_moment(moment: datetime, minutes: int) -> None:
    sign, size = "-" if minutes < 0 else "+", abs(minutes)
    typed = f"{moment.isoformat()}{sign}{size // 60:02d}:{size % 60:02d}"
    assert in_utc(typed).endswith("Z")
    assert datetime.fromisoformat(in_utc(typed)) == datetime.fromisoformat(typed)
    assert in_utc(moment.isoformat()) == moment.isoformat()
