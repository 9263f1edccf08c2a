"""What is to be screened."""

from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, COLLECTED
from tahqiq.desk.answers import Strict


class AirlineFileRequest(Strict):
    """A file of an airline."""

    source: Annotated[str, ARGUMENT, COLLECTED] = Field(
        description="The collected file in the desk's file, by the id of its source."
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
