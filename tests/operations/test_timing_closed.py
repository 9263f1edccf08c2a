"""Whether the time of an answer tells that a closed record is there: documents, records of a desk, cases and
compartments of others, beside ids that are nobody's."""

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tahqiq.access.door import Door
from tahqiq.desks.reasoning.hypotheses.record import BOARD
from tests.attack.conftest import bench, client
from tests.attack.test_timing import MOST, measured

from .conftest import team

TIMES = 60
Ask = Callable[[TestClient, str], object]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_closed_record_takes_as_long_as_none(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres").url if engine == "postgres" else ""
    door = Door.opened(team(tmp_path / "ws", url))
    chief, rival = bench(door, "chief"), bench(door, "second")
    case, own = chief.cases()[0].id, rival.open_case("Elsewhere").id
    notes = [
        chief.documents.make(case, "note", f"Note {number}", {"text": "x" * 500}).document.id
        for number in range(TIMES)
    ]
    leading = client(door, "chief")
    boards = [
        leading.post(
            "/api/v1/desks/reasoning/hypotheses-begin", json={"case": case, "title": f"Board {number}"}
        ).json()["id"]
        for number in range(TIMES)
    ]
    cases = [chief.open_case(f"Case {number}").id for number in range(TIMES)]
    for number in range(TIMES):
        chief.team.open_compartment(f"c{number:03}", f"Compartment {number}")
    asked: dict[str, tuple[Sequence[str], Sequence[str], Ask]] = {
        "a note": (
            notes,
            [secrets.token_hex(8) for _ in notes],
            lambda at, one: at.get(f"/api/v1/cases/{own}/documents/{one}"),
        ),
        "a note's versions": (
            notes,
            [secrets.token_hex(8) for _ in notes],
            lambda at, one: at.get(f"/api/v1/cases/{own}/documents/{one}/versions"),
        ),
        "a board": (
            boards,
            [secrets.token_hex(8) for _ in boards],
            lambda at, one: at.get(
                f"/api/v1/desks/reasoning/records/{BOARD.name}/{one}", params={"case": own}
            ),
        ),
        "a case": (
            cases,
            [secrets.token_hex(6) for _ in cases],
            lambda at, one: at.get(f"/api/v1/cases/{one}/documents"),
        ),
        "a case's members": (
            cases,
            [secrets.token_hex(6) for _ in cases],
            lambda at, one: at.get(f"/api/v1/cases/{one}/members"),
        ),
        "a compartment": (
            [f"c{number:03}" for number in range(TIMES)],
            [f"d{number:03}" for number in range(TIMES)],
            lambda at, one: at.get(f"/api/v1/compartments/{one}/members"),
        ),
    }
    server = url.replace(" dbname=postgres", "")
    asking = client(door, "second")
    for hidden, absent, ask in asked.values():
        for one in (hidden[0], absent[0]):
            answer = ask(asking, one)
            assert getattr(answer, "status_code", 0) == 404
    found = {name: measured(server, asking, *question) for name, question in asked.items()}
    door.close()
    print({name: tuple(round(value, 3) for value in values) for name, values in found.items()})
    assert {name: values for name, values in found.items() if not 1 - MOST <= values[0] <= MOST} == {}
