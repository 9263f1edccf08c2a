"""Analyses, from their declarations: what there is, run one directly or as a job, kept results, run one
again."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field, JsonValue

from tahqiq.products.analysis_json import analysis_json, compared_json, rerun_json, stored_json
from tahqiq.web.bodies import JobBody, Line
from tahqiq.web.deps import Bench, Language
from tahqiq.web.routes.jobs import job_body
from tahqiq.workbench.words import analyses as installed
from tahqiq.workbench.words import analysis as chosen

router = APIRouter(tags=["analyses"])
Name = Annotated[str, Path(pattern="^[a-z0-9-]{1,60}$", description="An analysis by its id.")]
ResultId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="A kept result's id.")]


class ParameterChoiceBody(BaseModel):
    """One value a parameter may have."""

    value: str
    label: str


class ParameterBody(BaseModel):
    """One question of an analysis."""

    name: str
    kind: str
    label: str
    help: str
    default: JsonValue
    low: float | None
    high: float | None
    required: bool
    of: list[str] = Field(
        description="Types of things it may name, or one of the words link, type, grade, zone."
    )
    excludes: bool = Field(description="It names what is left out.")
    choices: list[ParameterChoiceBody]


class ResultColumn(BaseModel):
    """One column of its rows."""

    name: str
    kind: str
    label: str
    help: str = ""


class ViewBody(BaseModel):
    """A drawing of the rows: ``wheel``, ``heat``, ``flow``, ``matrix`` or ``timeline``, and which column is
    what in it."""

    kind: str
    columns: dict[str, str]


class AnalysisBody(BaseModel):
    """A declared analysis with its words; ``schema_`` is the JSON Schema of the values it takes."""

    id: str
    family: str
    version: int
    title: str
    help: str
    means: str
    means_not: str
    parameters: list[ParameterBody]
    columns: list[ResultColumn]
    inputs: list[str]
    limits: list[str]
    reference: str
    views: list[ViewBody]
    known_as: list[str] = Field(description="What other programs of the field call it.")
    schema_: dict[str, JsonValue] = Field(alias="schema")


class NewRun(BaseModel):
    """What to run an analysis with: ``values`` by parameter name, over one case or everything the caller may
    see; of the ``items`` of a chart and what lies between them alone, where any are given."""

    values: dict[Line, JsonValue] = Field(default_factory=dict, max_length=60)
    case: Line | None = Field(default=None, max_length=300)
    seed: int = Field(default=1, ge=0, le=2**31 - 1)
    items: list[Annotated[str, Field(pattern="^[0-9a-f]{32}$")]] = Field(
        default_factory=list, max_length=20_000
    )


class ResultHead(BaseModel):
    """A kept result without its rows; ``items`` counts the things of a chart that it was asked of alone, 0
    for everything."""

    id: str
    analysis: str
    case: str
    at: str
    by: str
    by_name: str = ""
    sha256: str
    parameters: dict[str, JsonValue]
    seed: int
    items: int


class ListedResult(ResultHead):
    """A kept result in a list."""

    rows: int


class RowRemarkBody(BaseModel):
    """A sentence that belongs to the rows."""

    code: str
    params: dict[str, JsonValue]
    sentence: str


class LeftOutBody(BaseModel):
    """What was not looked at or not shown, counted."""

    reason: str
    count: int
    sentence: str


class ResultBody(ResultHead):
    """A kept result. Cells by the kind of their column: a thing is ``{id, schema, caption}``, a sentence
    ``{code, params, sentence}``, evidence a list of ``{source, source_name, entity, statement, part, row}``,
    money ``{amount, currency}``, a range ``[low, high]``."""

    columns: list[ResultColumn]
    rows: list[dict[str, JsonValue]]
    left_out: list[LeftOutBody]
    notes: list[RowRemarkBody]
    recipe: dict[str, JsonValue]


class RerunBody(BaseModel):
    """A result run again: the same bytes, or what changed."""

    same: bool
    before: ListedResult
    changed: list[RowRemarkBody]
    result: ResultBody


class ChangedParameterBody(BaseModel):
    """A parameter that was given otherwise."""

    name: str
    label: str
    before: JsonValue
    after: JsonValue


class ChangedBody(BaseModel):
    """A row in both results: its places, and the columns that differ; none when it only moved among the
    others."""

    before: int
    after: int
    columns: list[str]


class ComparedBody(BaseModel):
    """Two results of one analysis: ``gone`` are places (from 0) of rows in the earlier one, ``come`` in the
    later one."""

    before: ListedResult
    after: ListedResult
    parameters: list[ChangedParameterBody]
    inputs: list[RowRemarkBody]
    gone: list[int]
    come: list[int]
    changed: list[ChangedBody]
    same: int


class CarryBody(BaseModel):
    """How a result is to be saved."""

    format: Literal["csv", "json"]


@router.get("/analyses")
def analyses(bench: Bench, locale: Language) -> list[AnalysisBody]:
    """Every installed analysis with parameters, columns and what its figures mean, in the caller's
    language."""
    return [AnalysisBody.model_validate(analysis_json(item, locale)) for item in installed()]


@router.get("/analyses/{analysis}")
def analysis(analysis: Name, bench: Bench, locale: Language) -> AnalysisBody:
    """One analysis."""
    return AnalysisBody.model_validate(analysis_json(chosen(analysis), locale))


@router.post("/analyses/{analysis}/results", status_code=201)
def run(analysis: Name, body: NewRun, bench: Bench, locale: Language) -> ResultBody:
    """Run an analysis now and keep the result."""
    return _result(
        bench.readable(bench.analyse(analysis, body.values, body.case, body.seed, items=body.items), locale),
        bench,
    )


@router.post("/analyses/{analysis}/jobs", status_code=202)
def queue(analysis: Name, body: NewRun, bench: Bench) -> JobBody:
    """Queue a run for the worker; it can be cancelled, and the job's result names the kept one."""
    return job_body(bench.analyses.queue(analysis, body.values, body.case, body.seed, body.items))


@router.get("/results")
def results(
    bench: Bench,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    case: Annotated[str, Query(max_length=300)] = "",
    analysis: Annotated[str, Query(pattern="^[a-z0-9-]{0,60}$")] = "",
) -> list[ListedResult]:
    """The caller's kept results and those of the caller's cases, newest first; of one case and one analysis
    where they are named."""
    found = [
        ListedResult.model_validate(stored_json(item)) for item in bench.analyses.all(limit, case, analysis)
    ]
    _named(found, bench)
    return found


@router.get("/results/{result}")
def result(result: ResultId, bench: Bench, locale: Language) -> ResultBody:
    """A kept result with its rows, what was left out, and its recipe."""
    return _result(bench.readable(bench.analyses.get(result), locale), bench)


@router.post("/results/{result}/rerun", status_code=201)
def rerun(result: ResultId, bench: Bench, locale: Language) -> RerunBody:
    """Run a kept result's recipe again: the same bytes, or what changed."""
    made = bench.rerun(result)
    told = rerun_json(made, bench.readable(made.result, locale), locale)
    body = RerunBody.model_validate(told)
    names = bench.names([body.before.by, body.result.by])
    body.before.by_name, body.result.by_name = names.get(body.before.by, ""), names.get(body.result.by, "")
    return body


@router.get("/results/{result}/compare/{other}")
def compare(result: ResultId, other: ResultId, bench: Bench, locale: Language) -> ComparedBody:
    """Two results of one analysis: parameters, inputs, and which rows went, came or changed."""
    body = ComparedBody.model_validate(compared_json(bench.compare(result, other), locale))
    _named([body.before, body.after], bench)
    return body


@router.post(
    "/results/{result}/file",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}, "application/json": {}}, "description": "The file."}},
)
def carry(result: ResultId, body: CarryBody, bench: Bench, locale: Language) -> Response:
    """A result as a CSV or JSON file to save; refused when the policies or a handling code forbid it."""
    name, text = bench.carry(result, body.format, locale)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox"}
    return Response(
        text.encode(), media_type="text/csv" if body.format == "csv" else "application/json", headers=headers
    )


def _named(found: Sequence[ListedResult], bench: Bench) -> None:
    names = bench.names(item.by for item in found)
    for item in found:
        item.by_name = names.get(item.by, "")


def _result(told: dict[str, object], bench: Bench) -> ResultBody:
    body = ResultBody.model_validate(told)
    body.by_name = bench.names([body.by]).get(body.by, "")
    return body
