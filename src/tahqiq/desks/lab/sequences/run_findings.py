"""What a run says of the substances of its method: the page of the run, that of the exhibit with its ledger,
and the report all have it from here."""

from collections.abc import Sequence

import numpy as np

from tahqiq.casework.records import RecordVersion
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.batch.archive import Unpacked
from tahqiq.desks.lab.batch.view import InjectionView, SequenceView, TargetView
from tahqiq.desks.lab.components.operations import likeness
from tahqiq.desks.lab.examinations.ledger import Outcome
from tahqiq.desks.lab.examinations.record import Measured, Peaks
from tahqiq.desks.lab.library.hits import LibraryQueryView
from tahqiq.desks.lab.sequences.record import Sequence_
from tahqiq.desks.lab.sequences.reference_standard import Standard, reference_of
from tahqiq.desks.lab.signal.components import Component
from tahqiq.desks.lab.signal.grid import Ions
from tahqiq.desks.lab.spectrum import Floats

NEAR = 0.05
"""Seconds within which a component is the one that a hit was told of."""
SHOWN = 120
"""The most peaks of a spectrum that are kept with a result."""


class RunSubstanceView(Strict):
    """What a run says of a substance. ``outcome``: found where spectrum and retention both say so, not found
    where both say no, else inconclusive. ``time`` in s after injection, ``scan`` the number of the
    scan at that time, the first being 1, ``total`` the counts of all its ions (null, where the run showed
    nothing of it, or is not here any more). ``ratio`` is signal to noise, ``cosine`` the likeness to the
    ``reference`` spectrum of ``reference_run``, ``score`` and ``gap`` those of the library's best ``hit``.
    The base peak of a spectrum is 999. ``amount`` is that of the injected solution."""

    substance: str
    outcome: str
    time: float | None
    scan: int | None
    total: float | None
    expected: tuple[float, float] | None
    ratio: float
    cosine: float | None
    hit: str
    score: float | None
    gap: float | None
    amount: float | None
    uncertainty: float | None
    unit: str
    spectrum: Peaks
    reference_run: str
    reference: Peaks


def substances_of(
    kept: RecordVersion[Sequence_], archive: Unpacked, injection: InjectionView, ions: Ions
) -> list[RunSubstanceView]:
    """What a run says of every substance of its method."""
    total = ions.grid.sum(axis=1)
    return [
        substance_view(one.target, outcomes(one), measured_of(kept, archive, injection, one), ions, total)
        for one in injection.findings
    ]


def substance_view(
    name: str, outcomes: Sequence[str], seen: Measured, ions: Ions | None, total: Floats | None
) -> RunSubstanceView:
    """What a run says of a substance, by the outcomes of its spectrum and its retention and what they were
    measured on. The one function for the page of the run, that of the exhibit, and the report."""
    place = None
    if ions is not None and seen.time is not None and len(ions.times):
        place = int(np.abs(ions.times - seen.time).argmin())
    return RunSubstanceView(
        substance=name,
        outcome=together(outcomes),
        time=seen.time,
        scan=None if place is None else place + 1,
        total=None if place is None or total is None else round(float(total[place])),
        expected=seen.expected,
        ratio=seen.ratio,
        cosine=seen.cosine,
        hit=seen.hit,
        score=seen.score,
        gap=seen.gap,
        amount=seen.amount,
        uncertainty=seen.uncertainty,
        unit=seen.unit,
        spectrum=seen.spectrum,
        reference_run=seen.reference_run,
        reference=seen.reference,
    )


def outcomes(finding: TargetView) -> tuple[Outcome, Outcome]:
    """What spectrum and retention say, each by itself: what is absent is negative in both, what fails one
    criterion is inconclusive in that."""
    failed = set(finding.failed)
    if "absent" in failed:
        return "negative", "negative"
    if failed & {"weak", "no-reference"}:
        return "inconclusive", "inconclusive"
    return (
        "inconclusive" if "ions" in failed else "positive",
        "inconclusive" if "time" in failed else "positive",
    )


def together(said: Sequence[str]) -> str:
    """What spectrum and retention say together.

    >>> together(["positive", "inconclusive"]), together(["negative", "negative"])
    ('inconclusive', 'negative')
    """
    return said[0] if len(set(said)) == 1 else "inconclusive"


def hit_of(injection: InjectionView, finding: TargetView) -> LibraryQueryView | None:
    """What the library says of the component that a finding is of; None without one."""
    time = finding.time
    return (
        None
        if time is None
        else next((one.query for one in injection.hits if abs(one.time - time) <= NEAR), None)
    )


def measured_of(
    kept: RecordVersion[Sequence_], archive: Unpacked, injection: InjectionView, finding: TargetView
) -> Measured:
    """What a finding rests on, with the digests of its files."""
    view = kept.body.told
    standard = reference_of(archive, view, finding.target)
    parts = archive.run(injection.run)[1]
    time = finding.time
    part = None if time is None else next((one for one in parts if abs(one.time - time) <= NEAR), None)
    seen = _measured(kept.id, kept.body, injection, finding, part, standard, hit_of(injection, finding))
    files = {one.run: one.sha256 for one in view.injections}
    return seen.model_copy(
        update={
            "blank_sha256": files.get(seen.blank, ""),
            "tune_sha256": files.get(seen.tune, ""),
            "reference_sha256": files.get(seen.reference_run, ""),
            "library_sha256": "" if archive.library is None else archive.library.manifest.sources[0].sha256,
        }
    )


def _measured(
    identity: str,
    body: Sequence_,
    injection: InjectionView,
    finding: TargetView,
    part: Component | None,
    standard: Standard | None,
    hit: LibraryQueryView | None,
) -> Measured:
    view: SequenceView = body.told
    best = hit.hits[0] if hit is not None and hit.hits else None
    return Measured(
        sequence=identity,
        archive=body.archive,
        run=injection.run,
        run_sha256=injection.sha256,
        acquired=injection.acquired or "",
        blank=injection.blank,
        tune=view.instrument.tune,
        instrument=body.instrument,
        method=view.method,
        method_version=view.method_version,
        method_sha256=view.method_sha256,
        library_seal=view.library_seal,
        library_version=view.library_version,
        software=view.software,
        time=None if part is None else round(part.time, 3),
        expected=None if standard is None else (round(standard.first, 3), round(standard.last, 3)),
        ratio=0.0 if part is None else round(part.ratio, 1),
        amount=finding.amount,
        uncertainty=finding.uncertainty,
        unit=finding.unit,
        spectrum=[] if part is None else scaled(part),
        reference_run="" if standard is None else standard.run,
        reference=[] if standard is None else scaled(standard.part),
        cosine=None if standard is None or part is None else round(likeness(part, standard.part), 4),
        hit="" if best is None else best.name,
        score=None if best is None else best.score,
        gap=None if best is None else best.gap,
    )


def scaled(part: Component, most: int = SHOWN) -> Peaks:
    """The highest peaks of a component in the order of m/z, the base peak 999."""
    highest = sorted(zip(part.mz.tolist(), part.heights.tolist(), strict=True), key=lambda one: -one[1])[
        :most
    ]
    base = highest[0][1] if highest else 1.0
    return sorted((int(mass), round(999 * height / base, 1)) for mass, height in highest)
