"""Briefings while they are written: how a draft reads, which figures a chart offers, and making a product of
one."""

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, JsonValue

from tahqiq.web.bodies import Line
from tahqiq.web.deps import Bench
from tahqiq.web.routes.documents import CaseId, DocumentId
from tahqiq.web.routes.products import ProductBody, product_body

router = APIRouter(tags=["products"])
Audience = Literal["court", "agency"]


class NewBriefing(BaseModel):
    """A briefing to prepare: its text becomes a document of the case (blocks as
    docs/how-to/write-a-briefing.md has them)."""

    title: Line = Field(min_length=1, max_length=300)
    audience: Literal["court", "agency"] = "agency"
    language: Literal["en", "ar", "ckb", "kmr-Arab"] = "en"
    blocks: list[dict[str, JsonValue]] = Field(min_length=1, max_length=500)


class BriefingPreview(BaseModel):
    """A draft as a whole HTML page; ``left_out`` are the numbers of what may not leave, ``typed`` counts the
    figures that were written by hand."""

    page: str
    left_out: list[int]
    typed: int


class BriefingFor(BaseModel):
    """For whom a product is made of a briefing."""

    audience: Audience = "agency"


class ChartLine(BaseModel):
    """A line of a chart: its ends by id and name, how often it counts, its first and last day ("" where it
    has none)."""

    a: str
    b: str
    a_caption: str
    b_caption: str
    count: int
    first: str
    last: str


class ChartFigures(BaseModel):
    """What a text can take from a chart: ``counts`` of items, lines, events and values, and its lines, the
    strongest first; ``more`` are not listed."""

    counts: dict[str, int]
    lines: list[ChartLine]
    more: int


@router.post("/cases/{case}/briefings", status_code=201)
def brief(case: CaseId, asked: NewBriefing, bench: Bench) -> ProductBody:
    """Prepare a briefing; what does not fit in it is refused by the number of its block."""
    made = bench.documents.make(
        case, "briefing", asked.title, {"language": asked.language, "blocks": asked.blocks}
    )
    return product_body(bench.products.brief(case, made.document.id, asked.audience), bench)


@router.post("/cases/{case}/briefings/preview")
def preview_briefing(case: CaseId, asked: NewBriefing, bench: Bench) -> BriefingPreview:
    """How a draft reads now; nothing of it is kept, the look stands in the log."""
    made = bench.drafts.preview(
        case, asked.title, {"language": asked.language, "blocks": asked.blocks}, asked.audience
    )
    return BriefingPreview(page=made.page, left_out=list(made.left_out), typed=made.typed)


@router.get("/cases/{case}/briefings/figures/{document}")
def briefing_figures(
    case: CaseId, document: DocumentId, bench: Bench, audience: Annotated[Audience, Query()] = "agency"
) -> ChartFigures:
    """What a text can take from a chart, counted as it would be printed."""
    made = bench.drafts.figures(case, document, audience)
    return ChartFigures(
        counts=dict(made.counts),
        lines=[ChartLine.model_validate(asdict(one)) for one in made.lines],
        more=made.more,
    )


@router.post("/cases/{case}/briefings/{document}/product", status_code=201)
def prepare_briefing(case: CaseId, document: DocumentId, asked: BriefingFor, bench: Bench) -> ProductBody:
    """Prepare a product of a briefing that is kept in the case, as it is now."""
    return product_body(bench.products.brief(case, document, asked.audience), bench)
