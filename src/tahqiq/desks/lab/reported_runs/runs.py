"""What the runs of an examination showed: the total ion chromatogram of each, and the substances that are
reported from it with their retention, scan, match figures and spectra. The report, the page and the export
show these numbers; none of them computes its own."""

from collections.abc import Mapping

import numpy as np

from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.examinations.counted import standing_results
from tahqiq.desks.lab.examinations.record import Examination, Measured
from tahqiq.desks.lab.sequences.record import SEQUENCE, archive_of
from tahqiq.desks.lab.sequences.run_findings import RunSubstanceView, substance_view
from tahqiq.desks.lab.sequences.view import injection_of
from tahqiq.desks.lab.signal.grid import Ions
from tahqiq.desks.lab.spectrum import Floats
from tahqiq.kit.errors import NotFound, WrongUse

COLUMNS = 600
"""A chromatogram is drawn with the lowest and highest total in each of so many columns: no peak is lost."""


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
    substances: list[RunSubstanceView]


def reported_runs(at: Desktop, body: Examination, *, leaving: bool = False) -> list[ReportedRunView]:
    """The runs that results of an examination were taken up from, in the order of the ledger; each once.
    ``leaving``: only sequences are read that may leave the program."""
    found: dict[str, dict[str, tuple[list[str], Measured]]] = {}
    for _, one in standing_results(body):
        if one.measured is not None:
            listed = found.setdefault(one.measured.run_sha256, {})
            listed.setdefault(one.substance, ([], one.measured))[0].append(one.outcome)
    return [_run(at, listed, leaving=leaving) for listed in found.values()]


def _run(at: Desktop, listed: Mapping[str, tuple[list[str], Measured]], *, leaving: bool) -> ReportedRunView:
    first = next(seen for _, seen in listed.values())
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
        substances=[substance_view(name, said, seen, ions, total) for name, (said, seen) in listed.items()],
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
