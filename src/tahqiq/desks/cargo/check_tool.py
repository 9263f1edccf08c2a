"""``tahqiq cargo check``: papers held against each other."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.told import Strict, ToldProblem, told_problems
from tahqiq.desks.cargo.arrivals.of_tables import headed
from tahqiq.desks.cargo.checks.differences import TARE, Difference, Tolerance, differences, only
from tahqiq.desks.cargo.checks.sayings import MANIFESTS, Saying, of_bills, of_boxes, of_table
from tahqiq.formats.cargo.papers import papers
from tahqiq.formats.plain_table import PlainTable, plain_table
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.kit.text import undirected
from tahqiq.model.problem import Problem


class CheckAsked(Strict):
    """What is held against each other."""

    kilos: float = Field(
        default=500.0, ge=0, le=100_000, description="Kilograms that weights of one box may differ."
    )
    percent: float = Field(
        default=5.0, ge=0, le=100, description="Per cent that they may differ, where that is more."
    )
    files: Annotated[list[Path], ARGUMENT] = Field(
        min_length=1,
        description=(
            "Papers as cargo read knows them, and tables of a gate or a weighbridge with a column of "
            "containers."
        ),
    )


class Said(Strict):
    """What one source says, and the segment or line in which it stands."""

    file: str
    kind: str
    place: str
    value: str


class ToldDifference(Strict):
    """What differs: ``subject`` is container or bill; ``what`` is weight, heavy (said to be empty), loaded,
    seals, packages, consignee, hs or only."""

    subject: str
    number: str
    what: str
    said: list[Said]
    sentence: str
    next_step: str


class Flagged(Strict):
    """A problem of one file."""

    file: str
    problem: ToldProblem


class CheckTold(Strict):
    """How many boxes and bills were seen, how many in more than one source, what differs, and what is odd
    within one file (check digits, the same box twice, claims)."""

    containers: int
    containers_compared: int
    bills: int
    bills_compared: int
    tolerance: str
    differences: list[ToldDifference]
    problems: list[Flagged]


def check(asked: CheckAsked) -> CheckTold:
    """Hold the files against each other. Raises ``NotFound`` (``no-such-file``)."""
    for path in asked.files:
        if not path.is_file():
            raise NotFound("no-such-file", path=str(path))
    boxes: dict[str, list[Saying]] = {}
    bills: dict[str, list[Saying]] = {}
    flagged: list[tuple[str, Problem]] = []
    for path in asked.files:
        _read(path, boxes, bills, flagged)
    tolerance = Tolerance(asked.kilos, asked.percent)
    found = [one for said in boxes.values() for one in differences("container", said, tolerance)]
    found += [one for said in bills.values() if len(said) > 1 for one in differences("bill", said, tolerance)]
    kinds = frozenset(one.kind for said in boxes.values() for one in said)
    ports = {
        one.discharge for said in bills.values() for one in said if one.kind in MANIFESTS and one.discharge
    }
    found += [one for said in boxes.values() if (one := only(said, kinds, ports))]
    return CheckTold(
        containers=len(boxes),
        containers_compared=sum(len(said) > 1 for said in boxes.values()),
        bills=len(bills),
        bills_compared=sum(len(said) > 1 for said in bills.values()),
        tolerance=tolerance.in_words(wanted()),
        differences=[told_difference(one, tolerance) for one in found],
        problems=[Flagged(file=name, problem=told_problems([problem])[0]) for name, problem in flagged],
    )


def _read(
    path: Path,
    boxes: dict[str, list[Saying]],
    bills: dict[str, list[Saying]],
    flagged: list[tuple[str, Problem]],
) -> None:
    read = papers(path)
    if [problem.code for paper in read for problem in paper.problems] == ["cargo-no-document"]:
        table = _table(path)
        odd: list[Problem] = []
        told = of_table(table, odd) if table is not None else None
        if table is not None and told is not None:
            flagged += [(path.name, problem) for problem in (*table.problems, *odd)]
            for key, saying in told.items():
                boxes.setdefault(key, []).append(saying)
            return
    for paper in read:
        flagged += [(path.name, problem) for problem in paper.problems]
        own = of_bills(paper, path.name)
        for key, saying in own.items():
            bills.setdefault(key, []).append(saying)
        for key, saying in of_boxes(paper, path.name, own).items():
            boxes.setdefault(key, []).append(saying)


def _table(path: Path) -> PlainTable | None:
    try:
        return headed(plain_table(path))
    except WrongUse:
        return None


def told_difference(one: Difference, tolerance: Tolerance) -> ToldDifference:
    """A difference as a sentence in the language of whoever asks, with what each source says."""
    said = [Said(file=file, kind=kind, place=place, value=value) for file, kind, place, value in one.said]
    locale = wanted()
    words = {
        "number": isolated(one.number, locale),
        "said": " · ".join(
            (
                f"{isolated(f'{item.file} ({kind_in_words(item.kind, locale)} {item.place})', locale)}: "
                f"{_value_in_words(item.value, locale)}"
            )
            for item in said
        ),
        "tolerance": _kilos(f"{TARE + 500:g}", locale)
        if one.what == "heavy"
        else tolerance.of(kind for _, kind, _, _ in one.said).in_words(locale),
    }
    told = message(f"cargo-differs-{one.what}", locale, words)
    return ToldDifference(
        subject=one.subject,
        number=one.number,
        what=one.what,
        said=said,
        sentence=told.sentence,
        next_step=told.next_step,
    )


def _value_in_words(value: str, locale: str) -> str:
    """A value of :class:`Difference`: kilograms, full and empty in the language; names and numbers as they
    stand."""
    parts = []
    for part in value.split(", "):
        weight = part.removesuffix(" kg")
        if weight != part:
            part = _kilos(weight, locale)
        elif part in ("full", "empty"):
            part = message(f"cargo-loaded-{part}", locale, {}).sentence
        else:
            part = isolated(part, locale)
        parts.append(part)
    return ", ".join(parts)


def _kilos(weight: str, locale: str) -> str:
    return message("cargo-kilos", locale, {"n": weight}).sentence


def kind_in_words(kind: str, locale: str) -> str:
    """What a source is: messages by their names, tables in the language."""
    return message("cargo-kind-table", locale, {}).sentence if kind == "table" else kind


def isolated(text: str, locale: str) -> str:
    """Latin text that keeps its order among letters that run to the left."""
    return text if locale == "en" else f"\u2066{text}\u2069"


def lines(answer: CheckTold) -> list[str]:
    """What differs, in a terminal."""
    locale = wanted()
    told = [undirected(f"{one.sentence} {one.next_step}") for one in answer.differences]
    told += [
        f"{one.file} {one.problem.place}".rstrip()
        + f": {one.problem.sentence} {one.problem.next_step}".rstrip()
        for one in answer.problems
    ]
    counts: dict[str, str | int] = {
        name: getattr(answer, name)
        for name in ("containers", "containers_compared", "bills", "bills_compared", "tolerance")
    }
    counts |= {"differences": len(answer.differences), "problems": len(answer.problems)}
    return [*told, message("cargo-checked", locale, counts).sentence]


CHECK = Tool("check", CheckAsked, CheckTold, check, lines)
