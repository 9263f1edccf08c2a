"""Deconfliction: a match says whom to call and nothing else (T4), the same work is done for both answers, and
whoever tries numbers is refused."""

from collections.abc import Callable

import pytest

from tahqiq.desk import NoQuestion
from tahqiq.desks.covert.deconfliction.operations import MOST, DeconflictionRequest, ask, mine
from tahqiq.desks.covert.deconfliction.record import QUERY
from tahqiq.store.record_store import RecordStore
from tests.desks.conftest import Turn, person
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat


def question(value: str, controller: str = "C-7", capacity: str = "source") -> DeconflictionRequest:
    return DeconflictionRequest.model_validate(
        {"value": value, "controller": controller, "capacity": capacity}
    )


def test_a_match_answers_whom_to_call_and_nothing_else(at: Seat) -> None:
    other = person(at, "other", "analyst")
    assert ask(at, question("+964 770 123 4567"), None).model_dump() == {"match": False, "call": []}
    told = ask(other, question("٠٧٧٠١٢٣٤٥٦٧", "C-9", "child"), None)
    assert told.model_dump() == {"match": True, "call": ["C-7"]}
    assert ask(other, question("07701234567", "C-7"), None).call == ["C-9"]
    assert [(one.controller, one.call) for one in mine(at, NoQuestion(), None).questions] == [
        ("C-7", ["C-9"])
    ]
    kept = [one.body for one in at.records(QUERY).find().records]
    assert len(kept) == 3
    assert not any(
        "7701234567" in one.model_dump_json() or at.actor.id in one.model_dump_json() for one in kept
    )
    assert {one.digest for one in kept} == {kept[0].digest}
    refusal("covert-value-short", ask, at, question("a-1.- -"), None)


def test_a_source_who_is_an_accused_elsewhere_is_told_as_whom_to_call_to_both_alone(at: Seat) -> None:
    court = person(at, "court", "analyst")
    assert ask(court, question("+964 770 123 4567", "C-9", "accused"), None).match is False
    assert ask(at, question("07701234567", "C-7", "source"), None).model_dump() == {
        "match": True,
        "call": ["C-9"],
    }
    assert [one.call for one in mine(court, NoQuestion(), None).questions] == [["C-7"]]


def test_who_tries_numbers_is_refused_and_the_refusal_is_in_the_log(at: Seat, turn: Turn) -> None:
    for number in range(MOST):
        ask(at, question(f"+96477000000{number:02}"), None)
    refusal("covert-asked-too-often", ask, at, question("+9647700000099"), None)
    assert any("covert-asked-too-often" in str(leaf) for leaf in at.bench.door.audit.leaves())
    ask(person(at, "other", "analyst"), question("+9647700000099"), None)
    turn("2026-03-01T09:00:01")
    ask(at, question("+9647700000099"), None)


def test_the_same_work_is_done_for_a_match_and_for_none(at: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    other = person(at, "other", "analyst")
    ask(at, question("+9647701234567"), None)
    asked = counted(monkeypatch)

    def work(value: str) -> list[str]:
        asked.clear()
        ask(other, question(value, "C-9"), None)
        return list(asked)

    work("+9647700000000")
    none, match = work("+9647700000001"), work("+9647701234567")
    assert match == none
    assert len(none) > 1


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the records from now on."""
    asked: list[str] = []
    for name in ("find", "count", "add", "get"):
        own = getattr(RecordStore, name)

        def counting(
            self: RecordStore,
            *given: object,
            _own: Callable[..., object] = own,
            _name: str = name,
            **more: object,
        ) -> object:
            asked.append(_name)
            return _own(self, *given, **more)

        monkeypatch.setattr(RecordStore, name, counting)
    return asked
