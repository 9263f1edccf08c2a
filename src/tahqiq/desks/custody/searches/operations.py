"""Record a search."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.records import added
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.people.lookup import held_when
from tahqiq.desks.custody.places.lookup import example_facility, place_of
from tahqiq.desks.custody.searches.record import SEARCH, SearchDetails
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse

BODY = ("frisk", "strip", "cavity")


class SearchRequest(SearchDetails, needs=("reason", "authority", "by")):
    """A search that was made."""

    result: Literal["nothing", "find"] = Field(description="What came of it.")


def record_search(at: ActingDesktop, asked: SearchRequest, _progress: Progress | None) -> RecordAnswer:
    """Enter a search. Raises ``WrongUse`` (``custody-search-of-whom``, ``custody-search-sex``), ``NotFound``
    (``custody-nobody-called``, ``custody-no-place``), ``Conflict`` (``custody-not-held-then``)."""
    person = asked.person
    place = place_of(at, asked.place, asked.facility).code if asked.place else ""
    if asked.sort in BODY and not person:
        raise WrongUse("custody-search-of-whom")
    if asked.sort in BODY and asked.same_sex is None:
        raise WrongUse("custody-search-sex")
    if person:
        held_when(at, person, asked.at)
    return answer_of(added(at, SEARCH, "Q", asked, person=person, place=place))


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


OPERATIONS = (
    Operation(
        "search",
        SearchRequest,
        RecordAnswer,
        "act",
        "write-case",
        record_search,
        lambda at: SearchRequest(
            facility=example_facility(at),
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
