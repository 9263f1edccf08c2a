"""``tahqiq lab pack``: a sequence with everything its result rests on as one file to be sealed in a case."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.batch.archive import METHOD, pack
from tahqiq.desks.lab.batch.method import method_of
from tahqiq.desks.lab.batch.sheet import CONTROLS, sheet
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import wanted


class SequencePackRequest(Strict):
    """A sequence and what goes with it."""

    archive: Annotated[Path, ARGUMENT] = Field(description="The ZIP file to write; it must not be there yet.")
    folder: Annotated[Path, ARGUMENT] = Field(
        description="The folder of the sequence: one sheet (CSV) and its runs."
    )
    method: Path = Field(description="The method of the laboratory (YAML), agreed to by two persons.")
    library: Path = Field(description="The library that components are searched in: MSP or JCAMP-DX.")
    ladder: Path | None = Field(
        default=None,
        description="Spectra of the standards in the run of the kind ladder, with their indices.",
    )
    controls: Path | None = Field(
        default=None, description="Quantities of former days (CSV: when, name, value)."
    )


class SequencePackView(Strict):
    """The archive: its digest, how many injections it holds."""

    archive: str
    sha256: str
    size: int
    injections: int


def run(asked: SequencePackRequest) -> SequencePackView:
    """Write the archive. Raises ``WrongUse`` (``lab-archive-there``), and what sheet and method raise."""
    if asked.archive.exists():
        raise WrongUse("lab-archive-there", name=asked.archive.name)
    if not asked.folder.is_dir():
        raise NotFound("lab-no-such-file", name=asked.folder.name)
    method_of(asked.method)
    parts = {METHOD: asked.method}
    for name, path in (("library", asked.library), ("ladder", asked.ladder), (CONTROLS, asked.controls)):
        if path is not None:
            if not path.is_file():
                raise NotFound("lab-no-such-file", name=path.name)
            parts[name if "." in name else f"{name}{path.suffix.casefold()}"] = path
    injections, problems = sheet(asked.folder)
    if not injections:
        raise WrongUse("lab-sheet-empty", name=asked.folder.name)
    if problems:
        first = problems[0]
        raise WrongUse(
            "lab-archive-sheet",
            place=first.place.label(),
            why=first.say(wanted()).sentence,
            count=len(problems),
        )
    digest = pack(asked.archive, asked.folder, parts)
    return SequencePackView(
        archive=asked.archive.name,
        sha256=digest,
        size=asked.archive.stat().st_size,
        injections=len(injections),
    )


PACK = Tool("pack", SequencePackRequest, SequencePackView, run)
