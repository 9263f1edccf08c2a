"""Which case: the part that the questions of the desk share."""

from pydantic import Field

from tahqiq.desk.answers import Strict


class CaseRequest(Strict):
    """Which case."""

    case: str = Field(description="The case, by id or title.")
