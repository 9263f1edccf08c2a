"""What the desk answers: worksheets as one person sees them, each recorded value with what has become of
it."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from tahqiq.casework.citations import Cited
from tahqiq.casework.shelves import Kept
from tahqiq.desks.reasoning.board import Board, Change, Evidence
from tahqiq.desks.reasoning.papers import BoardPaper, Hypothesis, NamedThing, ScriptAct, ScriptPaper, Stage
from tahqiq.desks.reasoning.scripts import Script
from tahqiq.products.describe import head_json, statement_json
from tahqiq.products.stated_bodies import Head, StatementBody


class Answer(BaseModel):
    """Forbids what it does not name."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ClosedBody(Answer):
    """Who retracted a value, when and why."""

    by: str
    at: str
    reason: str


class CitedBody(Answer):
    """A recorded value that something rests on. ``state``: stands, retracted, superseded (no longer read so)
    or gone (erased by order)."""

    entity: str
    statement: str
    state: str
    about: Head | None
    value: StatementBody | None
    closed: ClosedBody | None


class WorksheetHead(Answer):
    """One version of a worksheet without its content. ``by`` is a person's id."""

    id: str
    version: int
    case: str
    title: str
    state: str
    at: str
    by: str
    by_name: str = ""


class Worksheets(Answer):
    """Worksheets without their content."""

    sheets: list[WorksheetHead]


class EvidencePiece(Answer):
    """A recorded value with how it fits each hypothesis by key (++, +, 0, -, --). ``tells_apart``: whether it
    fits some better than others; null until two are judged."""

    id: str
    version: int
    cited: CitedBody
    marks: dict[str, str]
    credibility: str
    note: str
    by: str
    at: str
    changed_by: str
    changed_at: str
    tells_apart: bool | None


class TallyBody(Answer):
    """How many pieces of standing evidence fit a hypothesis well, badly (``strongly`` of them very badly),
    either way, or were not judged."""

    key: str
    consistent: int
    inconsistent: int
    strongly: int
    neutral: int
    unjudged: int


class BoardBody(WorksheetHead):
    """A board with the evidence that the caller may see. ``people``: names by id of who wrote;
    ``not_counted`` pieces do not stand any more."""

    question: str
    note: str
    hypotheses: list[Hypothesis]
    evidence: list[EvidencePiece]
    tallies: list[TallyBody]
    not_counted: int
    people: dict[str, str]


class ChangeBody(Answer):
    """Who did what, when; ``about`` is the key of a hypothesis or the id of a piece of evidence."""

    at: str
    by: str
    by_name: str
    act: str
    about: str
    before: str
    after: str


class Changes(Answer):
    """What was changed, the latest first."""

    changes: list[ChangeBody]


class ShownNamed(Answer):
    """Somebody or something in an act with what it is called; ``about`` null where nothing of it is visible
    any more."""

    entity: str
    words: str
    about: Head | None


class ShownAct(Answer):
    """An act as it stands."""

    key: str
    stage: Stage
    title: str
    text: str
    gaps: str
    prevention: str
    actors: list[ShownNamed]
    tools: list[ShownNamed]
    places: list[ShownNamed]
    rests: list[CitedBody]


class ScriptBody(WorksheetHead):
    """A script with its acts in order; ``without_source`` acts rest on nothing recorded that stands."""

    note: str
    acts: list[ShownAct]
    without_source: int


class SheetFile(Answer):
    """A worksheet as the text of a file; ``codes`` are the handling codes of what it holds, the strictest
    first."""

    name: str
    media: str
    text: str
    codes: list[str]


def head_told(kept: Kept[BoardPaper] | Kept[ScriptPaper], people: Mapping[str, str]) -> WorksheetHead:
    """The head of a worksheet."""
    return WorksheetHead.model_validate(_head(kept, people))


def board_told(board: Board, people: Mapping[str, str]) -> BoardBody:
    """A board. ``people`` are the names of :func:`writers` by id."""
    body = board.paper.body
    return BoardBody.model_validate(
        {
            **_head(board.paper, people),
            "question": body.question,
            "note": body.note,
            "hypotheses": [item.model_dump() for item in body.hypotheses],
            "evidence": [_evidence(item) for item in board.evidence],
            "not_counted": board.not_counted,
            "people": dict(people),
            "tallies": [
                {name: getattr(item, name) for name in TallyBody.model_fields} for item in board.tallies
            ],
        }
    )


def changes_told(found: Iterable[Change], people: Mapping[str, str]) -> Changes:
    """Who wrote what and when."""
    return Changes(
        changes=[
            ChangeBody(
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


def script_told(script: Script, people: Mapping[str, str]) -> ScriptBody:
    """A crime script."""
    told = {
        "note": script.paper.body.note,
        "acts": [_act(act, script) for act in script.acts],
        "without_source": script.without_source,
    }
    return ScriptBody.model_validate({**_head(script.paper, people), **told})


def writers(board: Board) -> set[str]:
    """Everybody who wrote something on a board, by id."""
    found = {board.paper.by, *(one.by for one in board.hypotheses)}
    for item in board.evidence:
        found |= {item.by, item.changed_by} | (
            {item.cited.decision.actor} if item.cited.decision is not None else set()
        )
    return found


def _head(kept: Kept[BoardPaper] | Kept[ScriptPaper], people: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": kept.id,
        "version": kept.version,
        "case": kept.home,
        "title": kept.body.title,
        "state": kept.state,
        "at": kept.at,
        "by": kept.by,
        "by_name": people.get(kept.by, ""),
    }


def _evidence(item: Evidence) -> dict[str, object]:
    return {
        "id": item.id,
        "version": item.version,
        "cited": _cited(item.cited),
        "marks": dict(item.marks),
        "credibility": item.credibility,
        "note": item.note,
        "by": item.by,
        "at": item.at,
        "changed_by": item.changed_by,
        "changed_at": item.changed_at,
        "tells_apart": item.tells_apart,
    }


def _cited(item: Cited) -> dict[str, object]:
    decision = item.decision
    return {
        "entity": item.reference[0],
        "statement": item.reference[1],
        "state": item.state,
        "about": head_json(item.entity) if item.entity is not None else None,
        "value": statement_json(item.statement) if item.statement is not None else None,
        "closed": {"by": decision.actor, "at": decision.at, "reason": decision.reason}
        if decision is not None
        else None,
    }


def _act(act: ScriptAct, script: Script) -> dict[str, object]:
    return {
        **act.model_dump(include={"key", "stage", "title", "text", "gaps", "prevention"}),
        **{
            name: [_named(one, script) for one in getattr(act, name)]
            for name in ("actors", "tools", "places")
        },
        "rests": [_cited(script.cited[one.reference]) for one in act.rests],
    }


def _named(item: NamedThing, script: Script) -> dict[str, object]:
    seen = script.entities.get(item.entity)
    return {
        "entity": item.entity,
        "words": item.words,
        "about": head_json(seen) if seen is not None else None,
    }
