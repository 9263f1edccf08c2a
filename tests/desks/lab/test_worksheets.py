"""A worksheet goes from a run into the examination and the report; what found a pattern waits for results
beside reference material."""

from collections.abc import Iterator

import pytest

from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.whole import whole
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, guarded, open_
from tahqiq.desks.lab.examinations.record import EXAMINATION, Entered, Examination
from tahqiq.desks.lab.reports.blocks import Facts, Line
from tahqiq.desks.lab.reports.content import blocks
from tahqiq.desks.lab.reports.matter import Matter
from tahqiq.desks.lab.reports.operations import matter_of
from tahqiq.desks.lab.reports.words import Say
from tahqiq.desks.lab.synthetic_sequence import CAME
from tahqiq.desks.lab.worksheets.operations import WorksheetRequest, fill
from tahqiq.kit.errors import Conflict, WrongUse
from tests.seat import Seat

from .seats import seated, taken_in


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """The owner at the desk in a case."""
    with seated(tmp_path_factory.mktemp("sheets"), "Fire") as made:
        yield made


def test_nothing_found_is_a_result_that_the_report_says_with_its_limits(at: Seat) -> None:
    sequence = taken_in(at).sequence
    open_(at, ExhibitRequest(case=at.home, exhibit="4/1", received=CAME), None)
    asked = WorksheetRequest(
        case=at.home,
        examination="4/1",
        sequence=sequence,
        run="12",
        sheet="fire",
        no_substrate="المادة الأساس احترقت كلها",
    )
    with pytest.raises(WrongUse, match="neither a substrate"):
        fill(at, asked.model_copy(update={"no_substrate": ""}), None)
    with pytest.raises(WrongUse):
        fill(at, asked.model_copy(update={"run": "14"}), None)
    told = fill(at, asked, None)
    assert [(one.answer, one.says) for one in told.worksheets] == [
        ("none", "No ignitable liquid was identified in this run.")
    ]
    with pytest.raises(Conflict):
        fill(at, asked, None)
    kept = at.records(EXAMINATION).get(told.examination, at.home)
    assert guarded(kept.body) == {"settled": True}
    found = kept.body.model_copy(
        update={"worksheets": [kept.body.worksheets[0].model_copy(update={"answer": "gasoline"})]}
    )
    assert guarded(found) == {"settled": False}
    matter = matter_of(at, kept, Lives(at, EXAMINATION).of(kept), "key", "ar")
    said = [one.text for one in blocks(matter, Say("ar")) if isinstance(one, Line)]
    assert "ورقة عمل مخلفات الحريق: لم يُتعرّف على أي سائل قابل للاشتعال في هذا التشغيل." in said
    assert any("على يد من" in one for one in said)
    field = next(one for one in whole(at, EXAMINATION.name, kept.id, "ar").fields if one.name == "worksheets")
    assert field.things is not None
    parts = {one.name: one for one in field.things.rows[0]}
    assert (field.things.many, parts["sheet"].labels) == (True, ("مخلفات حريق",))
    assert parts["profiles"].things is not None


def test_the_days_of_the_work_are_in_the_order_of_time_whatever_zone_they_are_written_in() -> None:
    """21:00 in UTC is midnight in Baghdad, after 23:30 there; as text it comes first."""
    results = [
        Entered(
            technique="mass-spectrum",
            basis="reference-material",
            substance="x",
            outcome="negative",
            reference="lot 1",
            at=at,
        )
        for at in ("2026-02-02T21:00:00Z", "2026-02-02T23:30:00")
    ]
    matter = Matter("1", "case", Examination(exhibit="1", results=results), False, (), (), "", "", (), {}, ())
    (head, *_) = (one for one in blocks(matter, Say("en")) if isinstance(one, Facts))
    performed = dict(head.rows)[Say("en")("performed")]
    assert performed == f"{Say('en').day('2026-02-02T23:30:00')} – {Say('en').day('2026-02-02T21:00:00Z')}"
