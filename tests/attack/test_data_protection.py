"""The data-protection officer reads and reviews; nothing else at the desk is theirs to change."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desks.passengers.unmasking.examples import masked_example
from tahqiq.desks.passengers.unmasking.operations import request_unmasking
from tahqiq.desks.passengers.unmasking.record import UNMASKING, UnmaskingRequest
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.desks.conftest import person
from tests.desks.passengers.test_unmasking import step
from tests.seat import Seat
from tests.web.conftest import Served

LOOKS = frozenset({"unmask-look"})
"""What changes nothing and is logged before and after all the same."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.slow])])
def at(request: pytest.FixtureRequest, tmp_path: Path, new_database: Callable[[], str]) -> Iterator[Seat]:
    door = Door.found(tmp_path / "ws", new_database() if request.param == "postgres" else "", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.open_desk("passengers")
    yield Seat(bench, desk("passengers"), desk("passengers").file, "work")
    door.close()


def test_no_operation_that_changes_something_is_open_to_the_officer(at: Seat) -> None:
    guardian = person(at, "guardian", "data-protection")
    changing = [item for item in at.desk.operations if item.effect != "look" and item.name not in LOOKS]
    refused = [
        item.name for item in changing if guardian.bench.door.may(guardian.actor, item.action, at.home)
    ]
    assert refused == []
    client = Served(at.bench.door, create_app(at.bench.door, work=False), "").client("guardian")
    for item in changing:
        with at.acting() as acting:
            asked = item.example(acting).model_dump(mode="json")
        answer = client.post(f"/api/v1/desks/passengers/{item.name}", json=asked)
        assert answer.status_code == 403, item.name


def test_the_officer_reviews_an_opening_and_takes_no_step_of_others(at: Seat) -> None:
    officer, chief, guardian = (
        person(at, "officer", "analyst"),
        person(at, "chief", "supervisor"),
        person(at, "guardian", "data-protection"),
    )
    asked = UnmaskingRequest(
        record=masked_example(at),
        purpose="terrorism",
        matter="File 31",
        reason="Named in an order of the court",
        hours=2,
    )
    opening = request_unmasking(officer, asked, None)
    with pytest.raises(Exception, match="Supervisor"):
        step(guardian, opening.id, "grant", "I agree")
    assert step(chief, opening.id, "grant", "Order 31") == "granted"
    assert step(guardian, opening.id, "review", "Order 31 was seen") == "reviewed"
    with pytest.raises(Exception, match="change anything in this case"):
        guardian.records(UNMASKING).save(UNMASKING.example)
