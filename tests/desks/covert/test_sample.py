"""In the invented case the inspector finds, from the register alone, what was planted; the call a day after
the order's end is in quarantine."""

from datetime import datetime

import pytest

from tahqiq.desk import NoQuestion
from tahqiq.desks.covert.approvals.operations import waiting
from tahqiq.desks.covert.contacts.operations import ContactRequest
from tahqiq.desks.covert.deliveries.record import DELIVERY
from tahqiq.desks.covert.deliveries.view import mass
from tahqiq.desks.covert.deployments.log import log_of
from tahqiq.desks.covert.deployments.record import DEPLOYMENT
from tahqiq.desks.covert.inspections.operations import InspectionRequest, inspect
from tahqiq.desks.covert.my_sources.operations import mine
from tahqiq.desks.covert.payments.operations import PaymentApproval, approve
from tahqiq.desks.covert.product.minimisation import ItemReference, read
from tahqiq.desks.covert.product.record import ITEM
from tahqiq.desks.covert.quarantine.operations import quarantine
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sample import OTHER, SAMPLE
from tahqiq.desks.covert.sample_task import ACCOUNT, TASK
from tahqiq.kit.errors import Refused
from tests.desks.conftest import Turn, performed, person
from tests.seat import Seat


def test_what_was_planted_is_found_and_the_late_call_is_held(at: Seat, turn: Turn) -> None:
    turn("2024-04-12T08:00")
    case = at.bench.open_case("Sample").id
    assert SAMPLE.records is not None
    made = SAMPLE.records(Seat(at.bench, at.desk, case, "work"), {"day": "2024-04-12"})
    assert {name: at.records(at.desk.kind(name)).count({})[None] for name in made} == made
    (sent,) = at.records(DELIVERY).find({}).records
    weight = mass(at, sent.body)
    assert (weight.came_in, weight.in_hand, weight.closes) == ("40000", "40000", True)
    (out,) = at.records(DEPLOYMENT).find({}).records
    assert out.body.instructions.signed_at is not None
    assert out.body.started_at is not None
    assert out.body.instructions.signed_at < out.body.started_at
    assert [one.body.entry.what for one in log_of(at, out).every()] == ["words", "buy", "contact"]
    told = inspect(at, InspectionRequest(seed=1, sample=100), None)
    assert sorted(one.code for one in told.findings) == [
        "covert-found-before",
        "covert-found-copied",
        "covert-found-paid",
        "covert-found-review",
    ]
    assert [(one.facts, one.released, one.state) for one in quarantine(at, NoQuestion(), None).sources] == [
        (1, False, "expired")
    ] * 2
    report = next(one for one in at.bench.sources() if one.grade == "europol-4x4:B4")
    assert (report.state, at.bench.search("الكيلوغرامات").total) == ("published", 1)
    other = next(hit for hit in at.bench.search(OTHER).hits if hit.schema == "PhoneNumber")
    assert at.bench.happenings(other.id.hex()).total == 4
    assert sum(at.bench.workspace.facts.records(at.bench.scope("analysis")).values()) == 4
    states = {one.body.state: one.body for one in at.records(ITEM).find({"held": ""}).records}
    assert set(states) == {"pertinent", "privileged"}
    assert [one.body.held for one in at.records(ITEM).find({}, order="moment").records] == ["", "", "time"]
    with pytest.raises(Refused, match="judge"):
        read(at, ItemReference(item=states["privileged"].number), None)
    with pytest.raises(Refused):
        at.bench.original(
            next(one.id for one in at.bench.sources() if one.sha256 == states["privileged"].digest)
        )
    (text,) = read(at, ItemReference(item=states["pertinent"].number), None).transcripts
    assert text.text is not None


def test_the_account_of_the_desk_has_sources_and_decisions_of_its_own(at: Seat, turn: Turn) -> None:
    turn("2024-04-12T08:00")
    case = at.bench.open_case("Sample").id
    controller = person(at, ACCOUNT.login, "supervisor")
    assert SAMPLE.records is not None
    SAMPLE.records(Seat(at.bench, at.desk, case, "work"), {"day": "2024-04-12"})
    at.bench.door.cases.admit(SOURCE_ID, controller.actor.id, at.actor.id)
    (own,) = mine(controller, NoQuestion(), None).sources
    assert (own.state, own.contacts, own.standing) == ("active", 1, "in-force")
    waits = waiting(controller, NoQuestion(), None)
    asked_by = at.bench.person.name or at.bench.person.login
    assert [(one.act, one.asked_by) for one in waits.payments] == [("approve", asked_by)]
    approver = controller.actor.name or ACCOUNT.login
    assert [one.approved_by for one in waits.own if one.stands == "approved"] == [approver]
    assert all(one.why for one in waits.payments)
    assert not TASK.done(controller)
    first = next(one for one in waits.payments if one.act == "approve")
    approve(controller, PaymentApproval(payment=first.payment, sentence="it fits what came of it"), None)
    assert TASK.done(controller)
    met = ContactRequest(code=own.code, at=datetime.fromisoformat("2024-04-11T18:00:00+03:00"))
    assert performed(controller, "source-contact", met)
