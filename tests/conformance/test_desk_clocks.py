"""What every desk promises of its clocks: caught up, struck once, run by the worker under an account of the
desk's own, and what they close."""

from datetime import date, datetime, timedelta

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.casework.clocks import Tick
from tahqiq.desk import desks
from tahqiq.desk.clockwork import clocks_of, service_login, strike
from tahqiq.desk.destruction import ConfirmedDestruction, FileDestructionRequest
from tahqiq.desk.destruction_requests import ask, confirm
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.tables import Table
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, Refused
from tahqiq.model.kind import day_of
from tahqiq.web.worker import Worker
from tests.seat import Seat
from tests.web.conftest import CANARY, Served

from .entries import NOON, at, finding, visit

pytestmark = pytest.mark.usefixtures("packages")


def test_every_clock_is_caught_up_after_an_outage_and_struck_once(served: Served) -> None:
    opened = datetime.fromisoformat(served.door.cases.opened("desk-visitors") or "")
    visit(served, "stays", opened - timedelta(hours=2))
    later = opened + timedelta(days=3, minutes=1)
    for declared in desks().values():
        struck = list(strike(served.door, declared, later))
        every = {one.clock.name: list(one.clock.ticks(opened, later)) for one in clocks_of(declared)}
        assert {name: [one.tick for one in struck if one.tick.clock == name] for name in every} == every
        assert list(strike(served.door, declared, later)) == []
        assert list(strike(served.door, declared, opened)) == []
    leaves = [
        leaf
        for leaf in served.door.audit.leaves()
        if leaf.act == "visitors.clock" and leaf.phase == "outcome"
    ]
    assert [leaf.result for leaf in leaves] == ["done"] * len(leaves)
    assert len({leaf.object for leaf in leaves}) == len(leaves) >= 6
    stays = Table(at(served, "insider", "visitors"), "visits").page().lines[0]
    assert (stays.cells["overstayed"].values, stays.version) == (("true",), 2)
    assert Verifier(served.door).verify().holds


def test_a_stroke_that_was_broken_off_is_done_again_and_changes_nothing_twice(served: Served) -> None:
    declared = desks()["visitors"]
    visit(served, "stays", NOON - timedelta(days=1))
    list(strike(served.door, declared, clock.now()))
    clerk = Seat(served.bench(service_login(declared)), declared, declared.file, "work")
    tick = Tick("midnight", 999, clock.now())
    changed = [declared.clocks[0].run(clerk, tick) for _ in range(2)]
    assert changed == [1, 0]


def test_the_worker_runs_the_clocks(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    visit(served, "stays", NOON - timedelta(days=1))
    now = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "_now", lambda: now)
    Worker(served.door).clocks()
    told = served.client("insider").get("/api/v1/desks/visitors/clocks").json()
    assert [(one["name"], one["missed"], bool(one["done"])) for one in told] == [
        ("midnight", 0, True),
        ("retention", 0, True),
    ]
    assert Table(at(served, "insider", "visitors"), "visits").page({"overstayed": True}).total == 1


def test_a_desks_service_account_sees_no_case_that_did_not_let_it_in(served: Served) -> None:
    declared = desks()["findings"]
    record = finding(served, "here")
    list(strike(served.door, declared, clock.now()))
    clerk = served.bench(service_login(declared))
    with pytest.raises(NotFound):
        Seat(clerk, declared, served.case, "work").records(declared.kind("finding")).get(
            record.id, served.case
        )
    assert not served.door.people.has_password(clerk.actor.id)


def test_what_may_be_kept_no_longer_is_closed_and_emptied_by_two_with_its_history_and_a_hold_keeps_it(
    served: Served,
) -> None:
    declared = desks()["findings"]
    kind = declared.kind("finding")
    over, held = finding(served, CANARY, 5), finding(served, "held", 5)
    secret = finding(served, CANARY, 5, kind="secret-finding")
    lives = Lives(at(served, "chief", "findings", served.case), kind)
    lives.act(over.id, "ask", lives.of(over).sha256)
    ended = over.body.model_copy(update={"until": date(2026, 1, 31)})
    at(served, "chief", "findings", served.case).records(kind).save(ended, served.case, over.id, over.version)
    list(strike(served.door, declared, clock.now() + timedelta(days=2)))
    records = at(served, "chief", "findings", served.case).records(kind)
    assert {item.id for item in records.find({}, served.case).records} == {
        held.id
    }  # closed, and not destroyed by any clock
    assert {item.state for item in served.door.workspace.records.every()} == {"open"}
    second = served.door.people.add("second", "Second", frozenset({"supervisor"}), None, "test")
    for home in (served.case, declared.file):
        served.door.cases.add_member(home, second.id, "test")
    chief, second_at = at(served, "chief", "findings"), at(served, "second", "findings")
    today = day_of(clock.now())
    wish = ask(chief, FileDestructionRequest(order="Article 12", today=today), None)
    with pytest.raises(Refused):
        confirm(chief, ConfirmedDestruction(id=wish.id, today=today), None)
    assert confirm(second_at, ConfirmedDestruction(id=wish.id, today=today), None).records == 1
    every = {item.thing: item for item in served.door.workspace.records.every()}
    assert (every[f"{over.id}.1"].body, every[f"{over.id}.1"].state) == ("{}", "erased")
    assert {item.state for item in every.values() if item.kind == "finding-flow"} == {"erased"}
    assert [every[f"{one.id}.1"].state for one in (held, secret)] == ["open", "open"]
    assert [
        leaf.object
        for leaf in served.door.audit.leaves()
        if leaf.act == "retention" and leaf.result == "done"
    ] == [over.id]
    with pytest.raises(NotFound):
        at(served, "chief", "findings", served.case).records(kind).get(over.id, served.case)
    assert Verifier(served.door).verify().holds
