"""An intercepted item: where it came from, in which state of minimisation it is, which transcripts there are.
What was heard stands in the vault alone."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.shelves import Kept
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import Desktop
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.closed import COVERT_CLOSED
from tahqiq.desks.covert.involved import admitted_to, supervises
from tahqiq.desks.covert.register import leads
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import ACTED, Key, Kind

ItemState = Literal["unheard", "heard", "pertinent", "non-pertinent", "privileged", "incidental", "destroyed"]
Held = Literal["", "identifier", "time", "subject"]
NEXT: dict[ItemState, tuple[ItemState, ...]] = {
    "unheard": ("heard", "privileged"),
    "heard": ("pertinent", "non-pertinent", "privileged", "incidental"),
    "pertinent": ("non-pertinent", "privileged", "incidental"),
    "non-pertinent": ("pertinent", "privileged", "incidental"),
    "privileged": ("pertinent", "non-pertinent"),
    "incidental": ("pertinent", "non-pertinent", "privileged"),
    "destroyed": (),
}
FOR_THE_CHOSEN: frozenset[ItemState] = frozenset({"privileged", "incidental"})
"""States that only whom the judge named brings an item out of; what was said in them nobody else reads."""


class Marked(Strict):
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
    states: list[Marked] = Field(min_length=1, max_length=1_000)
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
        states=[Marked(state="unheard", at=_WHEN, by="somebody")],
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


class ItemStateView(Strict):
    """A state that an item came into, when and why."""

    state: str
    at: str
    reason: str


class TranscriptView(Strict):
    """A version of a transcript; ``text`` null: not shown here, or closed to the person."""

    version: int
    language: str
    translator: str
    offset: int
    at: str
    text: str | None


class ItemView(Strict):
    """An item. ``recording``: the original of its name in the case has its digest (matches), another one
    (differs), is not there (absent), or nothing can be said (""); ``original`` is the id of that original, ""
    where it is not the one or is closed to the person."""

    item: str
    authorisation: str
    liid: str
    sequence: int | None
    at: str
    kind: str
    target: str
    other: str
    file: str
    digest: str
    recording: str
    original: str
    held: str
    state: ItemState
    history: list[ItemStateView]
    transcripts: list[TranscriptView]


def of_number(at: Desktop, number: str) -> Kept[Item]:
    """The item of a number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound`` (``covert-no-item``)."""
    page = at.shelf(ITEM).find({"number": needed(number)}, limit=1).records
    if not page:
        raise NotFound("covert-no-item", item=needed(number))
    return page[0]


def told(
    body: Item, recording: str = "", original: str = "", texts: dict[int, str] | None = None
) -> ItemView:
    """An item as an answer; ``original`` is the id of its recording where it may be heard, ``texts`` are the
    transcripts that may be shown, by version from 1."""
    return ItemView(
        item=body.number,
        authorisation=body.authorisation,
        liid=body.liid,
        sequence=body.sequence,
        at=stamp(body.moment),
        kind=body.sort,
        target=body.target,
        other=body.other,
        file=body.file,
        digest=body.digest,
        recording=recording,
        original=original,
        held=body.held,
        state=body.state,
        history=[ItemStateView(state=one.state, at=stamp(one.at), reason=one.reason) for one in body.states],
        transcripts=[
            TranscriptView(
                version=place,
                language=one.language,
                translator=one.translator,
                offset=one.offset,
                at=stamp(one.at),
                text=(texts or {}).get(place),
            )
            for place, one in enumerate(body.transcripts, 1)
        ],
    )
