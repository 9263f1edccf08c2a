"""The inspection board and the figures of a year, kept as they stood, to be printed and signed."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from tahqiq.casework.clocks import last_moment
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.ruling import moment
from tahqiq.desk.told import MadeFile, Strict
from tahqiq.desks.custody.acts.told import CustodyKept, kept
from tahqiq.desks.custody.acts.year_tables import plain_table, workbook
from tahqiq.desks.custody.contradicting import MOST, contradictions, logged
from tahqiq.desks.custody.judging import RulesRequest, board
from tahqiq.desks.custody.records.papers import BOARD, YEAR, Board, BoardLine, SourcesDiffer, Year, YearLine
from tahqiq.desks.custody.reporting import OccupancyRequest, report
from tahqiq.formats.workbook import MEDIA
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
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


def inspect(at: ActingDesktop, asked: InspectionRequest, _progress: Progress | None) -> CustodyKept:
    """Keep the board as it stands, in the language of who asks. Raises ``WrongUse`` (``clock-zone``)."""
    told = board(
        at, RulesRequest(facility=asked.facility, as_of=asked.as_of, jurisdiction=asked.jurisdiction), None
    )
    now = datetime.fromisoformat(told.as_of)
    rules = [
        BoardLine(
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
    return kept(at.shelf(BOARD).save(body))


class ContradictionsRequest(Strict):
    """Where and when."""

    facility: str = Field(default="", description="The facility, by its code; empty: all.")
    as_of: str = Field(default="", description="Up to this moment, ISO 8601 with zone; empty: now.")
    days: int = Field(default=30, ge=1, le=366, description="How many days back.")


class ContradictionsView(Strict):
    """Where independent sources cannot both be right: the first 500 in order of time. ``count`` is of all,
    ``logs`` whether any log of doors lies in these days."""

    contradictions: list[SourcesDiffer]
    count: int
    logs: bool


def contradicted(at: Desktop, asked: ContradictionsRequest, _progress: Progress | None) -> ContradictionsView:
    """Look for contradictions. Raises ``WrongUse`` (``clock-zone``)."""
    now = moment(asked.as_of)
    since = now - timedelta(days=asked.days)
    found = contradictions(at, asked.facility, since, now)
    return ContradictionsView(
        contradictions=found[:MOST], count=len(found), logs=logged(at, asked.facility, since, now)
    )


class YearReportRequest(Strict):
    """Which year."""

    year: int = Field(ge=1950, le=2200, description="The year; who was held is counted on its last day.")


class KeptYear(CustodyKept):
    """What was kept, and the same figures to be copied into the questionnaires of UN-CTS and SPACE: a table
    (CSV) and a workbook (XLSX) in the language of who asks."""

    table: MadeFile
    workbook: MadeFile


def year(at: ActingDesktop, asked: YearReportRequest, _progress: Progress | None) -> KeptYear:
    """Keep the figures of a year without personal data, small ones left out. Of a year that runs, up to
    today. Raises ``WrongUse`` (``custody-year-ahead``)."""
    first = datetime(asked.year, 1, 1).date()
    end = last_moment(datetime(asked.year, 12, 31).date())
    if last_moment(first) > clock.now():
        raise WrongUse("custody-year-ahead", year=asked.year)
    told = report(at, OccupancyRequest(as_of=min(end, clock.now()).isoformat(), since=first), None)
    lines = [YearLine(facility="", figure=one.name, count=one.count) for one in told.total]
    for facility in told.facilities:
        capacity = YearLine(facility=facility.facility, figure="capacity", count=facility.capacity)
        lines += [
            capacity,
            *(
                YearLine(facility=facility.facility, figure=one.name, count=one.count)
                for one in facility.figures
            ),
        ]
    number = at.shelf(YEAR).next_number("Y")
    body = Year(
        number=number,
        year=asked.year,
        as_of=datetime.fromisoformat(told.as_of),
        least=told.least,
        lines=lines,
    )
    found, name = at.shelf(YEAR).save(body), f"{number}-{asked.year}"
    return KeptYear(
        record=found.id,
        number=number,
        table=MadeFile.of(f"{name}.csv", "text/csv", plain_table(lines)),
        workbook=MadeFile.of(f"{name}.xlsx", MEDIA, workbook(body, at.desk.prints["year"], wanted())),
    )


OPERATIONS = (
    Operation(
        "inspect",
        InspectionRequest,
        CustodyKept,
        "act",
        "write-case",
        inspect,
        lambda _at: InspectionRequest(as_of="2026-05-01T19:00:00+03:00", by="Inspector 2"),
    ),
    Operation(
        "contradictions",
        ContradictionsRequest,
        ContradictionsView,
        "look",
        "read-case",
        contradicted,
        lambda _at: ContradictionsRequest(as_of="2026-05-01T19:00:00+03:00"),
    ),
    Operation(
        "year",
        YearReportRequest,
        KeptYear,
        "act",
        "write-case",
        year,
        lambda _at: YearReportRequest(year=2025),
    ),
)
