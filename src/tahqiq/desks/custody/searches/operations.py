"""Record a search."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.answers import RecordAnswer, YesNo, kept, known
from tahqiq.desks.custody.people.lookup import person_of
from tahqiq.desks.custody.searches.record import SEARCH, Search
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse

BODY = ("frisk", "strip", "cavity")


class SearchRequest(Strict):
    """A search that was made."""

    facility: str = Field(min_length=1, max_length=40, description="The facility.")
    at: AwareDatetime = Field(description="When.")
    sort: Literal["frisk", "strip", "cavity", "cell", "vehicle", "parcel", "mail", "area"] = Field(
        description="What was done."
    )
    person: str = Field(default="", max_length=40, description="Whose, by the number of the file.")
    place: str = Field(default="", max_length=100, description="Where, by the code of the place.")
    reason: str = Field(min_length=2, max_length=500, description="Why it was necessary.")
    authority: str = Field(min_length=2, max_length=200, description="Who ordered it.")
    by: str = Field(min_length=2, max_length=200, description="Who searched.")
    same_sex: YesNo = Field(default="unknown", description="Whether who searched is of the person's sex.")
    by_health: YesNo = Field(
        default="unknown",
        description="Of a cavity search: by a health professional who does not treat the person.",
    )
    result: Literal["nothing", "find"] = Field(description="What came of it.")


def searched(at: ActingDesktop, asked: SearchRequest, _progress: Progress | None) -> RecordAnswer:
    """Enter a search. Raises ``WrongUse`` (``custody-search-of-whom``, ``custody-search-sex``), ``NotFound``
    (``custody-nobody-called``)."""
    person = person_of(at, asked.person).number if asked.person else ""
    if asked.sort in BODY and not person:
        raise WrongUse("custody-search-of-whom")
    if asked.sort in BODY and asked.same_sex == "unknown":
        raise WrongUse("custody-search-sex")
    given = asked.model_dump() | {
        "person": person,
        "same_sex": known(asked.same_sex),
        "by_health": known(asked.by_health),
    }
    return kept(at.shelf(SEARCH).save(Search(number=at.shelf(SEARCH).next_number("Q"), **given)))


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


OPERATIONS = (
    Operation(
        "search",
        SearchRequest,
        RecordAnswer,
        "act",
        "write-case",
        searched,
        lambda _at: SearchRequest(
            facility="F01",
            at=_AT,
            sort="cell",
            place="F01/A/1/01",
            reason="Report of a phone",
            authority="Director",
            by="Officer 7",
            result="nothing",
        ),
    ),
)
