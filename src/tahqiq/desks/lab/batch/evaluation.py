"""``tahqiq lab sequence``: a whole sequence held against a method, injection by injection."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq import __version__
from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import Strict, problem_lines
from tahqiq.desks.lab.batch.instrument import followed, history_of, instrument
from tahqiq.desks.lab.batch.method import method_of
from tahqiq.desks.lab.batch.runs import RunData, read_runs
from tahqiq.desks.lab.batch.sequence import Batch
from tahqiq.desks.lab.batch.sheet import sheet
from tahqiq.desks.lab.batch.translation import because, odd
from tahqiq.desks.lab.batch.view import ComponentHitView, CurveView, InjectionView, SequenceView
from tahqiq.desks.lab.components.operations import LADDER_RATIO, in_blank, unknown_of
from tahqiq.desks.lab.library.retention import Retention
from tahqiq.desks.lab.library.scale import Standing, standing
from tahqiq.desks.lab.library.store import Library, seal_of
from tahqiq.desks.lab.library.tier_choice import tiers_of
from tahqiq.desks.lab.library_search.operations import found, other_ladder
from tahqiq.desks.lab.readers import in_file, read
from tahqiq.desks.lab.signal.ladder import Ladder, ladder
from tahqiq.desks.lab.terminal import line
from tahqiq.kit.errors import WrongUse
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem


class SequenceRequest(Strict):
    """A sequence and what it is held against."""

    path: Annotated[Path, ARGUMENT] = Field(
        description=(
            "The sheet of the sequence (CSV: run, kind, sample, amount), or the folder it lies in with "
            "its runs."
        )
    )
    method: Path = Field(description="The method of the laboratory (YAML), agreed to by two persons.")
    library: Path = Field(description="A library that every component of blanks and cases is searched in.")
    ladder: Path | None = Field(
        default=None,
        description="Spectra of the standards in the run of the kind ladder, with their indices.",
    )
    controls: Path | None = Field(
        default=None, description="Quantities of former days (CSV: when, name, value) for Westgard's rules."
    )


def run(asked: SequenceRequest) -> SequenceView:
    """Hold a sequence against its method."""
    return evaluate(asked, {})


def evaluate(asked: SequenceRequest, former: Mapping[str, Sequence[float]]) -> SequenceView:
    """Hold a sequence against its method, after quantities of ``former`` days (oldest first) and of those
    that it brings."""
    method, seal = method_of(asked.method)
    library = Library(asked.library)
    if not len(library):
        raise WrongUse("lab-library-empty", name=asked.library.name)
    injections, problems = sheet(asked.path)
    if not injections:
        raise WrongUse("lab-sheet-empty", name=asked.path.name)
    runs, more = read_runs(injections, method.ions)
    history, aside = history_of(asked.controls) if asked.controls is not None else ({}, [])
    history = {name: [*former.get(name, ()), *history.get(name, ())] for name in {*former, *history}}
    steps, ladders = _ladder(asked.ladder, runs)
    first = instrument(method, runs)
    in_order = not any(one.code == "lab-sheet-order" for one in more)
    today = Batch(method, runs, first, in_order=in_order).checks()
    batch = Batch(method, runs, followed(method, first, history, today), in_order=in_order)
    view = batch.injections()
    stand = _hits(library, runs, view, steps)
    tiers = tiers_of(library.manifest)
    return SequenceView(
        method=method.name,
        method_version=method.version,
        method_sha256=seal,
        approved_by=[one.name for one in method.approved.by],
        library=asked.library.name,
        library_seal=seal_of(library.manifest),
        tiers_on=tiers.on,
        software=__version__,
        instrument=batch.instrument,
        quantities={name: [round(one, 4) for one in values] for name, values in today.items()},
        curves=batch.curves,
        injections=view,
        problems=odd([*problems, *more, *aside, *ladders, *other_ladder(stand)]),
    )


def _ladder(standards: Path | None, runs: Sequence[RunData]) -> tuple[Ladder | None, list[Problem]]:
    """The ladder of a sequence; a run that is none, a run without standards and standards without a run are
    told, and no index then."""
    one = next((run for run in runs if run.injection.kind == "ladder"), None)
    if standards is None:
        return None, [] if one is None else [
            Problem("lab-sheet-standards", _place(one), value=one.injection.run)
        ]
    if one is None:
        return None, [Problem("lab-sheet-no-ladder", Place(), value=standards.name)]
    brought = read(standards)
    aside = [replace(item, place=in_file(standards.name, item.place)) for item in brought.problems]
    try:
        return ladder([part for part in one.parts if part.ratio >= LADDER_RATIO], brought.spectra), aside
    except WrongUse as error:
        return None, [
            *aside,
            Problem("lab-sheet-ladder", _place(one), value=one.injection.run, params=because(error)),
        ]


def _place(one: RunData) -> Place:
    return Place(row=one.injection.row)


def _hits(
    library: Library, runs: Sequence[RunData], view: Sequence[InjectionView], steps: Ladder | None
) -> Standing:
    """Search the components of blanks and cases; gives back how their indices stand to the library's."""
    tiers = tiers_of(library.manifest)
    by_run = {one.injection.run: one for one in runs}
    asked = []
    for answer in view:
        one = by_run[answer.run]
        if answer.kind in ("blank", "case"):
            for part in one.parts:
                index = None if steps is None else steps.index(part.time)
                asked.append((answer, one, part, index, unknown_of(part, one.masses)))
    stand = standing(
        library, ((unknown, None if index is None else Retention(index)) for *_, index, unknown in asked)
    )
    for answer, _, part, index, unknown in asked:
        retention = stand.compared(None if index is None else Retention(index))
        query = found(
            library,
            tiers,
            unknown,
            retention,
            3,
            identity=(f"{answer.run} {part.time / 60:.3f} min", answer.sample),
        )
        if query.tier != "not-in-library":
            blank = in_blank(part, by_run[answer.blank].parts) if answer.blank else None
            answer.hits.append(
                ComponentHitView(
                    time=round(part.time, 3),
                    index=None if index is None else round(index, 1),
                    blank=blank,
                    query=query,
                    led=[retention.index, retention.slack, retention.unit]
                    if retention is not None and retention.led
                    else None,
                )
            )
    return stand


def lines(answer: SequenceView) -> list[str]:
    """A sequence in a terminal."""
    printed = [
        line(
            "method",
            name=answer.method,
            version=answer.method_version,
            who=", ".join(answer.approved_by),
            sha256=answer.method_sha256,
        ),
        line("in-control" if answer.instrument.in_control else "out-of-control"),
    ]
    printed += [
        f"  {one.run or '-'}: {one.what}" + ("" if one.found is None else f" ({one.found:g})")
        for one in answer.instrument.breaches
    ]
    for curve in answer.curves:
        printed += _curve_lines(curve)
    for one in answer.injections:
        printed += _injection_lines(one)
    return printed + problem_lines(answer.problems)


def _curve_lines(curve: CurveView) -> list[str]:
    limits = ""
    if curve.detection is not None and curve.quantitation is not None:
        limits = line(
            "limits",
            detection=f"{curve.detection:.3g}",
            quantitation=f"{curve.quantitation:.3g}",
            unit=curve.unit,
        )
    return [
        line(
            "curve",
            target=curve.target,
            model=line(f"model-{curve.model}"),
            weights=curve.weights,
            count=len(curve.levels),
            r2=f"{curve.r2:.4f}",
            limits=limits,
        ),
        *(
            "  "
            + line(
                "check",
                run=one.run,
                stated=f"{one.stated:g}",
                read="-" if one.read is None else f"{one.read:.4g}",
                unit=curve.unit,
            )
            for one in curve.checks
        ),
        *(f"  {bar.sentence} {bar.next_step}" for bar in curve.bars),
    ]


def _injection_lines(one: InjectionView) -> list[str]:
    standard = "" if one.standard is None else line("standard", percent=f"{100 * one.standard:.0f}")
    printed = [
        line("injection", run=one.run, kind=line(f"kind-{one.kind}"), sample=one.sample, count=one.components)
        + standard
    ]
    for finding in one.findings:
        failed = ", ".join(line(f"failed-{name}") for name in finding.failed)
        at = "" if finding.time is None else " " + line("at", minutes=f"{finding.time / 60:.3f}")
        amount = (
            ""
            if finding.amount is None
            else f" {finding.amount:.4g} ± {finding.uncertainty or 0:.2g} {finding.unit} (k = 2)."
        )
        printed.append(f"  {finding.says}{f' ({failed})' if failed else ''}{at}{amount}")
        printed += [f"    {bar.sentence} {bar.next_step}" for bar in finding.bars]
    for hit in one.hits:
        best = hit.query.hits[0]
        tier = line(f"tier-{hit.query.tier}")
        printed.append(
            "  "
            + line(
                "like", minutes=f"{hit.time / 60:.3f}", tier=tier, name=best.name, score=f"{best.score:.3f}"
            )
        )
    return printed


SEQUENCE = Tool("sequence", SequenceRequest, SequenceView, run, lines)
