"""A second code for somebody who is in the vault already is a controller's decision: until then there is no
source, a refusal leaves none and makes the name unreadable, and nobody is told which code the first one
is."""

import json

import pytest

from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import NoQuestion
from tahqiq.desk.inbox import inbox
from tahqiq.desks.covert.approvals.operations import waiting
from tahqiq.desks.covert.identities import IDENTITY
from tahqiq.desks.covert.inspections.operations import InspectionRequest, inspect
from tahqiq.desks.covert.my_sources.operations import mine as my_sources
from tahqiq.desks.covert.registrations.operations import SourceRequest, register
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.second_codes.operations import SecondCodeDecision, SecondCodesView, decide, mine
from tahqiq.desks.covert.second_codes.record import SECOND_CODE, WAITING_IDENTITY
from tahqiq.desks.covert.sources.record import SOURCE
from tahqiq.desks.covert.uses.record import USE
from tahqiq.kit.errors import NotFound
from tests.desks.conftest import performed, person
from tests.desks.covert.conftest import now
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat

NAME, PHONE, REASON = "zzqxsecond zzqxcanary", "+9647700000777", "تعمل لوحدة أخرى بعلم الطرفين"


def asked(handler: Seat) -> tuple[str, str]:
    """The first code, and the id of the request for a second one."""
    first = register(handler, SourceRequest(name="سلام العينة", phone=PHONE, handlers=["handler"]), None).code
    told = register(handler, SourceRequest(name=NAME, phone=PHONE, handlers=["handler"]), None)
    assert (told.code, told.state, told.duplicate) == ("", "waiting", True)
    return first, listed(handler).requests[0].request


def listed(seat: Seat) -> SecondCodesView:
    return mine(seat, NoQuestion(), None)


def decision(request: str, *, granted: bool) -> SecondCodeDecision:
    return SecondCodeDecision(request=request, granted=granted, reason=REASON)


def test_nothing_of_the_person_stands_outside_the_vault_until_a_controller_decides(
    at: Seat, handler: Seat
) -> None:
    first, _ = asked(handler)
    assert [one.body.code for one in at.records(SOURCE).find().records] == [first]
    assert at.records(USE).count({"what": "contact"})[None] == 1
    assert [one.code for one in my_sources(handler, NoQuestion(), None).sources] == [first]


def test_yes_opens_a_second_code_with_its_handler_and_first_contact(at: Seat, handler: Seat) -> None:
    first, request = asked(handler)
    told = decide(at, decision(request, granted=True), None)
    assert (told.state, told.may) == ("granted", False)
    assert told.code not in ("", first)
    assert {one.code for one in my_sources(handler, NoQuestion(), None).sources} == {first, told.code}
    assert at.records(USE).count({"what": "contact", "of": told.code})[None] == 1
    seen = listed(handler).requests[0]
    assert (seen.code, seen.reason, seen.state) == (told.code, REASON, "granted")
    wish = at.records(SECOND_CODE).get(request).body
    with pytest.raises(NotFound):
        Vault(at.bench.door, at.actor, WAITING_IDENTITY).read(wish.lies)
    opened = Vault(handler.bench.door, handler.actor, IDENTITY).ask(told.code, "welfare", "why")
    assert opened
    assert inspect(at, InspectionRequest(seed=1, sample=9), None).findings == []


def test_no_leaves_no_source_and_tells_the_handler_why_but_no_code(at: Seat, handler: Seat) -> None:
    first, request = asked(handler)
    decide(at, decision(request, granted=False), None)
    assert [one.body.code for one in at.records(SOURCE).find().records] == [first]
    told = listed(handler)
    assert (told.requests[0].state, told.requests[0].reason) == ("refused", REASON)
    assert first not in told.model_dump_json()
    assert first not in at.records(SECOND_CODE).get(request).body.model_dump_json()
    wish = at.records(SECOND_CODE).get(request).body
    with pytest.raises(NotFound):
        Vault(at.bench.door, at.actor, WAITING_IDENTITY).read(wish.lies)
    at.bench.workspace.database.scrub()
    root = at.bench.workspace.root
    files = [path for path in root.rglob("*") if path.is_file()]
    assert not [path for path in files if b"zzqxsecond" in path.read_bytes()]
    refusal("covert-second-code-decided", decide, at, decision(request, granted=True), None)


def test_only_a_controller_who_took_no_part_decides_and_the_ground_says_so(at: Seat, handler: Seat) -> None:
    _, request = asked(handler)
    refusal("refused-by-policy", performed, handler, "second-code-decide", decision(request, granted=True))
    supervisor = person(at, "supervisor", "supervisor")
    refusal("no-such-record", performed, supervisor, "second-code-decide", decision(request, granted=True))
    asker = person(at, "asker", "supervisor")
    at.bench.door.cases.admit(SOURCE_ID, asker.actor.id, at.actor.id)
    register(asker, SourceRequest(name=NAME, phone=PHONE, handlers=["handler"]), None)
    own = next(one for one in listed(asker).requests if not one.may)
    refusal("covert-decider-involved", decide, asker, decision(own.request, granted=True), None)
    register(at, SourceRequest(name=NAME, phone=PHONE, handlers=["asker"]), None)
    handled = [one.request for one in listed(asker).requests if not one.may]
    assert len(handled) == 2
    for one in handled:
        refusal("covert-decider-involved", decide, asker, decision(one, granted=True), None)
    performed(at, "second-code-decide", decision(request, granted=True))
    acts = [leaf.act for leaf in at.bench.door.audit.leaves() if "second-code" in leaf.act]
    assert "covert.second-code-decide" in acts


def test_the_request_stands_in_the_controllers_inbox_until_it_is_decided(at: Seat, handler: Seat) -> None:
    _, request = asked(handler)
    for seat, waits in ((at, True), (handler, False), (person(at, "officer", "supervisor"), False)):
        lines = [one for one in inbox(seat, now(), "en").items if one.kind == SECOND_CODE.name]
        assert [(one.why, one.id, one.to) for one in lines] == (
            [("approval", request, "decisions")] if waits else []
        )
        assert bool(waiting(seat, NoQuestion(), None).second_codes) is waits
    decide(at, decision(request, granted=False), None)
    assert [one for one in inbox(at, now(), "en").items if one.kind == SECOND_CODE.name] == []
    assert waiting(at, NoQuestion(), None).second_codes == []


def test_somebody_else_who_is_admitted_sees_no_request_of_others(at: Seat, handler: Seat) -> None:
    asked(handler)
    other = person(at, "other", "analyst")
    at.bench.door.cases.admit(SOURCE_ID, other.actor.id, at.actor.id)
    assert listed(other).requests == []
    assert NAME not in json.dumps([str(leaf) for leaf in at.bench.door.audit.leaves()], ensure_ascii=False)


@pytest.mark.parametrize("again", ["سلام جاسم", "Salaam Jasim", "سَلام   جاسم"])
def test_the_same_whole_name_alone_asks_the_controller_however_it_is_spelled(
    at: Seat, handler: Seat, again: str
) -> None:
    first = register(handler, SourceRequest(name="سلام جاسم", handlers=["handler"]), None)
    told = register(handler, SourceRequest(name=again, handlers=["handler"]), None)
    assert (first.duplicate, told.state, told.duplicate) == (False, "waiting", True)
    assert [one.body.code for one in at.records(SOURCE).find().records] == [first.code]


@pytest.mark.parametrize("other", ["سالم جاسم", "سلام", "سلام جاسم حسن"])
def test_another_name_and_a_single_word_ask_nobody(handler: Seat, other: str) -> None:
    register(handler, SourceRequest(name="سلام جاسم", handlers=["handler"]), None)
    register(handler, SourceRequest(name="سلام", handlers=["handler"]), None)
    assert not register(handler, SourceRequest(name=other, handlers=["handler"]), None).duplicate
