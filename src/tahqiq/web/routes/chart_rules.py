"""How a chart looks by its rules, and by what its items and lines can be counted."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from tahqiq.products.board_rules import Dash, Look, Rule, Test
from tahqiq.web.bodies import Line
from tahqiq.web.chart_bodies import MOST, WholeId
from tahqiq.web.deps import Bench, Language

router = APIRouter(tags=["chart"])
RULES_MOST = 200
"""How many rules may be in force at once: those of a chart and of the sets that it shares with others."""
Colour = Annotated[str, Field(pattern=r"^(#[0-9a-f]{6})?$")]


class LookBody(BaseModel):
    """How something looks; empty and 0 leave it as it is. Sizes and widths are factors of the usual;
    ``words`` writes the value below the name."""

    model_config = ConfigDict(from_attributes=True)
    colour: Colour = ""
    frame: Colour = ""
    icon: str = Field(default="", pattern="^[A-Za-z]{0,40}$")
    size: float = Field(default=0, ge=0, le=4)
    width: float = Field(default=0, ge=0, le=8)
    dash: Dash = ""
    words: bool = False


class RuleBody(BaseModel):
    """Items or lines of a type (``of``, with its descendants; empty for all) whose field ``by`` passes a test
    look so. Fields: ``schema``, ``prop:NAME``, ``measure:NAME`` (linked, events, betweenness, closeness,
    core), ``told:NAME`` (holder, grade, first, last, period, paid, received) of items; ``label``,
    ``strength``, ``weight``, ``records``, ``first``, ``last`` of lines."""

    id: Line
    on: Literal["item", "line"]
    of: Line = ""
    by: Line = ""
    test: Test = "any"
    value: str = Field(default="", max_length=300)
    name: str = Field(
        default="",
        max_length=200,
        description="What the legend says of it, where somebody wrote something else than what it asks.",
    )
    look: LookBody


class StylesBody(BaseModel):
    """Items of a chart and its rules; of two that pass the later one decides."""

    ids: list[WholeId] = Field(max_length=MOST)
    rules: list[RuleBody] = Field(max_length=RULES_MOST)


class StyleBody(BaseModel):
    """How one item or line looks by all rules together; ``words`` stand below its name, each of the field in
    ``fields`` at its place; ``rules``: the ids of those that it passes."""

    model_config = ConfigDict(from_attributes=True)
    look: LookBody
    words: list[str]
    fields: list[str]
    rules: list[str]


class InForceBody(BaseModel):
    """A rule as the legend tells it: how many it is about, and between which numbers its scale runs."""

    model_config = ConfigDict(from_attributes=True)
    rule: str
    count: int
    low: str
    high: str


class StyledBody(BaseModel):
    """Styles by the id of the item or line, of those that some rule is about."""

    model_config = ConfigDict(from_attributes=True)
    items: dict[str, StyleBody]
    lines: dict[str, StyleBody]
    legend: list[InForceBody]


class FieldsBody(BaseModel):
    """Items of a chart."""

    ids: list[WholeId] = Field(max_length=MOST)


class FieldValueBody(BaseModel):
    """A value, and the items or lines that have it."""

    model_config = ConfigDict(from_attributes=True)
    value: str
    ids: list[str]


class BinBody(BaseModel):
    """Who has a number from ``low`` up to ``high`` (that one itself only in the last bin)."""

    model_config = ConfigDict(from_attributes=True)
    low: float
    high: float
    ids: list[str]


class FieldBody(BaseModel):
    """Something by which items or lines can be counted; ``more`` values are not told. Of many different
    numbers ``bins`` count all."""

    model_config = ConfigDict(from_attributes=True)
    on: Literal["item", "line"]
    by: str
    label: str
    numbers: bool
    values: list[FieldValueBody]
    more: int
    bins: list[BinBody]


def rule_of(asked: RuleBody) -> Rule:
    """The rule that a request asks for."""
    return Rule(
        asked.id, asked.on, asked.of, asked.by, asked.test, asked.value, Look(**asked.look.model_dump())
    )


@router.post("/chart/styles")
def styles(asked: StylesBody, bench: Bench) -> StyledBody:
    """How items and lines look by the rules of a chart; measures are computed on this chart alone."""
    return StyledBody.model_validate(bench.styled(asked.ids, [rule_of(one) for one in asked.rules]))


@router.post("/chart/fields")
def fields(asked: FieldsBody, bench: Bench, language: Language) -> list[FieldBody]:
    """By what the items and lines of a chart can be counted: types, properties and measures, each with its
    values and who has them."""
    return [FieldBody.model_validate(one) for one in bench.fields(asked.ids, language)]
