"""``tahqiq lab library build | info | import``: libraries of spectra that a laboratory brings together."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import ProblemView, Strict, problem_lines, problem_views
from tahqiq.desks.lab.library import additions as adding
from tahqiq.desks.lab.library import store
from tahqiq.desks.lab.library.tier_choice import gauge, tiers_of
from tahqiq.desks.lab.library.tiers import TIERS, Tiers
from tahqiq.desks.lab.terminal import line
from tahqiq.kit.errors import WrongUse


class LibraryBuildRequest(Strict):
    """A new library and what goes into it."""

    library: Annotated[Path, ARGUMENT] = Field(description="The folder of the new library.")
    files: Annotated[list[Path], ARGUMENT] = Field(
        description=(
            "Libraries to put in: MSP, JCAMP-DX, MassBank records (SWGDRUG, Cayman, NIST exports, your own)."
        )
    )


class LibraryImportRequest(Strict):
    """A library and what is added to it."""

    library: Annotated[Path, ARGUMENT] = Field(description="The folder of a library that is there.")
    files: Annotated[list[Path], ARGUMENT] = Field(
        description="Libraries to add: MSP, JCAMP-DX, MassBank records."
    )


class LibraryRequest(Strict):
    """Which library."""

    library: Annotated[Path, ARGUMENT] = Field(description="The folder of a library.")


class LibrarySourceView(Strict):
    """A file that was brought in: how many spectra came of it, how many were ``known`` already, how many
    problems it had."""

    name: str
    sha256: str
    format: str
    spectra: int
    known: int
    problems: int


class TierView(Strict):
    """What a tier was worth on the spectra that were not looked at when it was chosen: ``share`` of the
    unknowns that get it, ``precision`` (compound) and ``formula_precision`` among them, null where none got
    it; ``absent`` is the share of unknowns whose compound is not in the library that get it all the same."""

    tier: str
    share: float
    precision: float | None
    formula_precision: float | None
    absent: float


class LibraryView(Strict):
    """A library. ``seal`` names this version of it; ``damaged`` lists files that are not what was sealed."""

    name: str
    version: int
    seal: str
    before: str
    spectra: int
    compounds: int
    sources: list[LibrarySourceView]
    tiers_on: str
    tiers_queries: int
    tiers: list[TierView]
    damaged: list[str]
    problems: list[ProblemView]


def build(asked: LibraryBuildRequest) -> LibraryView:
    """Make a library of files and measure it."""
    there = asked.library.exists()
    adding.create(asked.library)
    try:
        return _grown(asked.library, asked.files)
    except WrongUse:  # nothing of it is left lying about in the way of the next try
        for item in asked.library.iterdir():
            item.unlink()
        if not there:
            asked.library.rmdir()
        raise


def bring(asked: LibraryImportRequest) -> LibraryView:
    """Add files to a library and measure it again."""
    return _grown(asked.library, asked.files)


def info(asked: LibraryRequest) -> LibraryView:
    """What a library holds, and whether it is what was sealed."""
    manifest = store.manifest_of(asked.library)
    return _library_view(asked.library, store.damaged(asked.library, manifest), [])


def _grown(folder: Path, files: list[Path]) -> LibraryView:
    _, problems = adding.add(folder, files)
    gauge(folder)
    view = [
        one.model_copy(update={"place": f"{name} · {one.place}".rstrip(" ·")})
        for name, problem in problems
        for one in problem_views([problem])
    ]
    return _library_view(folder, [], view)


def _library_view(folder: Path, damaged: list[str], problems: list[ProblemView]) -> LibraryView:
    manifest = store.manifest_of(folder)
    tiers = tiers_of(manifest)
    return LibraryView(
        name=folder.name,
        version=manifest.version,
        seal=store.seal_of(manifest),
        before=manifest.before,
        spectra=manifest.spectra,
        compounds=manifest.compounds,
        sources=[LibrarySourceView(**vars(one)) for one in manifest.sources],
        tiers_on=tiers.on,
        tiers_queries=tiers.queries,
        tiers=tier_views(tiers),
        damaged=damaged,
        problems=problems,
    )


def tier_views(tiers: Tiers) -> list[TierView]:
    """The tiers in their order, the best first."""
    return [
        TierView(
            tier=name,
            share=one.share,
            precision=one.precision,
            formula_precision=one.formula,
            absent=one.absent,
        )
        for name in TIERS
        for one in [tiers.measured[name]]
    ]


def lines(answer: LibraryView) -> list[str]:
    """A library in a terminal."""
    printed = [
        line(
            "library",
            name=answer.name,
            version=answer.version,
            spectra=answer.spectra,
            compounds=answer.compounds,
            seal=answer.seal,
        )
    ]
    for source in answer.sources:
        counts = {"spectra": source.spectra, "known": source.known, "problems": source.problems}
        printed.append(f"  {line('source', name=source.name, format=source.format, **counts)}")
    printed.append(line("tiers", on=answer.tiers_on, count=answer.tiers_queries))
    for one in answer.tiers:
        right, formula = (
            "-" if share is None else f"{100 * share:.1f} %"
            for share in (one.precision, one.formula_precision)
        )
        shares = {
            "share": f"{100 * one.share:.1f}",
            "right": right,
            "formula": formula,
            "absent": f"{100 * one.absent:.1f}",
        }
        printed.append(f"  {line('tier', tier=line(f'tier-{one.tier}'), **shares)}")
    printed += [line("damaged", name=name) for name in answer.damaged]
    return printed + problem_lines(answer.problems)


BUILD = Tool("library-build", LibraryBuildRequest, LibraryView, build, lines, group="library")
IMPORT = Tool("library-import", LibraryImportRequest, LibraryView, bring, lines, group="library")
INFO = Tool("library-info", LibraryRequest, LibraryView, info, lines, group="library")
