"""What is asked of boards of hypotheses."""

from typing import Annotated

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desks.reasoning.hypotheses.record import BoardDetails, BoardQuestion, EvidenceDetails
from tahqiq.desks.reasoning.worksheets.record import LONGEST, WholeId
from tahqiq.desks.reasoning.worksheets.requests import RecordId, SheetForm, Version, WorksheetsRequest


class BoardRequest(WorksheetsRequest):
    """A board."""

    board: RecordId = Field(description="The board's id.")


class BoardVersionRequest(BoardRequest):
    """A board in the version that you saw."""

    version: Version = Field(description="Its latest version.")


class EvidenceVersionRequest(BoardRequest):
    """A piece of evidence in the version that you saw."""

    evidence: RecordId = Field(description="The id of the piece of evidence.")
    version: Version = Field(description="Its latest version.")


class NewBoardRequest(BoardQuestion, WorksheetsRequest, needs=("title",)):
    """A board to begin."""


class HypothesisDetails(Strict):
    """A hypothesis as it is to be; ``key`` empty for a new one."""

    key: Annotated[str, Field(max_length=20)] = ""
    text: Annotated[str, Field(max_length=LONGEST)]
    withdrawn: bool = False


class BoardChangeRequest(BoardDetails, BoardVersionRequest, needs=("title",)):
    """A board as it is to be; no hypothesis may be missing."""

    hypotheses: list[HypothesisDetails] = Field(
        description=(
            'All hypotheses in order, each as JSON: {"key": "h1", "text": "…"}; no key for a new one.'
        ),
        max_length=100,
    )


class HypothesisRequest(BoardRequest):
    """One hypothesis more."""

    text: str = Field(description="The hypothesis in words.", max_length=LONGEST)


class EvidenceRequest(EvidenceDetails, BoardRequest, needs=()):
    """A recorded value to use as evidence."""

    entity: WholeId = Field(description="The id of the thing or event.")
    statement: WholeId = Field(description="The id of its recorded value.")


class EvidenceChangeRequest(EvidenceDetails, EvidenceVersionRequest, needs=()):
    """How a piece of evidence fits each hypothesis, as it is to be."""


class BoardFileRequest(SheetForm, BoardRequest):
    """A board to take out of the program."""
