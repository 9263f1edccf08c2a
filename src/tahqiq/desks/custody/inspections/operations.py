"""Save the inspection board as it stands, to be printed and signed."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.contradictions.sources import MOST, contradictions
from tahqiq.desks.custody.inspections.record import BOARD, Board, BoardRule
from tahqiq.desks.custody.inspections.rule_board import RulesRequest, board
from tahqiq.jobs.progress import Progress
from tahqiq.kit.messages import wanted

BACK = timedelta(days=30)
"""How far back contradictions are looked for, unless asked otherwise."""


RECORDS = 12
"""How many records stand behind a rule on paper; the board on the screen has all."""


class InspectionRequest(Strict):
    """Which facility, and as of when."""

    facility: str = Field(default="", max_length=40, description="The facility, by its code; empty: all.")
    as_of: str = Field(default="", description="As it stood at this moment, ISO 8601 with zone; empty: now.")
    jurisdiction: Literal["federal", "kurdistan-region"] = Field(default="federal", description="Whose law.")
    by: str = Field(min_length=2, max_length=200, description="Who inspects.")


def inspect(at: ActingDesktop, asked: InspectionRequest, _progress: Progress | None) -> RecordAnswer:
    """Keep the board as it stands, in the language of who asks. Raises ``WrongUse`` (``clock-zone``)."""
    told = board(
        at, RulesRequest(facility=asked.facility, as_of=asked.as_of, jurisdiction=asked.jurisdiction), None
    )
    now = datetime.fromisoformat(told.as_of)
    rules = [
        BoardRule(
            rule=one.id,
            source=one.source,
            text=one.text,
            who=one.who,
            verified=one.verified,
            holds=one.holds,
            broken=one.broken,
            unknown=one.unknown,
            records=[
                f"{row.record} ({row.person})" if row.person else row.record for row in one.rows[:RECORDS]
            ],
        )
        for one in told.rules
    ]
    body = Board(
        number=at.shelf(BOARD).next_number("B"),
        facility=asked.facility,
        as_of=now,
        by=asked.by,
        language=wanted(),
        rules=rules,
        contradictions=contradictions(at, asked.facility, now - BACK, now)[:MOST],
        incomplete=told.incomplete,
    )
    return answer_of(at.shelf(BOARD).save(body))


OPERATIONS = (
    Operation(
        "inspect",
        InspectionRequest,
        RecordAnswer,
        "act",
        "write-case",
        inspect,
        lambda _at: InspectionRequest(as_of="2026-05-01T19:00:00+03:00", by="Inspector 2"),
    ),
)
