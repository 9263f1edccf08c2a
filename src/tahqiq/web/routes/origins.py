"""Where a source comes from: declarations that one repeats another, and what the program takes for copies."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from tahqiq.products.decision_json import derivation_json, origin_json
from tahqiq.web.bodies import Line
from tahqiq.web.deps import Bench
from tahqiq.web.routes.acts import Why
from tahqiq.web.routes.sources import SourceId

router = APIRouter(tags=["sources"])


class DerivedBody(Why):
    """The source that is repeated (its id or a unique beginning), and why."""

    origin: Line = Field(min_length=4, max_length=16)


class DerivationBody(BaseModel):
    """A declaration that a source repeats another (``derive``), or is independent of it (``independent``),
    with who, when and why."""

    kind: str
    source: str
    origin: str
    at: str
    by: str
    by_name: str = ""
    reason: str


class MateBody(BaseModel):
    """A source of the same origin."""

    source: str
    name: str


class RepeatBody(BaseModel):
    """A source that may repeat another: ``rows`` that stand in both, and their share of the smaller one."""

    source: str
    source_name: str
    origin: str
    origin_name: str
    rows: int
    share: float


class OwnExportBody(BaseModel):
    """The export of this program that a source is; ``by`` is empty where it is not known, or not for the
    caller. ``counted``: somebody decided that it is a document of its own."""

    id: str
    by: str
    by_name: str = ""
    at: str
    unchanged: bool | None
    counted: bool


class OriginBody(BaseModel):
    """Where a source stands; ``export`` where it is a file that this program exported."""

    source: str
    one_origin: list[MateBody]
    standing: list[DerivationBody]
    history: list[DerivationBody]
    proposed: list[RepeatBody]
    export: OwnExportBody | None = None


@router.get("/sources/{source}/origin")
def origin(source: SourceId, bench: Bench) -> OriginBody:
    """What a source is of one origin with, what was declared about it, and what looks like a copy."""
    body = OriginBody.model_validate(origin_json(bench.derived.origin(source)))
    by = [body.export.by] if body.export and body.export.by else []
    names = bench.names([*by, *(item.by for item in body.history)])
    if body.export:
        body.export.by_name = names.get(body.export.by, "")
    for item in (*body.standing, *body.history):
        item.by_name = names.get(item.by, "")
    return body


@router.post("/sources/{source}/declare-copy")
def derived(source: SourceId, body: DerivedBody, bench: Bench) -> DerivationBody:
    """Declare that a source repeats another: the two count as one witness."""
    return DerivationBody.model_validate(
        derivation_json(bench.derived.declare(source, body.origin, body.reason))
    )


@router.post("/sources/{source}/declare-independent")
def independent(source: SourceId, body: DerivedBody, bench: Bench) -> DerivationBody:
    """Take such a declaration back, or decide that what looks like a copy is none."""
    return DerivationBody.model_validate(
        derivation_json(bench.derived.independent(source, body.origin, body.reason))
    )
