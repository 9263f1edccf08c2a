"""Sources: depositing files, what came of them, the original beside what was read from it."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Path, Query, UploadFile
from fastapi.responses import FileResponse

from tahqiq.kit.errors import WrongUse
from tahqiq.model.source import Authority, Deposit, Source
from tahqiq.products.describe import aside_json, problem_json, source_json
from tahqiq.web.bodies import (
    AlreadyHereBody,
    CustodyEntry,
    JobBody,
    Line,
    ProblemBody,
    ProblemKindBody,
    ProblemsBody,
    RowBody,
    RowsBody,
    SourceBody,
)
from tahqiq.web.deps import Bench, Language
from tahqiq.web.download_tickets import DOWNLOAD
from tahqiq.web.field_bodies import AsideBody, LostBody
from tahqiq.web.pages import Cursor, following, position
from tahqiq.web.routes.jobs import job_body
from tahqiq.web.sealed_file import sealed_file
from tahqiq.web.uploads import UploadRoute

router = APIRouter(tags=["sources"], route_class=UploadRoute)
SourceId = Annotated[
    str, Path(min_length=4, max_length=16, description="A source's id or a unique beginning of it.")
]


@router.get("/sources")
def sources(bench: Bench) -> list[SourceBody]:
    """The sources the caller may see."""
    found = bench.sources()
    parents = {source.no: source.id for source in found}
    return [SourceBody.model_validate(source_json(source, parents)) for source in found]


def deposit_details(
    bench: Bench,
    case: Annotated[
        Line, Form(description="A case, by id or title; empty: the Inbox of a personal workspace.")
    ] = "",
    grade: Annotated[Line, Form()] = "",
    handling: Annotated[Line, Form()] = "open",
    compartment: Annotated[Line, Form()] = "",
    zone: Annotated[Line, Form()] = "",
    received_from: Annotated[Line, Form()] = "",
    received_how: Annotated[Line, Form()] = "",
    order: Annotated[
        Line, Form(description="Number of the order or letter the files were obtained under.")
    ] = "",
    court: Annotated[Line, Form()] = "",
    order_date: Annotated[Line, Form(description="Date of the order, YYYY-MM-DD.")] = "",
    numbers: Annotated[
        list[Line] | None, Form(description="The numbers it names, in international form; none = any.")
    ] = None,
    period_start: Annotated[Line, Form(description="First day it covers, YYYY-MM-DD.")] = "",
    period_end: Annotated[Line, Form(description="Last day it covers, YYYY-MM-DD.")] = "",
) -> Deposit:
    """What is said of files that are deposited; who may not deposit into the case is refused before anything
    is sealed."""
    for date in filter(None, (order_date, period_start, period_end)):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
            raise WrongUse("request-invalid", detail=f"{date}: YYYY-MM-DD")
    authority = Authority(
        order, court, order_date, tuple(filter(None, numbers or ())), period_start, period_end
    )
    said = bench.deposit(
        case,
        grade=grade or None,
        handling_code=handling,
        compartment=compartment,
        zone=zone,
        received_from=received_from,
        received_how=received_how,
        authority=authority,
    )
    bench.may_deposit(said)
    return said


DepositForm = Annotated[Deposit, Depends(deposit_details)]
Files = Annotated[list[UploadFile], File(description="Files as they were received.")]


@router.post("/sources", status_code=202)
def deposit(bench: Bench, said: DepositForm, files: Files, mapping: Annotated[Line, Form()] = "") -> JobBody:
    """Seal files and queue them to be read; the job tells how far it is. ``mapping`` names a saved or
    built-in one."""
    sealed = [(bench.seal(item.file, item.filename or "file"), item.filename or "file") for item in files]
    known = bench.already_here(sealed)
    body = job_body(bench.queue_sealed(sealed, said, mapping or None))
    body.already_here = [_already_here(name, one) for name, one in known.items()]
    return body


@router.post("/deposits", status_code=201)
def deposit_later(bench: Bench, said: DepositForm, files: Files) -> list[SourceBody]:
    """Seal files and register them without reading them: to look at what they are recognised as first."""
    sealed = [(bench.seal(item.file, item.filename or "file"), item.filename or "file") for item in files]
    known = bench.already_here(sealed)
    made = bench.deposit_later(sealed, said)
    bodies = [SourceBody.model_validate(source_json(item, {})) for item in made]
    for body, (_, name) in zip(bodies, sealed, strict=True):
        body.already_here = _already_here(name, known[name]) if name in known else None
    return bodies


def _already_here(file: str, known: Source) -> AlreadyHereBody:
    return AlreadyHereBody(file=file, source=known.id, name=known.name)


@router.get("/sources/{source}")
def source(source: SourceId, bench: Bench) -> SourceBody:
    """One source."""
    found = bench.source(source)
    body = SourceBody.model_validate(source_json(found, bench.parents([found])))
    body.deposited_by_name = bench.names([body.deposited_by]).get(body.deposited_by, "")
    return body


@router.get("/sources/{source}/problems")
def problems(
    source: SourceId,
    bench: Bench,
    language: Language,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    cursor: Cursor = "",
    code: Annotated[str, Query(max_length=80, description="Only problems of this kind; empty for all.")] = "",
) -> ProblemsBody:
    """What could not be read or used of a source."""
    at = position(cursor, 2**31 - 1)
    found = bench.problems(source, limit + 1, at, code)
    problems = [ProblemBody.model_validate(problem_json(item, language)) for item in found[:limit]]
    return ProblemsBody(problems=problems, next=following(at, len(problems), at + len(found)))


@router.get("/sources/{source}/unused-fields")
def set_aside(source: SourceId, bench: Bench, language: Language) -> list[AsideBody]:
    """The fields of a source that no value and no event was made of, by part, name and reason."""
    return [AsideBody.model_validate(aside_json(item, language)) for item in bench.set_aside(source)]


@router.get("/sources/{source}/problem-kinds")
def problem_kinds(source: SourceId, bench: Bench, language: Language) -> list[ProblemKindBody]:
    """Which kinds of problem a source has, the most frequent first."""
    found = bench.problem_kinds(source)
    return [
        ProblemKindBody(count=count, first=ProblemBody.model_validate(problem_json(item, language)))
        for item, count in found
    ]


@router.get("/sources/{source}/custody")
def custody(source: SourceId, bench: Bench) -> list[CustodyEntry]:
    """Who brought the original, and what was done with it."""
    lines = bench.custody(source)
    names = bench.names(line[1] for line in lines)
    return [
        CustodyEntry(at=at, by=by, by_name=names.get(by, ""), act=act, detail=detail)
        for at, by, act, detail in lines
    ]


@router.get("/sources/{source}/rows")
def rows(
    source: SourceId,
    bench: Bench,
    language: Language,
    part: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    first: Annotated[int, Query(ge=1, le=2**40)] = 1,
    count: Annotated[int, Query(ge=1, le=500)] = 50,
    at: Annotated[int, Query(ge=0, le=2**40)] = 0,
) -> RowsBody:
    """Rows of the original as they stand, and which of their fields were lost or lie idle; with ``at`` the
    record that holds that row is among them, and ``here`` is where it begins. Of a document that is empty,
    damaged or erased there is no row, and a sentence why."""
    found = bench.rows(source, part, first, count, at)
    if found.why is not None:
        why = found.why.say(language)
        return RowsBody(
            part=part,
            part_name="",
            kind="",
            names=[],
            rows=[],
            sentence=why.sentence,
            next_step=why.next_step,
        )
    lines = [RowBody(row=row, cells=list(cells)) for row, cells in found.rows]
    last = lines[-1].row if lines else first
    problems, idle = bench.marks(source, part, first, last)
    lost = [
        LostBody(row=item.place.row, column=item.place.column, sentence=item.say(language).sentence)
        for item in problems
    ]
    return RowsBody(
        part=found.part.no,
        part_name=found.part.called(language),
        kind=found.kind,
        names=list(found.names),
        rows=lines,
        lost=lost,
        idle=idle,
        here=found.here,
    )


@router.get("/sources/{source}/original", response_class=FileResponse, openapi_extra=DOWNLOAD)
def original(source: SourceId, bench: Bench) -> FileResponse:
    """The sealed original, as a download: never shown inside the page, so nothing in it runs."""
    found, path = bench.original(source)
    return sealed_file(
        found, path, kind="application/octet-stream", policy="sandbox", name=found.name.replace("/", "_")
    )
