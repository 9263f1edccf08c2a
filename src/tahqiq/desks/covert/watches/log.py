"""The numbered log of a surveillance: who saw what, from where, in which light. A person who is no subject
is a number in the vault."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details
from tahqiq.desk.lines import Lines
from tahqiq.desks.covert.watches.record import LONG, Watch
from tahqiq.model.kind import ACTED, Key, Kind
from tahqiq.model.line import Line, keys_of_line, sealed

Light = Literal["day", "dusk", "lit", "dark"]


class BystanderDecision(Strict):
    """What was decided about somebody who is no subject: whether they stay in the log, why, by whom and
    when."""

    kept: bool
    reason: str = ""
    by: Annotated[str, ACTED] = ""
    at: AwareDatetime | None = None


class Identification(Strict):
    """That an observer takes somebody for somebody: why, whether known before, and how it is graded. Not a
    fact."""

    who: str = Field(min_length=1, max_length=300)
    because: str = Field(min_length=3, max_length=LONG)
    before: bool
    grade: str


class ObservationDetails(Details):
    """What an observer states of what was seen. Distance in metres, duration in seconds (0: not said)."""

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


class Observation(ObservationDetails):
    """What a line of the log says. ``collateral`` is the number in the vault of what was seen of somebody who
    is no subject; ``corrects`` is the line whose text it replaces: that one stays."""

    at: AwareDatetime
    written_at: AwareDatetime
    collateral: str = ""
    identified: Identification | None = None
    corrects: int = 0


class ObservationLine(Line):
    """A line of the log of a surveillance. Decided afterwards: whether who is no subject stays in it, and
    which original of the core it went into."""

    later: ClassVar[frozenset[str]] = frozenset({"decided", "published"})

    seen: Observation
    decided: BystanderDecision | None = None
    published: str = ""


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
OBSERVATION = Kind(
    "covert-watch-line",
    ObservationLine,
    lambda body: f"{body.of} {body.number}",
    "covert",
    sealed(
        ObservationLine(
            log="0" * 16,
            of="ACDE-FGHL",
            number=1,
            seen=Observation(at=_WHEN, written_at=_WHEN, observer="O1", light="day", act="دخل المخزن"),
        )
    ),
    home="desk",
    hides_actor=True,
    keys=(
        *keys_of_line(),
        Key("corrects", "integer", lambda body: body.seen.corrects or None),
        Key("seen", "time", lambda body: body.seen.at),
    ),
    together=(("log", "number"), ("log", "corrects", "number")),
    numbered="line",
)


def log_of(at: Desktop, kept: RecordVersion[Watch]) -> Lines[ObservationLine]:
    """The lines of a surveillance."""
    return Lines(at, OBSERVATION, kept.id)


def corrections(lines: Lines[ObservationLine], numbers: Sequence[int]) -> dict[int, int]:
    """Which of some lines is replaced by which."""
    return {one.body.seen.corrects: one.body.number for one in lines.found("corrects", numbers)}
