"""From the list of a shift to a seizure: what is refused on the way, and what the report says at the end."""

from datetime import date

import pytest

from tahqiq.desk import perform
from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.consignments.board import ArrivalBoardRequest, board
from tahqiq.desks.cargo.consignments.operations import ConsignmentRequest, consignment
from tahqiq.desks.cargo.examinations import operations
from tahqiq.desks.cargo.examinations.operations import (
    FindRequest,
    LaboratoryResultRequest,
    OutcomeRequest,
    OutcomeSignatureRequest,
)
from tahqiq.desks.cargo.examinations.report import OpeningsReportRequest, report
from tahqiq.desks.cargo.examinations.seizures import SeizureRequest, seize
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Find
from tahqiq.desks.cargo.road.queue import LaneNoteRequest, note
from tahqiq.desks.cargo.selection_lists import operations as lists
from tahqiq.desks.cargo.selection_lists.record import EXAMPLE, LIST, Choice, ShiftListView
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tests.desks.conftest import Turn, performed, person
from tests.seat import Seat

FIND = Find(
    what="drugs",
    goods="أقراص",
    quantity="12.4",
    unit="kg",
    where="front-wall",
    how="false-wall",
    exhibit="K-1",
)
CONSIGNMENT = LIST.example.lines[0].id


def asked(**more: object) -> OutcomeRequest:
    told = {
        "consignment": CONSIGNMENT,
        "began": "2026-03-01T06:10:00+03:00",
        "ended": "2026-03-01T08:00:00+03:00",
        "depth": ["full"],
        **more,
    }
    return OutcomeRequest.model_validate(told)


def opened(at: Seat, find: Find | None = None, **more: object) -> operations.OutcomeView:
    """An opening, with a find where one is given."""
    told = operations.record(at, asked(**more), None)
    return (
        told
        if find is None
        else operations.find(
            at,
            FindRequest(outcome=told.outcome, version=told.version, examined=True, **find.model_dump()),
            None,
        )
    )


def test_a_list_is_decided_about_with_reasons_and_signed_by_somebody_else(at: Seat) -> None:
    head = person(at, "head", "supervisor")
    made = LIST.example
    held = made.lines[0].model_copy(update={"id": "H1", "why": "hold", "place": 2})
    told = lists.save(
        at,
        lists.SaveListRequest(
            made=ShiftListView(
                **{**made.model_dump(include=set(ShiftListView.model_fields)), "lines": [made.lines[0], held]}
            )
        ),
        None,
    )

    def decide(consignment: str, choice: Choice, reason: str, version: int) -> lists.SavedListView:
        return lists.decide(
            at,
            lists.LineDecisionRequest(
                shift_list=told.shift_list,
                version=version,
                consignment=consignment,
                choice=choice,
                reason=reason,
            ),
            None,
        )

    with pytest.raises(WrongUse, match="reason"):
        decide(CONSIGNMENT, "defer", " ", 1)
    with pytest.raises(WrongUse, match="must be opened"):
        decide("H1", "override", "full yard", 1)
    with pytest.raises(NotFound, match="not on the list"):
        decide("other", "accept", "", 1)
    assert decide("H1", "defer", "full yard", 1).opened == 1
    with pytest.raises(Conflict):
        decide("H1", "accept", "", 1)
    assert decide("H1", "accept", "", 2).opened == 2
    with pytest.raises(Refused):
        perform(
            at.bench,
            at.desk,
            at.desk.operation("lists-sign"),
            lists.ListSignatureRequest(shift_list=told.shift_list, version=3),
        )
    with pytest.raises(WrongUse, match=f"decided about 1 lines of the list trebil-morning: {CONSIGNMENT}"):
        lists.sign(head, lists.ListSignatureRequest(shift_list=told.shift_list, version=3), None)
    assert decide(CONSIGNMENT, "accept", "", 3).opened == 2
    with pytest.raises(WrongUse, match="not signed"):
        operations.record(at, asked(shift_list=told.shift_list), None)
    assert (
        lists.sign(head, lists.ListSignatureRequest(shift_list=told.shift_list, version=4), None).signed_by
        == head.actor.id
    )
    with pytest.raises(WrongUse, match="is signed"):
        decide("H1", "defer", "late", 5)
    with pytest.raises(WrongUse, match="was signed later") as early:
        operations.record(at, asked(shift_list=told.shift_list, began="2026-02-28T06:10:00+03:00"), None)
    assert early.value.field == "began"
    own = operations.record(at, asked(began="2026-02-28T06:10:00+03:00"), None)
    assert at.records(OUTCOME).get(own.outcome).body.why == "officer", "it was opened before the list"
    after = (at.records(LIST).get(told.shift_list).body.signed or clock.now()).replace(
        second=0, microsecond=0
    )
    said = operations.record(
        at, asked(shift_list=told.shift_list, why="officer", began=after, ended=after, depth=["scan"]), None
    )
    body = at.records(OUTCOME).get(said.outcome).body
    assert (body.why, body.shift) == ("harm", "trebil-morning")
    at.records(ARRIVAL).save(ARRIVAL.example.model_copy(update={"number": CONSIGNMENT}))
    shown = consignment(at, ConsignmentRequest(consignment=CONSIGNMENT), None).outcomes
    assert [one.ordered for one in shown] == ["", "full"], "a scan where the list ordered to open it whole"


def test_nothing_found_stands_only_once_somebody_says_so(at: Seat) -> None:
    """An examination without a find is no release; saying so is, and a find takes it back."""
    at.records(ARRIVAL).save(ARRIVAL.example.model_copy(update={"number": CONSIGNMENT}))

    def shown() -> str:
        return board(at, ArrivalBoardRequest(), None).lines[0].opened

    told = opened(at)
    assert not at.records(OUTCOME).get(told.outcome).body.released
    assert shown() == "open"
    second = person(at, "second", "supervisor")
    with pytest.raises(WrongUse, match="neither a find nor a release"):
        operations.sign(second, OutcomeSignatureRequest(outcome=told.outcome, version=1), None)
    for moved in ("exit", "transfer"):
        with pytest.raises(WrongUse, match="is open"):
            note(
                at,
                LaneNoteRequest.model_validate(
                    {"consignment": CONSIGNMENT, "what": moved, "value": "X", "lane": "1"}
                ),
                None,
            )
    note(at, LaneNoteRequest(consignment=CONSIGNMENT, what="lane", lane="1"), None)  # to the next bay
    said = operations.record(at, asked(outcome=told.outcome, version=1, released=True), None)
    assert shown() == "clean"
    note(at, LaneNoteRequest(consignment=CONSIGNMENT, what="exit"), None)
    found = operations.find(
        at, FindRequest(outcome=said.outcome, version=said.version, examined=True, **FIND.model_dump()), None
    )
    assert (at.records(OUTCOME).get(told.outcome).body.released, shown()) == (False, "find")
    with pytest.raises(WrongUse, match="found in"):
        operations.record(at, asked(outcome=told.outcome, version=found.version, released=True), None)


def test_the_capacity_that_a_list_takes_follows_what_was_decided(at: Seat) -> None:
    told = lists.save(at, lists.SaveListRequest(made=EXAMPLE), None)
    assert [(one.name, one.minutes, one.used) for one in told.hands] == [("team", 900, 90)]
    deferred = lists.decide(
        at,
        lists.LineDecisionRequest(
            shift_list=told.shift_list, version=1, consignment=CONSIGNMENT, choice="defer", reason="rain"
        ),
        None,
    )
    assert [(one.name, one.minutes, one.used) for one in deferred.hands] == [("team", 900, 0)]


def test_a_list_that_names_one_twice_is_refused(at: Seat) -> None:
    line = LIST.example.lines[0]
    with pytest.raises(WrongUse, match="twice"):
        lists.save(at, lists.SaveListRequest(made=EXAMPLE.model_copy(update={"lines": [line, line]})), None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ended": "2026-03-01T05:00:00+03:00"}, "is before"),
        ({"ended": "2026-03-02T05:00:00+03:00"}, "has not come"),
        ({"unloaded": 50}, "50 % was unloaded"),
        ({"why": "random"}, "chance below 1"),
        ({"why": "harm", "probability": 0.2}, "chance below 1"),
    ],
)
def test_what_cannot_be_is_refused(at: Seat, given: dict[str, object], said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        performed(at, "outcome", asked(**given))
    assert at.records(OUTCOME).count({})[None] == 0


def test_an_opening_is_signed_by_another_corrected_examined_and_seized(at: Seat, turn: Turn) -> None:
    second = person(at, "second", "supervisor")
    case = at.bench.open_case("Trebil")
    told = opened(at, FIND)
    in_case = Seat(at.bench, at.desk, case.id, "work")
    with pytest.raises(WrongUse, match="no second officer"):
        seize(in_case, SeizureRequest(case=case.id, outcome=told.outcome), None)
    with pytest.raises(Refused):
        perform(
            at.bench,
            at.desk,
            at.desk.operation("outcome-sign"),
            OutcomeSignatureRequest(outcome=told.outcome, version=2),
        )
    assert (
        operations.sign(second, OutcomeSignatureRequest(outcome=told.outcome, version=2), None).signed_by
        == second.actor.id
    )
    with pytest.raises(WrongUse, match="signed already"):
        operations.sign(second, OutcomeSignatureRequest(outcome=told.outcome, version=3), None)
    again = FIND.model_copy(update={"quantity": "12.6"}).model_dump()
    corrected = operations.find(at, FindRequest(outcome=told.outcome, version=3, find=1, **again), None)
    assert (corrected.version, corrected.signed_by, corrected.finds) == (4, "", 1)
    kept_find = operations.record(at, asked(note="wet", outcome=told.outcome, version=4), None)
    assert (kept_find.version, kept_find.finds) == (5, 1)
    assert [one.version for one in at.records(OUTCOME).history(told.outcome)] == [5, 4, 3, 2, 1]
    operations.sign(second, OutcomeSignatureRequest(outcome=told.outcome, version=5), None)
    made = seize(in_case, SeizureRequest(case=case.id, outcome=told.outcome), None)
    assert made.exhibits == ["K-1"]
    assert at.records(OUTCOME).get(told.outcome).body.seizure_case == case.id
    with pytest.raises(Conflict, match="already"):
        seize(in_case, SeizureRequest(case=case.id, outcome=told.outcome), None)
    (hit,) = [one for one in at.bench.search("K-1").hits if one.schema == "Exhibit"]
    values = {(one.prop, one.value) for one in at.bench.show(hit.id.hex()).statements}
    assert {("exhibitNumber", "K-1"), ("quantity", "12.6"), ("unit", "kg")} <= values
    assert any(prop == "seizure" for prop, _ in values)
    turn("2026-03-20T08:00")
    laboratory = LaboratoryResultRequest(
        outcome=told.outcome, version=7, find=1, confirmed=False, report="L-1", effective=date(2026, 3, 19)
    )
    assert operations.add_laboratory_result(at, laboratory, None).finds == 0
    for change in (
        FindRequest(outcome=told.outcome, version=8, find=1, **again),
        FindRequest(outcome=told.outcome, version=8, find=1, withdrawn=True, what="drugs"),
    ):
        with pytest.raises(WrongUse, match="report L-1"):
            operations.find(at, change, None)
    for wrong, said in (
        ({"find": 2}, "no find 2"),
        ({"effective": date(2026, 2, 1)}, "older"),
        ({"effective": date(2026, 4, 1)}, "not come"),
    ):
        with pytest.raises(WrongUse, match=said):
            performed(at, "outcome-laboratory", laboratory.model_copy(update={"version": 8, **wrong}))
    with pytest.raises(WrongUse, match="counts as a find"):
        seize(in_case, SeizureRequest(case=case.id, outcome=told.outcome), None)
    before, after = (
        report(at, OpeningsReportRequest(as_of=day), None).finds
        for day in (date(2026, 3, 18), date(2026, 3, 19))
    )
    assert (before, after) == (1, 0)


def test_a_find_that_was_none_is_taken_away_and_others_are_counted(at: Seat) -> None:
    told = opened(at, FIND)
    with pytest.raises(NotFound, match="no find 2"):
        operations.find(at, FindRequest(outcome=told.outcome, version=2, find=2, what="cash"), None)
    with pytest.raises(NotFound, match="no find 0"):
        operations.find(at, FindRequest(outcome=told.outcome, version=2, withdrawn=True, what="cash"), None)
    assert (
        operations.find(
            at, FindRequest(outcome=told.outcome, version=2, find=1, withdrawn=True, what="drugs"), None
        ).finds
        == 0
    )
    assert [len(one.body.finds) for one in at.records(OUTCOME).history(told.outcome)] == [0, 1, 0]


def test_the_same_find_stands_once(at: Seat) -> None:
    told = opened(at, FIND)
    same = FindRequest(**FIND.model_dump(), outcome=told.outcome, version=2)
    with pytest.raises(Conflict, match="as number 1"):
        operations.find(at, same, None)
    other = same.model_copy(update={"where": "in-goods"})
    with pytest.raises(WrongUse, match="not among those that were examined"):
        operations.find(at, other, None)
    other = other.model_copy(update={"examined": True})
    assert operations.find(at, other, None).finds == 2
    corrected = same.model_copy(update={"version": 3, "find": 1, "quantity": "15"})
    assert operations.find(at, corrected, None).finds == 2


def test_a_find_without_the_number_of_its_exhibit_is_no_seizure(at: Seat) -> None:
    case = at.bench.open_case("Trebil")
    told = opened(at, FIND.model_copy(update={"exhibit": ""}))
    operations.sign(
        person(at, "second", "supervisor"), OutcomeSignatureRequest(outcome=told.outcome, version=2), None
    )
    with pytest.raises(WrongUse, match="no number of an exhibit"):
        seize(
            Seat(at.bench, at.desk, case.id, "work"), SeizureRequest(case=case.id, outcome=told.outcome), None
        )


def test_the_report_counts_what_was_opened_and_says_what_it_cannot_know(at: Seat) -> None:
    empty = report(at, OpeningsReportRequest(), None)
    assert (empty.openings, empty.all.rate, empty.missed) == (0, None, None)
    assert empty.remarks == ["No opening is written down for this time."]
    opened(at, FIND, rules=["unseen-pair"], declarant="Alpha", origin="JO")
    operations.record(
        at,
        asked(
            consignment="B",
            declarant="Alpha",
            origin="JO",
            began="2026-03-01T08:10:00+03:00",
            ended="2026-03-01T08:20:00+03:00",
        ),
        None,
    )
    told = report(at, OpeningsReportRequest(), None)
    assert (told.openings, told.finds, told.unsigned, told.found) == (2, 1, 2, {"drugs": 1})
    assert {one.name: (one.opened, one.found) for one in told.parties} == {
        "seen": (1, 0),
        "unseen": (1, 1),
        "unnamed": (0, 0),
    }
    assert [(one.name, one.opened, one.share) for one in told.origins] == [("JO", 2, 1.0)]
    assert told.missed is None
    assert any("Nothing was drawn by lot" in one for one in told.remarks)
    operations.record(at, asked(consignment="C", why="random", probability=0.05), None)
    drawn = report(at, OpeningsReportRequest(), None)
    assert drawn.missed is not None
    assert drawn.missed.among == 20
    assert report(at, OpeningsReportRequest(first=date(2026, 3, 2)), None).openings == 0
    assert report(at, OpeningsReportRequest(shift="other"), None).openings == 0
    with pytest.raises(WrongUse, match="before the first"):
        report(at, OpeningsReportRequest(first=date(2026, 3, 2), last=date(2026, 3, 1)), None)
