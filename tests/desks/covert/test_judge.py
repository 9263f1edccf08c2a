"""The register of the judge (T17): for the judge who entered it and for nobody else, never evidence, and
nowhere outside the vault."""

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.desks.covert.corridor import IntelligenceRequest, issue
from tahqiq.desks.covert.involved import SOURCE_ID
from tahqiq.desks.covert.judge import (
    ART_47,
    InvestigationOutcomeRequest,
    JudgeEntryRequest,
    OneEntry,
    conclude,
    enter,
    look,
)
from tahqiq.desks.covert.register import of_number
from tahqiq.desks.covert.sources import of_code
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tests.desks.conftest import person
from tests.desks.covert.conftest import now
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat

CANARY = "zzqxinformer"


@pytest.fixture
def judge(at: Seat) -> Seat:
    """A judge who opened the register, with a second judge, an analyst and the owner admitted to it
    beside."""
    found = person(at, "judge", "supervisor")
    found.bench.team.open_compartment(ART_47, "Register of the judge")
    for one in (person(at, "other-judge", "supervisor"), person(at, "clerk", "analyst"), at):
        at.bench.door.cases.admit(ART_47, one.actor.id, found.actor.id)
    return found


def desktop(at: Seat, login: str) -> Seat:
    door = at.bench.door
    return Seat(type(at.bench)(door, door.people.get(login)), at.desk, at.home, "work")


def test_it_opens_for_the_judge_who_entered_it_and_for_nobody_else(at: Seat, judge: Seat) -> None:
    told = enter(
        judge,
        JudgeEntryRequest(
            name=f"{CANARY} {CANARY}",
            contact="+9647700000009",
            at=now(),
            offence="life",
            summary=f"{CANARY} told",
        ),
        None,
    )
    assert [one.code for one in told.remarks] == ["covert-judge-no-evidence", "covert-judge-unverified"]
    asked = OneEntry(entry=told.entry)
    assert look(judge, asked, None).name == f"{CANARY} {CANARY}"
    for other in (at, desktop(at, "other-judge")):
        with pytest.raises(NotFound) as raised:
            look(other, asked, None)
        assert raised.value.http_status == 404
        refusal(
            "vault-none",
            conclude,
            other,
            InvestigationOutcomeRequest(entry=told.entry, outcome="malicious"),
            None,
        )
    refusal("vault-keeper-needed", look, desktop(at, "clerk"), asked, None)
    for stranger in (person(at, "stranger", "supervisor"), person(at, "root", "administrator")):
        refusal("no-such-compartment", look, stranger, asked, None)
    assert (
        conclude(judge, InvestigationOutcomeRequest(entry=told.entry, outcome="malicious"), None).outcome
        == "malicious"
    )
    refusal(
        "covert-judge-ended",
        conclude,
        judge,
        InvestigationOutcomeRequest(entry=told.entry, outcome="founded"),
        None,
    )
    assert look(judge, asked, None).outcome == "malicious"


def test_it_is_cited_nowhere_and_stands_in_no_file_or_log(at: Seat, judge: Seat) -> None:
    number = enter(
        judge,
        JudgeEntryRequest(name=f"{CANARY} {CANARY}", at=now(), offence="death", summary=f"{CANARY} told"),
        None,
    ).entry
    at.bench.team.open_compartment(SOURCE_ID, "Identities of sources")
    at.bench.door.cases.admit(SOURCE_ID, judge.actor.id, at.actor.id)
    day = now().date()
    asked = IntelligenceRequest(
        case=at.home,
        report=number,
        text="Reporting received",
        since=day,
        until=day,
        grade="europol-4x4:B4",
        handling="internal",
    )
    refusal("vault-none", issue, judge, asked, None)
    for way in (of_number, of_code):
        with pytest.raises((NotFound, WrongUse, Refused, Conflict)):
            way(judge, number)
    root = at.bench.workspace.root
    at.bench.workspace.database.scrub()
    assert [
        path.name for path in root.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()
    ] == []
    assert not any(CANARY in str(leaf) for leaf in at.bench.door.audit.leaves())
    assert at.bench.search(CANARY).hits == ()
    assert Verifier(at.bench.door).verify().holds
