"""``tahqiq lab search``: what a library has that is like an unknown, and what may be said of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import ProblemView, Strict, problem_lines, problem_views
from tahqiq.desks.lab.library.bins import Binned, binned, of
from tahqiq.desks.lab.library.hits import LibraryHitView, LibraryQueryView
from tahqiq.desks.lab.library.retention import Retention, retention_of
from tahqiq.desks.lab.library.scale import Standing, standing
from tahqiq.desks.lab.library.search import Ranking, Rows, first_look, isomers, rank
from tahqiq.desks.lab.library.store import Library, seal_of
from tahqiq.desks.lab.library.tier_choice import tiers_of
from tahqiq.desks.lab.library.tiers import Tiers
from tahqiq.desks.lab.readers import read
from tahqiq.desks.lab.signal.components import components
from tahqiq.desks.lab.signal.grid import Ions
from tahqiq.desks.lab.signal.refusals import ions_or_why
from tahqiq.desks.lab.spectrum import Spectrum
from tahqiq.desks.lab.terminal import line
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

ITSELF = 0.999
"""Only spectra this close to the unknown (cosine) are looked at for being the unknown itself."""


class LibrarySearchRequest(Strict):
    """An unknown and a library."""

    query: Annotated[Path, ARGUMENT] = Field(
        description=(
            "What to search for: spectra (MSP, JCAMP-DX, MassBank records), or a run, for its components."
        )
    )
    component: int | None = Field(
        default=None, ge=1, description="Of a run: this component only, by its number."
    )
    library: Path = Field(description="The folder of a library (tahqiq lab library build).")
    top: int = Field(default=5, ge=1, le=100, description="How many hits of each unknown are told.")
    exclude_self: bool = Field(
        default=False,
        description="Leave out the unknown itself where the library holds it (replicate tests).",
    )


class LibrarySearchView(Strict):
    """What was found, in which version of which library, with tiers measured on what."""

    library: str
    library_seal: str
    tiers_on: str
    queries: list[LibraryQueryView]
    problems: list[ProblemView]


def search(asked: LibrarySearchRequest) -> LibrarySearchView:
    """Search for every spectrum of the file, or for every component of a run (numbered as ``lab components``
    does). Raises ``WrongUse`` (``lab-library-empty``)."""
    held = read(asked.query)
    library = Library(asked.library)
    if not len(library):
        raise WrongUse("lab-library-empty", name=asked.library.name)
    if held.run is not None:
        return _search_view(
            asked,
            library,
            _components(library, ions_or_why(asked.query.name, held.run, held.problems), asked),
            held.problems,
        )
    tiers = tiers_of(library.manifest)
    stand = standing(library, ((of(spectrum), retention_of(spectrum)) for spectrum in held.spectra))
    queries = [
        one(library, tiers, spectrum, place, asked.top, exclude_self=asked.exclude_self, stand=stand)
        for place, spectrum in enumerate(held.spectra, 1)
    ]
    return _search_view(asked, library, queries, [*held.problems, *other_ladder(stand)])


def _search_view(
    asked: LibrarySearchRequest,
    library: Library,
    queries: list[LibraryQueryView],
    problems: Sequence[Problem],
) -> LibrarySearchView:
    return LibrarySearchView(
        library=asked.library.name,
        library_seal=seal_of(library.manifest),
        tiers_on=tiers_of(library.manifest).on,
        queries=queries,
        problems=problem_views(problems),
    )


def _components(library: Library, ions: Ions, asked: LibrarySearchRequest) -> list[LibraryQueryView]:
    """The components of a run, each searched for without an index (a ladder needs ``lab components``)."""
    tiers = tiers_of(library.manifest)
    parts = components(ions)
    if asked.component is not None and asked.component > len(parts):
        raise WrongUse("lab-no-component", number=asked.component, count=len(parts))
    return [
        found(
            library,
            tiers,
            binned(part.mz.astype(np.float64), part.heights, float(ions.masses[0])),
            None,
            asked.top,
            identity=(str(number), f"{part.time / 60:.3f} min"),
        )
        for number, part in enumerate(parts, 1)
        if asked.component in (None, number)
    ]


def other_ladder(stand: Standing) -> list[Problem]:
    """Where retention indices stand on another ladder than the library's: by what they were led over, or that
    they were not compared."""
    if stand.off is None:
        return []
    over = stand.bridge
    if over is None:
        return [Problem("lab-index-scale", Place(), params={"units": round(stand.off)})]
    view: dict[str, str | int] = {
        "hits": over.hits,
        "asked": over.asked,
        "residual": f"{over.residual:.0f}",
        "low": f"{over.low:.0f}",
        "high": f"{over.high:.0f}",
    }
    return [Problem("lab-index-led", Place(), params=view)]


def one(
    library: Library,
    tiers: Tiers,
    spectrum: Spectrum,
    place: int,
    top: int,
    *,
    exclude_self: bool = False,
    stand: Standing,
) -> LibraryQueryView:
    """Search for one spectrum, the ``place``-th of its file, with its retention index as it stands to the
    library's."""
    return found(
        library,
        tiers,
        of(spectrum),
        stand.compared(retention_of(spectrum)),
        top,
        identity=(spectrum.id or str(place), spectrum.name),
        itself=spectrum if exclude_self else None,
    )


def found(
    library: Library,
    tiers: Tiers,
    unknown: Binned,
    retention: Retention | None,
    top: int,
    *,
    identity: tuple[str, str],
    itself: Spectrum | None = None,
    ranking: Ranking | None = None,
) -> LibraryQueryView:
    """Search for a spectrum at unit mass; ``itself`` is left out of the library; ``ranking`` is what was
    found where that was done already. An index that was led over from another ladder orders the hits and
    raises no tier: it rests on hits of this library, and how well it agrees was not measured with the tiers.
    A spectrum of fewer than two masses is told to be nothing that can be searched."""
    if len(unknown.bins) < 2:
        printed = message("lab-says-too-little", wanted(), {})
        return LibraryQueryView(
            id=identity[0],
            name=identity[1],
            tier="not-in-library",
            chance=0,
            formula_chance=0,
            formula="",
            isomers=[],
            says=printed.sentence,
            next_step=printed.next_step,
            hits=[],
        )
    if ranking is None:
        first = first_look(library, unknown)
        ranking = rank(
            library, unknown, retention, None if itself is None else same(library, itself, first), first
        )
    judged = (
        replace(ranking, away=np.full(len(ranking), np.nan))
        if retention is not None and retention.led
        else ranking
    )
    tier, chance, formula_chance = tiers.tier(library, unknown, judged)
    alike = isomers(library, ranking)
    hits = [
        _hit(library, ranking, place, place in alike and len(alike) > 1)
        for place in range(min(top, len(ranking)))
    ]
    names = [str(library.entry(int(ranking.rows[place]))["name"]) for place in alike]
    formula = hits[0].formula if hits and tier in ("identified", "formula") else ""
    measured = tiers.measured[tier]
    share = measured.precision if tier == "identified" else measured.formula
    given: dict[str, str | int] = {
        "name": hits[0].name if hits else "-",
        "formula": formula or "-",
        "count": len(names) - 1 if names else 0,
        "percent": "-" if share is None else f"{100 * share:.1f}",
    }
    printed = message(f"lab-says-{tier}", wanted(), given)
    return LibraryQueryView(
        id=identity[0],
        name=identity[1],
        tier=tier,
        chance=round(chance, 4),
        formula_chance=round(formula_chance, 4),
        formula=formula,
        isomers=names if len(names) > 1 else [],
        says=printed.sentence,
        next_step=printed.next_step,
        hits=hits,
        share=None if share is None else round(share, 4),
    )


def same(library: Library, spectrum: Spectrum, first: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> Rows:
    """The rows that are this very spectrum: the same accession number, or the same peaks."""
    rows = [
        row
        for row in np.flatnonzero(first > ITSELF).tolist()
        if (spectrum.id and library.entry(row)["id"] == spectrum.id)
        or _equal(library.spectrum(row), spectrum)
    ]
    return np.array(rows, np.int64)


def _equal(left: Spectrum, right: Spectrum) -> bool:
    return np.array_equal(left.mz, right.mz) and np.array_equal(left.intensity, right.intensity)


def _hit(library: Library, ranking: Ranking, place: int, isomer: bool) -> LibraryHitView:
    entry = library.entry(int(ranking.rows[place]))
    measures = {
        name: round(float(getattr(ranking.alike, name)[place]), 4)
        for name in ("reverse", "cosine", "entropy", "composite")
    }
    score, away = float(ranking.scores[place]), float(ranking.away[place])
    gap = score - float(ranking.scores[0]) if place else float(ranking.gaps[0])
    return LibraryHitView(
        id=entry["id"],
        name=entry["name"],
        inchikey=entry["inchikey"],
        formula=entry["formula"],
        score=round(max(score, 0.0), 4),
        gap=round(gap, 4),
        common=int(ranking.alike.common[place]),
        retention=None if np.isnan(away) else round(away, 1),
        isomer=isomer,
        **measures,
    )


def query_lines(queries: Sequence[LibraryQueryView]) -> list[str]:
    """Unknowns with their hits in a terminal."""
    printed = []
    for query in queries:
        printed.append(f"{query.id} {query.name}: {query.says} {query.next_step}")
        printed += [f"  {hit_line(hit)}" for hit in query.hits]
    return printed


def hit_line(hit: LibraryHitView) -> str:
    """A hit in a terminal."""
    return line(
        "hit",
        score=f"{hit.score:.3f}",
        gap=f"{hit.gap:+.3f}",
        reverse=f"{hit.reverse:.3f}",
        index="" if hit.retention is None else line("index-off", units=f"{hit.retention:.0f}"),
        isomer=line("isomer") if hit.isomer else "",
        name=hit.name,
        formula=hit.formula,
        id=hit.id,
    )


def lines(answer: LibrarySearchView) -> list[str]:
    """The search in a terminal."""
    return [
        *query_lines(answer.queries),
        line("searched", name=answer.library, seal=answer.library_seal, on=answer.tiers_on),
        *problem_lines(answer.problems),
    ]


SEARCH = Tool("search", LibrarySearchRequest, LibrarySearchView, search, lines)
