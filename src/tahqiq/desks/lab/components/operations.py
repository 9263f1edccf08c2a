"""``tahqiq lab components``: what a run holds, compound by compound."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import ProblemView, Strict, problem_lines, problem_views
from tahqiq.desks.lab.library.bins import Binned, binned
from tahqiq.desks.lab.library.hits import LibraryQueryView
from tahqiq.desks.lab.library.retention import Retention
from tahqiq.desks.lab.library.scale import Standing, standing
from tahqiq.desks.lab.library.scores import Peaks, alike
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.library.tier_choice import tiers_of
from tahqiq.desks.lab.library_search.operations import found, other_ladder, query_lines
from tahqiq.desks.lab.readers import read
from tahqiq.desks.lab.signal.components import Component, components
from tahqiq.desks.lab.signal.ladder import Ladder, ladder
from tahqiq.desks.lab.signal.refusals import ions_or_why, why
from tahqiq.desks.lab.spectrum import Run
from tahqiq.desks.lab.terminal import line
from tahqiq.kit.errors import WrongUse
from tahqiq.model.problem import Problem

SAME_TIME, SAME_SPECTRUM = 6.0, 0.85
"""A component of the blank is the same one within this many seconds and from this cosine on."""
LADDER_RATIO = 20.0
"""Standards of a ladder stand out: components below this signal to noise are not taken for one."""


class RunRequest(Strict):
    """A run, and what it is read beside."""

    run: Annotated[Path, ARGUMENT] = Field(description="A run: ANDI, Agilent .D, mzML, mzXML, JCAMP-DX.")
    blank: Path | None = Field(
        default=None, description="The blank that was injected before it: what it holds as well is marked."
    )
    ladder: Path | None = Field(
        default=None,
        description=(
            "Spectra of standards with their indices; they are looked for in the run (or in --ladder-run)."
        ),
    )
    ladder_run: Path | None = Field(default=None, description="The run of the ladder, where it is another.")
    library: Path | None = Field(default=None, description="A library that every component is searched in.")
    top: int = Field(default=3, ge=1, le=100, description="How many hits of each component are told.")


class LadderStepView(Strict):
    """One standard of the ladder."""

    index: float
    time: float
    name: str
    cosine: float


class FoundComponentView(Strict):
    """One component: ``time`` of its top (s after injection), ``width`` (s, standard deviation), ``area``
    (counts x s, all ions), ``purity`` its share of the signal at its top, ``ratio`` signal to noise of its
    strongest ion, ``index`` its retention index (null outside the ladder: nothing is extrapolated). ``blank``
    is the area in the blank over that here, null where the blank does not hold it. ``peaks`` are pairs of m/z
    and height."""

    number: int
    time: float
    width: float
    area: float
    purity: float
    ratio: float
    index: float | None
    blank: float | None
    peaks: list[tuple[int, float]]
    query: LibraryQueryView | None


class FoundComponentsView(Strict):
    """What was found in a run. ``missing`` are standards of the ladder that were not found."""

    sha256: str
    scans: int
    noise: float
    ladder: list[LadderStepView]
    missing: list[str]
    components: list[FoundComponentView]
    problems: list[ProblemView]


def run_of(path: Path) -> tuple[Run, str, Sequence[Problem]]:
    """The run of a file with its seal. Raises ``WrongUse``: ``lab-no-run`` where it holds none,
    ``lab-run-refused`` with what was wrong."""
    held = read(path)
    if held.run is None:
        if held.spectra or not held.problems:
            raise WrongUse("lab-no-run", name=path.name)
        raise WrongUse("lab-run-refused", name=path.name, why=why(held.problems))
    return held.run, held.sha256, held.problems


def parts_of(path: Path) -> list[Component]:
    """The components of the run of a file. Raises as :func:`run_of`, and ``WrongUse``
    (``lab-run-refused``)."""
    run, _, problems = run_of(path)
    return components(ions_or_why(path.name, run, problems))


def seek(asked: RunRequest) -> FoundComponentsView:
    """Find the components of a run."""
    run, seal, problems = run_of(asked.run)
    ions = ions_or_why(asked.run.name, run, problems)
    parts = components(ions)
    steps = _ladder(asked, parts)
    empty = parts_of(asked.blank) if asked.blank else []
    library = Library(asked.library) if asked.library else None
    tiers = tiers_of(library.manifest) if library is not None else None
    view = []
    indices = [None if steps is None else steps.index(part.time) for part in parts]
    kept = [None if index is None else Retention(index) for index in indices]
    asked_for = ((unknown_of(part, ions.masses), one) for part, one in zip(parts, kept, strict=True))
    stand = Standing() if library is None else standing(library, asked_for)
    for number, (part, index) in enumerate(zip(parts, indices, strict=True), 1):
        query = None
        if library is not None and tiers is not None:
            query = found(
                library,
                tiers,
                unknown_of(part, ions.masses),
                stand.compared(kept[number - 1]),
                asked.top,
                identity=(str(number), f"{part.time / 60:.3f} min"),
            )
        view.append(_component_view(number, part, index, in_blank(part, empty), query))
    return FoundComponentsView(
        sha256=seal,
        scans=len(run),
        noise=round(ions.factor, 3),
        ladder=[] if steps is None else [LadderStepView(**asdict(one)) for one in steps.steps],
        missing=[] if steps is None else list(steps.missing),
        components=view,
        problems=problem_views([*problems, *other_ladder(stand)], "lab-place-scan"),
    )


def _ladder(asked: RunRequest, parts: Sequence[Component]) -> Ladder | None:
    if asked.ladder is None:
        return None
    standards = read(asked.ladder).spectra
    if not standards:
        raise WrongUse("lab-no-library", name=asked.ladder.name)
    held = parts if asked.ladder_run is None else parts_of(asked.ladder_run)
    return ladder([one for one in held if one.ratio >= LADDER_RATIO], standards)


def unknown_of(part: Component, masses: "np.ndarray[tuple[int], np.dtype[np.int64]] | None" = None) -> Binned:
    """A component as it is searched for; the scan began at the lowest of ``masses``."""
    return binned(part.mz.astype(np.float64), part.heights, None if masses is None else float(masses[0]))


def in_blank(part: Component, empty: Sequence[Component]) -> float | None:
    """The area of the same component in a blank over that of ``part``; None where the blank does not hold
    it."""
    near = [one for one in empty if abs(one.time - part.time) <= SAME_TIME]
    shares = [one.area / part.area for one in near if likeness(part, one) >= SAME_SPECTRUM]
    return max(shares) if shares else None


def likeness(left: Component, right: Component) -> float:
    """The cosine of two components."""
    other = unknown_of(right)
    peaks = Peaks(
        np.zeros(len(other.bins), np.int64), other.bins, other.heights, np.array([other.low], np.int64)
    )
    return float(alike(unknown_of(left), peaks).cosine[0])


def _component_view(
    number: int, part: Component, index: float | None, blank: float | None, query: LibraryQueryView | None
) -> FoundComponentView:
    pace = part.area / max(float(part.heights.sum()) * float(np.sqrt(2 * np.pi)), 1e-12)
    return FoundComponentView(
        number=number,
        time=round(part.time, 3),
        width=round(pace, 3),
        area=round(part.area, 1),
        purity=round(part.purity, 3),
        ratio=round(part.ratio, 1),
        index=None if index is None else round(index, 1),
        blank=None if blank is None else round(blank, 5),
        peaks=[
            (int(mass), round(float(height), 1)) for mass, height in zip(part.mz, part.heights, strict=True)
        ],
        query=query,
    )


def lines(answer: FoundComponentsView) -> list[str]:
    """The components in a terminal."""
    printed = [line("components", scans=answer.scans, count=len(answer.components), sha256=answer.sha256)]
    for step in answer.ladder:
        index, minutes, cosine = f"{step.index:.0f}", f"{step.time / 60:.3f}", f"{step.cosine:.3f}"
        printed.append(f"  {line('ladder', index=index, minutes=minutes, name=step.name, cosine=cosine)}")
    printed += [f"  {line('ladder-missing', names=', '.join(answer.missing))}"] if answer.missing else []
    for one in answer.components:
        printed.append(
            line(
                "component",
                number=one.number,
                minutes=f"{one.time / 60:.3f}",
                index="" if one.index is None else line("index", index=f"{one.index:.0f}"),
                area=f"{one.area:.4g}",
                purity=f"{one.purity:.2f}",
                ratio=f"{one.ratio:.0f}",
                ions=" ".join(str(mass) for mass, _ in sorted(one.peaks, key=lambda peak: -peak[1])[:5]),
                blank="" if one.blank is None else line("in-blank", percent=f"{100 * one.blank:.3g}"),
            )
        )
        printed += [f"  {text}" for text in query_lines([one.query] if one.query else [])]
    return printed + problem_lines(answer.problems)


COMPONENTS = Tool("components", RunRequest, FoundComponentsView, seek, lines)
