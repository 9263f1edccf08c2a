"""What boards and scripts are called and noted, and the recorded values that they rest on."""

from typing import Annotated

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details, stated

WholeId = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
LONGEST = 8_000
"""Characters of a text of a worksheet."""


class TitleDetails(Details):
    """What a worksheet is called."""

    title: str = stated("What it is called.", bounds=(1, 300))


class NoteDetails(Details):
    """What is noted on a worksheet or a piece of evidence."""

    note: str = stated("A note.", "", bounds=(0, LONGEST))


class Rests(Strict):
    """A recorded value that something rests on: its entity or event, and the statement."""

    entity: WholeId
    statement: WholeId

    @property
    def reference(self) -> tuple[str, str]:
        """The same as :data:`tahqiq.casework.citations.Reference`."""
        return self.entity, self.statement
