"""The desk's part of the invented case: what an inspector finds in it, and its registers and papers."""

import pytest

from tahqiq.casework.forms.page import page
from tahqiq.desk.record_print import printed
from tahqiq.desk.records import one
from tahqiq.desk.tables import Table
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.inspections.rule_board import RulesRequest, board
from tahqiq.desks.custody.roll_checks.record import ROLL
from tahqiq.desks.custody.sample import records
from tests.seat import Seat

AT = "2024-03-22T12:00:00+03:00"


@pytest.fixture
def kept(at: Seat) -> dict[str, int]:
    return records(at, {"day": "2024-03-22"})


def test_an_inspector_finds_the_man_and_the_separation(at: Seat, kept: dict[str, int]) -> None:
    assert kept["custody-booking"] == 5
    told = {
        rule.id: [row.record for row in rule.rows if row.verdict == "broken"]
        for rule in board(at, RulesRequest(as_of=AT), None).rules
    }
    assert (told["DET-1"], told["NMR-43"], told["ROLL-1"], told["CON-1"]) == (
        ["B-000001"],
        ["P-000002"],
        [],
        [],
    )
    early = {
        rule.id: rule.broken
        for rule in board(at, RulesRequest(as_of="2024-03-10T12:00:00+03:00"), None).rules
    }
    assert (early["DET-1"], early["NMR-43"]) == (0, 0)


def test_its_registers_and_papers_are_in_the_language_of_the_reader(at: Seat, kept: dict[str, int]) -> None:
    for name in at.desk.registers:
        assert Table(at, name, "ar").page({}, "", None, "", 50) is not None
    assert (
        Table(at, "bookings", "ar").page({"facility": "F01"}, "", None, "", 50).total
        == kept["custody-booking"]
    )
    receipt = page(printed(at, "receipt", one(at, BOOKING, number="B-000001").id, "ar"))
    assert 'dir="rtl"' in receipt
    assert "وصل إيداع" in receipt
    assert "1/2024" in receipt
    assert "Roll sheet" in page(printed(at, "roll", one(at, ROLL, number="R-1").id, "en"))
