"""``tahqiq cargo check``: papers held against each other."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desks.cargo.arrivals.tables import headed
from tahqiq.desks.cargo.checks.difference_view import DifferenceView, difference_view
from tahqiq.desks.cargo.checks.differences import Tolerance, differences, only
from tahqiq.desks.cargo.checks.statements import MANIFESTS, PaperStatement, of_bills, of_boxes, of_table
from tahqiq.formats.cargo.papers import papers
from tahqiq.formats.plain_table import PlainTable, plain_table
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.kit.text import undirected
from tahqiq.model.problem import Problem


class CheckRequest(Strict):
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


class Flagged(Strict):
    """A problem of one file."""

    file: str
    problem: ProblemView


class CheckResult(Strict):
    """How many boxes and bills were seen, how many in more than one source, what differs, and what is odd
    within one file (check digits, the same box twice, claims)."""

    containers: int
    containers_compared: int
    bills: int
    bills_compared: int
    tolerance: str
    differences: list[DifferenceView]
    problems: list[Flagged]


def check(asked: CheckRequest) -> CheckResult:
    """Hold the files against each other. Raises ``NotFound`` (``no-such-file``)."""
    for path in asked.files:
        if not path.is_file():
            raise NotFound("no-such-file", path=str(path))
    boxes: dict[str, list[PaperStatement]] = {}
    bills: dict[str, list[PaperStatement]] = {}
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
    return CheckResult(
        containers=len(boxes),
        containers_compared=sum(len(said) > 1 for said in boxes.values()),
        bills=len(bills),
        bills_compared=sum(len(said) > 1 for said in bills.values()),
        tolerance=tolerance.in_words(wanted()),
        differences=[difference_view(one, tolerance) for one in found],
        problems=[Flagged(file=name, problem=problem_views([problem])[0]) for name, problem in flagged],
    )


def _read(
    path: Path,
    boxes: dict[str, list[PaperStatement]],
    bills: dict[str, list[PaperStatement]],
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


def lines(answer: CheckResult) -> list[str]:
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


CHECK = Tool("check", CheckRequest, CheckResult, check, lines)
