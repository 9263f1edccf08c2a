"""Worksheets as one person sees them, each recorded value with what has become of it."""

from collections.abc import Mapping
from typing import TypeVar

from tahqiq.casework.citations import Cited
from tahqiq.casework.records import RecordVersion
from tahqiq.desk.answers import Strict
from tahqiq.desks.reasoning.worksheets.record import TitleDetails
from tahqiq.products.describe import head_json, statement_json
from tahqiq.products.stated_bodies import Head, StatementBody

T = TypeVar("T", bound=TitleDetails)


class RetractionView(Strict):
    """Who retracted a value, when and why."""

    by: str
    at: str
    reason: str


class CitedValueView(Strict):
    """A recorded value that something rests on. ``state``: stands, retracted, superseded (no longer read so)
    or gone (erased by order)."""

    entity: str
    statement: str
    state: str
    about: Head | None
    value: StatementBody | None
    closed: RetractionView | None


class WorksheetView(TitleDetails):
    """One version of a worksheet without its content. ``by`` is a person's id."""

    id: str
    version: int
    case: str
    state: str
    at: str
    by: str
    by_name: str = ""


class WorksheetsView(Strict):
    """Worksheets without their content."""

    sheets: list[WorksheetView]


class WorksheetFileView(Strict):
    """A worksheet as the text of a file; ``codes`` are the handling codes of what it holds, the strictest
    first."""

    name: str
    media: str
    text: str
    codes: list[str]


def worksheet_view(kept: RecordVersion[T], people: Mapping[str, str]) -> WorksheetView:
    """A worksheet without its content; ``people`` are names by id."""
    return WorksheetView.model_validate(head(kept, people))


def head(kept: RecordVersion[T], people: Mapping[str, str]) -> dict[str, object]:
    """The fields of :class:`WorksheetView`."""
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


def cited_value(item: Cited) -> dict[str, object]:
    """The fields of :class:`CitedValueView`."""
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
