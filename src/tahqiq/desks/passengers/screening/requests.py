"""What is to be screened."""

from datetime import date
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, COLLECTED
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.passengers.passenger_tables.read import Order


class AirlineFileRequest(Strict):
    """A file of an airline."""

    source: Annotated[str, ARGUMENT, COLLECTED] = Field(
        description="The collected file in the desk's file, by the id of its source."
    )


class PassengerFileRequest(AirlineFileRequest):
    """A file of an airline, or a table of passengers and what its columns say."""

    columns: list[str] = Field(
        default=[],
        max_length=40,
        description=(
            "Of a table: which column says what, where its header does not, as name=Header (name, native, "
            "surname, given, document, document_type, issuer, expires, born, nationality, sex, flight, day, "
            "origin, destination, seat, locator); nothing after = for a column that is not to be read."
        ),
    )
    flight: str = Field(
        default="", max_length=10, description="Of a table: the flight of every row that states none (ZZ410)."
    )
    day: Annotated[date | None, MAY_LIE_AHEAD] = Field(
        default=None, description="Of a table: the day of departure of every row that states none."
    )
    order: Order = Field(
        default="",
        description=(
            "Of a table: in which order day and month stand where that can be read both ways (03/04/1990): "
            "day-first, month-first, or not-known (a birth then counts by its year)."
        ),
    )


class FlightScreeningRequest(Strict):
    """A flight, or a file."""

    flight: Annotated[str, ARGUMENT, COLLECTED] = Field(
        min_length=3,
        max_length=60,
        description=(
            "The flight, as the board calls it (ZZ410/2026-04-01/IST, or its beginning: all of ZZ410), "
            "or a collected file, by the id of its source."
        ),
    )
