"""What is handed over: the extract with who opened the file, the board with its contradictions, the figures
of a year; printed in Arabic."""

import io
from datetime import date

from openpyxl import load_workbook

from tahqiq.casework.forms.page import page
from tahqiq.desk.record_print import printed
from tahqiq.desk.records import every, one
from tahqiq.desks.custody.alerts.record import ALERT, Alert
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.contradictions.operations import ContradictionsRequest, list_contradictions
from tahqiq.desks.custody.extracts.operations import ExtractRequest, extract
from tahqiq.desks.custody.extracts.record import EXTRACT
from tahqiq.desks.custody.inspections.operations import InspectionRequest, inspect
from tahqiq.desks.custody.inspections.record import BOARD
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.non_associations.record import APART, Apart
from tahqiq.desks.custody.person_file.operations import PersonFileRequest
from tahqiq.desks.custody.person_file.operations import person as file_of
from tahqiq.desks.custody.roll_checks.record import ROLL
from tahqiq.desks.custody.years.operations import YearReportRequest, year
from tahqiq.desks.custody.years.record import YEAR
from tahqiq.kit.messages import speaking
from tests.desks.conftest import Turn, person
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat


def test_a_lawyer_gets_the_extract_with_who_opened_the_file_and_not_what_is_withheld(at: Seat) -> None:
    imported(at, HOUSE)
    for reason, withheld in (("هدد نفسه", False), ("مخبر داخل العنبر", True)):
        at.records(ALERT).save(
            Alert(
                person="P-1",
                what="self-harm",
                reason=reason,
                by="ممرض",
                raised=date(2026, 5, 2),
                review=date(2026, 6, 2),
                withheld=withheld,
            )
        )
    at.records(APART).save(
        Apart(
            number="NA-1",
            person="P-1",
            other="P-2",
            reason="threat",
            reach="wing",
            by="مدير",
            begins=date(2026, 5, 2),
        )
    )
    guard = person(at, "guard", "analyst")
    for _ in range(2):
        file_of(guard, PersonFileRequest(person="P-1"), None)
    kept = extract(
        at,
        ExtractRequest(person="P-1", given_to="المحامي هيوا كريم", holder="lawyer", authority="77/2026"),
        None,
    )
    body = one(at, EXTRACT, number=kept.number).body
    assert body.left_out
    assert [line.what for line in body.lines] == ["name", "order", "booking", "move", "alert", "move", "move"]
    assert ("Guard", "looked", 2) in [(opening.who, opening.what, opening.times) for opening in body.openings]
    sheet = page(printed(at, "extract", kept.record, "ar"))
    assert all(
        word in sheet
        for word in ('dir="rtl"', "مستخرج من الملف", "المحامي هيوا كريم", "Guard", "هدد نفسه", "<table>")
    )
    assert "مخبر" not in sheet
    assert "P-2" not in sheet


LOG = (
    "at,badge,door,way\n2026-05-04 10:31,P-1,F01/B/1,in\n2026-05-04 19:05,P-2,F01/A/1,in\n2026-05-04 "
    "19:06,P-1,F01/A/1,in\n"
)
ROLLS = (
    "number,place,facility,at,expected,counted,missing,incident\nR-1,F01/A/1,F01,2026-05-04 19:00,2,1,"
    "P-2,I-1\n"
)
SEEN = (
    "person,facility,at,by,why\nP-1,F01,2026-05-04 11:00,ممرض 2,daily\nP-2,F01,2026-05-04 11:00,ممرض 2,"
    "daily\nP-2,F02,2026-05-04 12:00,ممرض 3,daily\n"
)
VISITS = (
    "number,facility,person,sort,visitor,at\nV-1,F01,P-1,family,نور علي,2026-05-04 10:00\nV-2,F01,P-2,"
    "family,شيرين حسن,2026-05-04 10:00\n"
)


def test_sources_that_cannot_both_be_right_stand_beside_each_other(at: Seat) -> None:
    imported(at, HOUSE | {"doors.csv": LOG, "rolls.csv": ROLLS, "seen.csv": SEEN, "visits.csv": VISITS})
    told = list_contradictions(
        at, ContradictionsRequest(facility="F01", as_of="2026-05-05T12:00+03:00"), None
    ).contradictions
    assert [(found.what, found.person) for found in told] == [
        ("visited-elsewhere", "P-1"),
        ("door-elsewhere", "P-1"),
        ("seen-elsewhere", "P-1"),
        ("count-differs", ""),
        ("missing-but-seen", "P-2"),
    ]
    assert "F02" in [
        found.one[:3]
        for found in list_contradictions(
            at, ContradictionsRequest(as_of="2026-05-05T12:00+03:00"), None
        ).contradictions
    ]
    assert (
        list_contradictions(
            at, ContradictionsRequest(as_of="2026-05-20T12:00+03:00", days=5), None
        ).contradictions
        == []
    )


def test_the_board_is_kept_and_printed_in_arabic(at: Seat, turn: Turn) -> None:
    imported(at, HOUSE | {"doors.csv": LOG})
    turn("2026-05-06T08:00")
    kept = inspect(at, InspectionRequest(facility="F01", by="المفتش", as_of="2026-05-05T12:00+03:00"), None)
    body = one(at, BOARD, number=kept.number).body
    assert len(body.rules) > 40
    assert any(line.unknown and line.records for line in body.rules)
    assert {found.what for found in body.contradictions} == {"door-elsewhere"}
    sheet = page(printed(at, "board", kept.record, "ar"))
    assert all(word in sheet for word in ("لوحة التفتيش", "مصادر متناقضة", "NMR-43", "P-1"))


def test_the_figures_of_a_year_are_a_table_and_name_nobody(at: Seat, turn: Turn) -> None:
    imported(at, HOUSE)
    turn("2026-06-01T08:00")
    kept = year(at, YearReportRequest(year=2026), None)
    body = one(at, YEAR, number=kept.number).body
    assert {line.facility for line in body.lines} == {"", "F01"}
    assert all(
        line.count is None or line.count == 0 or line.count >= body.least or line.figure == "capacity"
        for line in body.lines
    )
    table = kept.table.content.decode("utf-8-sig").splitlines()
    assert table[0] == "figure,total,F01"
    assert "held,..,.." in table
    book = load_workbook(io.BytesIO(kept.workbook.content))
    held, events, notes = book.worksheets
    assert [book.sheetnames, [one.value for one in held[1]]] == [
        ["Persons held", "Admissions and events", "Notes"],
        ["Figure", "All facilities", "F01"],
    ]
    figures = {row[0].value: [cell.value for cell in row[1:]] for row in held.iter_rows(min_row=2)}
    assert figures["Capacity"] == [None, 5]
    assert figures["Held on the day"] == ["..", ".."]
    assert figures["Women"] == [0, 0]
    assert {row[0].value for row in events.iter_rows(min_row=2)} >= {"Admissions", "Deaths", "Escapes"}
    assert "fewer than 5" in str(notes["A3"].value)
    with speaking("ar"):
        arabic = load_workbook(io.BytesIO(year(at, YearReportRequest(year=2026), None).workbook.content))
    assert [sheet.sheet_view.rightToLeft for sheet in arabic.worksheets] == [True, True, True]
    assert arabic.sheetnames[0] == "المحتجزون"
    sheet = page(printed(at, "year", kept.record, "ar"))
    assert "أرقام سنة" in sheet
    assert "P-1" not in sheet


def test_papers_name_the_people_that_a_record_numbers(at: Seat) -> None:
    imported(at, HOUSE | {"rolls.csv": ROLLS.replace("P-2,", "P-2;P-77,")})
    moved = next(every(at, MOVE, {"person": "P-1"})).id
    booked = one(at, BOOKING, number="B-1").id
    for paper, record in (("movement", moved), ("receipt", booked)):
        assert "سلام جاسم كاظم · P-1" in page(printed(at, paper, record, "ar"))
    sheet = page(printed(at, "roll", next(every(at, ROLL)).id, "ar"))
    assert "هيوا كريم رشيد · P-2" in sheet
    assert "P-77" in sheet
