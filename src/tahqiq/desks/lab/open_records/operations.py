"""``tahqiq lab library open`` and ``tahqiq lab ions``: what comes with the program."""

import tempfile
from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.library.operations import LibraryBuildRequest, LibraryView, build
from tahqiq.desks.lab.library.operations import lines as library_lines
from tahqiq.desks.lab.open_records import signatures, unpacked
from tahqiq.desks.lab.terminal import line
from tahqiq.kit.messages import message, wanted


class ShippedLibraryRequest(Strict):
    """Where the library goes."""

    library: Annotated[Path, ARGUMENT] = Field(description="The folder of the new library.")


class IonsRequest(Strict):
    """Masses that were seen."""

    mz: list[int] = Field(
        default_factory=list, description="Nominal masses that stand out; none: the whole sheet."
    )


class SubstanceSignatureView(Strict):
    """A substance with its ions, the highest first, and the public source in which they were seen; ``shared``
    are those that were asked for."""

    name: str
    formula: str
    ions: list[int]
    shared: list[int]
    source: str


class IonsView(Strict):
    """Substances that share a mass, those that share most of their ions first."""

    says: str
    next_step: str
    substances: list[SubstanceSignatureView]


def opened(asked: ShippedLibraryRequest) -> LibraryView:
    """Make a library of the records that come with the program, each with its authors and licence. Raises
    ``Conflict`` (``lab-library-there``)."""
    with tempfile.TemporaryDirectory() as place:
        return build(LibraryBuildRequest(library=asked.library, files=[unpacked(Path(place))]))


def ions(asked: IonsRequest) -> IonsView:
    """Look masses up in the sheet of ions."""
    found = [
        SubstanceSignatureView(
            name=one.name,
            formula=one.formula,
            ions=list(one.ions),
            shared=[mass for mass in one.ions if mass in asked.mz],
            source=one.source,
        )
        for one in signatures()
    ]
    if asked.mz:
        found = sorted(
            (one for one in found if one.shared),
            key=lambda one: (-len(one.shared) / len(one.ions), -len(one.shared), one.name),
        )
    words = message("lab-ions", wanted(), {"count": len(found)})
    return IonsView(says=words.sentence, next_step=words.next_step, substances=found)


def lines(answer: IonsView) -> list[str]:
    """The sheet in a terminal."""
    words = [f"{answer.says} {answer.next_step}"]
    for one in answer.substances:
        ions_, count = " ".join(map(str, one.ions)), len(one.shared)
        view = line("sign", name=one.name, formula=one.formula, ions=ions_, count=count, source=one.source)
        words.append(f"  {view}")
    return words


OPEN = Tool("library-open", ShippedLibraryRequest, LibraryView, opened, library_lines, group="library")
IONS = Tool("ions", IonsRequest, IonsView, ions, lines)
