"""An airline that sends the same message eight times at one moment tells of one traveller, who is one hit at
the most."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tahqiq.access.door import Door
from tahqiq.desk import desks, switch_on
from tahqiq.desk.entry import enter
from tahqiq.desks.passengers.airline_files.record import FILE
from tahqiq.desks.passengers.flights.record import FLIGHT
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.desks.passengers.watchlists.examples import SAMPLE_LIST
from tahqiq.model.kind import Kind
from tahqiq.workbench import Workbench
from tests.attack.conftest import client

from .conftest import personal

OTHERS = ("HUDA:SALIM", "SALMA:NOOR", "RANA:AMIN", "LAYLA:FARIS")


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_eight_equal_messages_are_one_traveller(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    door = Door.opened(
        personal(tmp_path / "ws", request.getfixturevalue("postgres").url if engine == "postgres" else "")
    )
    bench = Workbench(door, door.people.get("owner"))
    declared = desks()["passengers"]
    home = switch_on(bench, declared).id
    at = enter(bench, declared, home)
    watched = bench.collect_made(
        SAMPLE_LIST.encode(), "national.csv", bench.deposit(home, zone="Asia/Baghdad")
    ).source
    airline = client(door, "owner")
    told = {
        "source": watched,
        "name": "National",
        "basis": "Order 12",
        "owner": "Court",
        "until": "2099-01-01",
    }
    assert airline.post("/api/v1/desks/passengers/lists-add", json=told).status_code == 200

    def send(message: str) -> int:
        while (
            answer := airline.post("/api/v1/desks/passengers/iapi", json={"message": message})
        ).status_code == 503:
            assert answer.json()["code"] == "passengers-busy"  # as an airline does it, it is sent again
        status: int = answer.status_code
        return status

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(send, [SAMPLE_MESSAGE] * 8)) == [200] * 8
    kinds: tuple[Kind[Any], ...] = (TRAVEL, FLIGHT, FILE, HIT)
    counts = {kind.name: len(at.records(kind).find().records) for kind in kinds}
    assert set(counts.values()) == {1}, counts
    assert len(at.records(TRAVEL).find().records[0].body.rows["person"]) == 1
    others = [
        SAMPLE_MESSAGE.replace("KAREEM:JASIM", name).replace("X9000001", f"X900000{number}")
        for number, name in enumerate(OTHERS, 2)
    ]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, others)) == [200] * 4
    (flight,) = at.records(FLIGHT).find().records
    assert set(flight.body.travels) == {one.id for one in at.records(TRAVEL).find().records}
    assert len(flight.body.travels) == 5, "who asks at the same moment is not left out"
    door.close()
