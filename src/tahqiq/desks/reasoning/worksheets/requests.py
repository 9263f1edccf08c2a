"""What every worksheet is asked with: the case, a record, a version, a form of file."""

from typing import Annotated

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desks.reasoning.worksheets.sheet import Sheet

RecordId = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


class WorksheetsRequest(Strict):
    """Worksheets of a case."""

    case: str = Field(description="The case, by id or title.", max_length=300)


class SheetForm(Strict):
    """How a worksheet leaves the program, and in which language."""

    form: Sheet = Field(description="csv, html (to print) or json.")
    language: str = Field(
        default="en",
        description="The language of its words: en, ar, ckb or kmr-Arab.",
        pattern="^(en|ar|ckb|kmr-Arab)$",
    )
