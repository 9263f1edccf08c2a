"""Each exercise, solved: who finds what is planted has all of it, who does nothing has missed all of it, who
takes what looks like it for the answer has claimed wrongly."""

import importlib.util
import types
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tahqiq.desk import desks
from tahqiq.desk.exercises.declaration import Planted
from tahqiq.desk.exercises.kept import CORE, desk_called, exercise_called, truth_of
from tahqiq.desk.exercises.making import make
from tahqiq.desk.exercises.results import results, task_of
from tahqiq.workbench import Workbench

from .solvers import SOLVERS

ROOT = Path(__file__).resolve().parents[3]
ALL = [(one.name, exercise.name) for one in desks().values() for exercise in one.exercises]


@cache
def script() -> types.ModuleType:
    """The script that writes the worked exercises."""
    spec = importlib.util.spec_from_file_location("exercises", ROOT / "scripts" / "exercises.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documented(desk: str, name: str, planted: Sequence[Planted]) -> None:
    """The worked exercise has this solution, in both languages."""
    for locale, ending in (("en", ""), ("ar", ".ar")):
        file = f"{CORE if desk == 'reasoning' else desk}{ending}.md"
        text = (ROOT / "docs" / "exercises" / file).read_text("utf-8")
        words, code = script().WORDS[locale], f"exercise-{desk}-{name}"
        assert all(script().row(one, code, locale, words) in text for one in planted), "run make exercises"


def test_every_exercise_is_tried_and_every_desk_has_three() -> None:
    assert sorted(ALL) == sorted(SOLVERS)
    assert {len(one.exercises) for one in desks().values()} == {3}


@pytest.mark.parametrize(("desk", "name"), ALL)
def test_an_honest_a_lazy_and_a_wrong_trainee(desk: str, name: str, tmp_path: Path) -> None:
    with script().that_day():
        solved(desk, name, tmp_path)


def solved(desk: str, name: str, tmp_path: Path) -> None:
    declared = desk_called(desk)
    make(tmp_path / "w", declared, exercise_called(declared, name), 1, 1, ["honest", "lazy", "wrong"])
    with Workbench.opened(tmp_path / "w") as trainer:
        _, truth = truth_of(trainer.door, trainer.actor)
        benches = {one: Workbench(trainer.door, trainer.door.people.get(one)) for one in ("honest", "wrong")}
        documented(desk, name, truth.planted)
        before = task_of(benches["honest"], "en")
        assert before is not None
        assert not before.done
        solve = SOLVERS[desk, name]
        planted = [one for one in truth.planted if not one.decoy]
        decoys = [one for one in truth.planted if one.decoy]
        for one in planted:
            solve(benches["honest"], one, True)
        solve(benches["wrong"], decoys[0], False)
        found = results(trainer, "ar")
        counts = {
            who: {name: count for name, count in one.items() if name != "mistake"}
            for who, one in found.counts().items()
        }
        all_ = len(planted)
        assert counts["honest"] == {"found": all_, "missed": 0, "wrong": 0}
        assert counts["lazy"] == {"found": 0, "missed": all_, "wrong": 0}
        assert counts["wrong"] == {"found": 0, "missed": all_, "wrong": 1}
        after = task_of(benches["honest"], "en")
        assert after is not None
        assert after.done
        words = [line.truth for line in found.lines]
        assert all("{" not in one and one for one in words)
