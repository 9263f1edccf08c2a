"""The runs of a sequence, read and taken apart once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

import numpy as np

from tahqiq.desks.lab.batch.sheet import Injection, acquired
from tahqiq.desks.lab.batch.translation import because
from tahqiq.desks.lab.batch.vials import signal_of, vials_of
from tahqiq.desks.lab.library.bins import binned
from tahqiq.desks.lab.readers import read
from tahqiq.desks.lab.signal.components import Component, components
from tahqiq.desks.lab.signal.grid import FEWEST_SCANS, Ions, ions_of
from tahqiq.desks.lab.spectrum import Floats, Integers, Run
from tahqiq.kit.errors import WrongUse
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem


@dataclass(frozen=True, slots=True, eq=False)
class RunData:
    """One injection with its components; ``masses`` are those of its scan, ``taken`` by the clock of the
    instrument. ``mean`` is the mean of all scans of a tune (m/z, heights; empty for other kinds), ``traces``
    are the ions that are measured above their baselines, scan by scan at ``times`` (s), ``noises`` the noise
    of these baselines; ``saturated`` scans are at the end of the detector's scale. ``vials`` is what the file
    itself calls the sample, ``signal`` the digest of what was measured
    (:mod:`tahqiq.desks.lab.batch.vials`)."""

    injection: Injection
    sha256: str
    taken: datetime | None
    masses: Integers
    parts: Sequence[Component]
    times: Floats
    traces: Mapping[int, Floats]
    mean: tuple[Integers, Floats] = field(default_factory=lambda: (np.empty(0, np.int64), np.empty(0)))
    saturated: Integers = field(default_factory=lambda: np.empty(0, np.int64))
    noises: Mapping[int, Floats] = field(default_factory=dict)
    vials: tuple[str, ...] = ()
    signal: str = ""


def read_runs(
    injections: Sequence[Injection], measured: Collection[int]
) -> tuple[list[RunData], list[Problem]]:
    """Take all runs apart and keep the traces of the ions ``measured``. One that cannot be read is a problem
    at its line, what is odd in one at its scan; so are runs of one sequence that were not taken in its
    order."""
    found: list[RunData] = []
    problems: list[Problem] = []
    for one in injections:
        here, odd = Place(row=one.row), list[Problem]()
        try:
            reading = read(one.path)
            odd = [
                replace(item, place=Place(Part(one.row, "entry", one.run), item.place.row))
                for item in reading.problems
            ]
            if reading.run is None:
                last = reading.problems[-1] if reading.problems and not reading.spectra else None
                cause = last or WrongUse("lab-no-run", name=one.run)
                problems.append(
                    Problem("lab-sheet-refused", here, value=one.run, params=because(cause), records=1)
                )
                problems += (
                    odd[:-1] if last is not None and not last.place.row else odd
                )  # the last one says why
                continue
            tuned = _mean(reading.run) if one.kind == "tune" else None
            if tuned is not None and len(reading.run) < FEWEST_SCANS:  # a tune may be a handful of scans
                found.append(
                    RunData(
                        one,
                        reading.sha256,
                        acquired(reading.run.fields),
                        tuned[0],
                        (),
                        reading.run.times,
                        {},
                        tuned,
                    )
                )
                continue
            ions = ions_of(reading.run)
        except WrongUse as error:
            problems.append(
                Problem("lab-sheet-refused", here, value=one.run, params=because(error), records=1)
            )
            problems += odd
            continue
        problems += odd
        found.append(
            RunData(
                one,
                reading.sha256,
                acquired(reading.run.fields),
                np.asarray(ions.masses),
                components(ions),
                ions.times,
                _traces(ions, measured),
                tuned if tuned is not None else (np.empty(0, np.int64), np.empty(0)),
                reading.run.saturated,
                _noises(ions, measured),
                vials_of(reading.run.fields),
                signal_of(reading.run),
            )
        )
    dated = [item for item in found if item.taken is not None]
    for before, after in pairwise(dated):
        if before.taken is not None and after.taken is not None and after.taken < before.taken:
            problems.append(
                Problem("lab-sheet-order", Place(row=after.injection.row), value=after.injection.run)
            )
    return found, problems


def _mean(run: Run) -> tuple[Integers, Floats]:
    """The mean of all scans at unit mass."""
    kept = binned(run.mz, run.intensity)
    return kept.bins, kept.heights


def _traces(ions: Ions, measured: Collection[int]) -> dict[int, Floats]:
    found = {}
    for place, mass in enumerate(ions.masses.tolist()):
        if mass in measured:
            found[mass] = np.maximum(ions.grid[:, place] - ions.base[:, place], 0).astype(np.float64)
    return found


def _noises(ions: Ions, measured: Collection[int]) -> dict[int, Floats]:
    return {
        mass: ions.noise(ions.base[:, place])
        for place, mass in enumerate(ions.masses.tolist())
        if mass in measured
    }
