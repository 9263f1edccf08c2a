"""What each trainee found, missed and wrongly claimed, beside the truth, and which mistakes the rules caught.
Page, command and sheet are made from :func:`results`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal, get_args

from tahqiq.access.cases import INBOX
from tahqiq.access.hidden_actor import HiddenActors
from tahqiq.access.log_search import Wanted
from tahqiq.access.rule_refusals import RULE
from tahqiq.desk.desktop import Desktop
from tahqiq.desk.entry import enter
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.kept import about, desk_called, exercise_called, is_trainer, truth_of
from tahqiq.kit.messages import catalogue, message
from tahqiq.products.rows import csv_of, workbook_of
from tahqiq.workbench import Workbench

Outcome = Literal["found", "missed", "wrong", "mistake"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_PLACES = re.compile(r"\{[^}]*\}")
COLUMNS = ("trainee", "outcome", "about", "claimed", "truth", "count", "first")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the results: what became of one planted thing, claim or rule, in words. ``count`` and
    ``first`` (ISO 8601 UTC) are those of a rule that refused; 0 and "" elsewhere."""

    trainee: str
    outcome: Outcome
    about: str
    claimed: str
    truth: str
    count: int = 0
    first: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """The results of an exercise, with the seed and level that make it again."""

    desk: str
    name: str
    title: str
    seed: int
    level: int
    trainees: tuple[str, ...]
    lines: tuple[Line, ...]

    def counts(self) -> dict[str, dict[Outcome, int]]:
        """How many lines of each outcome a trainee has; of mistakes, how often a rule refused."""
        found: dict[str, dict[Outcome, int]] = {one: dict.fromkeys(OUTCOMES, 0) for one in self.trainees}
        for line in self.lines:
            found[line.trainee][line.outcome] += max(1, line.count)
        return found


@dataclass(frozen=True, slots=True)
class ExerciseTask:
    """What the page tells a trainee or the trainer of the exercise: ``done``: the trainee recorded something
    that counts as a claim, right or wrong."""

    desk: str
    to: str
    title: str
    task: str
    level: int
    trainer: bool
    done: bool


def task_of(bench: Workbench, locale: str) -> ExerciseTask | None:
    """The exercise of the workspace as the person sees it; None where it is none. It says nothing of the
    truth."""
    which = about(bench.workspace)
    if which is None:
        return None
    declared = desk_called(which.desk)
    exercise = exercise_called(declared, which.name)
    bench.glanced("exercise")
    words = message(f"exercise-{declared.name}-{exercise.name}", locale, {})
    case = bench.door.cases.find(bench.actor.id, INBOX).id
    mine = any(
        claim.by == bench.actor.id
        for claim in opened(bench, exercise.claims(_at(bench, declared.name, exercise)))
    )
    return ExerciseTask(
        declared.name,
        exercise.to.format(case=case),
        words.sentence,
        words.next_step,
        which.level,
        is_trainer(bench.door, bench.actor),
        mine,
    )


def results(bench: Workbench, locale: str) -> Results:
    """The results, for the trainer. Raises as :func:`tahqiq.desk.exercises.kept.truth_of`."""
    which, truth = truth_of(bench.door, bench.actor)
    declared = desk_called(which.desk)
    exercise = exercise_called(declared, which.name)
    code = f"exercise-{declared.name}-{exercise.name}"
    planted = {one.key: one for one in truth.planted}
    claims = list(opened(bench, exercise.claims(_at(bench, declared.name, exercise))))
    names = bench.names(which.trainees)
    lines: list[Line] = []
    for person in which.trainees:
        own = {one.key: one for one in claims if one.by == person}
        name = names.get(person, person)
        lines += _compared(name, own, planted, code, locale)
        lines += _mistakes(bench, person, name, exercise, locale)
    return Results(
        which.desk,
        which.name,
        message(code, locale, {}).sentence,
        truth.seed,
        which.level,
        tuple(names.get(one, one) for one in which.trainees),
        tuple(lines),
    )


def results_json(found: Results) -> dict[str, object]:
    """The results as the command and the API print them."""
    return {
        "desk": found.desk,
        "exercise": found.name,
        "title": found.title,
        "seed": found.seed,
        "level": found.level,
        "trainees": [{"trainee": name, **counts} for name, counts in found.counts().items()],
        "lines": [asdict(line) for line in found.lines],
    }


def sheet(bench: Workbench, found: Results, form: Literal["csv", "xlsx"], locale: str) -> bytes:
    """The results as a table, with the heads of the page; the log says that they leave."""
    bench.door.audit.read(bench.actor, "exercise-sheet", f"{found.desk}/{found.name} {form}")
    heads = [message(f"exercise-column-{one}", locale, {}).sentence for one in COLUMNS]
    rows = [
        (
            one.trainee,
            message(f"exercise-outcome-{one.outcome}", locale, {}).sentence,
            one.about,
            one.claimed,
            one.truth,
            str(one.count or ""),
            one.first,
        )
        for one in found.lines
    ]
    if form == "csv":
        return csv_of(heads, rows)
    return workbook_of(message("exercise-sheet", locale, {}).sentence, heads, rows)


def opened(bench: Workbench, claims: Iterable[Claim]) -> Iterable[Claim]:
    """The claims with who made them, also where the records hide that: everybody in an exercise is
    invented."""
    actors = HiddenActors(bench.workspace)
    return (Claim(actors.person(one.by), one.key, one.says) for one in claims)


def in_words(says: str, locale: str) -> str:
    """How a claim is called; a number or name as it stands."""
    code = f"exercise-says-{says}"
    return message(code, locale, {}).sentence if code in catalogue() else says


def truth_in_words(one: Planted, code: str, locale: str) -> str:
    """What is true of something planted."""
    told = message(f"{code}-truth", locale, {"subject": one.subject, "says": in_words(one.says, locale)})
    return told.next_step if one.decoy else told.sentence


def _at(bench: Workbench, desk: str, exercise: Exercise) -> Desktop:
    case = bench.door.cases.find(bench.actor.id, INBOX).id if exercise.in_case else ""
    return enter(bench, desk_called(desk), case)


def _compared(
    name: str, own: Mapping[str, Claim], planted: Mapping[str, Planted], code: str, locale: str
) -> list[Line]:
    nothing = message("exercise-nothing", locale, {}).sentence
    found: list[Line] = []
    for one in planted.values():
        claim = own.get(one.key)
        right = claim is not None and claim.says == one.says
        truth = truth_in_words(one, code, locale)
        said = in_words(claim.says, locale) if claim else nothing
        if right and not one.decoy:
            found.append(Line(name, "found", one.subject, said, truth))
        elif claim and not right:
            found.append(Line(name, "wrong", one.subject, said, truth))
        if not right and not one.decoy:
            found.append(Line(name, "missed", one.subject, said, truth))
    unplanted = message("exercise-unplanted", locale, {}).sentence
    found += [
        Line(name, "wrong", claim.key, in_words(claim.says, locale), unplanted)
        for claim in own.values()
        if claim.key not in planted
    ]
    return sorted(found, key=lambda line: OUTCOMES.index(line.outcome))


def _mistakes(bench: Workbench, person: str, name: str, exercise: Exercise, locale: str) -> list[Line]:
    """Refusals of the rules that count, by rule: how often, and when first."""
    actors, seen = HiddenActors(bench.workspace), dict[str, list[str]]()
    for leaf in bench.door.audit.search.latest(Wanted(kind="refused", part=RULE)):
        code = leaf.result.removeprefix("refused:")
        if leaf.object == RULE and code in exercise.mistakes and actors.person(leaf.actor) == person:
            seen.setdefault(code, []).append(leaf.at)
    return [
        Line(name, "mistake", code, "", _rule(code, locale), len(moments), min(moments))
        for code, moments in sorted(seen.items())
    ]


def _rule(code: str, locale: str) -> str:
    """What the rule says, with its places left open, and what to do."""
    entry = catalogue()[code]
    sentence, next_step = entry.get(locale, entry["en"])
    return _PLACES.sub("…", f"{sentence} {next_step}".strip())
