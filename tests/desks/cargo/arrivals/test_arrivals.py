"""From papers and tables to one consignment with everything said of it: by sea with its box weighed, by road
with its seal and its scales."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import Stated
from tahqiq.desks.cargo.arrivals.operations import ArrivalsRequest, ArrivalsView, import_paper
from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.arrivals.tables import moment
from tahqiq.desks.cargo.consignments.board import ArrivalBoardRequest, board
from tahqiq.desks.cargo.consignments.operations import ConsignmentRequest, consignment
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.text import fold_digits
from tests.formats.cargo.samples import BAPLIE_PLACE_FIRST, BOX, CUSCAR, FWB, OTHER, SAD
from tests.seat import Seat

LORRIES = (
    "Truck plate,Trailer plate,Driver name,Passport,TIR carnet,Border crossing,Direction,Date,Time,"
    "Goods,Gross weight,Electronic seal no\n"
    "12345 Baghdad A,7788 Anbar,Sami Alsample,A1234567,XQ77001122,Trebil,Entry,2026-03-01,08:10,"
    "Apples,19800,ES-0091\n"
    "54321 Baghdad B,7789 Anbar,Omar Altest,A1234568,XQ77001123,Trebil,Entry,2026-03-01,09:10,Rice,"
    "24000,ES-0092\n"
)
SCALES = (
    "رقم الشاحنة,الوزن,التاريخ,الوقت,الموقع\n"
    "12345 Baghdad A,34100,2026-03-01,08:30,ميزان طريبيل\n12345 Baghdad A,33100,2026-03-01,13:30,"
    "ميزان الرطبة\n,20000,2026-03-01,14:00,ميزان الرطبة\n"
)
GATE = "Container No,Carnet,Driver,Gross weight,Seal\nCSQU3054383,XB100200,Karim,9800,S100\n"
SEALS = (
    "E-seal ID,Event,Date time\nES-0091,locked,2026-03-01 08:45\nES-0091,opened,2026-03-01 11:05\n"
    "ES-0099,locked,2026-03-01 11:05\n"
)


def brought(at: Seat, text: str, name: str, post: str = "trebil") -> ArrivalsView:
    source = at.bench.collect_made(text.encode(), name, at.bench.deposit(at.home, zone=ZONE)).source
    return import_paper(at, ArrivalsRequest(source=source, post=post), None)


def test_papers_of_one_box_stand_side_by_side_with_what_differs(at: Seat) -> None:
    first = brought(at, CUSCAR, "manifest.edi", "umm-qasr")
    assert (first.new, first.changed) == (3, 0)
    plan = brought(at, BAPLIE_PLACE_FIRST.replace("KGM:14000", "KGM:29500"), "plan.edi", "umm-qasr")
    assert (plan.new, plan.changed, plan.alone) == (
        0,
        2,
        [OTHER],
    )  # two bills are in the box; none is in the other
    told = consignment(at, ConsignmentRequest(consignment="BL-A"), None)
    assert told.arrival.consignee == "BASRA STORES"
    assert told.arrival.containers == [BOX]
    assert [one.what for one in told.differences] == ["weight"]
    assert {said.file for said in told.differences[0].said} == {"manifest.edi", "plan.edi"}
    assert all(said.row for said in told.arrival.said)
    again = brought(at, CUSCAR, "manifest.edi", "umm-qasr")
    assert (again.new, again.changed) == (0, 0)


def test_a_declaration_fills_in_what_the_manifest_did_not_say(at: Seat) -> None:
    brought(at, CUSCAR, "manifest.edi", "umm-qasr")
    assert (
        brought(at, SAD, "declaration.xml", "umm-qasr").changed == 2
    )  # its bill, and the other one in its box
    told = consignment(at, ConsignmentRequest(consignment="BL-A"), None).arrival
    assert told.declarant
    assert told.declaration
    assert {one.kind for one in told.said if not one.box} == {"CUSCAR", "SAD"}


@pytest.mark.parametrize(
    ("header", "cell", "kilos"),
    [
        ("Gross weight (pounds)", "43651", 19800),
        ("الوزن (باوند)", "43651", 19800),
        ("Gross weight", "43651 lbs", 19800),
        ("الوزن (طن)", "19.8", 19800),
        ("Gross weight", "1234567.5", 1234567.5),
    ],
)
def test_weights_in_other_units_are_kilograms_afterwards(
    at: Seat, header: str, cell: str, kilos: float
) -> None:
    table = (
        f"Truck plate,Trailer plate,Driver name,Passport,TIR carnet,Direction,Date,Time,{header}\n12345 "
        f"Baghdad A,7788 Anbar,Sami Alsample,A1234567,XQ77001122,Entry,2026-03-01,08:10,{cell}\n"
    )
    assert brought(at, table, "lorries.csv").problems == []
    assert consignment(at, ConsignmentRequest(consignment="XQ77001122"), None).arrival.gross == pytest.approx(
        kilos, abs=1
    )


def test_a_lorry_is_followed_over_scales_and_seal(at: Seat) -> None:
    assert brought(at, LORRIES, "lorries.csv").new == 2
    scales = brought(at, SCALES, "weighbridge.csv")
    assert scales.changed == 1
    assert [(one.code, one.place) for one in scales.problems] == [("cargo-line-of-nobody", "line 4")]
    seals = brought(at, SEALS, "seals.csv")
    assert (seals.changed, seals.alone) == (1, ["ES-0099"])
    told = consignment(at, ConsignmentRequest(consignment="XQ77001122"), None)
    assert [one.what for one in told.arrival.events] == ["entry", "weighed", "weighed", "seal", "seal"]
    assert [one.at.strftime("%H:%M") for one in told.arrival.events] == [
        "08:10",
        "08:30",
        "13:30",
        "08:45",
        "11:05",
    ]
    assert {one.file for one in told.arrival.said} == {
        "lorries.csv"
    }  # what a seal tells is an event, not another paper
    assert "1000" in told.features.values()  # a tonne less on the second scale
    assert "140" in told.features.values()  # minutes between the words of the seal


def test_a_row_that_a_file_has_twice_is_one_paper(at: Seat) -> None:
    brought(at, LORRIES, "lorries.csv")
    header, first, *_ = SCALES.splitlines()
    brought(at, "\n".join([header, first, first, ""]), "weighbridge.csv")
    header, first, *rest = GATE.splitlines()
    brought(at, "\n".join([header, first, first, *rest, first, ""]), "gate.csv", "umm-qasr")
    lorry, box = (
        at.records(ARRIVAL).find({"mode": "road"}).records,
        at.records(ARRIVAL).find({"post": "umm-qasr"}),
    )
    assert max(sum(event.what == "weighed" for event in one.body.events) for one in lorry) == 1
    assert [len(one.body.said) for one in box.records] == [1]


def test_everything_leads_to_the_consignment(at: Seat) -> None:
    brought(at, CUSCAR, "manifest.edi", "umm-qasr")
    brought(at, LORRIES, "lorries.csv")
    brought(at, FWB, "waybill.txt", "baghdad-airport")
    for text in (BOX, BOX[:4] + " " + BOX[4:10], "s100", "basra stores", "BL-A"):
        assert {one.number for one in board(at, ArrivalBoardRequest(text=text), None).lines} & {"BL-A"}, text
    for text in ("12345 baghdad-a", "7788 anbar", "es 0091", "XQ-77001122", "A1234567"):
        assert [one.number for one in board(at, ArrivalBoardRequest(text=text), None).lines] == [
            "XQ77001122"
        ], text
    assert board(at, ArrivalBoardRequest(), None).counts == {"sea": 3, "air": 1, "road": 2}
    assert board(at, ArrivalBoardRequest(text="no such thing"), None).lines == []


def test_only_what_a_case_knows_is_known_in_cases(at: Seat) -> None:
    brought(at, CUSCAR, "manifest.edi", "umm-qasr")

    def known() -> set[str]:
        things = consignment(at, ConsignmentRequest(consignment="BL-A"), None).things
        assert things  # the papers themselves are in the desk's file
        return {one.caption for one in things if one.in_cases}

    assert known() == set()
    at.elsewhere(at.bench.open_case("Harbour").id).publish(
        "yard", [Stated("box", "Container", {"containerNumber": [BOX]})]
    )
    assert known() == {BOX}


def test_what_is_no_paper_is_said(at: Seat) -> None:
    with pytest.raises(WrongUse, match="neither a paper"):
        brought(at, "a,b\n1,2\n", "other.csv")
    with pytest.raises(NotFound):
        consignment(at, ConsignmentRequest(consignment="none"), None)
    with pytest.raises(NotFound):
        import_paper(at, ArrivalsRequest(source="0" * 16, post="trebil"), None)
    cut = brought(at, CUSCAR[: CUSCAR.index("CNI+2")], "cut.edi")
    assert cut.new == 1
    assert "cargo-cut" in [one.code for one in cut.problems]


def test_a_day_that_can_be_read_two_ways_is_asked_about(at: Seat) -> None:
    told = brought(at, LORRIES.replace("2026-03-01", "03/01/2026"), "lorries.csv")
    assert {one.code for one in told.problems} == {"cargo-moment"}
    assert at.records(ARRIVAL).count()[None] == 2  # nothing is lost


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.datetimes(), st.sampled_from(["%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%d.%m.%Y %H:%M"]), st.booleans())
def test_a_moment_is_read_as_it_was_written(when: object, form: str, arabic: bool) -> None:
    from datetime import datetime

    assert isinstance(when, datetime)
    if when.year < 1000:
        return
    text = when.strftime(form)
    if arabic:
        text = text.translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})
    found = moment(text, "dmy")
    assert found is not None
    assert found.strftime("%Y-%m-%d %H:%M") == when.strftime("%Y-%m-%d %H:%M"), fold_digits(text)


def test_the_search_of_the_page_finds_a_consignment_by_its_box(at: Seat) -> None:
    brought(at, CUSCAR, "manifest.edi", "umm-qasr")
    finder = at.desk.finder("consignment")
    (row,) = [one for one in board(at, ArrivalBoardRequest(text=BOX), None).lines if one.number == "BL-A"]
    assert (row.id, "BL-A") in {(one.value, one.name) for one in finder.offered(at, BOX)}
    assert list(finder.offered(at, BOX[:2])) == [], "two signs begin too many numbers"


CUSTOMS = (
    "رقم اللوحة,رقم التصريح,البضاعة,الوزن,المنشأ,المستلم,الوصول\n"
    "بغداد 11111,DN-260001,تفاح,19800,الأردن,شركة النور,2026-03-01 08:10\n"
    "بغداد 11111,DN-260001,تفاح,19800,الأردن,شركة النور,2026-03-01 08:10\n"
    "بغداد 22222,DN-260002,رز,24000,الأردن,شركة النور,2027-03-01 08:10\n"
    ",,بلاط,18000,الأردن,شركة الهدى,2026-03-01 09:10\n"
)


def test_a_list_with_plain_arabic_headings_is_taken_and_found_by_its_declarations(at: Seat) -> None:
    told = brought(at, CUSTOMS, "customs.csv")
    assert told.new == 3
    assert [(one.code, one.place) for one in told.problems] == [
        ("cargo-row-again", "line 3"),
        ("cargo-ahead", "line 4"),
        ("cargo-without-plate", "line 5"),
    ]
    (row,) = board(at, ArrivalBoardRequest(text="DN-260001"), None).lines
    body = consignment(at, ConsignmentRequest(consignment="DN-260001"), None).arrival
    assert (row.number, body.declaration, body.tractor) == ("DN-260001", "DN-260001", "بغداد 11111")
    assert (body.origin, body.consignee, body.gross) == ("الأردن", "شركة النور", 19800)
    later = consignment(at, ConsignmentRequest(consignment="DN-260002"), None).arrival
    assert (later.day, later.events) == ("", []), "a year ahead is mistyped, and nothing has happened"
    unnamed = next(one for one in board(at, ArrivalBoardRequest(), None).lines if one.goods == "بلاط")
    assert unnamed.number == "customs-5/2026-03-01"
    again = brought(at, CUSTOMS, "customs.csv")
    assert (again.new, again.changed, again.same) == (0, 0, 3)


def test_a_declaration_joins_the_lorry_that_the_gate_saw(at: Seat) -> None:
    brought(at, "Truck plate,Driver name,Date,Time\nبغداد 11111,Sami,2026-03-01,07:50\n", "gate.csv")
    told = brought(at, CUSTOMS, "customs.csv")
    assert (told.new, told.changed) == (2, 1)
    assert board(at, ArrivalBoardRequest(text="DN-260001"), None).lines[0].tractor == "بغداد 11111"


def test_a_lorry_that_is_announced_has_not_arrived(at: Seat) -> None:
    told = brought(at, CUSTOMS.replace("2027-03-01", "2026-03-03"), "customs.csv")
    assert "cargo-ahead" not in [one.code for one in told.problems]
    body = consignment(at, ConsignmentRequest(consignment="DN-260002"), None).arrival
    assert (body.day, body.events) == ("2026-03-03", [])


def test_a_list_of_customs_in_english_becomes_a_load_for_each_line(at: Seat) -> None:
    """Nobody at the gate saw these lorries before, and no driver is named."""
    told = brought(
        at,
        "Plate,Declaration,Goods,Weight (kg),Origin,Consignee,Arrival\n"
        "51 A 22810,DEC-7001,Ceramic tiles,18500,TR,Al Noor Trading,2026-03-01 08:10\n"
        '17 C 55021,DEC-7003,Used tyres,"12,5x",JO,Furat Import,2026-03-01 09:05\n'
        ",DEC-7005,Plastic granules,24000,SA,Basra Plastics,2026-03-01 10:00\n",
        "customs.csv",
    )
    assert (told.new, told.alone) == (3, [])
    assert {one.code for one in told.problems} == {"cargo-weight"}
    assert {one.number for one in board(at, ArrivalBoardRequest(), None).lines} == {
        "DEC-7001",
        "DEC-7003",
        "DEC-7005",
    }
