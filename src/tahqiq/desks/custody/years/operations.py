"""Save the figures of a year, to be printed and signed."""

from datetime import datetime

from tahqiq.casework.clocks import last_moment
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import MadeFile
from tahqiq.desks.custody.answers import RecordAnswer
from tahqiq.desks.custody.years.figures import OccupancyRequest, report
from tahqiq.desks.custody.years.record import YEAR, Year, YearDetails, YearFigure
from tahqiq.desks.custody.years.tables import plain_table, workbook
from tahqiq.formats.workbook import MEDIA
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import wanted


class YearReportRequest(YearDetails, needs=()):
    """Which year."""


class YearAnswer(RecordAnswer):
    """What was kept, and the same figures to be copied into the questionnaires of UN-CTS and SPACE: a table
    (CSV) and a workbook (XLSX) in the language of who asks."""

    table: MadeFile
    workbook: MadeFile


def year(at: ActingDesktop, asked: YearReportRequest, _progress: Progress | None) -> YearAnswer:
    """Keep the figures of a year without personal data, small ones left out. Of a year that runs, up to
    today. Raises ``WrongUse`` (``custody-year-ahead``)."""
    first = datetime(asked.year, 1, 1).date()
    end = last_moment(datetime(asked.year, 12, 31).date())
    if last_moment(first) > clock.now():
        raise WrongUse("custody-year-ahead", year=asked.year)
    occupancy = report(at, OccupancyRequest(as_of=min(end, clock.now()).isoformat(), since=first), None)
    lines = [YearFigure(facility="", figure=one.name, count=one.count) for one in occupancy.total]
    for facility in occupancy.facilities:
        capacity = YearFigure(facility=facility.facility, figure="capacity", count=facility.capacity)
        lines += [
            capacity,
            *(
                YearFigure(facility=facility.facility, figure=one.name, count=one.count)
                for one in facility.figures
            ),
        ]
    number = at.records(YEAR).next_number("Y")
    body = Year(
        number=number,
        year=asked.year,
        as_of=datetime.fromisoformat(occupancy.as_of),
        least=occupancy.least,
        lines=lines,
    )
    found, name = at.records(YEAR).save(body), f"{number}-{asked.year}"
    return YearAnswer(
        record=found.id,
        number=number,
        table=MadeFile.of(f"{name}.csv", "text/csv", plain_table(lines)),
        workbook=MadeFile.of(f"{name}.xlsx", MEDIA, workbook(body, at.desk.prints["year"], wanted())),
    )


OPERATIONS = (
    Operation(
        "year",
        YearReportRequest,
        YearAnswer,
        "act",
        "write-case",
        year,
        lambda _at: YearReportRequest(year=2025),
    ),
)
