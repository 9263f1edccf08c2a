"""``tahqiq lab replicates``: whether the injections of a sample and those of a reference material can be told
apart."""

from pathlib import Path

from pydantic import Field

from tahqiq.desk import Tool
from tahqiq.desk.answers import ProblemView, Strict, problem_lines, problem_views
from tahqiq.desks.lab.components.operations import unknown_of
from tahqiq.desks.lab.library.bins import Binned, of
from tahqiq.desks.lab.readers import read
from tahqiq.desks.lab.replicates.min_max import min_max
from tahqiq.desks.lab.signal.components import components
from tahqiq.desks.lab.signal.grid import ions_of
from tahqiq.desks.lab.terminal import line
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.model.problem import Problem

NEAR = 6.0
"""A component within this many seconds of the time that was named is the one meant; the largest, where there
are several."""


class ReplicatesRequest(Strict):
    """Injections of a sample and of a reference material."""

    sample: list[Path] = Field(
        description=(
            "The injections of the sample, three at least: runs, or files of spectra (each spectrum "
            "counts as one)."
        )
    )
    reference: list[Path] = Field(description="The injections of the reference material, as for the sample.")
    at: float | None = Field(
        default=None, gt=0, description="Of runs: the minute at which the compound comes."
    )


class ReplicatesView(Strict):
    """The min-max test. ``within_sample`` and ``within_reference``: the least cosine among the injections of
    each; ``between`` the highest of one with the other. ``different`` where that is below both; ``says`` puts
    it into words: what is not told apart is not shown to be the same."""

    sample: int
    reference: int
    within_sample: float
    within_reference: float
    between: float
    index: float
    different: bool
    says: str
    next_step: str
    problems: list[ProblemView]


def replicates(asked: ReplicatesRequest) -> ReplicatesView:
    """Hold them against each other. Raises ``WrongUse``: ``lab-replicates-twice`` (an injection that is named
    twice would be like itself), ``lab-replicates-few``, ``lab-replicates-time`` (a run and no time),
    ``lab-replicates-none`` (nothing comes at that time)."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    sample, reference = (
        [one for path in paths for one in _spectra(path, asked.at, problems, seen)]
        for paths in (asked.sample, asked.reference)
    )
    found = min_max(sample, reference)
    words = message(
        f"lab-replicates-{'different' if found.different else 'alike'}",
        wanted(),
        {"sample": len(sample), "reference": len(reference)},
    )
    return ReplicatesView(
        sample=len(sample),
        reference=len(reference),
        within_sample=round(found.sample, 5),
        within_reference=round(found.reference, 5),
        between=round(found.between, 5),
        index=round(found.index, 5),
        different=found.different,
        says=words.sentence,
        next_step=words.next_step,
        problems=problem_views(problems),
    )


def _spectra(path: Path, at: float | None, problems: list[Problem], seen: dict[str, str]) -> list[Binned]:
    held = read(path)
    if held.sha256 in seen:
        raise WrongUse("lab-replicates-twice", name=path.name, other=seen[held.sha256])
    seen[held.sha256] = path.name
    problems += held.problems
    if held.run is None:
        return [of(one) for one in held.spectra]
    if at is None:
        raise WrongUse("lab-replicates-time", name=path.name)
    ions = ions_of(held.run)
    near = [one for one in components(ions) if abs(one.time - 60 * at) <= NEAR]
    if not near:
        raise WrongUse("lab-replicates-none", name=path.name, minutes=f"{at:g}")
    return [unknown_of(max(near, key=lambda one: one.area), ions.masses)]


def lines(answer: ReplicatesView) -> list[str]:
    """The test in a terminal."""
    numbers = {
        "one": answer.within_sample,
        "other": answer.within_reference,
        "between": answer.between,
        "index": answer.index,
    }
    return [
        f"{answer.says} {answer.next_step}",
        line(
            "within",
            sample=answer.sample,
            reference=answer.reference,
            **{name: f"{value:.5f}" for name, value in numbers.items()},
        ),
        *problem_lines(answer.problems),
    ]


REPLICATES = Tool("replicates", ReplicatesRequest, ReplicatesView, replicates, lines)
