"""A source report, as it lies in the vault."""

from pydantic import Field

from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.desk.details import Details
from tahqiq.desks.covert.corridor.grade_guard import Basis
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sources.record import IDENTITY

LONG = 20_000


class SourceReportDetails(Details):
    """What a handler states of one item of information that a source gave."""

    text: str = Field(
        min_length=3,
        max_length=LONG,
        description="What was said, one item of information; it lies in the vault and nowhere else.",
    )
    rests_on: Basis = Field(
        description=(
            "What the source knows it by: own (sight or hearing), corroborated, uncorroborated (told by "
            "another), unknown, false (suspected)."
        )
    )
    official: bool = Field(default=False, description="The officer knows it too.")
    names: list[str] = Field(
        default=[],
        max_length=100,
        description="Units and places that would give the source away: they must not stand in what leaves.",
    )
    knowable: bool = Field(default=False, description="Only one person can know it.")
    grade: str = Field(
        default="",
        max_length=40,
        description="The handler's grade, as scheme and code; what it rests on restricts it.",
    )


REPORT = VaultKind(
    "source-report",
    SOURCE_ID,
    ("code", "at", "text", "basis", "official", "names", "knowable", "grade", "issued"),
    (),
    IDENTITY.purposes,
)
"""What sources said, word for word, with their codes."""
