"""The audit log and verification."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from tahqiq.access.leaf import Leaf
from tahqiq.access.log_search import Wanted
from tahqiq.access.verdict import Finding
from tahqiq.formats.neutral import neutral
from tahqiq.web.bodies import FindingBody, HeadBody, LeafBody, VerdictBody
from tahqiq.web.deps import Bench, Language
from tahqiq.web.download_tickets import DOWNLOAD
from tahqiq.web.pages import Cursor, position

router = APIRouter(tags=["audit"])
Moment = Annotated[str, Query(max_length=30, pattern=r"^[0-9TZ:.+-]*$")]
Short = Annotated[str, Query(max_length=100)]
Kind = Literal["", "acts", "reads", "refused", "failed"]
COLUMNS = ("no", "at", "actor", "act", "phase", "object", "case", "ref", "result", "commitment")


class LogEntry(LeafBody):
    """One entry with the name of who acted."""

    by_name: str = ""


class LogPage(BaseModel):
    """Entries, the latest first, and how many are wanted in all. ``next`` asks for
    older ones."""

    entries: list[LogEntry]
    total: int
    next: str


class NamedId(BaseModel):
    """A person by id and name."""

    id: str
    name: str


class LogChoices(BaseModel):
    """What the log can be filtered by: who is in it, which acts, which cases."""

    persons: list[NamedId]
    acts: list[str]
    cases: list[str]


@router.get("/audit")
def entries(bench: Bench, last: Annotated[int, Query(ge=1, le=5000)] = 200) -> list[LeafBody]:
    """The latest entries; for auditors."""
    return [LeafBody.model_validate(leaf_json(leaf)) for leaf in bench.log(last)]


@router.get("/audit/entries")
def search(
    bench: Bench,
    person: Short = "",
    act: Short = "",
    case: Short = "",
    since: Moment = "",
    until: Moment = "",
    text: Short = "",
    kind: Kind = "",
    cursor: Cursor = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> LogPage:
    """Entries by person (id), act, case (id), period (ISO 8601, UTC; the end not included) and part of what
    they are about; for auditors."""
    wanted = Wanted(
        actor=person,
        act=act,
        case=case,
        since=since,
        until=until,
        part=text,
        kind=kind,
        below=position(cursor, 2**63 - 1),
    )
    found, total = bench.log_page(wanted, limit)
    names = bench.names(leaf.actor for leaf in found)
    return LogPage(
        entries=[
            LogEntry.model_validate({**leaf_json(leaf), "by_name": names.get(leaf.actor, "")})
            for leaf in found
        ],
        total=total,
        next=str(found[-1].no) if len(found) == limit else "",
    )


@router.get("/audit/choices")
def choices(bench: Bench) -> LogChoices:
    """What the log can be filtered by; for auditors."""
    known = bench.log_choices()
    names = bench.names(known["actor"])
    persons = [NamedId(id=one, name=names.get(one, one)) for one in known["actor"]]
    return LogChoices(
        persons=sorted(persons, key=lambda item: item.name), acts=known["act"], cases=known["case"]
    )


@router.get("/audit/csv", response_class=StreamingResponse, openapi_extra=DOWNLOAD)
def table(
    bench: Bench,
    person: Short = "",
    act: Short = "",
    case: Short = "",
    since: Moment = "",
    until: Moment = "",
    text: Short = "",
    kind: Kind = "",
) -> StreamingResponse:
    """The same entries as CSV, all of them, the latest first; for auditors."""
    found = bench.log_csv(
        Wanted(actor=person, act=act, case=case, since=since, until=until, part=text, kind=kind)
    )
    head = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return StreamingResponse(written(found), media_type="text/csv; charset=utf-8", headers=head)


def written(leaves: Iterable[Leaf]) -> Iterator[str]:
    """Entries as lines of CSV, with nothing in them that a spreadsheet would take for a formula."""
    yield "\ufeff" + _line(COLUMNS)
    for leaf in leaves:
        yield _line([neutral(str(getattr(leaf, name))) for name in COLUMNS])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(list(cells))
    return out.getvalue()


def leaf_json(leaf: Leaf) -> dict[str, str | int]:
    """An entry by the names of its fields."""
    return {name: getattr(leaf, name) for name in COLUMNS}


@router.get("/audit/head")
def head(bench: Bench) -> HeadBody:
    """The signed head of the log."""
    found = bench.head()
    return HeadBody(
        size=found.size,
        root=found.root.hex(),
        at=found.at,
        public=found.public.hex(),
        signature=found.signature.hex(),
        text=str(found),
    )


@router.post("/verify")
def verify(bench: Bench, language: Language) -> VerdictBody:
    """Recompute the workspace and name what differs."""
    verdict = bench.verify()

    def finding_body(item: Finding) -> FindingBody:
        message = item.say(language)
        return FindingBody(code=item.code, sentence=message.sentence, next_step=message.next_step)

    return VerdictBody(
        holds=verdict.holds,
        whole=verdict.whole,
        originals=verdict.originals,
        statements=verdict.statements,
        fact_files=verdict.fact_files,
        leaves=verdict.leaves,
        erased=[finding_body(item) for item in verdict.erased],
        findings=[finding_body(item) for item in verdict.findings],
    )
