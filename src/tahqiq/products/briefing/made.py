"""A briefing composed of what the case holds and its audience may have, and the files it is written as."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tahqiq.access.case_zone import zone_of
from tahqiq.access.cases import Case
from tahqiq.access.closed import LEAVING
from tahqiq.access.door import Door
from tahqiq.casework.analyses import Analyses
from tahqiq.casework.documents import CaseDocuments
from tahqiq.kit.errors import NotFound
from tahqiq.model.caption import caption
from tahqiq.model.scope import Actor
from tahqiq.model.source import Source
from tahqiq.model.statement import Statement
from tahqiq.products.board import Board
from tahqiq.products.board_times import Part, Times
from tahqiq.products.briefing.composer import Desk, compose
from tahqiq.products.briefing.content import Composed
from tahqiq.products.bundle.pages import Act
from tahqiq.products.chart.content import Gathered, gather, known_scope, product_scope
from tahqiq.products.chart.saved_look import dressed, rules_in_force
from tahqiq.products.paper.layout import layout_of
from tahqiq.resolve.entities import Entities
from tahqiq.resolve.proposals import Proposals

Writer = Callable[[Composed, tuple[Act, ...], dict[str, str], bool], bytes]


def _pdf(made: Composed, acts: tuple[Act, ...], names: dict[str, str], draft: bool) -> bytes:
    from tahqiq.products.briefing.typeset import pdf

    return pdf(made, acts, names, draft)


def _docx(made: Composed, acts: tuple[Act, ...], names: dict[str, str], draft: bool) -> bytes:
    from tahqiq.products.briefing.word import written

    return written(made, acts, names, draft)


def _pptx(made: Composed, acts: tuple[Act, ...], names: dict[str, str], draft: bool) -> bytes:
    from tahqiq.products.briefing.slides import slides

    return slides(made, acts, names, draft)


FILES: Mapping[str, Writer] = {"pdf": _pdf, "docx": _docx, "pptx": _pptx}
"""By the ending of a file what writes it; each loads its library only then."""


def composed(
    door: Door,
    actor: Actor,
    proposals: Proposals,
    documents: CaseDocuments,
    case: Case,
    title: str,
    body: Mapping[str, object],
    audience: str,
    charts: Mapping[str, int],
) -> Composed:
    """The briefing of a document's ``body``; ``charts`` the versions of its charts, the latest of one that is
    not named."""
    whole = known_scope(door, door.scope(actor, "product", case.id))
    free = product_scope(door, whole, audience)
    workspace = door.workspace
    entities = Entities(workspace, free)
    board = Board(workspace, free, proposals)

    def chart(identity: str) -> tuple[int, Mapping[str, object], Gathered]:
        shown = documents.get(case.id, identity, charts.get(identity))
        if shown.document.kind != "chart":
            raise NotFound("no-such-document", id=identity)
        found = gather(workspace, whole, free, layout_of(shown.body), proposals, lambda _: 1, stated=False)
        rules = rules_in_force(documents, case.id, shown.body)
        return shown.document.version, shown.body, dressed(door, free, board, shown.body, rules, found)

    def times(found: Gathered, part: Part) -> Times:
        return board.times([one.id for one in found.layout.items], "hour", part.zone)

    def value(entity: str, statement: str) -> tuple[str, Statement] | None:
        try:
            found = entities.entity(entity)[1]
        except NotFound:
            return None
        return next(((caption(found), one) for one in found.statements if one.id.hex() == statement), None)

    def captions(ids: Iterable[str]) -> Mapping[str, str]:
        told = {}
        for one in ids:
            try:
                told[one] = caption(entities.entity(one)[1])
            except NotFound:
                continue
        return told

    def original(source: Source) -> Path | None:
        here = (
            source.original_here
            and source.state == "published"
            and not door.closed.is_closed(LEAVING, source.sha256)
        )
        return workspace.originals.path(source.sha256) if here else None

    sources = {one.id: one for one in workspace.sources.all(free, superseded=True)}
    desk = Desk(
        chart,
        times,
        value,
        Analyses(door, actor).get,
        captions,
        sources,
        original,
        workspace.documents.whole(free, case.id, "translation"),
        zone_of(workspace.database, case.id),
    )
    return compose(title, case.title, audience, body, desk)
