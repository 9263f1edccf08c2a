"""``tahqiq lab read``: what a file or folder of an instrument holds."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import ProblemView, Strict, problem_lines, problem_views
from tahqiq.desks.lab.readers import read
from tahqiq.desks.lab.run_files.file_view import RunExtentView, SpectrumHeadView, run_extent, spectrum_head
from tahqiq.desks.lab.terminal import line

SHORT, SHOWN = 200, 20
"""Longest field and most spectra that a terminal is told; JSON has all."""


class FileRequest(Strict):
    """What to look at."""

    path: Annotated[Path, ARGUMENT] = Field(
        description="A run or a library: ANDI, Agilent .D, mzML, mzXML, JCAMP-DX, MSP, MassBank records."
    )


class FileMemberView(Strict):
    """One file of what was read."""

    path: str
    size: int
    sha256: str


class FileReadingView(Strict):
    """What was read: ``sha256`` seals the manifest (of a single file it is its own)."""

    format: str
    sha256: str
    manifest: list[FileMemberView]
    run: RunExtentView | None
    spectra: list[SpectrumHeadView]
    problems: list[ProblemView]


def look(asked: FileRequest) -> FileReadingView:
    """Read it whole."""
    found = read(asked.path)
    return FileReadingView(
        format=found.format,
        sha256=found.sha256,
        manifest=[FileMemberView(path=one.path, size=one.size, sha256=one.sha256) for one in found.manifest],
        run=None if found.run is None else run_extent(found.run),
        spectra=[spectrum_head(one) for one in found.spectra],
        problems=problem_views(found.problems, "place-entry" if found.spectra else "lab-place-scan"),
    )


def lines(answer: FileReadingView) -> list[str]:
    """The reading in a terminal: of a folder its manifest, of a run its head, of a library its first
    spectra."""
    printed = [line("read", format=answer.format, count=len(answer.manifest), sha256=answer.sha256)]
    printed += (
        [f"  {one.sha256}  {one.size}  {one.path}" for one in answer.manifest]
        if len(answer.manifest) > 1
        else []
    )
    if answer.run is not None:
        run = answer.run
        first, last = ("-" if one is None else f"{one / 60:.2f}" for one in (run.first, run.last))
        printed.append(
            line(
                "run",
                scans=run.scans,
                points=run.points,
                first=first,
                last=last,
                lowest=f"{run.lowest_mz:.1f}",
                highest=f"{run.highest_mz:.1f}",
                ionisation=run.ionisation or line("not-stated"),
            )
        )
        printed += [
            f"  {one.name}: {one.value}"
            for one in run.fields
            if one.value and len(one.value) <= SHORT and "\n" not in one.value
        ]
    if answer.spectra:
        printed.append(
            line("spectra", count=len(answer.spectra), peaks=sum(one.peaks for one in answer.spectra))
        )
        printed += [
            f"  {line('spectrum', name=one.name or '-', formula=one.formula, peaks=one.peaks, line=one.line)}"
            for one in answer.spectra[:SHOWN]
        ]
        printed += (
            [f"  {line('more', count=len(answer.spectra) - SHOWN)}"] if len(answer.spectra) > SHOWN else []
        )
    return printed + problem_lines(answer.problems)


READ = Tool(
    "read",
    FileRequest,
    FileReadingView,
    look,
    lines,
    nothing=lambda answer: answer.run is None and not answer.spectra,
)
