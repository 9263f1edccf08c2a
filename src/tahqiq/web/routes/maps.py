"""The map: which layers there are and what they ask, the towns to write on it, and what a layer shows."""

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, Field, JsonValue

from tahqiq.products.maps.layer_json import countries_json, layer_json, towns_json
from tahqiq.products.maps.registry import LAYERS
from tahqiq.web.bodies import Line
from tahqiq.web.deps import Bench, Language
from tahqiq.web.routes.analyses import LeftOutBody, ParameterBody

router = APIRouter(tags=["map"])
Name = Annotated[str, Path(pattern="^[a-z-]{1,40}$", description="A layer by its id.")]


class LayerBody(BaseModel):
    """A declared layer with its words."""

    id: str
    title: str
    help: str
    means: str
    means_not: str
    parameters: list[ParameterBody]


class TownBody(BaseModel):
    """A town in the caller's language; ``metres`` its radius."""

    lat: float
    lon: float
    metres: float
    name: str


class CountryNameBody(BaseModel):
    """Where the name of a country is written; no statement on where it ends."""

    lat: float
    lon: float
    name: str


class MapBody(BaseModel):
    """The layers in the order in which they are drawn, and names to write on the ground, the largest towns
    first."""

    layers: list[LayerBody]
    towns: list[TownBody]
    countries: list[CountryNameBody]


class LayerRequest(BaseModel):
    """What a layer is asked with: ``values`` by parameter name, over one case or everything the caller may
    see."""

    values: dict[Line, JsonValue] = Field(default_factory=dict, max_length=60)
    case: Line | None = Field(default=None, max_length=300)


class MapThingBody(BaseModel):
    """A thing that can be opened."""

    id: str
    schema_: str = Field(alias="schema")
    caption: str


class MarkRestsBody(BaseModel):
    """Where something rests: a recorded value (``entity`` and ``statement``) or a row of an original
    (``part`` and ``row``)."""

    source: str
    source_name: str
    entity: str = ""
    statement: str = ""
    part: int = 0
    row: int = 0


class SectorBody(BaseModel):
    """Where an antenna looks: degrees clockwise from north, width in degrees and reach in metres where the
    list gives them."""

    azimuth: float
    width: float | None
    reach: float | None


class MarkBody(BaseModel):
    """Something at a place; ``metres`` the radius within which the place is known, 0 for the point itself.
    Times are UTC, a day where only that is known, empty where nothing is."""

    id: str
    kind: str
    lat: float
    lon: float
    exactness: Literal["coordinates", "town", "governorate"]
    metres: float
    title: str
    word: str
    count: int
    begin: str
    end: str
    sector: SectorBody | None
    things: list[MapThingBody]
    evidence: list[MarkRestsBody]


class MapLineBody(BaseModel):
    """A straight line between two places (latitude, longitude), never the road taken."""

    id: str
    kind: str
    ends: list[list[float]]
    word: str
    begin: str
    end: str
    doubtful: bool
    things: list[MapThingBody]
    evidence: list[MarkRestsBody]


class DrawingBody(BaseModel):
    """What a layer shows, in the order of time, and what was left out of it, counted."""

    layer: str
    marks: list[MarkBody]
    lines: list[MapLineBody]
    left_out: list[LeftOutBody]
    notes: list[str]


@router.get("/map")
def layers(bench: Bench, locale: Language) -> MapBody:
    """Every layer with its questions and what its marks mean, and the towns, in the caller's language."""
    names = {"towns": towns_json(locale), "countries": countries_json(locale)}
    return MapBody.model_validate({"layers": [layer_json(one, locale) for one in LAYERS], **names})


@router.post("/map/layers/{layer}", response_model=DrawingBody)
def layer(layer: Name, body: LayerRequest, bench: Bench, locale: Language) -> Response:
    """What a layer shows of what the caller may see; nothing is kept."""
    told = bench.layer(layer, body.values, body.case, locale)
    return Response(
        json.dumps(told, ensure_ascii=False, separators=(",", ":")), media_type="application/json"
    )
