"""The ground of exercises: same seed, same case; the truth is the trainer's; rules that refuse are
counted."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.access.keys import signing_key
from tahqiq.desk import desks
from tahqiq.desk.entry import enter
from tahqiq.desk.exercises.kept import desk_called, exercise_called, truth_of
from tahqiq.desk.exercises.making import SIGN_IN, make
from tahqiq.desk.exercises.results import OUTCOMES, results, sheet, task_of
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.kit.errors import Damaged, NotFound, Refused, WrongUse
from tahqiq.kit.messages import LOCALES, catalogue, message
from tahqiq.workbench import Workbench

from .solvers import do


def test_the_workspace_its_key_and_its_database_say_what_it_is(made: Path, trainer: Workbench) -> None:
    known = trainer.workspace.description.id
    assert known.startswith("exercise-")
    database = sqlite3.connect(made / "tahqiq.db")
    assert database.execute("SELECT value FROM meta WHERE key='workspace'").fetchone() == (known,)
    database.close()
    assert signing_key(known, create=False)
    assert (made / SIGN_IN).stat().st_mode & 0o077 == 0


def test_a_mark_that_was_taken_off_is_noticed(tmp_path: Path) -> None:
    door = Door.found(tmp_path / "ws", exercise=True)
    door.close()
    marker = tmp_path / "ws" / "workspace.json"
    told_ = json.loads(marker.read_text("utf-8"))
    told_["id"] = told_["id"].removeprefix("exercise-")
    marker.write_text(json.dumps(told_), "utf-8")
    with pytest.raises(Damaged) as error:
        Door.opened(tmp_path / "ws")
    assert error.value.code == "exercise-mark-removed"


def test_the_same_seed_gives_the_same_case_and_another_seed_another(tmp_path: Path) -> None:
    found = []
    for place, seed in enumerate((7, 7, 8)):
        root = tmp_path / str(place)
        make(
            root, desk_called("custody"), exercise_called(desk_called("custody"), "apart"), seed, 2, ["sara"]
        )
        with Workbench.opened(root) as bench:
            at = enter(bench, desk_called("custody"))
            people = [one.body.model_dump() for one in at.records(PERSON).find(limit=200).records]
            found.append((truth_of(bench.door, bench.actor)[1].planted, sorted(map(repr, people))))
    assert found[0] == found[1]
    assert found[0][0] != found[2][0]


def test_a_harder_level_has_more_planted_and_more_that_only_looks_like_it(tmp_path: Path) -> None:
    counts = []
    for level in (1, 3):
        root = tmp_path / str(level)
        make(root, desk_called("lab"), exercise_called(desk_called("lab"), "units"), 1, level, ["sara"])
        with Workbench.opened(root) as bench:
            planted = truth_of(bench.door, bench.actor)[1].planted
            counts.append((sum(not one.decoy for one in planted), sum(one.decoy for one in planted)))
    assert counts[0][0] < counts[1][0]
    assert counts[0][1] < counts[1][1]


def test_the_truth_is_the_trainers_and_lies_closed_on_the_disk(made: Path, trainer: Workbench) -> None:
    trainee = Workbench(trainer.door, trainer.door.people.get("sara"))
    for look in (lambda: truth_of(trainee.door, trainee.actor), lambda: results(trainee, "en")):
        with pytest.raises(Refused) as error:
            look()
        assert error.value.code == "exercise-trainer-only"
    database = sqlite3.connect(made / "tahqiq.db")
    (closed,) = database.execute("SELECT value FROM meta WHERE key='exercise-truth'").fetchone()
    (open_,) = database.execute("SELECT value FROM meta WHERE key='exercise'").fetchone()
    database.close()
    _, truth = truth_of(trainer.door, trainer.actor)
    assert truth.planted[0].subject not in closed
    assert "seed" not in open_


def test_the_task_says_nothing_of_the_truth(trainer: Workbench) -> None:
    trainee = Workbench(trainer.door, trainer.door.people.get("sara"))
    _, truth = truth_of(trainer.door, trainer.actor)
    for locale in LOCALES:
        seen = task_of(trainee, locale)
        assert seen is not None
        assert not any(one.subject in repr(seen) or one.key in repr(seen) for one in truth.planted)
        assert seen.title == message("exercise-custody-overdue", locale, {}).sentence
        assert not seen.trainer


def test_what_a_rule_refused_is_counted_for_whom_it_refused(trainer: Workbench) -> None:
    omar = Workbench(trainer.door, trainer.door.people.get("omar"))
    for _ in range(2):
        with pytest.raises(NotFound):
            do(
                omar,
                "custody",
                "release",
                person="P-999999",
                released="2026-01-01T10:00:00+03:00",
                number="1",
                authority="Court",
                issued="2026-01-01",
            )
        with pytest.raises(WrongUse):
            do(
                omar,
                "custody",
                "release",
                person="P-000001",
                released="2026-01-01T10:00:00+03:00",
                number="1",
                authority="Court",
                issued="2026-01-01",
            )
    found = results(trainer, "en")
    assert found.counts()["omar"]["mistake"] == 2
    assert found.counts()["sara"]["mistake"] == 0
    (line,) = [one for one in found.lines if one.outcome == "mistake"]
    assert (line.trainee, line.about, line.count) == ("omar", "custody-release-early", 2)
    assert line.first
    assert "{" not in line.truth


def test_page_command_and_sheet_say_the_same(trainer: Workbench) -> None:
    found = results(trainer, "en")
    rows = sheet(trainer, found, "csv", "en").decode("utf-8-sig").splitlines()
    assert len(rows) - 2 == len(found.lines)
    words = {message(f"exercise-outcome-{one}", "en", {}).sentence for one in OUTCOMES}
    assert {row.split(",")[1] for row in rows[2:]} <= words
    assert sheet(trainer, found, "xlsx", "en").startswith(b"PK")


def test_every_exercise_has_its_words_in_four_languages() -> None:
    for declared in desks().values():
        for one in declared.exercises:
            for locale in LOCALES:
                code = f"exercise-{declared.name}-{one.name}"
                assert all(message(code, locale, {}))
                assert all(message(f"{code}-truth", locale, {"subject": "S", "says": "x"}))
            for code in one.mistakes:
                assert message(code, "en", dict.fromkeys(_places(code), "x")).sentence


def _places(code: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", " ".join(catalogue()[code]["en"]))


def test_trainees_must_differ(tmp_path: Path) -> None:
    declared = desk_called("case")
    for names in (["sara", "sara"], ["trainer"], ["Sara Ahmed"], []):
        with pytest.raises(WrongUse) as error:
            make(tmp_path / "w", declared, declared.exercises[0], 1, 1, names)
        assert error.value.code == "exercise-trainees-wrong"
    with pytest.raises(NotFound):
        desk_called("nowhere")
    with pytest.raises(NotFound):
        exercise_called(declared, "nothing")
