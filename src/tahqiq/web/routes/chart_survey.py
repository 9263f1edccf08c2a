"""What expanding items of a chart would bring, before anything of it appears."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from tahqiq.products.board_survey import Wanted
from tahqiq.web.bodies import Line
from tahqiq.web.chart_bodies import MOST, WholeId
from tahqiq.web.deps import Bench
from tahqiq.web.routes.entities import aware

router = APIRouter(tags=["chart"])


class SurveyBody(BaseModel):
    """Items that may be expanded, and what of all that is linked to them is meant; the period (aware times,
    the end excluded) leaves out what has no date."""

    ids: list[WholeId] = Field(min_length=1, max_length=500)
    shown: list[WholeId] = Field(default_factory=list, max_length=MOST)
    least: int = Field(default=1, ge=1, le=2**31 - 1, description="How often something is linked at least.")
    since: datetime | None = None
    until: datetime | None = None
    known_to: Line = Field(default="", description="Only what the documents of this case speak of.")
    not_charted_in: Line = Field(default="", description="Only what stands on no saved chart of this case.")
    lightest: bool = Field(default=False, description="The lightest links first instead of the heaviest.")
    named: int = Field(default=8, ge=0, le=100, description="How many of each type are called by name.")


class StrongestBody(BaseModel):
    """Something that could come: distinct events begun by the items (``out``) and by it (``back``), other
    links (``stated``), and the items it is linked to."""

    model_config = ConfigDict(from_attributes=True)
    id: str
    caption: str
    out: int
    back: int
    stated: int
    first: str
    last: str
    of: list[str]


class SurveyedKindBody(BaseModel):
    """What is linked of one type: ``hidden`` of ``total`` are not on the chart; ``fits`` of those are meant,
    and the first 2,000 of them are ``ids``, in order."""

    model_config = ConfigDict(from_attributes=True)
    schema_: str = Field(alias="schema")
    total: int
    hidden: int
    fits: int
    ids: list[str]
    strongest: list[StrongestBody]


class SurveyedBody(BaseModel):
    """By type; ``undated`` would come, were it not for the period: it has no date."""

    model_config = ConfigDict(from_attributes=True)
    kinds: list[SurveyedKindBody]
    undated: int


@router.post("/chart/survey")
def survey(asked: SurveyBody, bench: Bench) -> SurveyedBody:
    """Types, counts and the strongest links of what expanding would bring; nothing is drawn. Put some of it
    on the chart by ``/chart/expansions``."""
    wanted = Wanted(
        asked.least, aware(asked.since), aware(asked.until), lightest=asked.lightest, named=asked.named
    )
    found = bench.survey(asked.ids, asked.shown, wanted, asked.known_to or None, asked.not_charted_in or None)
    return SurveyedBody.model_validate(found)
