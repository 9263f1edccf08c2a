"""What is asked about surveillances, and what is answered of some, of bystanders and of sightings."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk.lines import PageOfLog
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.field.watch import (
    LONG,
    Light,
)

LineNumber = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,4}$")]


class SurveillancePlanRequest(Strict):
    """A surveillance that is planned."""

    number: str = Field(description="The authorisation, by its number in the register.")
    begins: AwareDatetime = Field(description="From when, with its zone.")
    ends: AwareDatetime = Field(description="Until when, with its zone.")
    subjects: list[str] = Field(
        min_length=1, max_length=1_000, description="Whom it is about, as the authorisation names them."
    )
    places: list[str] = Field(default=[], max_length=1_000, description="Where.")
    methods: list[str] = Field(default=[], max_length=50, description="By which methods.")
    bystanders: str = Field(
        default="", max_length=LONG, description="Who else is touched, and what is done about it."
    )
    observers: list[str] = Field(
        min_length=1, max_length=50, description="Who observes, by login; in the log they stand as O1, O2, …"
    )


class OneWatch(Strict):
    """A surveillance."""

    watch: str = Field(description="The surveillance, by its number.")


class WatchLogRequest(PageOfLog, OneWatch):
    """A surveillance with a page of its log."""


class ObservationRequest(OneWatch):
    """A line of the log."""

    at: AwareDatetime = Field(description="When it was seen, with its zone.")
    observer: str = Field(description="Who saw it, by the code in the log.")
    act: str = Field(
        min_length=1,
        max_length=LONG,
        description="What was seen; people who are no subjects stand in the field of their own.",
    )
    subject: str = Field(default="", max_length=200, description="Which subject, as the plan names it.")
    light: Light = Field(description="day, dusk, lit or dark.")
    position: str = Field(default="", max_length=300, description="From where.")
    distance: int = Field(default=0, ge=0, le=100_000, description="From how far, in metres.")
    seconds: int = Field(default=0, ge=0, le=86_400, description="For how long, in seconds.")
    obstruction: str = Field(default="", max_length=300, description="What was in the way.")
    place: str = Field(default="", max_length=300, description="Where it was seen.")
    plate: str = Field(default="", max_length=40, description="The plate of a vehicle.")
    exhibit: str = Field(
        default="", max_length=60, description="A picture or thing, by the name of the exhibit."
    )
    collateral: str = Field(
        default="",
        max_length=LONG,
        description="What was seen of somebody who is no subject; it lies in the vault, blurred.",
    )
    identified: str = Field(
        default="", max_length=300, description="Whom the observer takes the subject for."
    )
    because: str = Field(default="", max_length=LONG, description="Why.")
    known_before: bool = Field(default=False, description="The observer knew the person before.")
    grade: str = Field(
        default="", max_length=60, description="How the identification is graded, as scheme and code."
    )
    corrects: int = Field(
        default=0, ge=0, description="The number of the line whose text this one replaces; that line stays."
    )


class ObserverSignatureRequest(OneWatch):
    """An observer's word on the log."""

    dissent: str = Field(default="", max_length=LONG, description="Where it was not so; nothing: it was so.")


class CollateralDecisionRequest(OneWatch):
    """A decision on somebody who is no subject."""

    line: int = Field(ge=1, description="The line of the log.")
    keep: bool = Field(description="Keep what was seen of them.")
    reason: str = Field(min_length=3, max_length=2_000, description="Why.")


class OneLine(OneWatch):
    """A line of the log."""

    line: int = Field(ge=1, description="The line of the log.")


class CollateralView(Strict):
    """What was seen of somebody who is no subject, where it was decided to keep it."""

    watch: str
    line: int
    text: str
    reason: str


class SightingsRequest(OneWatch):
    """Lines that become sightings of a case."""

    case: str = Field(description="The case, by its id or title.")
    lines: list[LineNumber] = Field(
        min_length=1, max_length=2_000, description="Which lines of the log, by number."
    )
    grade: str = Field(description="How what was seen is graded, as scheme and code.")


class SightingsView(Strict):
    """What went into the case: the original with the sightings, and one for each identification."""

    source: str
    sightings: int
    identifications: list[str]


class WatchLine(Strict):
    """One surveillance of a list. ``own`` is the code under which the person observes."""

    number: str
    authorisation: str
    begins: str
    ends: str
    own: str
    lines: int


class WatchesView(Strict):
    """The surveillances in which the person observes, the latest first."""

    watches: list[WatchLine]
