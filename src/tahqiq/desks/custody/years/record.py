"""The figures of a year, without personal data."""

from datetime import datetime

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details, made, many, stated
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class YearFigure(Strict):
    """A figure; null: too small to be shown. ``facility`` is empty for all of them together."""

    facility: str
    figure: str
    count: int | None


class YearDetails(Details):
    """What people state of the figures of a year."""

    year: int = stated("The year; who was held is counted on its last day.", bounds=(1950, 2200))


class Year(YearDetails):
    """The figures of a year without personal data."""

    number: str = made("The number of the table.")
    as_of: datetime = made("Who was held on this day.")
    least: int = made("The smallest count that is shown.")
    lines: list[YearFigure] = many("The figures.")


_AT = datetime.fromisoformat("2026-05-04T10:00:00+03:00")


YEAR = Kind(
    "custody-year",
    Year,
    lambda body: f"{body.number} {body.year}",
    NAME,
    Year(number="Y-2025", year=2025, as_of=_AT, least=5),
    home="desk",
    keys=(Key("number", "text", lambda body: body.number), Key("as_of", "time", lambda body: body.as_of)),
    numbered="number",
)
