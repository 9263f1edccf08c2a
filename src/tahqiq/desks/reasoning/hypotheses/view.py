"""A board of hypotheses as an answer."""

from collections.abc import Iterable, Mapping

from tahqiq.desk.answers import Strict
from tahqiq.desks.reasoning.hypotheses.board import Board, Change, Evidence
from tahqiq.desks.reasoning.hypotheses.record import BoardDetails, EvidenceDetails, Hypothesis
from tahqiq.desks.reasoning.worksheets.view import CitedValueView, WorksheetView, cited_value, head


class EvidenceView(EvidenceDetails):
    """A recorded value with how it fits each hypothesis by key (++, +, 0, -, --). ``tells_apart``: whether it
    fits some better than others; null until two are judged."""

    id: str
    version: int
    cited: CitedValueView
    by: str
    at: str
    changed_by: str
    changed_at: str
    tells_apart: bool | None


class TallyView(Strict):
    """How many pieces of standing evidence fit a hypothesis well, badly (``strongly`` of them very badly),
    either way, or were not judged."""

    key: str
    consistent: int
    inconsistent: int
    strongly: int
    neutral: int
    unjudged: int


class BoardView(BoardDetails, WorksheetView):
    """A board with the evidence that the caller may see. ``people``: names by id of who wrote;
    ``not_counted`` pieces do not stand any more."""

    hypotheses: list[Hypothesis]
    evidence: list[EvidenceView]
    tallies: list[TallyView]
    not_counted: int
    people: dict[str, str]


class BoardChangeView(Strict):
    """Who did what, when; ``about`` is the key of a hypothesis or the id of a piece of evidence."""

    at: str
    by: str
    by_name: str
    act: str
    about: str
    before: str
    after: str


class BoardChangesView(Strict):
    """What was changed, the latest first."""

    changes: list[BoardChangeView]


def board_view(board: Board, people: Mapping[str, str]) -> BoardView:
    """A board. ``people`` are the names of :func:`writers` by id."""
    body = board.paper.body
    return BoardView.model_validate(
        {
            **head(board.paper, people),
            "question": body.question,
            "note": body.note,
            "hypotheses": [item.model_dump() for item in body.hypotheses],
            "evidence": [_evidence(item) for item in board.evidence],
            "not_counted": board.not_counted,
            "people": dict(people),
            "tallies": [
                {name: getattr(item, name) for name in TallyView.model_fields} for item in board.tallies
            ],
        }
    )


def changes_view(found: Iterable[Change], people: Mapping[str, str]) -> BoardChangesView:
    """Who wrote what and when."""
    return BoardChangesView(
        changes=[
            BoardChangeView(
                at=one.at,
                by=one.by,
                by_name=people.get(one.by, ""),
                act=one.act,
                about=one.about,
                before=one.before,
                after=one.after,
            )
            for one in found
        ]
    )


def writers(board: Board) -> set[str]:
    """Everybody who wrote something on a board, by id."""
    found = {board.paper.by, *(one.by for one in board.hypotheses)}
    for item in board.evidence:
        found |= {item.by, item.changed_by} | (
            {item.cited.decision.actor} if item.cited.decision is not None else set()
        )
    return found


def _evidence(item: Evidence) -> dict[str, object]:
    return {
        "id": item.id,
        "version": item.version,
        "cited": cited_value(item.cited),
        "marks": dict(item.marks),
        "credibility": item.credibility,
        "note": item.note,
        "by": item.by,
        "at": item.at,
        "changed_by": item.changed_by,
        "changed_at": item.changed_at,
        "tells_apart": item.tells_apart,
    }
