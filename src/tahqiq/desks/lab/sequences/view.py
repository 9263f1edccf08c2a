"""Looking at a sequence: its board, a run with the traces that are wanted, a component beside what it looks
like."""

import numpy as np
from pydantic import Field

from tahqiq.desk import Desktop
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desks.lab.batch.archive import Unpacked
from tahqiq.desks.lab.batch.translation import translated
from tahqiq.desks.lab.batch.view import ComponentHitView, InjectionView, SequenceView
from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.components.operations import unknown_of
from tahqiq.desks.lab.examinations.record import Peaks
from tahqiq.desks.lab.ion_labels import IonView, annotated
from tahqiq.desks.lab.library.hits import LibraryQueryView
from tahqiq.desks.lab.library.retention import Retention
from tahqiq.desks.lab.library.search import rank
from tahqiq.desks.lab.library.tier_choice import tiers_of
from tahqiq.desks.lab.library_search.operations import found
from tahqiq.desks.lab.sequences.record import SEQUENCE, sequence_of
from tahqiq.desks.lab.sequences.reference_standard import Standard, reference_of
from tahqiq.desks.lab.sequences.run_findings import NEAR, RunSubstanceView, scaled, substances_of
from tahqiq.desks.lab.signal.components import Component
from tahqiq.desks.lab.signal.grid import Ions
from tahqiq.desks.lab.spectrum import Integers
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import NotFound


class SequenceBoardRequest(CaseRequest):
    """Which sequence."""

    sequence: str = Field(description="The sequence, by the id of its record.")


class TracesRequest(SequenceBoardRequest):
    """A run and the ions whose traces are wanted."""

    run: str = Field(min_length=1, max_length=200, description="The run, as the sheet calls it.")
    ions: list[int] = Field(
        default=[], max_length=12, description="Ions (m/z) whose traces are wanted beside the total."
    )


class ComponentRequest(SequenceBoardRequest):
    """A component of a run."""

    run: str = Field(min_length=1, max_length=200, description="The run, as the sheet calls it.")
    number: int = Field(ge=1, description="The component, by its number in the run.")
    top: int = Field(default=10, ge=1, le=50, description="How many hits are told.")


class SequenceLineView(Strict):
    """One sequence of a case."""

    sequence: str
    name: str
    instrument: str
    method: str
    in_control: bool
    injections: int
    at: str


class SequencesView(Strict):
    """The sequences of a case, the last first."""

    sequences: list[SequenceLineView]


class SequenceBoardView(Strict):
    """A sequence with everything that came of it."""

    sequence: str
    version: int
    source: str
    archive: str
    name: str
    instrument: str
    told: SequenceView


class ComponentLineView(Strict):
    """A component of a run as it stands in a list: ``time`` in s, ``index`` by the ladder of the sequence
    (null without one), ``top`` its strongest ions; ``name`` and ``tier`` of its best hit ("" : the library
    has nothing like it), ``share`` of such answers that were right when they were measured (null: not known),
    ``target`` the substance of the method that it is by its criteria. Its model are two half Gaussians of the
    widths ``left`` and ``right`` (s), ``height`` counts of all its ions high."""

    number: int
    time: float
    area: float
    left: float
    right: float
    height: float
    ratio: float
    purity: float
    top: list[int]
    name: str
    tier: str
    share: float | None
    index: float | None
    target: str


class RunView(Strict):
    """A run: ``times`` (s) of its scans, the ``total`` of each, traces of the ions that were asked for (those
    never measured are left out), its components, what it says of the ``substances`` of its method, and the
    ``problems`` of its file: what is missing or cannot be, each with the scan at which it begins (entry).
    ``acquired``: when it was measured, as its file says ("" : it does not)."""

    run: str
    kind: str
    sample: str
    sha256: str
    acquired: str
    times: list[float]
    total: list[float]
    ions: dict[int, list[float]]
    lowest: int
    highest: int
    components: list[ComponentLineView]
    substances: list[RunSubstanceView]
    problems: list[ProblemView]


class SpectrumView(Strict):
    """A spectrum to look at beside another; the base peak is 999."""

    name: str
    peaks: Peaks


class ComponentView(Strict):
    """A component: its spectrum with named ions, what the library says, the spectra of the hits in their
    order, and that of the reference material in this sequence where it is a substance of the method (null
    otherwise)."""

    run: str
    number: int
    time: float
    peaks: Peaks
    ions: list[IonView]
    query: LibraryQueryView | None
    hits: list[SpectrumView]
    reference: SpectrumView | None


def listed(at: Desktop, _asked: CaseRequest, _progress: Progress | None) -> SequencesView:
    """The sequences of a case."""
    page = at.records(SEQUENCE).find({}, at.home, descending=True, limit=200).records
    return SequencesView(
        sequences=[
            SequenceLineView(
                sequence=one.id,
                name=one.body.name,
                instrument=one.body.instrument,
                method=f"{one.body.told.method} {one.body.told.method_version}",
                in_control=one.body.told.instrument.in_control,
                injections=len(one.body.told.injections),
                at=one.at,
            )
            for one in page
        ]
    )


def board(at: Desktop, asked: SequenceBoardRequest, _progress: Progress | None) -> SequenceBoardView:
    """A sequence as it was held against its method."""
    kept = at.records(SEQUENCE).get(asked.sequence, at.home)
    body = kept.body.model_copy(update={"told": translated(kept.body.told)})
    return SequenceBoardView(sequence=kept.id, version=kept.version, **body.model_dump())


def traces(at: Desktop, asked: TracesRequest, _progress: Progress | None) -> RunView:
    """A run. Raises ``NotFound`` (``lab-no-such-run``)."""
    kept, archive = sequence_of(at, asked.sequence)
    injection = injection_of(kept.body.told, asked.run)
    ions, parts = archive.run(asked.run)
    places = {int(mass): place for place, mass in enumerate(ions.masses.tolist())}
    return RunView(
        run=asked.run,
        kind=injection.kind,
        sample=injection.sample,
        sha256=injection.sha256,
        acquired=injection.acquired or "",
        times=[round(float(one), 3) for one in ions.times],
        total=[round(float(one)) for one in ions.grid.sum(axis=1)],
        ions={
            one: [round(float(value)) for value in ions.grid[:, places[one]]]
            for one in sorted(set(asked.ions))
            if one in places
        },
        lowest=int(ions.masses[0]),
        highest=int(ions.masses[-1]),
        components=[_part(number, part, injection, _pace(ions)) for number, part in enumerate(parts, 1)],
        substances=substances_of(kept, archive, injection, ions),
        problems=problem_views(archive.odd.get(asked.run, ())),
    )


def component(at: Desktop, asked: ComponentRequest, _progress: Progress | None) -> ComponentView:
    """A component beside what it looks like. Raises ``NotFound`` (``lab-no-such-run``,
    ``lab-no-such-component``)."""
    kept, archive = sequence_of(at, asked.sequence)
    injection = injection_of(kept.body.told, asked.run)
    ions, parts = archive.run(asked.run)
    if asked.number > len(parts):
        raise NotFound("lab-no-such-component", number=asked.number, run=asked.run)
    part = parts[asked.number - 1]
    query, hits = _searched(archive, part, ions.masses, asked, _retention(kept.body.told, injection, part))
    standard = _standard(archive, kept.body.told, injection, part)
    formula = (
        "" if query is None else query.formula
    )  # of the best hit only where its tier lets the formula be said
    peaks = scaled(part)
    return ComponentView(
        run=asked.run,
        number=asked.number,
        time=round(part.time, 3),
        peaks=peaks,
        ions=annotated(peaks, formula),
        query=query,
        hits=hits,
        reference=None
        if standard is None
        else SpectrumView(name=f"{standard.target} · {standard.run}", peaks=scaled(standard.part)),
    )


def _retention(view: SequenceView, injection: InjectionView, part: Component) -> Retention | None:
    """The index that the sequence searched this component with, led over where it was; None without one, or
    where the library stands on another ladder."""
    hit = _hit(injection, part)
    if hit is None or hit.index is None:
        return None
    if hit.led is not None:
        index, slack, unit = hit.led
        return Retention(index, slack=slack, unit=unit, led=True)
    apart = any(one.code in ("lab-index-scale", "lab-index-led") for one in view.problems)
    return None if apart else Retention(hit.index)


def _searched(
    archive: Unpacked, part: Component, masses: Integers, asked: ComponentRequest, retention: Retention | None
) -> tuple[LibraryQueryView | None, list[SpectrumView]]:
    library = archive.library
    if library is None:
        return None, []
    unknown = unknown_of(part, masses)
    ranking = rank(library, unknown, retention)
    query = found(
        library,
        tiers_of(library.manifest),
        unknown,
        retention,
        asked.top,
        identity=(str(asked.number), f"{part.time / 60:.3f} min"),
        ranking=ranking,
    )
    view = []
    for hit, row in zip(query.hits, ranking.rows.tolist(), strict=False):
        spectrum = library.spectrum(row)
        most = float(spectrum.intensity.max())
        peaks = [
            (round(float(mz)), round(999 * float(one) / most, 1))
            for mz, one in zip(spectrum.mz, spectrum.intensity, strict=True)
        ]
        view.append(SpectrumView(name=hit.name, peaks=peaks))
    return query, view


def _standard(
    archive: Unpacked, view: SequenceView, injection: InjectionView, part: Component
) -> Standard | None:
    target = _target(injection, part)
    return reference_of(archive, view, target) if target else None


def injection_of(view: SequenceView, run: str) -> InjectionView:
    """An injection of a sequence. Raises ``NotFound`` (``lab-no-such-run``)."""
    one = next((item for item in view.injections if item.run == run), None)
    if one is None:
        raise NotFound("lab-no-such-run", run=run[:60])
    return one


def _pace(ions: Ions) -> float:
    """Seconds from scan to scan."""
    return float(np.median(np.diff(ions.times))) if len(ions.times) > 1 else 0.0


def _part(number: int, part: Component, injection: InjectionView, pace: float) -> ComponentLineView:
    hit = _hit(injection, part)
    query = None if hit is None else hit.query
    top = sorted(zip(part.mz.tolist(), part.heights.tolist(), strict=True), key=lambda one: -one[1])[:5]
    return ComponentLineView(
        number=number,
        time=round(part.time, 3),
        area=round(part.area),
        left=round(part.left * pace, 3),
        right=round(part.right * pace, 3),
        height=round(float(part.heights.sum())),
        ratio=round(part.ratio, 1),
        purity=round(part.purity, 3),
        top=[int(mass) for mass, _ in top],
        name=query.hits[0].name if query is not None and query.hits else "",
        tier="" if query is None else query.tier,
        share=None if query is None else query.share,
        index=None if hit is None else hit.index,
        target=_target(injection, part),
    )


def _hit(injection: InjectionView, part: Component) -> ComponentHitView | None:
    return next((one for one in injection.hits if abs(one.time - part.time) <= NEAR), None)


def _target(injection: InjectionView, part: Component) -> str:
    return next(
        (
            one.target
            for one in injection.findings
            if one.found == "yes" and one.time is not None and abs(one.time - part.time) <= NEAR
        ),
        "",
    )
