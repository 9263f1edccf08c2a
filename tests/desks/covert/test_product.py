"""Product outside subject, place, time or method is in no chart, search or count until a supervisor lets it
in (T8); lists of items with their gaps (T12)."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.main import app
from tahqiq.desk import NoQuestion
from tahqiq.desks.covert.application import ReceivedOrderRequest, apply, receive
from tahqiq.desks.covert.decision import CancellationRequest, cancel
from tahqiq.desks.covert.held_rows import QuarantineRowsRequest, held_rows
from tahqiq.desks.covert.product_tool import ProductFilesRequest, read
from tahqiq.desks.covert.quarantine import (
    DeciderRequest,
    QuarantineReleaseRequest,
    choose,
    quarantine,
    release,
)
from tahqiq.kit.errors import Conflict
from tahqiq.model.source import Authority
from tests.desks.conftest import person
from tests.desks.covert.conftest import application, moment
from tests.desks.covert.test_authorisations import refusal
from tests.formats.etsi.made import call, document
from tests.seat import Seat

TARGET, OTHER = "+9647701234567", "+9647709876543"
CALLS = """caller,callee,date,time,duration
+9647701234567,+9647709876543,2026-02-10,23:59:59,5
+9647701234567,+9647701111111,2026-02-11,00:00:00,5
+9647701234567,+9647702222222,2026-02-12,10:00:00,5
+9647703333333,+9647704444444,2026-02-05,10:00:00,5
"""


def order(desk: Seat, **more: object) -> str:
    told: dict[str, object] = {
        "technique": "retained-data",
        "issuer": "محكمة العينة",
        "reference": "7/2026",
        "at": moment("2026-02-01T10:00+03:00"),
        "begins": moment("2026-02-01T10:00+03:00"),
        "ends": moment("2026-02-10T23:59:59+03:00"),
        "subjects": [TARGET],
    }
    return receive(desk, ReceivedOrderRequest.model_validate(told | more), None).number


def collected(
    at: Seat, number: str, text: str | bytes = CALLS, name: str = "calls.csv", case: str = ""
) -> str:
    data = text.encode() if isinstance(text, str) else text
    deposit = at.bench.deposit(
        case or at.bench.open_case(f"Case {number}").id,
        zone="Asia/Baghdad",
        authority=Authority(reference=number),
    )
    return at.bench.collect_made(data, name, deposit).source


def events(at: Seat, number: str) -> int:
    hits = [hit for hit in at.bench.search(number).hits if hit.schema == "PhoneNumber"]
    return at.bench.happenings(hits[0].id.hex()).total if hits else 0


def test_the_last_second_is_in_and_the_next_is_in_quarantine_everywhere(at: Seat) -> None:
    source = collected(at, order(at))
    told = quarantine(at, NoQuestion(), None)
    assert [(one.source, one.facts, one.released, one.state) for one in told.sources] == [
        (source, 3, False, "expired")
    ]
    assert (
        events(at, TARGET),
        events(at, OTHER),
        events(at, "+9647701111111"),
        events(at, "+9647703333333"),
    ) == (1, 1, 0, 0)
    assert sum(at.bench.workspace.facts.records(at.bench.scope("analysis")).values()) == 1
    assert sum(at.bench.workspace.facts.records(at.bench.scope("product")).values()) == 1


def test_whom_the_judge_named_lets_it_in_with_reason_and_nobody_else_does(at: Seat) -> None:
    number = order(at, officers=["owner"])
    source = collected(at, number)
    asked = QuarantineReleaseRequest(source=source, reason="وافق القاضي على المدة", named_by="9/2026")
    refusal("covert-decider-involved", release, at, asked, None)
    refusal(
        "covert-chooses-self",
        choose,
        at,
        DeciderRequest(number=number, officer="owner", named_by="9/2026"),
        None,
    )
    chief, other = person(at, "chief", "supervisor"), person(at, "other", "supervisor")
    clerk = person(at, "clerk", "analyst")
    case = at.bench.workspace.sources.find(at.bench.scope("work"), source).case
    for one in (chief, other):
        at.bench.door.cases.add_member(case, one.actor.id, "test")
        refusal("covert-not-chosen", release, one, asked, None)
    refusal(
        "covert-decider-role",
        choose,
        at,
        DeciderRequest(number=number, officer="clerk", named_by="9/2026"),
        None,
    )
    refusal(
        "covert-decider-involved",
        choose,
        clerk,
        DeciderRequest(number=number, officer="owner", named_by="9/2026"),
        None,
    )
    choose(clerk, DeciderRequest(number=number, officer="chief", named_by="9/2026"), None)
    refusal("covert-not-chosen", release, other, asked, None)
    refusal("covert-not-chosen", release, chief, asked.model_copy(update={"named_by": "10/2026"}), None)
    assert events(at, TARGET) == 1
    told = release(chief, asked, None)
    assert (told.released, told.reason) == (True, "وافق القاضي على المدة [9/2026]")
    assert events(chief, TARGET) == 3
    chief.bench.acts.take_back(source, "أُلغي القرار")
    assert events(at, TARGET) == 1


def test_the_cores_own_way_of_releasing_is_closed_where_the_register_holds_back(at: Seat) -> None:
    source = collected(at, order(at))
    refusal("release-by-register", at.bench.acts.release, source, "أريد ذلك")
    assert at.bench.acts.held(source).released is False
    refused = [leaf for leaf in at.bench.door.audit.leaves() if "release-by-register" in str(leaf)]
    assert len(refused) == 1
    plain = at.bench.deposit(
        at.bench.open_case("Plain").id,
        zone="Asia/Baghdad",
        authority=Authority(reference="12/2026", end="2026-02-10"),
    )
    other = at.bench.collect_made(CALLS.encode(), "plain.csv", plain).source
    assert at.bench.acts.release(other, "قرار المحكمة").released


def test_another_order_and_one_that_was_never_granted(at: Seat) -> None:
    plain = at.bench.deposit(
        at.bench.open_case("Plain").id,
        zone="Asia/Baghdad",
        authority=Authority(reference="12/2026", end="2026-02-10"),
    )
    source = at.bench.collect_made(CALLS.encode(), "plain.csv", plain).source
    refusal(
        "covert-no-order",
        release,
        at,
        QuarantineReleaseRequest(source=source, reason="نعم نعم", named_by="1/2026"),
        None,
    )
    waiting = apply(at, application(), None).number
    with pytest.raises(Conflict) as caught:
        at.bench.deposit(at.home, authority=Authority(reference=waiting))
    assert caught.value.code == "covert-not-in-force"


def test_the_register_stands_whatever_is_typed_beside_its_number(at: Seat) -> None:
    number = order(at)
    deposit = at.bench.deposit(
        at.home, authority=Authority(reference=number.lower(), numbers=("+9647703333333",), end="2099-01-01")
    )
    assert (deposit.authority.numbers, deposit.authority.end, deposit.authority.reference) == (
        (TARGET,),
        "2026-02-10T20:59:59Z",
        number,
    )


def test_what_comes_after_a_cancellation_is_held_to_the_second(at: Seat) -> None:
    number = order(at, ends=moment("2026-12-31T00:00+03:00"), begins=moment("2026-02-01T00:00+03:00"))
    cancel(
        at,
        CancellationRequest(
            number=number, reason="انتهى الغرض", stopped_at=moment("2026-02-11T00:00:00+03:00")
        ),
        None,
    )
    collected(at, number)
    assert events(at, TARGET) == 2


def test_another_method_and_another_place_are_held(at: Seat) -> None:
    texts = (
        CALLS.replace(",duration", ",duration,cell")
        .replace(",5\n", ",5,41805-1-77\n")
        .replace("2026-02-11,00:00:00,5,41805-1-77", "2026-02-09,00:00:00,5,41805-1-78")
    )
    first = order(at, methods=["Message"])
    collected(at, first)
    assert events(at, TARGET) == 0
    second = order(at, places=["41805-1-77"])
    case = at.bench.open_case("Places").id
    source = collected(at, second, texts, "cells.csv", case)
    assert at.bench.acts.held(source).facts == 3


def test_retained_data_of_a_standard_file_goes_under_its_order(at: Seat) -> None:
    number = order(
        at,
        at=moment("2024-09-01T00:00Z"),
        begins=moment("2024-09-01T00:00Z"),
        ends=moment("2024-09-27T00:05:03Z"),
    )
    source = collected(at, number, document(call()), "data.xml")
    assert at.bench.acts.held(source).facts == 0
    hits = [hit for hit in at.bench.search(TARGET).hits if hit.schema == "PhoneNumber"]
    told = at.bench.happenings(hits[0].id.hex())
    assert (told.total, told.records) == (1, 2)
    late = order(
        at,
        at=moment("2024-09-01T00:00Z"),
        begins=moment("2024-09-01T00:00Z"),
        ends=moment("2024-09-27T00:05:02Z"),
    )
    held = collected(at, late, document(call()), "data2.xml")
    assert at.bench.acts.held(held).facts == 2


LIST = f"""LIID,Seq,Time,Target,SHA256
L-1,1,2026-02-01T10:00:00+03:00,{TARGET},{"a" * 64}
L-1,2,2026-02-01T10:05:00+03:00,{TARGET},xyz
L-1,5,2026-02-01T10:06:00+03:00,{TARGET},{"b" * 64}
L-1,5,2026-02-01T10:07:00+03:00,{TARGET},{"c" * 64}
,6,2026-02-01T10:07:00+03:00,{TARGET},{"c" * 64}
L-1,7,2026-02-01 10:07,{TARGET},{"c" * 64}
"""


def test_gaps_numbers_twice_and_digests_of_a_list_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text(LIST, "utf-8")
    told = read(ProductFilesRequest(files=[path])).documents[0]
    assert (told.records_in, told.records_out, told.rejected) == (6, 4, 2)
    assert sorted(one.code for one in told.problems) == sorted(
        [
            "covert-item-digest",
            "covert-item-gap",
            "covert-item-twice",
            "covert-item-no-liid",
            "covert-item-no-moment",
        ]
    )
    assert told.lines[0]["at"] == "2026-02-01T07:00:00Z"


WARRANT = """<HI1Message xmlns="http://uri.etsi.org/03120/common/2019/10/Core" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:auth="http://uri.etsi.org/03120/common/2020/09/Authorisation">
<Header><SenderIdentifier><CountryCode>XX</CountryCode><UniqueIdentifier>UNIT</UniqueIdentifier></SenderIdentifier><Version><ETSIVersion>V1.16.1</ETSIVersion></Version></Header>
<Payload><RequestPayload><ActionRequests><ActionRequest><ActionIdentifier>0</ActionIdentifier><CREATE><HI1Object xsi:type="auth:AuthorisationObject">
<ObjectIdentifier>abc</ObjectIdentifier><auth:AuthorisationReference>W-1</auth:AuthorisationReference>
<auth:AuthorisationTimespan><auth:StartTime>2026-01-01T00:00:00Z</auth:StartTime></auth:AuthorisationTimespan></HI1Object></CREATE></ActionRequest>
<ActionRequest><ActionIdentifier>2</ActionIdentifier><CREATE><HI1Object xsi:type="task:LITaskObject"><ObjectIdentifier>def</ObjectIdentifier><Reference>LIID-1</Reference>
<DesiredStatus><Owner>ETSI</Owner><Name>TaskDesiredStatus</Name><Value>AwaitingProvisioning</Value></DesiredStatus>
<TargetIdentifier><TargetIdentifierValues><TargetIdentifierValue><FormatType><FormatOwner>ETSI</FormatOwner><FormatName>InternationalE164</FormatName></FormatType><Value>9647701234567</Value></TargetIdentifierValue>
<TargetIdentifierValue><FormatName>IMSI</FormatName><Value>418050000000001</Value></TargetIdentifierValue></TargetIdentifierValues></TargetIdentifier><DeliveryType><Value>IRIOnly</Value></DeliveryType></HI1Object></CREATE></ActionRequest></ActionRequests></RequestPayload></Payload></HI1Message>"""  # noqa: E501


def test_a_warrant_without_an_end_and_what_is_no_product_are_said(tmp_path: Path) -> None:
    paths = [tmp_path / "w.xml", tmp_path / "n.bin"]
    paths[0].write_text(WARRANT, "utf-8")
    paths[1].write_bytes(b"\x00\x01\x02")
    made = CliRunner().invoke(app, ["covert", "product", "read", *map(str, paths), "--json"])
    warrant, nothing = json.loads(made.stdout)["documents"]
    assert (warrant["kind"], warrant["version"], warrant["heading"]["sender"]) == (
        "etsi-103120",
        "V1.16.1",
        "XX UNIT",
    )
    assert (warrant["lines"][0]["kind"], warrant["lines"][0]["reference"], warrant["lines"][0]["from"]) == (
        "AuthorisationObject",
        "W-1",
        "2026-01-01T00:00:00Z",
    )
    assert [one["code"] for one in warrant["problems"]] == ["covert-actions-order", "covert-warrant-open"]
    task = warrant["lines"][1]
    assert (task["reference"], task["wanted_status"], task["targets"]) == (
        "LIID-1",
        "AwaitingProvisioning",
        [["InternationalE164", "9647701234567"], ["IMSI", "418050000000001"]],
    )
    assert task["rest"]["DeliveryType/Value"] == "IRIOnly"
    assert (nothing["kind"], [one["code"] for one in nothing["problems"]]) == (
        "unknown",
        ["covert-no-product"],
    )


@pytest.mark.parametrize("header", ["LIID", "معرف الاعتراض", "ناسێنەری گرتن", "ناسێنەرێ گرتنێ"])
def test_a_row_of_another_interception_than_the_order_names_is_held_whatever_the_heading_is_called(
    at: Seat, header: str
) -> None:
    rows = f"""{header},Target,Other party,Direction,Start time,Duration
L-1,{TARGET},{OTHER},Outgoing,2026-02-05T10:00:00+03:00,5
L-2,{TARGET},+9647701111111,Incoming,2026-02-05T11:00:00+03:00,5
,{TARGET},+9647702222222,Outgoing,2026-02-05T12:00:00+03:00,5
"""
    source = collected(at, order(at, technique="interception", liids=["L-1"]), rows, "list.csv")
    assert (at.bench.acts.held(source).facts, events(at, TARGET)) == (2, 1)
    assert [one.beyond for one in held_rows(at, QuarantineRowsRequest(source=source), None).rows] == [
        ["identifier"],
        ["identifier"],
    ]
    plain = collected(
        at, order(at, technique="interception", liids=["L-1"]), rows.replace(header, "x"), "plain.csv"
    )
    assert at.bench.acts.held(plain).facts == 0
