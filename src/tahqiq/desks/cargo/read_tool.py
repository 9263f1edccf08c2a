"""``tahqiq cargo read``: what papers about cargo hold, as counts or in full."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.formats.cargo.paper import Paper
from tahqiq.formats.cargo.papers import papers
from tahqiq.kit.errors import NotFound
from tahqiq.kit.messages import message, wanted
from tahqiq.model.place import Place

SHOWN = 20
"""Problems of a paper that are told in a terminal; all where everything was asked for."""


class ReadRequest(Strict):
    """What to read."""

    full: bool = Field(default=False, description="With every value and its place, not only counts.")
    files: Annotated[list[Path], ARGUMENT] = Field(
        min_length=1,
        description=(
            "Manifests, bay plans, waybills, declarations: CUSCAR, BAPLIE, ASYCUDA XML, AWMDS, Cargo-XML,"
            " FWB, FHL."
        ),
    )


class ValueView(Strict):
    """A value as it stands: ``place`` counts segments or lines of the file, ``at`` is the byte, None where
    that is not known."""

    value: str
    place: str
    at: int | None


class PaperView(Strict):
    """One paper. All but ``file``, ``kind`` and ``version`` are counts; a box that stands twice counts once.
    ``told`` are the problems in words; ``values`` and ``aside`` (what was not understood, by name) stand only
    where they were asked for."""

    file: str
    kind: str
    version: str
    bills: int
    containers: int
    consignments: int
    goods: int
    parties: int
    seals: int
    problems: int
    told: list[ProblemView]
    values: dict[str, list[dict[str, ValueView]]] | None = None
    aside: dict[str, int] | None = None


class PapersView(Strict):
    """What was read, in the order of the files."""

    documents: list[PaperView]


def look(asked: ReadRequest) -> PapersView:
    """Read the files. Raises ``NotFound`` (``no-such-file``) before anything is read."""
    for path in asked.files:
        if not path.is_file():
            raise NotFound("no-such-file", path=str(path))
    return PapersView(
        documents=[_view(path, paper, asked.full) for path in asked.files for paper in papers(path)]
    )


def _view(path: Path, paper: Paper, full: bool) -> PaperView:
    return PaperView(
        file=path.name,
        kind=paper.kind,
        version=paper.version,
        bills=paper.count("bill"),
        containers=paper.count("container"),
        consignments=paper.count("consignment"),
        goods=paper.count("goods"),
        parties=paper.count("party"),
        seals=paper.count("seal"),
        problems=len(paper.problems),
        values=_values(paper) if full else None,
        told=problem_views(paper.problems),
        aside=dict(sorted(paper.aside.items())) if full else None,
    )


def _values(paper: Paper) -> dict[str, list[dict[str, ValueView]]]:
    return {
        kind: [
            {
                name: ValueView(
                    value=cell.value,
                    place=Place(paper.part, cell.row).label(),
                    at=at if (at := paper.byte(cell)) >= 0 else None,
                )
                for name, cell in row.items()
            }
            for row in rows
        ]
        for kind, rows in paper.rows.items()
        if rows
    }


def lines(answer: PapersView) -> list[str]:
    """What was read, in a terminal."""

    def say(code: str, **given: str | int) -> str:
        return message(code, wanted(), given).sentence

    said = []
    for one in answer.documents:
        counts = {
            name: getattr(one, name)
            for name in ("bills", "containers", "consignments", "goods", "parties", "seals", "problems")
        }
        said.append(say("cargo-read-line", file=one.file, kind=f"{one.kind} {one.version}".strip(), **counts))
        shown = one.told if one.values is not None else one.told[:SHOWN]
        said += [f"  {problem.place}: {problem.sentence} {problem.next_step}" for problem in shown]
        said += (
            [f"  {say('cargo-read-more', count=len(one.told) - len(shown))}"]
            if len(shown) < len(one.told)
            else []
        )
        for kind, rows in (one.values or {}).items():
            said += [
                f"  {kind} " + "  ".join(f"{name}={told.value}" for name, told in row.items()) for row in rows
            ]
        said += [
            f"  {say('cargo-read-aside', name=name, count=count)}"
            for name, count in (one.aside or {}).items()
        ]
    return [*said, say("cargo-read-all", count=len(answer.documents))]


READ = Tool("read", ReadRequest, PapersView, look, lines)
