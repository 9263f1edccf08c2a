"""What people state of a record is declared once: a new field appears in question, record, answer, form,
register and paper."""

from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from tahqiq.casework import prints, registers
from tahqiq.desk import Operation
from tahqiq.desk.declaration import Desk
from tahqiq.desk.details import Details, made, many, record_of, stated, yes_no
from tahqiq.desk.operation import kind_of
from tahqiq.desk.operation_form import form_of
from tahqiq.desks.custody.moves.record import MoveDetails
from tahqiq.model.kind import Kind

TITLE = "[A, ب, پ, پ]"


class Stated(Details):
    person: str = stated("Who.")
    reason: str = stated("Why.", "")
    vehicle: str = stated("Which vehicle: the new field, declared here and nowhere else.", "")


class Question(Stated, needs=("reason",)):
    """The question."""


class Body(Stated):
    booking: str = made("Found by the program.")


class Answer(Body):
    record: str


KIND: Kind[Any] = Kind(
    "custody-trip", Body, lambda body: body.person, "custody", Body(person="P-1", booking="B-1"), home="desk"
)


def run(_at: object, asked: Question, _progress: object) -> Answer:
    return Answer(**record_of(Body, asked, booking="B-1").model_dump(), record="r")


TRIP: Operation[Question, Answer] = Operation(
    "trip", Question, Answer, "act", "write-case", run, lambda _at: Question(person="P", reason="r")
)
DESK = Desk("custody", operations=(TRIP,), kinds=(KIND,))


def test_a_new_field_appears_wherever_the_record_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tahqiq.casework.registers.parser.words", lambda *_names: {"en": _names[-1]}, raising=True
    )
    kinds = {KIND.name: KIND}
    register = registers.read(
        f'register: trips\nkind: custody-trip\ntitle: {TITLE}\nhelp: {TITLE}\ncolumns: ["*"]\n', kinds
    )
    paper = prints.read(
        f'print: trip\nkind: custody-trip\ncode: T-1\ntitle: {TITLE}\nparts:\n  - title: {TITLE}\n    rows: ["*"]\n',  # noqa: E501
        kinds,
    )
    form = form_of(DESK, TRIP)
    assert form is not None
    answer = run(None, Question(person="P-1", reason="hospital", vehicle="7"), None)
    everywhere = [
        [one.name for one in register.columns],
        [one.name for one in paper.parts[0].rows],
        [one.name for _, one in form.fields()],
    ]
    assert everywhere == [["person", "reason", "vehicle"]] * 3
    assert (answer.vehicle, answer.booking) == ("7", "B-1")


def test_question_and_record_are_known_to_be_of_one_kind() -> None:
    assert (kind_of(DESK.kinds, Question), kind_of(DESK.kinds, Answer)) == ("custody-trip", "custody-trip")
    assert kind_of(DESK.kinds, MoveDetails) == ""


def test_what_a_question_needs_may_be_absent_from_an_imported_record() -> None:
    assert Body(person="P-1", booking="B-1").reason == ""
    for wrong in ({"person": "P-1"}, {"person": "P-1", "reason": ""}):
        with pytest.raises(ValidationError):
            Question.model_validate(wrong)


def test_a_need_that_no_field_has_is_refused() -> None:
    with pytest.raises(TypeError, match="driver"):
        type("Wrong", (Stated,), {}, needs=("driver",))


def test_a_moment_that_may_be_absent_keeps_its_type() -> None:
    assert MoveDetails.model_validate({"person": "P", "sort": "cell", "arrived": datetime.max}).left is None


class Bounded(Details):
    seal: str = stated("The seal.", "", bounds=(2, 5))
    staff: list[str] = many("Who took part.", bounds=(0, 2))
    minutes: int | None = stated("Minutes a day.", None, bounds=(0, 1_440))
    heard: bool | None = yes_no("Whether somebody heard it.")
    withheld: bool = yes_no("Not to be shown.", False)


class BoundedRequest(Bounded, needs=("seal",)):
    """The question."""


@pytest.mark.parametrize(
    "wrong",
    [{"seal": "S"}, {"seal": "S-1234"}, {"staff": ["7", "8", "9"]}, {"minutes": -1}, {"minutes": 1_441}],
)
def test_bounds_hold_for_the_question_and_not_for_what_a_file_says(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BoundedRequest.model_validate({"seal": "S-1"} | wrong)
    assert Bounded.model_validate(wrong)


def test_yes_no_and_not_known_are_asked_as_words_and_recorded_as_flags() -> None:
    form = form_of(DESK, _operation(BoundedRequest))
    assert form is not None
    asked_for = {one.name: one for _, one in form.fields()}
    assert [one.name for one in asked_for["heard"].options] == ["unknown", "yes", "no"]
    assert (asked_for["heard"].usual, asked_for["withheld"].usual) == ("unknown", "no")
    for word, heard, withheld in (("yes", True, True), ("no", False, False), ("unknown", None, False)):
        asked = BoundedRequest.model_validate({"seal": "S-1", "heard": word, "withheld": word})
        made_of = record_of(Bounded, asked)
        assert (made_of.heard, made_of.withheld) == (heard, withheld)
        assert BoundedRequest.model_validate(asked.model_dump()) == asked
    untouched = BoundedRequest(seal="S-1")
    assert (untouched.heard, untouched.withheld) == (None, False)
    with pytest.raises(ValidationError):
        BoundedRequest.model_validate({"seal": "S-1", "heard": "maybe"})


def _operation(asks: type[Any]) -> Operation[Any, Any]:
    return Operation("bounded", asks, Answer, "look", "read-case", run, lambda _at: asks(seal="S-1"))


class Parked(Stated):
    bay: str = stated("Where.", "")


class ParkedRequest(Parked, needs=("bay",)):
    """The question."""


class Parking(Parked):
    number: str = made("The number.")


def test_a_question_is_of_the_kind_that_it_shares_most_with() -> None:
    parking: Kind[Any] = Kind(
        "custody-parking",
        Parking,
        lambda body: body.bay,
        "custody",
        Parking(number="1", person="P"),
        home="desk",
    )
    both = Desk("custody", operations=(TRIP,), kinds=(KIND, parking))
    assert (kind_of(both.kinds, ParkedRequest), kind_of(both.kinds, Parking)) == (
        "custody-parking",
        "custody-parking",
    )
    assert kind_of(both.kinds, Question) == ""
