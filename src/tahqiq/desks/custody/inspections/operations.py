"""Save the inspection board as it stands, to be printed and signed."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.records import added
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.contradictions.sources import MOST, contradictions
from tahqiq.desks.custody.inspections.record import BOARD, BoardDetails, BoardRule
from tahqiq.desks.custody.inspections.rule_board import RulesRequest, board
from tahqiq.jobs.progress import Progress
from tahqiq.kit.messages import wanted

BACK = timedelta(days=30)
"""How far back contradictions are looked for, unless asked otherwise."""


RECORDS = 12
"""How many records stand behind a rule on paper; the board on the screen has all."""


class InspectionRequest(BoardDetails, needs=()):
    """Which facility, and as of when."""

    as_of: str = Field(default="", description="As it stood at this moment, ISO 8601 with zone; empty: now.")
    jurisdiction: Literal["federal", "kurdistan-region"] = Field(default="federal", description="Whose law.")


def inspect(at: ActingDesktop, asked: InspectionRequest, _progress: Progress | None) -> RecordAnswer:
    """Keep the board as it stands, in the language of who asks. Raises ``WrongUse`` (``clock-zone``)."""
    checked = board(
        at, RulesRequest(facility=asked.facility, as_of=asked.as_of, jurisdiction=asked.jurisdiction), None
    )
    now = datetime.fromisoformat(checked.as_of)
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
        for one in checked.rules
    ]
    saved = added(
        at,
        BOARD,
        "B",
        asked,
        as_of=now,
        language=wanted(),
        rules=rules,
        contradictions=contradictions(at, asked.facility, now - BACK, now)[:MOST],
        incomplete=checked.incomplete,
    )
    return answer_of(saved)


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
