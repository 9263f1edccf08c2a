"""The receipt sheet of an exhibit: its questions are those of the operation that opens an examination, it is
filled in on paper and typed in, and what nobody could say stays known as such until somebody says it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.casework.forms.answers import Answer, Answers, given
from tahqiq.casework.forms.paper import sheet
from tahqiq.casework.forms.parser import read
from tahqiq.desk import perform
from tahqiq.desk.operation import asking_of
from tahqiq.desk.operation_form import form_of
from tahqiq.desk.papers import Draft, Papers, Writing
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, IntakeRequest
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import LOCALES
from tests.seat import Seat

from .seats import seated

FORM = files("tahqiq.desks.lab").joinpath("receipts", "form.yaml")
NUMBER = "ACDE-FGHJ-KLMN"
ANSWERS: Answers = {
    "exhibit": given("9/1"),
    "received": given("2026-02-02T10:30:00+03:00"),
    "brought_by": Answer("refused", note="would not give a name"),
    "appearance": given("عشرون قرصاً"),
    "packages": given("20"),
    "seal-found": given("broken"),
    "seal": given("B-77"),
    "condition": given("torn at one side"),
    "seizure": Answer("unknown"),
    "seizing_unit": Answer("not-asked"),
    "seized_on": given("2026-02-01"),
}


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Seat]:
    with seated(tmp_path, "Seizure") as found:
        yield found


def typed(at: Seat, answers: Answers, *, seal: bool = True) -> Draft:
    papers = Papers(at)
    draft = papers.start("receipt", Writing(answers, date(2026, 2, 2)), NUMBER)
    return papers.seal(draft.id, draft.version) if seal else draft


def examine(at: Seat, **fields: object) -> ExaminationView:
    asked = ExhibitRequest.model_validate({"case": at.home, **fields})
    made = perform(at.bench, at.desk, at.desk.operation("examine"), asked)
    assert isinstance(made, ExaminationView)
    return made


def test_a_question_is_described_once_for_dialog_and_sheet(at: Seat) -> None:
    dialog = form_of(at.desk, at.desk.operation("examine"))
    assert dialog is not None
    form = at.desk.forms["receipt"][1]
    own = [one for _, one in form.fields() if one.name != "seal-found"]
    assert len(own) == 15
    for one in own:
        asked = dialog.field(one.name)
        assert asked is not None
        assert (one.type, one.many, one.required, one.label) == (
            asked.type,
            asked.many,
            asked.required,
            asked.label,
        )
    assert {one.name for one in own if one.required} == {"exhibit"}
    assert (form.operation, form.number_in) == ("examine", "receipt")
    for locale in LOCALES:
        rows = [row for block in sheet(form, locale, id=NUMBER).blocks for row in block.rows]
        assert all(row.lines or row.boxes for row in rows)
        assert [len(row.states) for row in rows].count(0) == 2  # its number, and when it came


def test_a_sealed_sheet_opens_the_examination_and_says_what_nobody_could_say(at: Seat) -> None:
    draft = typed(at, ANSWERS)
    assert (draft.sealed, len(draft.sources), draft.problems) == (True, 1, ())
    told = examine(at, exhibit="9/1", receipt=NUMBER.lower(), customer="Court of Duhok")
    intake = told.intake
    assert (intake.packages, intake.seized_on, intake.customer) == (20, date(2026, 2, 1), "Court of Duhok")
    assert (told.seal, told.appearance, told.receipt) == ("B-77", "عشرون قرصاً", NUMBER)
    assert intake.condition == "Seal broken on receipt. torn at one side", "the report has to say it"
    assert told.unanswered == {"brought_by": "refused", "seizure": "unknown", "seizing_unit": "not-asked"}
    corrected = perform(
        at.bench,
        at.desk,
        at.desk.operation("intake"),
        IntakeRequest(case=at.home, examination=told.examination, version=told.version, seizure="12/2026"),
    )
    assert isinstance(corrected, ExaminationView)
    assert corrected.unanswered == {"brought_by": "refused", "seizing_unit": "not-asked"}
    assert (corrected.intake.seizure, corrected.receipt) == ("12/2026", NUMBER)
    assert Verifier(at.bench.door).verify().holds


def test_what_is_asked_wins_over_the_sheet(at: Seat) -> None:
    typed(at, ANSWERS)
    told = examine(at, exhibit="9/1", receipt=NUMBER, packages=19, brought_by="Officer Two")
    assert (told.intake.packages, told.intake.brought_by) == (19, "Officer Two")
    assert set(told.unanswered) == {"seizure", "seizing_unit"}


def test_a_sheet_that_is_not_there_a_draft_and_another_exhibits_sheet_are_refused(at: Seat) -> None:
    with pytest.raises(NotFound) as missing:
        examine(at, exhibit="9/1", receipt=NUMBER)
    assert missing.value.code == "no-such-paper"
    draft = typed(at, ANSWERS, seal=False)
    with pytest.raises(WrongUse) as still:
        examine(at, exhibit="9/1", receipt=NUMBER)
    assert still.value.code == "form-not-sealed"
    Papers(at).seal(draft.id, draft.version)
    with pytest.raises(WrongUse) as other:
        examine(at, exhibit="9/2", receipt=NUMBER)
    assert (other.value.code, "9/1" in str(other.value.say("en").sentence)) == ("lab-receipt-other", True)
    assert examine(at, exhibit="9/2").unanswered == {}


def test_a_sheet_of_an_older_version_is_taken_over_as_the_newer_one_says(
    at: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(at, {**ANSWERS, "seizure": given("12/2026")})
    text = FORM.read_text("utf-8")
    older = next(iter(at.desk.forms["receipt"].values()))
    newer = (
        text.replace(
            "version: 1\n", "version: 2\nbefore: {version: 1, dropped: [seizure], renamed: {seal: stamp}}\n"
        )
        .replace("      - {name: seizure, class: administrative}\n", "")
        .replace("{name: seal, class", "{name: stamp, type: text, label: [a, b, c, d], class")
    )
    asks = asking_of("lab", at.desk.kinds, at.desk.operation("examine"))
    versions = {1: older, 2: read(newer, operations={"examine": asks})}
    monkeypatch.setitem(at.desk.__dict__, "forms", {"receipt": versions})
    told = examine(at, exhibit="9/1", receipt=NUMBER)
    assert (told.seal, told.intake.seizure) == ("", "")  # neither is a question of the newer one
    assert (told.intake.packages, told.unanswered) == (
        20,
        {"brought_by": "refused", "seizing_unit": "not-asked"},
    )


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"packages": given("0")}, {"packages": "form-not-readable"}),
        ({"packages": given("many")}, {"packages": "form-not-readable"}),
        ({"seized_on": given("sometime in March")}, {"seized_on": "form-not-readable"}),
        ({"received": given("2026-02-02T10:30:00")}, {"received": "form-not-readable"}),
        ({"received": Answer("unknown")}, {"received": "form-state-not-allowed"}),
        ({"exhibit": given("x" * 101)}, {"exhibit": "form-not-readable"}),
        ({"exhibit": Answer("empty")}, {"exhibit": "form-answer-needed"}),
        ({"condition": Answer("empty")}, {"condition": "form-answer-needed"}),
        ({"seal-found": given("none")}, {"seal": "form-not-asked-here"}),
        ({"case": given("x")}, {"case": "form-path-unknown"}),
        ({"seized_on": given("2026-02-03")}, {"received": "moment-field-order"}),
        (
            {"seized_on": given("2126-02-03")},
            {"seized_on": "moment-field-ahead", "received": "moment-field-order"},
        ),
        ({"received": given("2126-02-02T10:30:00+03:00")}, {"received": "moment-field-ahead"}),
    ],
)
def test_the_field_of_the_class_says_what_can_be_answered(
    at: Seat, change: dict[str, Answer], faults: dict[str, str]
) -> None:
    _, found = Papers(at).check("receipt", None, {**ANSWERS, **change})
    assert {one.field: one.code for one in found} == faults


def test_no_sheet_is_sealed_with_a_day_that_the_examination_refuses(at: Seat) -> None:
    papers = Papers(at)
    wrong = {**ANSWERS, "seized_on": given("2026-02-03")}
    draft = papers.start("receipt", Writing(wrong, date(2026, 2, 2)), NUMBER)
    said = "Received (2 February 2026, 10:30 (Baghdad time)) is before Seized on (2026-02-03)."
    assert [one.say("en").sentence for one in draft.problems] == [said]
    with pytest.raises(WrongUse) as refused:
        papers.seal(draft.id, draft.version)
    assert (refused.value.code, refused.value.say("en").sentence) == ("moment-field-order", said)
    right = papers.write(draft.id, draft.version, Writing(ANSWERS, date(2026, 2, 2)))
    assert papers.seal(right.id, right.version).sealed
    assert examine(at, exhibit="9/1", receipt=NUMBER).intake.seized_on == date(2026, 2, 1)


def test_after_midnight_in_the_office_a_sheet_of_today_is_sealed(
    at: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = datetime(2026, 2, 2, 22, 30, tzinfo=UTC)  # the third of February in Baghdad
    monkeypatch.setattr(clock, "_now", lambda: night)
    assert Papers(at).start("receipt", Writing(ANSWERS), NUMBER).problems == ()
    ahead = Papers(at).start("receipt", Writing(ANSWERS, date(2026, 2, 4)))
    assert [one.code for one in ahead.problems] == ["form-filled-after-typed"]
