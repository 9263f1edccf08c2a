"""Intercepted items: what the order does not cover is held (T8), gaps and recordings that differ are shown
(T12), what is privileged is closed (T13), versions stay (T15), destruction leaves a certificate."""

import hashlib

import pytest

from tahqiq.access.closed import LEAVING
from tahqiq.desk import NoQuestion
from tahqiq.desks.covert.authorisations.applications import ReceivedOrderRequest, receive
from tahqiq.desks.covert.closed_texts import COVERT_CLOSED
from tahqiq.desks.covert.product.destruction import CertificateReference, DestructionRequest, ask, confirm
from tahqiq.desks.covert.product.intake import ItemListAnswer, ItemListRequest, take
from tahqiq.desks.covert.product.lists import ItemsRequest, OrderReference, items, odd, orders
from tahqiq.desks.covert.product.minimisation import (
    ItemMarkRequest,
    ItemReference,
    TranscriptRequest,
    look,
    mark,
    read,
    transcribe,
)
from tahqiq.desks.covert.product.record import ITEM
from tahqiq.desks.covert.product.report import ProductReportRequest, report
from tahqiq.desks.covert.quarantine.operations import DeciderRequest, choose
from tahqiq.kit.errors import NotFound
from tahqiq.model.source import Authority
from tahqiq.web.app import create_app
from tests.desks.conftest import person
from tests.desks.covert.conftest import moment
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat
from tests.web.conftest import Served

CANARY = "zzqxcanary"
SOUND = b"RIFF sound of the first call"
GOOD = hashlib.sha256(SOUND).hexdigest()
LIST = f"""LIID,Seq,Time,Target,SHA256,File
L-1,1,2026-02-10T20:59:59Z,+9647701234567,{GOOD},1.txt
L-1,2,2026-02-10T21:00:00Z,+9647701234567,{"b" * 64},2.txt
L-2,3,2026-02-05T10:00:00Z,+9647701234567,{"c" * 64},3.txt
L-1,6,2026-02-05T10:00:00Z,+9647709999999,{"d" * 64},
L-1,7,2026-02-05T10:00:00+03:00,+964 770 123 4567,{"e" * 64},1.txt
L-1,8,2026-02-05 10:00,+9647701234567,,
"""


def order(at: Seat) -> str:
    told = {
        "technique": "interception",
        "issuer": "محكمة العينة",
        "reference": "7/2026",
        "at": moment("2026-02-01T10:00+03:00"),
        "begins": moment("2026-02-01T10:00+03:00"),
        "ends": moment("2026-02-10T23:59:59+03:00"),
        "subjects": ["+9647701234567"],
        "liids": ["L-1"],
    }
    return receive(at, ReceivedOrderRequest.model_validate(told), None).number


def taken(at: Seat, number: str, case: str = "") -> ItemListAnswer:
    home = case or at.bench.open_case(f"Case {number}").id
    deposit = at.bench.deposit(home, zone="Asia/Baghdad", authority=Authority(reference=number))
    at.bench.collect_made(SOUND, "1.txt", at.bench.deposit(home))
    return take(
        at, ItemListRequest(source=at.bench.collect_made(LIST.encode(), "items.csv", deposit).source), None
    )


def first(at: Seat) -> str:
    """The number of the item that the order covers."""
    return next(
        one.body.number for one in at.records(ITEM).find({"held": ""}).records if one.body.sequence == 1
    )


@pytest.fixture
def listener(at: Seat) -> Seat:
    at.bench.team.open_compartment(COVERT_CLOSED, "Closed texts")
    found = person(at, "listener", "analyst")
    at.bench.door.cases.admit(COVERT_CLOSED, found.actor.id, at.actor.id)
    return found


def test_the_last_second_is_taken_the_next_and_another_identifier_are_held(at: Seat) -> None:
    number = order(at)
    told = taken(at, number)
    assert (told.lines_in, told.items, told.held, told.rejected) == (6, 6, 3, 0)
    kept = {one.body.sequence: one.body.held for one in at.records(ITEM).find().records}
    assert kept == {1: "", 2: "time", 3: "identifier", 6: "subject", 7: "", 8: ""}
    held = next(one.body for one in at.records(ITEM).find({"held": "time"}).records)
    refusal("covert-item-held", mark, at, ItemMarkRequest(item=held.number, state="heard"), None)
    source = at.records(ITEM).find().records[0].body.source
    refusal("covert-list-taken", take, at, ItemListRequest(source=source), None)
    plain = at.bench.collect_made(
        LIST.encode(), "plain.csv", at.bench.deposit(at.bench.open_case("Plain").id)
    ).source
    refusal("covert-no-order", take, at, ItemListRequest(source=plain), None)


def test_gaps_and_recordings_that_differ_are_shown(at: Seat) -> None:
    number = order(at)
    assert sorted(one.code for one in taken(at, number).problems) == [
        "covert-item-clocks",
        "covert-item-differs",
        "covert-item-gap",
    ]
    told = items(at, ItemsRequest(number=number), None)
    assert sorted(one.code for one in odd(at, OrderReference(number=number), None).problems) == [
        "covert-item-differs",
        "covert-item-gap",
    ]
    assert {one.sequence: one.recording for one in told.items} == {
        1: "matches",
        2: "absent",
        3: "absent",
        6: "",
        7: "differs",
        8: "",
    }
    assert (told.states, told.held, told.page) == ({"unheard": 6}, 3, "")
    first_page = items(at, ItemsRequest(number=number, limit=2), None)
    again = items(at, ItemsRequest(number=number, limit=500, page=first_page.page), None)
    assert [one.item for one in (*first_page.items, *again.items)] == [one.item for one in told.items]
    (one,) = orders(at, NoQuestion(), None).orders
    assert (one.number, one.reference, one.items, one.unheard, one.state) == (
        number,
        "7/2026",
        6,
        3,
        "expired",
    )
    assert items(at, ItemsRequest(number=number, state="heard"), None).items == []


def test_an_item_goes_from_state_to_state_with_reasons_and_transcripts_keep_their_versions(
    at: Seat, listener: Seat
) -> None:
    taken(at, order(at))
    item = first(at)
    text = TranscriptRequest(item=item, text=f"{CANARY} بكم الكيلو", language="ar")
    refusal("covert-item-state", transcribe, listener, text, None)
    refusal(
        "covert-item-state", mark, listener, ItemMarkRequest(item=item, state="pertinent", reason="سعر"), None
    )
    mark(listener, ItemMarkRequest(item=item, state="heard"), None)
    refusal("covert-item-reason", mark, listener, ItemMarkRequest(item=item, state="pertinent"), None)
    refusal(
        "covert-transcript-other", transcribe, listener, text.model_copy(update={"digest": "f" * 64}), None
    )
    transcribe(listener, text.model_copy(update={"digest": GOOD}), None)
    transcribe(
        listener,
        TranscriptRequest(item=item, text="How much for a kilo", language="en", translator="T-2", offset=12),
        None,
    )
    mark(listener, ItemMarkRequest(item=item, state="pertinent", reason="سعر"), None)
    told = read(listener, ItemReference(item=item), None)
    assert [
        (one.version, one.language, one.translator, one.offset, one.text) for one in told.transcripts
    ] == [
        (1, "ar", "", 0, f"{CANARY} بكم الكيلو"),
        (2, "en", "T-2", 12, "How much for a kilo"),
    ]
    assert [one.state for one in told.history] == ["unheard", "heard", "pertinent"]
    assert [one.text for one in look(at, ItemReference(item=item), None).transcripts] == [None, None]
    with pytest.raises(NotFound):
        read(person(at, "stranger", "analyst"), ItemReference(item=item), None)
    stored = at.bench.workspace.database.query("SELECT body FROM shelf_record")
    assert stored
    assert not any(CANARY in str(row) for row in stored)


def test_what_is_privileged_nobody_reads_but_whom_the_judge_named(at: Seat, listener: Seat) -> None:
    number = order(at)
    taken(at, number)
    item = first(at)
    mark(listener, ItemMarkRequest(item=item, state="heard"), None)
    transcribe(listener, TranscriptRequest(item=item, text="محامٍ وموكله", language="ar"), None)
    mark(listener, ItemMarkRequest(item=item, state="privileged", reason="محامٍ"), None)
    chief = person(at, "chief", "supervisor")
    at.bench.door.cases.admit(COVERT_CLOSED, chief.actor.id, at.actor.id)
    one = ItemReference(item=item)
    for who in (at, listener, chief):
        refusal("covert-not-chosen", read, who, one, None)
        refusal(
            "covert-not-chosen",
            mark,
            who,
            ItemMarkRequest(item=item, state="pertinent", reason="لا صلة"),
            None,
        )
        refusal(
            "covert-not-chosen", transcribe, who, TranscriptRequest(item=item, text="x", language="ar"), None
        )
        assert "محام" not in look(who, one, None).model_dump_json().replace("محامٍ", "", 1)
    choose(listener, DeciderRequest(number=number, officer="chief", named_by="9/2026"), None)
    assert read(chief, one, None).transcripts[0].text == "محامٍ وموكله"
    refusal("covert-not-chosen", read, at, one, None)
    assert (
        mark(chief, ItemMarkRequest(item=item, state="non-pertinent", reason="لا صلة"), None).state
        == "non-pertinent"
    )


def test_what_is_privileged_stands_in_no_report_list_register_or_original(at: Seat, listener: Seat) -> None:
    number = order(at)
    case = at.bench.open_case("Recordings").id
    taken(at, number, case)
    item, said = first(at), "zzqxlawyer speaks"
    at.bench.door.cases.add_member(case, listener.actor.id, "test")
    recording = next(one.id for one in listener.bench.sources() if one.name == "1.txt")
    mark(listener, ItemMarkRequest(item=item, state="heard"), None)
    transcribe(listener, TranscriptRequest(item=item, text=said, language="en"), None)
    transcribe(listener, TranscriptRequest(item=item, text=f"{said} again", language="en"), None)
    mark(listener, ItemMarkRequest(item=item, state="pertinent", reason="سعر"), None)
    wanted = ProductReportRequest(number=number)
    (shown,) = report(listener, wanted, None).pertinent
    assert [one.text for one in shown.texts] == [f"{said} again"]
    assert look(listener, ItemReference(item=item), None).original == recording
    assert listener.bench.original(recording)[1].read_bytes() == SOUND
    mark(listener, ItemMarkRequest(item=item, state="privileged", reason="محامٍ"), None)
    told = report(listener, wanted, None)
    assert (told.pertinent, [(one.item, one.state) for one in told.closed]) == ([], [(item, "privileged")])
    page = items(listener, ItemsRequest(number=number), None).items
    assert {one.item: one.original for one in page}[item] == ""
    refusal("original-closed", listener.bench.original, recording)
    client = Served(at.bench.door, create_app(at.bench.door, work=False), "").client("listener")
    body = {"number": number}
    answers = [
        client.get(f"/api/v1/sources/{recording}/original"),
        client.get(f"/api/v1/sources/{recording}/rows"),
        client.get("/api/v1/search", params={"q": "lawyer speaks"}),
        client.get("/api/v1/desks/covert/item-list", params=body),
        client.get("/api/v1/desks/covert/item-report", params=body),
        client.get("/api/v1/desks/covert/item-look", params={"item": item}),
        client.get("/api/v1/desks/covert/item-read", params={"item": item}),
        client.get("/api/v1/desks/covert/registers/items"),
        client.post("/api/v1/desks/covert/registers/items/export", json={"format": "csv"}),
    ]
    assert [one.status_code for one in answers] == [403, 403, 200, 200, 200, 200, 403, 200, 200]
    assert not any(b"zzqxlawyer" in one.content or SOUND in one.content for one in answers)
    chief = person(at, "chief", "supervisor")
    at.bench.door.cases.admit(COVERT_CLOSED, chief.actor.id, at.actor.id)
    at.bench.door.cases.add_member(case, chief.actor.id, "test")
    choose(listener, DeciderRequest(number=number, officer="chief", named_by="9/2026"), None)
    assert chief.bench.original(recording)[1].read_bytes() == SOUND
    assert look(chief, ItemReference(item=item), None).original == recording
    assert report(chief, wanted, None).pertinent == [], (
        "what is privileged stands in no report, whoever makes it"
    )
    assert at.bench.door.closed.is_closed(LEAVING, GOOD), "and leaves the program for nobody"
    mark(chief, ItemMarkRequest(item=item, state="non-pertinent", reason="لا صلة"), None)
    assert not at.bench.door.closed.is_closed(LEAVING, GOOD)


def test_the_recording_of_an_item_outside_its_order_is_closed(at: Seat, listener: Seat) -> None:
    case = at.bench.open_case("Late").id
    number = order(at)
    late = LIST.replace("b" * 64, hashlib.sha256(b"RIFF late").hexdigest())
    deposit = at.bench.deposit(case, zone="Asia/Baghdad", authority=Authority(reference=number))
    recording = at.bench.collect_made(b"RIFF late", "2.txt", at.bench.deposit(case)).source
    take(at, ItemListRequest(source=at.bench.collect_made(late.encode(), "late.csv", deposit).source), None)
    refusal("original-closed", at.bench.original, recording)


def test_what_is_destroyed_needs_two_and_nobody_reads_it_again(at: Seat, listener: Seat) -> None:
    taken(at, order(at))
    item = first(at)
    at.bench.door.cases.add_member(at.records(ITEM).find().records[0].body.case, listener.actor.id, "test")
    mark(listener, ItemMarkRequest(item=item, state="heard"), None)
    transcribe(listener, TranscriptRequest(item=item, text=f"{CANARY} كلام", language="ar"), None)
    mark(listener, ItemMarkRequest(item=item, state="pertinent", reason="سعر"), None)
    asked = DestructionRequest(items=[item], order="9/2026")
    refusal("covert-item-state", ask, listener, asked, None)
    mark(listener, ItemMarkRequest(item=item, state="non-pertinent", reason="لا صلة"), None)
    told = ask(listener, asked, None)
    assert (told.confirmed, told.digests, told.original_here, told.transcripts) == (None, [GOOD], [GOOD], 1)
    assert read(listener, ItemReference(item=item), None).transcripts[0].text == f"{CANARY} كلام"
    refusal("covert-item-state", ask, listener, asked, None)
    refusal(
        "covert-second-person", confirm, listener, CertificateReference(certificate=told.certificate), None
    )
    done = confirm(at, CertificateReference(certificate=told.certificate), None)
    assert done.confirmed is not None
    refusal("covert-certificate-done", confirm, at, CertificateReference(certificate=told.certificate), None)
    refusal("covert-item-state", read, listener, ItemReference(item=item), None)
    at.bench.workspace.database.scrub()
    left = [
        path
        for path in at.bench.workspace.root.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    assert left == []
