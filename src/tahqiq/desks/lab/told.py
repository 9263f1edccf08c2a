"""Runs and spectra as answers: what the command line prints and other programs read."""

import numpy as np
from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.spectrum import Fields, Run, Spectrum
from tahqiq.kit.messages import message, wanted

LONGEST_FIELD = 2_000
"""Longer fields (a method's printout) are told by their length; the file holds them."""


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


def told_run(run: Run) -> RunExtentView:
    """A run."""
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


def told_spectrum(spectrum: Spectrum) -> SpectrumHeadView:
    """A spectrum."""
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


def file_name(stem: str, ending: str) -> str:
    """A name that any disk takes: letters and digits of any script, dots and dashes stay.

    >>> file_name("report-4/1-ar", ".pdf")
    'report-4-1-ar.pdf'
    """
    return "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in stem) + ending


def line(code: str, /, **given: str | int) -> str:
    """A line of a command at a terminal (entry ``lab-line-CODE``), in the language that is asked for.

    >>> line("spectra", count=2, peaks=30)
    '2 spectra, 30 peaks'
    """
    return message(f"lab-line-{code}", wanted(), given).sentence


def _fields(fields: Fields) -> list[HeadFieldView]:
    return [
        HeadFieldView(name=name, value=value if len(value) <= LONGEST_FIELD else None, length=len(value))
        for name, value in fields
    ]
