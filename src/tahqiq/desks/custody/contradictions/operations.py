"""List where independent sources contradict each other."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.rule_results import moment
from tahqiq.desks.custody.contradictions.record import SourcesDiffer
from tahqiq.desks.custody.contradictions.sources import MOST, contradictions, has_door_log
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.jobs.progress import Progress


class ContradictionsRequest(Strict):
    """Where and when."""

    facility: Annotated[str, FACILITY] = Field(
        default="", description="The facility, by its code; empty: all."
    )
    as_of: str = Field(default="", description="Up to this moment, ISO 8601 with zone; empty: now.")
    days: int = Field(default=30, ge=1, le=366, description="How many days back.")


class ContradictionsView(Strict):
    """Where independent sources cannot both be right: the first 500 in order of time. ``count`` is of all,
    ``logs`` whether any log of doors lies in these days."""

    contradictions: list[SourcesDiffer]
    count: int
    logs: bool


def list_contradictions(
    at: Desktop, asked: ContradictionsRequest, _progress: Progress | None
) -> ContradictionsView:
    """Look for contradictions. Raises ``WrongUse`` (``clock-zone``)."""
    now = moment(asked.as_of)
    since = now - timedelta(days=asked.days)
    found = contradictions(at, asked.facility, since, now)
    return ContradictionsView(
        contradictions=found[:MOST], count=len(found), logs=has_door_log(at, asked.facility, since, now)
    )


OPERATIONS = (
    Operation(
        "contradictions",
        ContradictionsRequest,
        ContradictionsView,
        "look",
        "read-case",
        list_contradictions,
        lambda _at: ContradictionsRequest(as_of="2026-05-01T19:00:00+03:00"),
    ),
)
