"""What the desk's own screens ask: the line of time, sources of one's own, drafts and contact reports, the
wording as it is typed, held rows with their reasons."""

from datetime import timedelta

import pytest

from tahqiq.desk import NoQuestion
from tahqiq.desk.lookups import resolved
from tahqiq.desks.covert.authorisations.applications import (
    ApplicationRequest,
    ReceivedOrderRequest,
    apply,
    receive,
)
from tahqiq.desks.covert.authorisations.decisions import CancellationRequest, cancel
from tahqiq.desks.covert.authorisations.matters import MATTERS
from tahqiq.desks.covert.colleagues.lookup import COLLEAGUES
from tahqiq.desks.covert.contacts.reports import ContactReportRequest, report
from tahqiq.desks.covert.corridor.operations import SourceReportReference, read
from tahqiq.desks.covert.corridor.record import SourceReportDetails
from tahqiq.desks.covert.corridor.wording import WordingRequest, check
from tahqiq.desks.covert.drafts.operations import DraftReference, DraftRequest, drop, keep, look
from tahqiq.desks.covert.drafts.record import DRAFT
from tahqiq.desks.covert.my_sources.operations import mine
from tahqiq.desks.covert.payments.operations import PaymentRequest, pay
from tahqiq.desks.covert.quarantine.operations import (
    DeciderRequest,
    QuarantineReleaseRequest,
    choose,
    release,
)
from tahqiq.desks.covert.quarantine.rows import QuarantineRowsRequest, held_rows
from tahqiq.desks.covert.registrations.operations import SourceRequest, register
from tahqiq.desks.covert.timeline.operations import TimelineRequest, timeline
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.model.source import Authority
from tahqiq.web.app import create_app
from tests.desks.conftest import Turn, person
from tests.desks.covert.conftest import application, granted, moment, now
from tests.desks.covert.test_authorisations import refusal
from tests.desks.covert.test_sources import active
from tests.seat import Seat
from tests.web.conftest import Served

WORD = "zzqxtyped"


def source(handler: Seat, phone: str = "+9647700000321") -> str:
    return register(handler, SourceRequest(name="سلام العينة", phone=phone, handlers=["handler"]), None).code


def test_the_line_shows_what_is_in_force_what_ends_and_what_is_over(at: Seat, turn: Turn) -> None:
    officer = person(at, "officer", "analyst")
    number = granted(officer, at, 1)
    other = granted(officer, at, 2)
    first = timeline(at, TimelineRequest(), None)
    assert (first.in_force, first.ending, first.total) == (2, 0, 2)
    assert [bar.number for bar in first.bars] == [number, other]
    turn("2026-03-29T08:00")
    assert (timeline(at, TimelineRequest(), None).in_force, timeline(at, TimelineRequest(), None).ending) == (
        2,
        1,
    )
    cancel(at, CancellationRequest(number=other, reason="لم يعد لازماً"), None)
    turn("2026-04-05T08:00")
    told = timeline(at, TimelineRequest(), None)
    assert (told.in_force, {bar.number: bar.state for bar in told.bars}) == (
        0,
        {number: "expired", other: "cancelled"},
    )
    before = timeline(at, TimelineRequest(as_of=moment("2026-03-10T08:00"), before=0, after=1), None)
    assert (before.in_force, before.total) == (2, 2)


def test_an_answer_speaks_the_language_of_the_page(at: Seat) -> None:
    client = Served(at.bench.door, create_app(at.bench.door, work=False), "").client("owner")
    told = {
        one: client.get("/api/v1/desks/covert/techniques", headers={"X-Language": one}).json()["techniques"][
            0
        ]["title"]
        for one in ("en", "ar")
    }
    assert told == {"en": "Human source", "ar": "مصدر بشري"}


def test_ones_own_sources_are_told_by_code_and_to_nobody_else(at: Seat, handler: Seat) -> None:
    code = source(handler)
    told = mine(handler, NoQuestion(), None)
    assert [(one.code, one.state, one.contacts, one.left) for one in told.sources] == [
        (code, "approached", 1, 2)
    ]
    assert mine(at, NoQuestion(), None).sources == []
    assert "سلام" not in told.model_dump_json()


def test_a_draft_lies_in_the_vault_for_who_types_it_and_is_said_when_it_is_thrown_away(
    at: Seat, handler: Seat
) -> None:
    code = source(handler)
    first = keep(handler, DraftRequest(code=code, typed=f"{WORD} one"), None)
    again = keep(handler, DraftRequest(code=code, typed=f"{WORD} two", draft=first.draft), None)
    assert again.draft == first.draft
    assert look(handler, DraftReference(draft=first.draft), None).typed == f"{WORD} two"
    with pytest.raises((NotFound, Refused)):
        look(at, DraftReference(draft=first.draft), None)
    assert [one.draft for one in mine(handler, NoQuestion(), None).drafts] == [first.draft]
    for file in (path for path in at.bench.workspace.root.rglob("*") if path.is_file()):
        assert WORD.encode() not in file.read_bytes(), file
    gone = drop(handler, DraftReference(draft=first.draft), None)
    assert (gone.state, mine(handler, NoQuestion(), None).drafts) == ("dropped", [])
    assert handler.records(DRAFT).get(first.draft).body.begun_at is not None
    with pytest.raises(Conflict, match="dropped"):
        look(handler, DraftReference(draft=first.draft), None)


def test_a_contact_report_keeps_the_contact_its_words_in_the_vault_and_items_for_the_sanitiser(
    at: Seat, handler: Seat, turn: Turn
) -> None:
    code = source(handler)
    draft = keep(handler, DraftRequest(code=code, typed="{}"), None).draft
    turn("2026-04-10T08:00")
    asked = ContactReportRequest(
        code=code,
        started=moment("2026-03-05T10:00+03:00"),
        ended=moment("2026-03-05T10:40+03:00"),
        welfare=f"{WORD} fine",
        offers="لا شيء بعد",
        draft=draft,
        items=[
            SourceReportDetails(
                text=f"{WORD} heard", rests_on="uncorroborated", names=["Old Mill"], grade="europol-4x4:B4"
            )
        ],
    )
    told = report(handler, asked, None)
    assert {"covert-second-contact", "covert-entered-late"} == {one.code for one in told.remarks}
    assert (told.at[:16], told.entered[:16]) == ("2026-03-05T07:00", "2026-04-10T08:00")
    item = read(handler, SourceReportReference(report=told.items[0]), None)
    assert (item.text, item.grade, item.names) == (f"{WORD} heard", "europol-4x4:B4", ["Old Mill"])
    assert "europol-4x4:B4" in item.grades
    assert "europol-4x4:B2" not in item.grades
    assert mine(handler, NoQuestion(), None).drafts == []
    for file in (path for path in at.bench.workspace.root.rglob("*") if path.is_file()):
        assert WORD.encode() not in file.read_bytes(), file
    with pytest.raises(Refused, match="handles"):
        report(at, asked, None)
    with pytest.raises(WrongUse):
        report(handler, asked.model_copy(update={"ended": asked.started - timedelta(minutes=1)}), None)
    with pytest.raises(WrongUse):
        report(
            handler,
            asked.model_copy(
                update={
                    "items": [
                        SourceReportDetails(
                            text="own eyes", rests_on="uncorroborated", grade="europol-4x4:B2"
                        )
                    ]
                }
            ),
            None,
        )


def test_a_wording_is_checked_as_it_is_typed(at: Seat, handler: Seat) -> None:
    def holds(text: str, **more: object) -> dict[str, bool]:
        asked = {
            "text": text,
            "at": "2026-03-10T14:20:00+03:00",
            "names": ["Old Mill"],
            "since": "2026-03-08",
            "until": "2026-03-14",
            "knowable": True,
            "mitigation": "held",
        }
        return {
            one.check: one.holds
            for one in check(handler, WordingRequest.model_validate(asked | more), None).checks
        }

    assert all(holds("Reporting indicates a consignment of several tens of kg").values())
    assert [
        name
        for name, right in holds(
            "He told me so near the old mill at 14:20", until="2026-03-09", mitigation=""
        ).items()
        if not right
    ] == [
        "first-person",
        "moment",
        "place",
        "window",
        "knowable",
    ]
    with pytest.raises(NotFound):
        check(person(at, "outsider", "analyst"), WordingRequest(text="x", at=now()), None)


def test_held_rows_say_what_they_go_beyond(at: Seat) -> None:
    case = at.bench.open_case("Harbour").id
    number = receive(
        at,
        ReceivedOrderRequest(
            technique="retained-data",
            subjects=["+9647701234567"],
            methods=["Call"],
            issuer="محكمة",
            reference="1/2026",
            at=moment("2026-01-01T00:00+03:00"),
            begins=moment("2026-01-01T00:00+03:00"),
            ends=moment("2026-01-31T23:59:59+03:00"),
        ),
        None,
    ).number
    table = """caller,callee,date,time,duration
+9647701234567,+9647709876543,2026-01-31,23:59:59,5
+9647701234567,+9647709876543,2026-02-01,00:00:00,6
+9647705550000,+9647709876543,2026-01-15,10:00:00,7
+9647705550000,+9647709876543,2026-02-02,10:00:00,8
"""
    deposit = at.bench.deposit(case, zone="Asia/Baghdad", authority=Authority(reference=number))
    made = at.bench.collect_made(table.encode(), "calls.csv", deposit).source
    told = held_rows(Seat(at.bench, at.desk, at.home, "work"), QuarantineRowsRequest(source=made), None)
    assert told.facts == 3
    assert [row.beyond for row in told.rows] == [["time"], ["subject"], ["subject", "time"]]
    assert told.named == {"subject": 2, "time": 2}
    assert all(len(row.parties) == 2 for row in told.rows)
    supervisor = person(at, "chief2", "supervisor")
    at.bench.door.cases.add_member(case, supervisor.actor.id, at.actor.id)
    choose(at, DeciderRequest(number=number, officer="chief2", named_by="5/2026"), None)
    release(
        supervisor, QuarantineReleaseRequest(source=made, reason="قرار القاضي رقم 5", named_by="5/2026"), None
    )
    assert held_rows(at, QuarantineRowsRequest(source=made), None).released


def test_nobody_outside_the_vault_keeps_a_draft_or_a_report(at: Seat, handler: Seat) -> None:
    code, outsider = source(handler), person(at, "outsider", "analyst")
    with pytest.raises(NotFound):
        keep(outsider, DraftRequest(code=code, typed="x"), None)
    with pytest.raises(NotFound):
        report(outsider, ContactReportRequest(code=code, started=now(), ended=now()), None)


def test_the_line_lists_what_waits_and_what_was_paid(at: Seat, handler: Seat) -> None:
    number = apply(handler, application(matter="45/2026"), None).number
    code = active(at, handler)
    told = timeline(at, TimelineRequest(), None)
    assert [(one.number, one.matter) for one in told.awaiting] == [(number, "45/2026")]
    assert (told.waiting, told.paid) == (1, [])
    asked = PaymentRequest(code=code, amount=50_000, reason="for his way", paper="W-7", paid_at=now())
    pay(handler, asked, None)
    stranger = person(at, "stranger", "analyst")
    for seat, seen in ((at, True), (handler, True), (stranger, False)):
        paid = timeline(seat, TimelineRequest(), None).paid
        assert [(one.code, one.amount) for one in paid] == ([(code, 50_000)] if seen else [])


def test_colleagues_and_cases_are_chosen_by_name(at: Seat, handler: Seat) -> None:
    assert "handler" in {one.value for one in COLLEAGUES.offered(at, "hand")}
    asked = application(officers=["Handler"], matter="a case of the court")
    body = resolved(handler, asked)
    assert isinstance(body, ApplicationRequest)
    assert (body.officers, body.matter) == (["handler"], "a case of the court")
    refusal("covert-nobody-called", resolved, handler, application(officers=["nobody at all"]))
    title = at.bench.door.cases.open("Case 45/2026", handler.actor.id).title
    assert [one.value for one in MATTERS.offered(handler, "45")] == [title]
    assert MATTERS.offered(at, "45") == []
