"""Sources: depositing files, what came of them, the original beside what was read from it."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Query, UploadFile
from fastapi.responses import FileResponse

from tahqiq.products.describe import problem_json, source_json
from tahqiq.web.bodies import CustodyLine, JobBody, Line, ProblemBody, RowBody, RowsBody, SourceBody
from tahqiq.web.deps import Bench, Language
from tahqiq.web.names import names_of
from tahqiq.web.routes.jobs import job_body

router = APIRouter(tags=["sources"])
SourceId = Annotated[str, Path(min_length=4, max_length=16, description="A source's id or a unique beginning of it.")]


@router.get("/sources")
def sources(bench: Bench) -> list[SourceBody]:
    """The sources the caller may see."""
    found = bench.sources()
    parents = {source.no: source.id for source in found}
    return [SourceBody.model_validate(source_json(source, parents)) for source in found]


@router.post("/sources", status_code=202)
def deposit(
    bench: Bench,
    files: Annotated[list[UploadFile], File(description="Files as they were received.")],
    case: Annotated[Line, Form()] = "Inbox",
    grade: Annotated[Line, Form()] = "",
    handling: Annotated[Line, Form()] = "open",
    compartment: Annotated[Line, Form()] = "",
    zone: Annotated[Line, Form()] = "",
    received_from: Annotated[Line, Form()] = "",
    received_how: Annotated[Line, Form()] = "",
    mapping: Annotated[Line, Form()] = "",
) -> JobBody:
    """Seal files and queue them to be read; the job tells how far it is."""
    said = bench.deposit(
        case, grade=grade or None, handling_code=handling, compartment=compartment, zone=zone, received_from=received_from, received_how=received_how
    )  # fmt: skip
    bench.door.require(bench.actor, "deposit", said.case)
    sealed = [(bench.workspace.originals.seal(item.file).sha256, item.filename or "file") for item in files]
    return job_body(bench.queue_sealed(sealed, said, mapping or None))


@router.get("/sources/{source_id}")
def source(source_id: SourceId, bench: Bench) -> SourceBody:
    """One source."""
    found = bench.source(source_id)
    body = SourceBody.model_validate(source_json(found, bench.parents([found])))
    body.deposited_by_name = names_of(bench.door, [body.deposited_by]).get(body.deposited_by, "")
    return body


@router.get("/sources/{source_id}/problems")
def problems(
    source_id: SourceId,
    bench: Bench,
    language: Language,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> list[ProblemBody]:
    """What could not be read or used of a source."""
    return [ProblemBody.model_validate(problem_json(item, language)) for item in bench.problems(source_id, limit, offset)]


@router.get("/sources/{source_id}/custody")
def custody(source_id: SourceId, bench: Bench) -> list[CustodyLine]:
    """Who brought the original, and what was done with it."""
    lines = bench.custody(source_id)
    names = names_of(bench.door, (line[1] for line in lines))
    return [CustodyLine(at=at, by=by, by_name=names.get(by, ""), act=act, detail=detail) for at, by, act, detail in lines]


@router.get("/sources/{source_id}/rows")
def rows(
    source_id: SourceId,
    bench: Bench,
    part: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    first: Annotated[int, Query(ge=1, le=2**40)] = 1,
    count: Annotated[int, Query(ge=1, le=500)] = 50,
) -> RowsBody:
    """Rows of the original as they stand."""
    found = bench.rows(source_id, part, first, count)
    lines = [RowBody(row=row, cells=list(cells)) for row, cells in found.rows]
    return RowsBody(part=found.part.no, part_name=found.part.name, kind=found.kind, names=list(found.names), rows=lines)


@router.get("/sources/{source_id}/original", response_class=FileResponse)
def original(source_id: SourceId, bench: Bench) -> FileResponse:
    """The sealed original, as a download: never shown inside the page, so nothing in it runs."""
    found, path = bench.original(source_id)
    return FileResponse(
        path, media_type="application/octet-stream", filename=found.name.replace("/", "_"), headers={"Content-Security-Policy": "sandbox"}
    )
