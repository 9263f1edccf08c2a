"""An intercepted item: where it came from, in which state of minimisation it is, which transcripts there are.
What was heard stands in the vault alone."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.lookup import leads
from tahqiq.desks.covert.closed_texts import COVERT_CLOSED
from tahqiq.desks.covert.relations import admitted_to, supervises
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import ACTED, Key, Kind

ItemState = Literal["unheard", "heard", "pertinent", "non-pertinent", "privileged", "incidental", "destroyed"]
Held = Literal["", "identifier", "time", "subject"]
FOR_THE_CHOSEN: frozenset[ItemState] = frozenset({"privileged", "incidental"})
"""States that only whom the judge named brings an item out of; what was said in them nobody else reads."""


class ItemMark(Strict):
    """A state that an item came into: when, by whom (the id of the person), why."""

    state: ItemState
    at: AwareDatetime
    by: Annotated[str, ACTED]
    reason: str = Field(default="", max_length=2_000)


class Transcript(Strict):
    """A version of what was heard: ``text`` is its number in the vault, ``offset`` where in the recording it
    begins, in seconds. The last one of an offset and language stands."""

    text: str
    language: str
    translator: str = Field(default="", max_length=200)
    offset: int = Field(ge=0, le=10_000_000)
    at: AwareDatetime
    by: Annotated[str, ACTED]


class Item(Strict):
    """One item of a list. ``held``: what of it the order does not cover ("" : nothing); ``file`` the name of
    its recording, ``source`` and ``line`` where it stands."""

    number: str
    authorisation: str
    case: str
    source: str
    line: int
    liid: str
    sequence: int | None = None
    moment: AwareDatetime
    digest: str = ""
    sort: str = Field(default="", max_length=200)
    target: str = Field(default="", max_length=200)
    other: str = Field(default="", max_length=200)
    file: str = Field(default="", max_length=300)
    held: Held = ""
    states: list[ItemMark] = Field(min_length=1, max_length=1_000)
    transcripts: list[Transcript] = Field(default=[], max_length=1_000)
    erasing: list[str] = Field(default=[], max_length=1_000)

    @property
    def state(self) -> ItemState:
        """The state it is in."""
        return self.states[-1].state


class Certificate(Strict):
    """That items were destroyed: by which order, who asked, who confirmed as the second person, when.
    ``digests`` are of the recordings, ``original_here`` those of which the workspace still has the original:
    these are erased by the order as any document is."""

    number: str
    order: str
    items: list[str] = Field(min_length=1, max_length=10_000)
    digests: list[str] = Field(default=[], max_length=10_000)
    original_here: list[str] = Field(default=[], max_length=10_000)
    transcripts: int
    asked_by: Annotated[str, ACTED]
    asked_at: AwareDatetime
    confirmed_by: Annotated[str, ACTED] = ""
    confirmed_at: AwareDatetime | None = None


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
ITEM = Kind(
    "covert-item",
    Item,
    lambda body: body.number,
    "covert",
    Item(
        number="ACDE-FGHL",
        authorisation="ACDE-FGHL",
        case="c",
        source="0" * 16,
        line=2,
        liid="L-1",
        sequence=1,
        moment=_WHEN,
        states=[ItemMark(state="unheard", at=_WHEN, by="somebody")],
    ),
    home="desk",
    hides_actor=True,
    relations={
        "lead": lambda at, body: leads(at, body.authorisation),
        "admitted": admitted_to(COVERT_CLOSED),
        "supervisor": supervises,
    },
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("authorisation", "text", lambda body: body.authorisation),
        Key("source", "text", lambda body: body.source),
        Key("state", "text", lambda body: body.state),
        Key("held", "text", lambda body: body.held),
        Key("liid", "text", lambda body: body.liid),
        Key("sequence", "integer", lambda body: body.sequence),
        Key("moment", "time", lambda body: body.moment),
        Key("digest", "text", lambda body: body.digest),
    ),
    together=(("authorisation", "moment"), ("authorisation", "state", "moment")),
)


CERTIFICATE = Kind(
    "covert-certificate",
    Certificate,
    lambda body: body.number,
    "covert",
    Certificate(
        number="ACDE-FGHL",
        order="7/2026",
        items=["ACDE-FGHL"],
        transcripts=1,
        asked_by="somebody",
        asked_at=_WHEN,
    ),
    home="desk",
    hides_actor=True,
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("order", "text", lambda body: body.order),
        Key("confirmed", "time", lambda body: body.confirmed_at),
    ),
)


def of_number(at: Desktop, number: str) -> RecordVersion[Item]:
    """The item of a number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound`` (``covert-no-item``)."""
    page = at.records(ITEM).find({"number": needed(number)}, limit=1).records
    if not page:
        raise NotFound("covert-no-item", item=needed(number))
    return page[0]
