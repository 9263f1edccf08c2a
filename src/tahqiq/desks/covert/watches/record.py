"""A surveillance: its plan, its observers and their signatures."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import Desktop, Needs
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.covert.authorisations.lookup import leads
from tahqiq.desks.covert.authorisations.references import UnderAuthorisation
from tahqiq.desks.covert.relations import involvement, supervises
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import ACTED_DIGEST, Json, Key, Kind

LONG = 5_000


class LogSignature(Strict):
    """An observer's word on the log as it stood with ``lines`` lines, the last of which has the digest
    ``digest`` ("" : signed before lines had one). ``dissent`` says where it is not so ("" : agrees)."""

    observer: str
    at: AwareDatetime
    lines: int
    digest: str = ""
    dissent: str = Field(default="", max_length=LONG)


class WatchDetails(Details):
    """What people state of a surveillance."""

    subjects: list[str] = Field(
        default=[], max_length=1_000, description="Whom it is about, as the authorisation names them."
    )
    places: list[str] = Field(default=[], max_length=1_000, description="Where.")
    methods: list[str] = Field(default=[], max_length=50, description="By which methods.")
    bystanders: str = Field(
        default="", max_length=LONG, description="Who else is touched, and what is done about it."
    )


class WatchTimes(Strict):
    """When a surveillance is planned for."""

    begins: Annotated[AwareDatetime, MAY_LIE_AHEAD] = Field(description="From when, with its zone.")
    ends: Annotated[AwareDatetime, MAY_LIE_AHEAD] = Field(description="Until when, with its zone.")


class Watch(WatchDetails, WatchTimes, UnderAuthorisation):
    """One surveillance, by its random number. ``observers``: the keyed digest of each person by the code that
    stands in the log, whose lines are records beside it."""

    observers: Annotated[dict[str, str], ACTED_DIGEST] = Field(default={}, max_length=50)
    signatures: list[LogSignature] = Field(default=[], max_length=500)


def _without_lines(body: Json) -> dict[str, object]:
    """A surveillance as it was before its lines were records: they stood in it."""
    return {name: value for name, value in body.items() if name not in ("log", "published")}


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
WATCH = Kind(
    "covert-watch",
    Watch,
    lambda body: body.number,
    "covert",
    Watch(
        number="ACDE-FGHL", authorisation="ACDE-FGHL", begins=_WHEN, ends=_WHEN, observers={"O1": "0" * 64}
    ),
    home="desk",
    hides_actor=True,
    relations={
        "observer": lambda at, body: involvement(at, body.number, at.actor.id) in body.observers.values(),
        "lead": lambda at, body: leads(at, body.authorisation),
        "supervisor": supervises,
    },
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("authorisation", "text", lambda body: body.authorisation),
        Key("begins", "time", lambda body: body.begins),
        Key("ends", "time", lambda body: body.ends),
    ),
    numbered="number",
    shape=2,
    migrations={1: _without_lines},
)


BY_OBSERVER = Needs(WATCH, "watch", ("observer",), "covert-no-observer", "number", needed)
"""What somebody has to be to a surveillance whose log is written."""


def of_number(at: Desktop, number: str) -> RecordVersion[Watch]:
    """The surveillance of a number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-no-watch``)."""
    page = at.records(WATCH).find({"number": needed(number)}, limit=1).records
    if not page:
        raise NotFound("covert-no-watch", number=needed(number))
    return page[0]
