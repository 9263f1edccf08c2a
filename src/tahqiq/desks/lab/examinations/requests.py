"""Which examination: what the questions about examinations share."""

from pydantic import Field

from tahqiq.desk.lines import PageOfLog
from tahqiq.desks.lab.case_request import CaseRequest


class OneExaminationRequest(CaseRequest):
    """Which examination."""

    examination: str = Field(description="The examination, by its id or the number of its exhibit.")


class ExaminationLogRequest(PageOfLog, OneExaminationRequest):
    """An examination with a page of what was done with the exhibit."""


class ExaminationVersionRequest(OneExaminationRequest):
    """An examination in the version that somebody saw."""

    version: int = Field(ge=1, description="The version of it that you saw.")
