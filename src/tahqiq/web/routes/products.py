"""Products of a case: prepared by one person, read by another, released by a supervisor, and then handed over
as a signed file."""

from pathlib import Path as FilePath
from typing import Annotated, Literal

from fastapi import APIRouter, Path
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from tahqiq.products.bundle.product import Product
from tahqiq.products.bundle.product_json import changed_json, product_json
from tahqiq.web.bodies import Line
from tahqiq.web.deps import Bench
from tahqiq.web.download_tickets import DOWNLOAD
from tahqiq.web.downloads import handed_over
from tahqiq.web.routes.documents import CaseId

router = APIRouter(tags=["products"])
ProductId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="A product's id.")]


class NewProduct(BaseModel):
    """A source bundle to prepare of the latest version of a chart; originals that may leave go along as a
    whole where asked for."""

    chart: Line = Field(pattern="^[0-9a-f]{16}$")
    title: Line = Field(default="", max_length=300)
    audience: Literal["court", "agency"] = "court"
    language: Literal["en", "ar", "ckb", "kmr-Arab"] = "en"
    originals: bool = False


class ProductAct(BaseModel):
    """What somebody did to a product, and when (ISO 8601 UTC)."""

    what: Literal["prepared", "reviewed", "returned", "released"]
    by: str
    by_name: str
    at: str
    note: str


class ProductChanged(BaseModel):
    """What became of the sources a product rests on since: names of those erased or read again, and how many
    values were retracted."""

    erased: list[str]
    superseded: list[str]
    retracted: int


class ProductBody(BaseModel):
    """A product as it stands; ``digest`` is of what it said when it was prepared. ``chart`` is the document
    it is made of, of a briefing its text; ``changed`` is told in lists."""

    id: str
    case: str
    title: str
    state: Literal["prepared", "reviewed", "returned", "released"]
    kind: Literal["bundle", "briefing"]
    audience: Literal["court", "agency"]
    language: str
    chart: str
    chart_version: int
    originals: bool
    digest: str
    acts: list[ProductAct]
    changed: ProductChanged | None = None


class ProductPages(BaseModel):
    """Cover ("" of a briefing) and report as they would leave, as whole HTML pages; and the numbers that are
    kept back."""

    cover: str
    report: str
    left_out: list[int]
    changed: ProductChanged


class ProductNote(BaseModel):
    """What is said with a decision about a product."""

    note: str = Field(default="", max_length=2000)


def product_body(made: Product, bench: Bench) -> ProductBody:
    """A product as the API shows it."""
    return ProductBody.model_validate(product_json(made, bench.names({one.by for one in made.acts})))


@router.get("/cases/{case}/products")
def products(case: CaseId, bench: Bench) -> list[ProductBody]:
    """The products of a case, the last changed first."""
    return [product_body(one, bench) for one in bench.products.all(case)]


@router.post("/cases/{case}/products", status_code=201)
def prepare(case: CaseId, asked: NewProduct, bench: Bench) -> ProductBody:
    """Prepare a source bundle of a chart."""
    return product_body(
        bench.products.prepare(
            case, asked.chart, asked.title, asked.audience, asked.language, asked.originals
        ),
        bench,
    )


@router.get("/cases/{case}/products/{product}/pages")
def pages(case: CaseId, product: ProductId, bench: Bench) -> ProductPages:
    """The pages of a product as they would leave now, to be read before somebody decides; the look stands in
    the log."""
    read = bench.products.pages(case, product)
    changed = ProductChanged.model_validate(changed_json(bench.products.changed(case, product)))
    return ProductPages(cover=read.cover, report=read.report, left_out=list(read.left_out), changed=changed)


@router.post("/cases/{case}/products/{product}/review")
def review(case: CaseId, product: ProductId, said: ProductNote, bench: Bench) -> ProductBody:
    """Say that it was read and is right; refused to whoever prepared it and whoever has not opened its
    pages."""
    return product_body(bench.products.review(case, product, said.note), bench)


@router.post("/cases/{case}/products/{product}/send-back")
def send_back(case: CaseId, product: ProductId, said: ProductNote, bench: Bench) -> ProductBody:
    """Say what is wrong with it."""
    return product_body(bench.products.send_back(case, product, said.note), bench)


@router.post("/cases/{case}/products/{product}/release")
def release(case: CaseId, product: ProductId, said: ProductNote, bench: Bench) -> ProductBody:
    """Let it leave: by a supervisor of the case who did not prepare it and has opened its pages."""
    return product_body(bench.products.release(case, product, said.note), bench)


MEDIA = {
    "zip": "application/zip",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@router.get(
    "/cases/{case}/products/{product}/file",
    response_class=FileResponse,
    openapi_extra=DOWNLOAD,
    responses={
        200: {
            "content": {one: {} for one in MEDIA.values()},
            "description": "The signed bundle, or the briefing.",
        }
    },
)
def file(
    case: CaseId, product: ProductId, bench: Bench, form: Literal["zip", "pdf", "docx", "pptx"] = "zip"
) -> FileResponse:
    """The file of a released product, the same bytes each time: ``zip`` of a bundle, the others of a
    briefing."""

    def write(path: FilePath) -> dict[str, str]:
        bench.products.write(case, product, path)
        return {}

    name = "bundle" if form == "zip" else "briefing"
    return handed_over(bench, f"{name}.{form}", f"tahqiq-{name}-{product}.{form}", write, MEDIA[form])
