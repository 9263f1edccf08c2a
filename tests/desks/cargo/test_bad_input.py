"""What comes wrong to a desk: said in place, nothing lost, never a traceback; by the commands and by what the
page asks."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tahqiq.desks.cargo.arrivals.operations import ArrivalsRequest, ArrivalsView, import_paper
from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.check_tool import CheckRequest, check
from tahqiq.desks.cargo.list_tool import ListRequest, listed
from tahqiq.desks.cargo.read_tool import ReadRequest, look
from tahqiq.desks.cargo.selection_lists.from_arrivals import SHIFT, ShiftListRequest, make
from tahqiq.kit.errors import TahqiqError, WrongUse
from tests.formats.cargo.samples import BOX, CUSCAR
from tests.seat import Seat

GATE = ("Container no", "Seal no", "Gross weight", "Date")


def titled() -> bytes:
    """A sheet with a title, merged cells and the header in its third line."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["C2"] = "Gate log", "Container", "Weights"
    for cells in ("A1:D1", "A2:B2", "C2:D2"):
        sheet.merge_cells(cells)
    for place, text in enumerate(GATE, 1):
        sheet.cell(3, place, text)
    sheet.append([BOX, "S100", 20000, "2026-03-01"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def owned(change: Callable[[str], str]) -> bytes:
    return change(CUSCAR).encode()


BAD = {
    "cut.edi": (owned(lambda text: text[: text.index("CNI+2") + 4]), "cargo-cut", 1),
    "claims.edi": (owned(lambda text: text.replace("UNT+", "CNT+16:99'UNT+", 1)), "cargo-claim", 3),
    "digit.edi": (owned(lambda text: text.replace(BOX, "ZQXU3054380")), "cargo-box-digit", 3),
    "prefix.edi": (owned(lambda text: text.replace(BOX, "ZQXX3054383")), "cargo-box-prefix", 3),
    "pounds.edi": (owned(lambda text: text.replace("KGM:", "LBR:")), "", 3),
    "entities.xml": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><ASYCUDA>&x;</ASYCUDA>',
        "cargo-xml-refused",
        0,
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_paper_is_told_in_its_place_by_command_and_desk(at: Seat, tmp_path: Path, name: str) -> None:
    data, code, bills = BAD[name]
    file = tmp_path / name
    file.write_bytes(data)
    paper = look(ReadRequest(files=[file], full=True)).documents[0]
    assert bills <= paper.bills
    told = {one.code: one.place for one in paper.told or []}
    assert not code or told[code]
    assert not code or code in {one.problem.code for one in check(CheckRequest(files=[file])).problems}
    source = at.bench.collect_made(data, name, at.bench.deposit(at.home, zone="Asia/Baghdad")).source
    desk = import_paper(at, ArrivalsRequest(source=source, post="umm-qasr"), None)
    assert desk.new == bills  # every bill with a number stands on the board
    assert not code or code in {one.code for one in desk.problems}


def brought(at: Seat, data: bytes, name: str) -> ArrivalsView:
    """As the page does it: sealed, not read, and taken at the desk."""
    sealed = at.bench.seal(io.BytesIO(data), name)
    source = at.bench.deposit_later([(sealed, name)], at.bench.deposit(at.home, zone="Asia/Baghdad"))[0].id
    return import_paper(at, ArrivalsRequest(source=source, post="umm-qasr", day="2026-03-01"), None)


def test_a_sheet_with_titles_and_merged_cells_is_read_below_its_header(at: Seat, tmp_path: Path) -> None:
    brought(at, CUSCAR.encode(), "manifest.edi")
    told = brought(at, titled(), "gate.xlsx")
    assert (told.changed, [(one.code, one.place) for one in told.problems]) == (
        1,
        [("table-rows-above", "line 3")],
    )
    (tmp_path / "gate.xlsx").write_bytes(titled())
    (tmp_path / "manifest.edi").write_text(CUSCAR)
    found = check(CheckRequest(files=[tmp_path / "manifest.edi", tmp_path / "gate.xlsx"]))
    assert found.containers_compared == 1
    assert "table-rows-above" in {one.problem.code for one in found.problems}


def test_one_line_of_many_megabytes_is_told(at: Seat, tmp_path: Path) -> None:
    """Ten stand for a hundred here; a hundred were tried by hand (docs/reference/quality.md)."""
    file = tmp_path / "line.csv"
    file.write_bytes(b"container,weight\n" + b"X" * 10_000_000)
    assert {one.problem.code for one in check(CheckRequest(files=[file])).problems} == {"cell-too-long"}
    assert look(ReadRequest(files=[file], full=True)).documents[0].problems == 1
    told = brought(at, file.read_bytes(), "line.csv")
    assert (told.new, [one.code for one in told.problems]) == (0, ["cell-too-long"])


def test_a_weight_in_tonnes_by_its_header(at: Seat) -> None:
    told = brought(
        at,
        f"رقم الحاوية,رقم الشاحنة,السائق,الوزن بالطن,التاريخ\n{BOX},12345,سائق,19.8,2026-03-01\n".encode(),
        "lorries.csv",
    )
    assert (told.new, told.problems) == (1, [])
    assert at.records(ARRIVAL).find().records[0].body.gross == 19_800


def test_an_empty_shift_and_no_capacity_say_so(at: Seat, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="arrived"):
        make(at, ShiftListRequest(shift=SHIFT, post="umm-qasr", day="2026-03-01"), None)
    brought(at, CUSCAR.encode(), "manifest.edi")
    nothing = SHIFT.replace("hands: {scanner: 240, team: 720}", "hands: {scanner: 0, team: 0}")
    told = make(at, ShiftListRequest(shift=nothing, post="umm-qasr", day="2026-03-01"), None)
    assert (told.opened, told.considered, [hand.used for hand in told.hands]) == (0, 3, [0, 0])
    rows, shift = tmp_path / "rows.csv", tmp_path / "shift.yaml"
    shift.write_text(nothing, "utf-8")
    rows.write_text("id,narcotics,weapons,revenue\n", "utf-8")
    with pytest.raises(TahqiqError):
        listed(ListRequest(rows=rows, shift=shift))
    rows.write_text("id,narcotics,weapons,revenue,hold\nA,0.5,0,0,yes\nB,0.1,0,0,\n", "utf-8")
    found = listed(ListRequest(rows=rows, shift=shift))
    assert (found.lines, found.left) == ([], ["A"])  # what must be opened and has no hands is named
