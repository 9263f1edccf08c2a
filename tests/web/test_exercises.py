"""An exercise at its server: who reads truth and results, what the page is told, what leaves is marked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.access.log_search import Wanted
from tahqiq.desk.entry import enter
from tahqiq.desk.exercises.kept import desk_called, exercise_called, truth_of
from tahqiq.desk.exercises.making import make
from tahqiq.desk.exercises.results import results, results_json
from tahqiq.kit.exercise_mark import MARK
from tahqiq.kit.messages import LOCALES, message
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench

from .conftest import Served

RESULTS, SHEET = "/api/v1/exercise/results", "/api/v1/exercise/results/sheet"


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("exercise") / "ws"
    declared = desk_called("custody")
    make(root, declared, exercise_called(declared, "overdue"), 1, 1, ["sara", "omar"])
    door = Door.opened(root)
    yield Served(door, create_app(door, work=False), "")
    door.close()


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("sara", 403), ("omar", 403), ("trainer", 200)])
@pytest.mark.parametrize("address", [RESULTS, SHEET])
def test_only_the_trainer_reads_results(exercise: Served, address: str, who: str | None, status: int) -> None:
    answer = exercise.client(who).get(address)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "exercise-trainer-only"
        last = next(exercise.door.audit.search.latest(Wanted(kind="refused", act="exercise-result")))
        assert last.actor == exercise.door.people.get(who or "").id


def test_a_workspace_of_real_work_has_no_results(served: Served) -> None:
    for address in (RESULTS, SHEET):
        assert served.client().get(address).status_code == 401
        answer = served.client("insider").get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "exercise-none")
    assert served.client().get("/api/v1/first-start").json()["exercise"] is False


def test_the_page_shows_what_the_command_prints(exercise: Served) -> None:
    bench = Workbench(exercise.door, exercise.door.people.get("trainer"))
    told = exercise.client("trainer").get(RESULTS).json()
    assert told == json.loads(json.dumps(results_json(results(bench, "en"))))


def test_nothing_that_a_trainee_can_ask_tells_the_truth(exercise: Served) -> None:
    _, truth = truth_of(exercise.door, exercise.door.people.get("trainer").actor())
    client = exercise.client("sara")
    told = client.get("/api/v1/session/sample", headers={"Accept-Language": "en"}).json()
    assert told["accounts"] == []
    assert told["exercise"] == {"title": "Held past the last day", "level": 1, "trainer": False}
    (task,) = told["tasks"]
    assert (task["desk"], task["done"]) == ("custody", False)
    assert exercise.client("trainer").get("/api/v1/session/sample").json()["exercise"]["trainer"] is True
    sentences = [
        message("exercise-custody-overdue-truth", locale, {"subject": one.subject, "says": ""}).sentence
        for one in truth.planted
        for locale in LOCALES
    ]
    seen = "".join(
        client.get(f"/api/v1/{address}").text
        for address in ("session", "session/sample", "desks", "cases", "first-start", "jobs", "sources")
    )
    assert not any(one in seen for one in sentences)
    assert client.post("/api/v1/session/sample", json={"login": "trainer"}).status_code == 404


def test_every_visitor_is_told_that_it_is_an_exercise(exercise: Served) -> None:
    assert exercise.client().get("/api/v1/first-start").json() == {"kind": "none", "exercise": True}


def test_every_file_that_leaves_the_server_is_marked(exercise: Served, tmp_path: Path) -> None:
    client = exercise.client("trainer")
    bench = Workbench(exercise.door, exercise.door.people.get("trainer"))
    source = bench.collect_made(b"name,phone\nSara Ali,07901112233\n", "n.csv", bench.deposit()).source
    answers = {
        "results csv": client.get(SHEET, params={"form": "csv"}),
        "results xlsx": client.get(SHEET),
        "log": client.get("/api/v1/audit/csv"),
        "original": client.get(f"/api/v1/sources/{source}/original"),
        "a part": client.get(f"/api/v1/sources/{source}/original", headers={"Range": "bytes=3-9"}),
        "export csv": client.post("/api/v1/exports", json={"format": "csv"}),
        "export ftm": client.post("/api/v1/exports", json={"format": "ftm"}),
        "export anx": client.post("/api/v1/exports", json={"format": "anx"}),
    }
    for what, answer in answers.items():
        assert answer.status_code == 200, (what, answer.text[:200])
        assert MARK in answer.content, what
        assert int(answer.headers["content-length"]) == len(answer.content)


def test_real_files_are_refused_at_the_door_of_an_exercise(exercise: Served) -> None:
    client = exercise.client("trainer")
    case = client.get("/api/v1/cases").json()[0]["id"]
    answer = client.post(
        "/api/v1/sources", files={"files": ("real.csv", b"name\nSomebody\n")}, data={"case": case}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "exercise-takes-no-files")


def test_a_file_of_an_exercise_is_refused_at_the_door_of_real_work(exercise: Served, served: Served) -> None:
    left = exercise.client("trainer").post("/api/v1/exports", json={"format": "ftm"}).content
    answer = served.client("insider").post(
        "/api/v1/sources", files={"files": ("things.ftm.json", left)}, data={"case": served.case}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "exercise-file")
    assert served.client("insider").get("/api/v1/sources").json() == []


def test_the_paper_of_a_record_says_that_it_is_an_exercise(exercise: Served) -> None:
    bench = Workbench(exercise.door, exercise.door.people.get("trainer"))
    at = enter(bench, desk_called("custody"))
    paper, record = next(
        (one, found[0].id)
        for one in at.desk.prints.values()
        if not one.states and (found := at.records(at.desk.kind(one.kind)).find(limit=1).records)
    )
    answer = exercise.client("trainer").post(f"/api/v1/desks/custody/prints/{paper.name}/{record}", json={})
    assert answer.status_code == 200
    assert "Exercise: invented case" in answer.text
    assert MARK in answer.content
