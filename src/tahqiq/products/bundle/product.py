"""A product as it stands: its recipe, its acts, and what became of what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from tahqiq.products.bundle.pages import Act
from tahqiq.store.documents import Document


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a product is made of: a version of a chart (of a briefing where ``charts`` is not None: the
    versions of the charts in it), the audience (:data:`~tahqiq.products.chart.content.AUDIENCES`), the
    language, and whether originals go along as a whole."""

    chart: str
    version: int
    audience: str
    language: str
    originals: bool
    charts: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What has become of the sources a product rests on: names of those erased, read again, or with values
    retracted since (nothing where it still holds)."""

    erased: tuple[str, ...]
    superseded: tuple[str, ...]
    retracted: int

    def __bool__(self) -> bool:
        return bool(self.erased or self.superseded or self.retracted)


@dataclass(frozen=True, slots=True)
class Product:
    """A product as it stands. ``state`` prepared, reviewed, returned or released; ``digest`` what it said
    then; ``sha256`` and ``size`` of the file once released. ``changed``: what became of what it rests on,
    None where nobody asked."""

    id: str
    version: int
    case: str
    title: str
    state: str
    recipe: Recipe
    acts: tuple[Act, ...]
    digest: str
    sha256: str
    size: int
    head: str
    changed: Changed | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """What is read of a product before somebody decides: cover ("" of a briefing) and report as whole HTML
    pages, and the numbers that are kept back."""

    cover: str
    report: str
    left_out: tuple[int, ...]


def product_of(versions: list[Document]) -> Product:
    """The product that its versions tell of, the first first."""
    first, last = versions[0].content, versions[-1]
    acts = tuple(
        Act(_text(one.content, "state"), one.actor, one.at, _text(one.content, "note")) for one in versions
    )
    version, charts = first.get("chart_version"), first.get("charts")
    recipe = Recipe(
        _text(first, "chart") or _text(first, "briefing"),
        version if isinstance(version, int) else 1,
        _text(first, "audience"),
        _text(first, "language"),
        first.get("originals") is True,
        {str(name): int(str(no)) for name, no in charts.items()} if isinstance(charts, Mapping) else None,
    )
    return Product(
        last.id,
        last.version,
        last.case,
        last.title,
        acts[-1].what,
        recipe,
        acts,
        _text(first, "digest"),
        "",
        0,
        _text(last.content, "head"),
    )


def _text(body: Mapping[str, object], name: str) -> str:
    return str(body.get(name, ""))
