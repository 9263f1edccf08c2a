"""The land crossing: the way by positions, loads that another lorry took, the queue by lane, what comes
oftener than before, and lines without a plate."""

from datetime import date, timedelta

import pytest

from tahqiq.desks.cargo.arrivals.record import ARRIVAL, ArrivalEvent
from tahqiq.desks.cargo.consignments.board import ArrivalBoardRequest, board
from tahqiq.desks.cargo.consignments.operations import ConsignmentRequest, consignment
from tahqiq.desks.cargo.indicators.features import of_arrival
from tahqiq.desks.cargo.indicators.past import CargoPast
from tahqiq.desks.cargo.road.queue import LaneNoteRequest, QueueRequest, note, queue
from tahqiq.desks.cargo.road.track import track_of
from tahqiq.desks.cargo.road.transfers import TransferRequest, state
from tahqiq.kit.errors import NotFound, WrongUse
from tests.desks.cargo.arrivals.test_arrivals import brought
from tests.desks.cargo.indicators.test_rules import AT, lorry
from tests.seat import Seat

LORRIES = (
    "Truck plate,Trailer plate,Driver name,TIR carnet,Direction,Date,Time,Goods,Gross weight,"
    "Electronic seal no,Lane no\n"
    "12345 Baghdad A,7788 Anbar,Sami Alsample,XQ77001122,Entry,2026-03-01,08:10,Apples,19800,ES-0091,2\n"
    "54321 Baghdad B,7789 Anbar,Omar Altest,XQ77001123,Entry,2026-03-01,09:10,Rice,24000,ES-0092,1\n"
    "54322 Baghdad B,7790 Anbar,Omar Altest,XQ77001124,Entry,2026-03-01,07:10,Rice,24000,ES-0093,1\n"
    "54322 Baghdad B,7790 Anbar,Omar Altest,XQ77001124,Exit,2026-03-01,08:10,Rice,24000,ES-0093,\n"
)
SEALS = (
    "E-seal ID,Event,Date time,Latitude,Longitude\n"
    "ES-0091,locked,2026-03-01 08:45,32.83,39.00\nES-0091,moving,2026-03-01 09:45,33.29,39.71\n"
    "ES-0091,opened,2026-03-01 10:30,33.2905,39.7102\n"
    "ES-0091,arrived,2026-03-01 12:30,33.04,40.28\nES-0091,arrived,2026-03-01 12:40,330.4,40.28\n"
)
MOVED = (
    "Truck plate,TIR carnet,Transferred to truck,Date time,Location\n12345 Baghdad A,XQ77001122,99887 "
    "Anbar C,2026-03-01 10:00,Km 160\n"
)


def event(what: str, minutes: int, **more: object) -> ArrivalEvent:
    return ArrivalEvent.model_validate(
        {"what": what, "at": AT + timedelta(minutes=minutes), "source": "0" * 16, "row": 1, **more}
    )


def test_the_way_of_a_seal_is_measured_against_the_straight_line(at: Seat) -> None:
    brought(at, LORRIES, "lorries.csv")
    told = brought(at, SEALS, "seals.csv")
    assert [one.code for one in told.problems] == ["cargo-position"]  # the line stays, without its position
    found = consignment(at, ConsignmentRequest(consignment="XQ77001122"), None)
    assert len([one for one in found.arrival.events if one.what == "seal"]) == 5
    assert found.track is not None
    assert found.track.straight == pytest.approx(121, abs=3)
    assert found.track.kilometres == pytest.approx(144, abs=6)
    assert found.track.stop == 45
    assert found.track.fastest < 110
    assert track_of([event("seal", 0, lat=33.0, lon=40.0)]) is None
    standing = track_of([event("seal", 0, lat=33.0, lon=40.0), event("seal", 60, lat=33.0, lon=40.0)])
    assert standing is not None
    assert (standing.detour, standing.stop) == (None, 60)


def test_a_load_that_another_lorry_took_becomes_a_line_in_a_case(at: Seat) -> None:
    brought(at, LORRIES, "lorries.csv")
    brought(at, MOVED, "moved.csv")
    brought(
        at,
        (
            "Truck plate,TIR carnet,Gross weight,Date,Time,Location\n99887 Anbar C,XQ77001122,33100,"
            "2026-03-01,13:30,Rutba\n"
        ),
        "scale.csv",
    )
    found = consignment(at, ConsignmentRequest(consignment="XQ77001122"), None)
    assert [(one.giver, one.taker, one.place) for one in found.transfers] == [
        ("12345 Baghdad A", "99887 Anbar C", "Km 160")
    ]
    assert [one.number for one in board(at, ArrivalBoardRequest(text="99887"), None).lines] == [
        "XQ77001122"
    ]  # the taker leads to the load
    made = state(at, TransferRequest(case=at.home, consignment="XQ77001122"), None)
    assert at.bench.source(made.source).state == "published"
    with pytest.raises(WrongUse, match="XQ77001123"):
        state(at, TransferRequest(case=at.home, consignment="XQ77001123"), None)
    with pytest.raises(NotFound):
        state(at, TransferRequest(case=at.home, consignment="none"), None)


def test_the_queue_stands_by_lane_and_notes_move_it(at: Seat) -> None:
    brought(at, LORRIES, "lorries.csv")
    when = AT.replace(hour=10)
    told = queue(at, QueueRequest(post="trebil", at=when), None)
    assert [(lane.lane, [line.number for line in lane.lines]) for lane in told.lanes] == [
        ("1", ["XQ77001123"]),
        ("2", ["XQ77001122"]),
    ]
    assert (told.waiting, told.left, told.median_minutes) == (2, 1, 60)
    assert told.lanes[1].lines[0].minutes == 110
    note(at, LaneNoteRequest(consignment="XQ77001122", what="lane", lane="1", at=when), None)
    note(at, LaneNoteRequest(consignment="XQ77001122", what="weighed", value="34000", at=when), None)
    again = queue(at, QueueRequest(post="trebil", at=when), None)
    assert [(lane.lane, [line.number for line in lane.lines]) for lane in again.lanes] == [
        ("1", ["XQ77001122", "XQ77001123"])
    ]
    assert again.lanes[0].lines[0].steps == ["weighed"]
    kept = at.records(ARRIVAL).find({"number": "XQ77001122"}).records[0]
    assert kept.body.events[-1].by == at.actor.id  # by hand, and by whom
    note(at, LaneNoteRequest(consignment="XQ77001122", what="exit", at=when), None)
    assert queue(at, QueueRequest(post="trebil", at=when), None).waiting == 1
    for wrong in (
        {"what": "lane"},
        {"what": "weighed", "value": "heavy"},
        {"what": "transfer", "value": " "},
    ):
        with pytest.raises(WrongUse, match="needs"):
            note(at, LaneNoteRequest.model_validate({"consignment": "XQ77001122", **wrong}), None)


def test_a_line_without_a_plate_stands_on_the_board(at: Seat) -> None:
    text = (
        "Truck plate,Driver name,Direction,Date,Time,Goods,Gross weight\n,Sami Alsample,Entry,2026-03-01,"
        "08:10,Apples,19800\n,,Entry,2026-03-01,08:20,,\n"
    )
    told = brought(at, text, "lorries.csv")
    assert (told.new, [(one.code, one.place) for one in told.problems]) == (
        1,
        [("cargo-without-plate", "line 2"), ("cargo-line-of-nobody", "line 3")],
    )
    assert [(one.goods, one.gross, one.tractor) for one in board(at, ArrivalBoardRequest(), None).lines] == [
        ("Apples", 19800.0, "")
    ]
    again = brought(at, text, "lorries.csv")
    assert (again.new, at.records(ARRIVAL).count()[None]) == (0, 1)


def test_what_comes_oftener_than_before_and_from_elsewhere_is_seen() -> None:
    past = CargoPast()
    begin = date(2026, 1, 5)
    for no in range(40):  # one a week from one place
        past.add(
            lorry(no, 1, load="JOAMM", origin="JO").model_copy(
                update={"day": (begin + timedelta(weeks=no)).isoformat()}
            )
        )
    after = (begin + timedelta(weeks=40)).isoformat()
    usual = of_arrival(
        lorry(90, 1, load="JOAMM", discharge="IQTRB", origin="JO").model_copy(update={"day": after}), past
    )
    assert usual["surge"] < 1  # type: ignore[operator]
    assert usual["route-surprise"] < 0.2  # type: ignore[operator]
    for no in range(50, 65):
        past.add(lorry(no, 1, load="JOAMM", origin="JO").model_copy(update={"day": after}))
    many = of_arrival(
        lorry(91, 1, load="SYALP", discharge="IQTRB", origin="JO").model_copy(update={"day": after}), past
    )
    assert many["surge"] > 3  # type: ignore[operator]
    assert many["route-surprise"] > 4  # type: ignore[operator]
    assert "surge" not in of_arrival(
        lorry(92, 1, load="JOAMM", origin="JO").model_copy(update={"day": begin.isoformat()}), past
    )


def test_leaving_without_termination_is_known_where_terminations_are_told() -> None:
    left = lorry(1, 1, nature="24", events=[event("exit", 60)])
    past = CargoPast()
    assert "exit-not-ended" not in of_arrival(left, past, "2026-03-02")
    past.add(lorry(2, 1, nature="24", events=[event("exit", 50, value="Exit terminated XQ1")]))
    assert of_arrival(left, past, "2026-03-02")["exit-not-ended"] is True
