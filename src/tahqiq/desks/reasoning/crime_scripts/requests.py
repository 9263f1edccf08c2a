"""What is asked of crime scripts."""

from pydantic import Field

from tahqiq.desks.reasoning.crime_scripts.record import ScriptAct, ScriptDetails
from tahqiq.desks.reasoning.worksheets.requests import RecordId, SheetForm, Version, WorksheetsRequest


class ScriptVersionsRequest(WorksheetsRequest):
    """A script in all its versions."""

    script: RecordId = Field(description="The script's id.")


class ScriptRequest(ScriptVersionsRequest):
    """A script, or one of its earlier versions."""

    version: Version | None = Field(default=None, description="A version; the latest without one.")


class ScriptVersionRequest(ScriptVersionsRequest):
    """A script in the version that you saw."""

    version: Version = Field(description="Its latest version.")


class NewScriptRequest(ScriptDetails, WorksheetsRequest, needs=("title",)):
    """A script to begin."""

    acts: list[ScriptAct] = Field(
        default=[], description='Its acts, each as JSON: {"stage": "entry", "title": "…"}.', max_length=100
    )


class ScriptChangeRequest(NewScriptRequest, ScriptVersionRequest):
    """A script as it is to be."""


class ScriptFileRequest(SheetForm, ScriptVersionsRequest):
    """A script to take out of the program."""
