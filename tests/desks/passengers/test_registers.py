"""What officers look at: the registers over flights, bookings, hits, rules, openings and files, before and
after masking."""

from datetime import date
from importlib.resources import files

from tahqiq.desk.rule_book.book import NewRule
from tahqiq.desk.tables import Table
from tahqiq.desk.whole import whole
from tahqiq.desks.passengers.retention.operations import apply_due
from tahqiq.desks.passengers.risk_rules.language import read_rule
from tahqiq.desks.passengers.risk_rules.operations import BOOK, EXAMPLE
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.desks.passengers.unmasking.operations import request_unmasking
from tahqiq.desks.passengers.unmasking.record import UnmaskingRequest
from tahqiq.desks.passengers.watchlists.record import WATCHLIST
from tests.desks.conftest import Turn
from tests.desks.passengers.conftest import collected, listed
from tests.seat import Seat


def shown(at: Seat, name: str, *columns: str) -> list[list[tuple[str, ...]]]:
    """The cells of some columns, line by line, in Arabic where there are words."""
    return [
        [line.cells[column].labels or line.cells[column].values for column in columns]
        for line in Table(at, name, "ar").page().lines
    ]


def test_each_register_shows_what_is_there_and_the_masked_without_a_name(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    screen_file(at, AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "zz410.edi")), None)
    BOOK.add(at, NewRule(text=EXAMPLE), None)
    assert shown(at, "flights", "flight", "what", "people") == [
        [("ZZ410/2026-04-01/IST",), ("قائمة ركاب",), ("1",)]
    ]
    assert shown(at, "travels", "name", "flights", "masked") == [
        [("KAREEM JASIM ALSAMPLE",), ("ZZ410/2026-04-01/IST",), ()]
    ]
    assert shown(at, "risk-rules", "name", "state") == [[("cash-and-fresh-agency",), ("مسودة",)]]
    assert shown(at, "risk-rules", "title") == [[(read_rule(EXAMPLE).title,)]], "it has only one"
    courier = files("tahqiq.desks.passengers.risk_rules.examples").joinpath("courier.yaml").read_text("utf-8")
    BOOK.add(at, NewRule(text=courier), None)
    assert shown(at, "risk-rules", "title")[1] == [(read_rule(courier).titles["ar"],)]
    assert shown(at, "files", "carriers", "people", "erased") == [[("ZZ",), ("1",), ()]]
    turn("2026-10-01T03:00")
    apply_due(at, date(2026, 10, 1))
    assert shown(at, "travels", "name", "flights", "masked") == [
        [(), ("ZZ410/2026-04-01/IST",), ("2026-10-01",)]
    ]
    record = at.records(TRAVEL).find().records[0].id
    request_unmasking(
        at, UnmaskingRequest(record=record, purpose="redress", matter="File 31", reason="They asked"), None
    )
    assert shown(at, "unmaskings", "purpose", "state") == [[("طلب صاحب البيانات",), ("مطلوب",)]]
    assert shown(at, "files", "erased") == [[()]], "its original is closed; two people destroy it"


def test_the_record_of_a_list_names_the_file_it_came_from(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    listed(at)
    (kept,) = at.records(WATCHLIST).find().records
    fields = {one.name: one.cell for one in whole(at, "watchlist", kept.id, "ar").fields}
    assert fields["source"].labels == ("national.csv",)
