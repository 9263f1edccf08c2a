"""``tahqiq lab read``: what a file or folder of an instrument holds."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.told import Strict, ToldProblem, problem_lines, told_problems
from tahqiq.desks.lab.reading import read
from tahqiq.desks.lab.told import ToldRun, ToldSpectrum, told_run, told_spectrum


class AskedFile(Strict):
    """What to look at."""

    path: Annotated[Path, ARGUMENT] = Field(
        description="A run or a library: ANDI, Agilent .D, mzML, mzXML, JCAMP-DX, MSP, MassBank records."
    )


class ToldMember(Strict):
    """One file of what was read."""

    path: str
    size: int
    sha256: str


class ToldReading(Strict):
    """What was read: ``sha256`` seals the manifest (of a single file it is its own)."""

    format: str
    sha256: str
    manifest: list[ToldMember]
    run: ToldRun | None
    spectra: list[ToldSpectrum]
    problems: list[ToldProblem]


def look(asked: AskedFile) -> ToldReading:
    """Read it whole."""
    found = read(asked.path)
    return ToldReading(
        format=found.format, sha256=found.sha256, manifest=[ToldMember(path=one.path, size=one.size, sha256=one.sha256) for one in found.manifest],
        run=None if found.run is None else told_run(found.run), spectra=[told_spectrum(one) for one in found.spectra], problems=told_problems(found.problems),
    )  # fmt: skip


def lines(answer: ToldReading) -> list[str]:
    """The reading in a terminal."""
    said = [f"{answer.format}, {len(answer.manifest)} files, sha256 {answer.sha256}"]
    if answer.run is not None:
        run = answer.run
        said.append(
            f"{run.scans} scans, {run.points} points, m/z {run.lowest_mz:.1f} to {run.highest_mz:.1f}, ionisation: {run.ionisation or 'not stated'}"
        )
    if answer.spectra:
        said.append(f"{len(answer.spectra)} spectra, {sum(one.peaks for one in answer.spectra)} peaks")
    return said + problem_lines(answer.problems)


READ = Tool("read", AskedFile, ToldReading, look, lines)
