#!/usr/bin/env python3
"""Write docs/exercises/DESK.md and DESK.ar.md from the exercises themselves: task, steps, and the solution
for seed 1 on each level (make exercises); ``--check`` only compares."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tahqiq.desk import desks
from tahqiq.desk.exercises.declaration import LEVELS, Exercise, Planted
from tahqiq.desk.exercises.kept import CORE, truth_of
from tahqiq.desk.exercises.making import make
from tahqiq.desk.exercises.results import in_words, truth_in_words
from tahqiq.kit import clock
from tahqiq.kit.messages import message
from tahqiq.kit.tables import read_table
from tahqiq.workbench import Workbench

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "exercises"
DAY = "2026-07-06T08:00:00+00:00"
"""The moment for which the solutions are made: days and numbers of cases follow from it."""
SEED = 1
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Worked exercises: {desk}",
        "note": (
            "Written by `make exercises` from the exercises themselves, as on 6 July 2026. Days, and numbers "
            "that hold a day or year, differ on another day; people and what is planted do not."
        ),
        "task": "Task",
        "make": "Make it",
        "steps": "Steps on the page",
        "solution": "Solution for seed 1, level {level}",
        "about": "About",
        "right": "Right claim",
        "truth": "Truth",
        "decoy": "looks like it",
    },
    "ar": {
        "title": "تمارين محلولة: {desk}",
        "note": (
            "كُتبت بالأمر `make exercises` من التمارين نفسها ليوم 6 تموز 2026. تختلف الأيام والأرقام "
            "التي فيها يوم أو سنة في يوم آخر، ولا يختلف الأشخاص ولا المزروع."
        ),
        "task": "المهمة",
        "make": "إعداده",
        "steps": "الخطوات على الصفحة",
        "solution": "الحل للبذرة 1، المستوى {level}",
        "about": "موضوعها",
        "right": "الادعاء الصحيح",
        "truth": "الحقيقة",
        "decoy": "يشبهها",
    },
}


def page(desk: str, found: Mapping[str, Mapping[int, tuple[Planted, ...]]], locale: str) -> str:
    """The page of one desk in one language."""
    declared, words = desks()[desk], WORDS[locale]
    lines = [f"# {words['title'].format(desk=declared.title(locale).sentence)}", "", words["note"], ""]
    for exercise in declared.exercises:
        code = f"exercise-{desk}-{exercise.name}"
        told = message(code, locale, {})
        name = CORE if declared.general else desk
        made = f"tahqiq exercise make {name} --exercise {exercise.name} --seed {SEED} --level 1 DIR"
        lines += [f"## {told.sentence}", "", f"**{words['task']}.** {told.next_step}", ""]
        lines += [f"**{words['make']}.** `{made}`", "", f"**{words['steps']}.**", ""]
        lines += [f"{at}. {step}" for at, step in enumerate(steps()[code][locale], 1)]
        for level in LEVELS:
            lines += ["", f"### {words['solution'].format(level=level)}", ""]
            lines += [f"| {words['about']} | {words['right']} | {words['truth']} |", "|---|---|---|"]
            lines += [row(one, code, locale, words) for one in found[exercise.name][level]]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def row(one: Planted, code: str, locale: str, words: Mapping[str, str]) -> str:
    """One planted thing."""
    right = in_words(one.says, locale) or "–"
    cells = (one.subject, f"{right} ({words['decoy']})" if one.decoy else right)
    return (
        "| "
        + " | ".join(cell.replace("|", "/") for cell in (*cells, truth_in_words(one, code, locale)))
        + " |"
    )


def steps() -> dict[str, dict[str, list[str]]]:
    """The steps on the page, by exercise and language."""
    found: dict[str, dict[str, list[str]]] = read_table(FOLDER / "steps.yaml")
    return found


def planted(desk: str, exercise: Exercise, level: int, folder: Path) -> tuple[Planted, ...]:
    """What an exercise plants."""
    root = folder / f"{desk}-{exercise.name}-{level}"
    make(root, desks()[desk], exercise, SEED, level, ["trainee"])
    with Workbench.opened(root) as bench:
        return tuple(
            sorted(truth_of(bench.door, bench.actor)[1].planted, key=lambda one: (one.decoy, one.subject))
        )


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    written: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="tahqiq-exercises-") as name:
        os.environ["TAHQIQ_KEYS"] = f"{name}/keys"
        for desk, declared in desks().items():
            found = {
                one.name: {level: planted(desk, one, level, Path(name)) for level in LEVELS}
                for one in declared.exercises
            }
            for locale, ending in (("en", ""), ("ar", ".ar")):
                written[f"{CORE if declared.general else desk}{ending}.md"] = page(desk, found, locale)
    return written


@contextmanager
def that_day() -> Iterator[None]:
    """The clock of the solutions: it begins at :data:`DAY` and runs."""
    began, real, before = datetime.fromisoformat(DAY), datetime.now(UTC), clock._now
    clock._now = lambda: began + (datetime.now(UTC) - real)
    try:
        yield
    finally:
        clock._now = before


def main(check: bool = False) -> int:
    """Write them, or say which differ."""
    with that_day():
        made = pages()
    differ = [name for name, text in made.items() if not same(FOLDER / name, text)]
    if not check:
        for name in differ:
            (FOLDER / name).write_text(made[name], "utf-8")
    elif differ:
        print(f"docs/exercises: not current: {', '.join(differ)}; run make exercises")  # noqa: T201
        return 1
    return 0


def same(path: Path, text: str) -> bool:
    """Whether a file says this already."""
    return path.is_file() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
