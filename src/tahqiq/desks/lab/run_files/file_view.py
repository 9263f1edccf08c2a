"""Runs and spectra of a file as answers."""

import numpy as np
from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.spectrum import Fields, Run, Spectrum

LONGEST_FIELD = 2_000
"""Longer fields (a method's printout) are shown by their length only; the file holds them."""


class HeadFieldView(Strict):
    """One line of a file's head. ``value`` is null where it is longer than 2,000 signs; ``length`` in
    signs."""

    name: str
    value: str | None
    length: int


class RunExtentView(Strict):
    """The extent of a run; times in seconds after injection, null where the file has none.
    ``electron_impact`` is null where it says nothing."""

    scans: int
    points: int
    first: float | None
    last: float | None
    lowest_mz: float
    highest_mz: float
    ionisation: str
    electron_impact: bool | None
    fields: list[HeadFieldView]


class SpectrumHeadView(Strict):
    """A spectrum's identity and extent; the peaks stay in the file, where it begins at ``line``."""

    name: str
    id: str
    inchikey: str
    formula: str
    retention_index: float | None
    peaks: int
    line: int
    fields: list[HeadFieldView] = Field(default_factory=list)


def run_extent(run: Run) -> RunExtentView:
    """The extent of a run and the fields of its head."""
    known = run.times[np.isfinite(run.times)]
    return RunExtentView(
        scans=len(run),
        points=len(run.mz),
        first=float(known.min()) if len(known) else None,
        last=float(known.max()) if len(known) else None,
        lowest_mz=float(run.mz.min()),
        highest_mz=float(run.mz.max()),
        ionisation=run.ionisation,
        electron_impact=run.electron_impact,
        fields=_fields(run.fields),
    )


def spectrum_head(spectrum: Spectrum) -> SpectrumHeadView:
    """The identity and extent of a spectrum."""
    return SpectrumHeadView(
        name=spectrum.name,
        id=spectrum.id,
        inchikey=spectrum.inchikey,
        formula=spectrum.formula,
        retention_index=spectrum.retention_index,
        peaks=len(spectrum.mz),
        line=spectrum.row,
        fields=_fields(spectrum.fields),
    )


def _fields(fields: Fields) -> list[HeadFieldView]:
    return [
        HeadFieldView(name=name, value=value if len(value) <= LONGEST_FIELD else None, length=len(value))
        for name, value in fields
    ]
