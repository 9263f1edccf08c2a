"""What the runs of an examination showed: the total ion chromatogram of each, and the substances that are
reported from it with their retention, scan, match figures and spectra. The report, the page and the export
show these numbers; none of them computes its own."""

from collections.abc import Sequence

import numpy as np

from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.examinations.record import Examination, Measured, Peaks
from tahqiq.desks.lab.sequences.record import SEQUENCE, archive_of
from tahqiq.desks.lab.sequences.view import injection_of
from tahqiq.desks.lab.signal.grid import Ions
from tahqiq.desks.lab.spectrum import Floats
from tahqiq.kit.errors import NotFound, WrongUse

COLUMNS = 600
"""A chromatogram is drawn with the lowest and highest total in each of so many columns: no peak is lost."""


class ReportedSubstanceView(Strict):
    """What a run says of a substance in the ledger. ``time`` in s after injection, ``scan`` the number of the
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


class ReportedRunView(Strict):
    """A run with its chromatogram as pairs of time (s) and counts of all ions; ``chromatogram`` is empty and
    ``missing`` true where the sequence is not in the case any more, or may not be shown."""

    sequence: str
    run: str
    sha256: str
    acquired: str
    instrument: str
    method: str
    blank: str
    tune: str
    library: str
    software: str
    missing: bool
    scans: int
    chromatogram: list[tuple[float, float]]
    substances: list[ReportedSubstanceView]


def reported_runs(at: Desktop, body: Examination, *, leaving: bool = False) -> list[ReportedRunView]:
    """The runs that results of an examination were taken up from, in the order of the ledger; each once.
    ``leaving``: only sequences are read that may leave the program."""
    found: dict[str, list[tuple[str, str, Measured]]] = {}
    for one in body.results:
        if one.measured is not None:
            listed = found.setdefault(one.measured.run_sha256, [])
            if all(name != one.substance for name, _, _ in listed):
                listed.append((one.substance, one.outcome, one.measured))
    return [_run(at, listed, leaving=leaving) for listed in found.values()]


def _run(at: Desktop, listed: Sequence[tuple[str, str, Measured]], *, leaving: bool) -> ReportedRunView:
    first = listed[0][2]
    ions = _ions(at, first, leaving=leaving)
    total = None if ions is None else ions.grid.sum(axis=1)
    return ReportedRunView(
        sequence=first.sequence,
        run=first.run,
        sha256=first.run_sha256,
        acquired=first.acquired,
        instrument=first.instrument,
        method=f"{first.method} {first.method_version}",
        blank=first.blank,
        tune=first.tune,
        library=first.library_version,
        software=first.software,
        missing=ions is None,
        scans=0 if ions is None else len(ions.times),
        chromatogram=[] if ions is None or total is None else thinned(ions.times, total),
        substances=[_substance(name, outcome, seen, ions, total) for name, outcome, seen in listed],
    )


def _ions(at: Desktop, seen: Measured, *, leaving: bool) -> Ions | None:
    """The scans of a run; None where its sequence is not there, may not be shown, or is another by now."""
    try:
        kept = at.records(SEQUENCE, at.leaving() if leaving else None).get(seen.sequence, at.home)
        if kept.body.archive != seen.archive:
            return None
        if injection_of(kept.body.told, seen.run).sha256 != seen.run_sha256:
            return None
        return archive_of(at, kept.body).scans(seen.run)
    except (NotFound, WrongUse):
        return None


def _substance(
    name: str, outcome: str, seen: Measured, ions: Ions | None, total: Floats | None
) -> ReportedSubstanceView:
    place = None
    if ions is not None and seen.time is not None and len(ions.times):
        place = int(np.abs(ions.times - seen.time).argmin())
    return ReportedSubstanceView(
        substance=name,
        outcome=outcome,
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


def thinned(times: Floats, total: Floats, columns: int = COLUMNS) -> list[tuple[float, float]]:
    """Times (s) with counts, at most the lowest and the highest of each column, in the order of time.

    >>> thinned(np.arange(6.0), np.array([1.0, 9.0, 2.0, 3.0, 7.0, 1.0]), 2)
    [(0.0, 1.0), (1.0, 9.0), (4.0, 7.0), (5.0, 1.0)]
    """
    if len(times) <= 2 * columns:
        kept = list(range(len(times)))
    else:
        parts = np.array_split(np.arange(len(times)), columns)
        kept = sorted(
            {int(part[place]) for part in parts for place in (total[part].argmin(), total[part].argmax())}
        )
    return [(round(float(times[place]), 3), float(round(float(total[place])))) for place in kept]
