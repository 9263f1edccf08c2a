"""A source report, as it lies in the vault, and that it is there for whoever sanitises it."""

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details
from tahqiq.desks.covert.corridor.grade_guard import Basis
from tahqiq.desks.covert.identities import IDENTITY
from tahqiq.desks.covert.relations import SOURCE_ID, admitted_to
from tahqiq.model.kind import Key, Kind

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


class ListedReport(Strict):
    """That there is a source report: its ``number`` in the vault, of which source (``code``), when it was
    said, what it rests on, and when an intelligence report first came of it (None: it waits). Nothing that
    was said stands in it, nor the number of what left."""

    number: str
    code: str
    at: AwareDatetime
    rests_on: Basis
    issued_at: AwareDatetime | None = None


LISTED = Kind(
    "covert-report",
    ListedReport,
    lambda body: body.number,
    "covert",
    ListedReport.model_validate(
        {
            "number": "ACDE-FGHL",
            "code": "ACDE-FGHM",
            "at": "2026-03-01T08:00:00+00:00",
            "rests_on": "uncorroborated",
        }
    ),
    home="desk",
    hides_actor=True,
    relations={"admitted": admitted_to(SOURCE_ID)},
    compartment=SOURCE_ID,
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("code", "text", lambda body: body.code),
        Key("said", "time", lambda body: body.at),
        Key("waits", "flag", lambda body: body.issued_at is None),
    ),
)
"""One record for each source report, so that nobody copies numbers from paper."""
