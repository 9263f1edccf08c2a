"""Boards, evidence and crime scripts that an older program kept as documents of a case, moved to the desk's
records.

Every version comes over with its number, its writer, its moment and the classes it rested on; the documents
stay where they are, since the log commits to them. What has come over already is left alone, so that being
broken off, and two processes at once, do no harm.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from pydantic import BaseModel

from tahqiq.access.door import Door
from tahqiq.access.people import CARRIER
from tahqiq.access.verify_records import SAVE_RECORD
from tahqiq.desks.reasoning.crime_scripts.record import SCRIPT, ScriptRecord
from tahqiq.desks.reasoning.hypotheses.record import (
    BOARD,
    CREDIBILITIES,
    EVIDENCE,
    MARKS,
    BoardRecord,
    EvidenceRecord,
)
from tahqiq.desks.reasoning.name import NAME
from tahqiq.desks.reasoning.worksheets.record import Rests
from tahqiq.kit.errors import Conflict
from tahqiq.model.kind import Kind, written
from tahqiq.store.documents import Document, references
from tahqiq.store.stored_record import Record

Body = Callable[[Document, Document], BaseModel]


def move_older_documents(door: Door) -> int:
    """Carry over what is not there yet; how many versions came. Raises ``pydantic.ValidationError`` for a
    document that no program of ours wrote."""
    records = door.workspace.records
    if records.carried(NAME):
        return 0
    with door.audit.unit(at_once=True):
        there = {(item.id, item.version) for item in records.every()}
        came = sum(
            _move(door, versions)
            for versions in _older_documents(door)
            if (versions[0].id, versions[-1].version) not in there
        )
        records.mark_carried(NAME, came)
    return came


def _older_documents(door: Door) -> Iterator[Sequence[Document]]:
    """The versions of each document of the old kinds, oldest first."""
    found: dict[str, list[Document]] = {}
    for item in door.workspace.documents.every():
        if item.kind in _KINDS:
            found.setdefault(item.id, []).append(item)
    for versions in found.values():
        yield sorted(versions, key=lambda item: item.version)


def _move(door: Door, versions: Sequence[Document]) -> int:
    records = door.workspace.records
    there = {item.version for item in records.every() if item.id == versions[0].id}
    came = 0
    for item in versions:
        if item.version in there:
            continue
        kind, body = _KINDS[item.kind]
        told = written(body(item, versions[0]))
        own = door.workspace.sources.case_class(item.case)
        state = "put-away" if item.state == "deleted" else "open"
        made = Record(
            item.id,
            item.version,
            kind.name,
            kind.shape,
            item.case,
            item.classes | {own},
            "put-away" if state == "put-away" else "open",
            item.at,
            item.actor,
            told,
        )
        try:
            with door.audit.act(CARRIER, SAVE_RECORD, made.thing, made.home, made.payload()):
                records.add(kind, made, {entity for entity, _ in references(item.content)})
        except Conflict:
            continue
        came += 1
    return came


def _board(item: Document, _first: Document) -> BaseModel:
    content = item.content
    return BoardRecord.model_validate(
        {
            "title": item.title,
            **{name: content[name] for name in ("question", "note", "hypotheses") if name in content},
        }
    )


def _evidence(item: Document, first: Document) -> BaseModel:
    content = item.content
    marks, value = content.get("marks"), content.get("value")
    credibility = content.get("credibility")
    return EvidenceRecord.model_validate(
        {
            "board": content.get("board", ""),
            "note": content.get("note", ""),
            "cited_by": first.actor,
            "cited_at": first.at,
            "value": Rests(entity=str(value["entity"]), statement=str(value["statement"]))
            if isinstance(value, Mapping)
            else None,
            "marks": {key: mark for key, mark in marks.items() if mark in MARKS}
            if isinstance(marks, Mapping)
            else {},
            "credibility": credibility if credibility in CREDIBILITIES else "unknown",
        }
    )


def _script(item: Document, _first: Document) -> BaseModel:
    content = item.content
    return ScriptRecord.model_validate(
        {"title": item.title, "note": content.get("note", ""), "acts": content.get("acts", [])}
    )


_KINDS: Mapping[str, tuple[Kind[BaseModel], Body]] = {
    "hypotheses": (BOARD, _board),  # type: ignore[dict-item]
    "hypothesis-evidence": (EVIDENCE, _evidence),  # type: ignore[dict-item]
    "crime-script": (SCRIPT, _script),  # type: ignore[dict-item]
}
