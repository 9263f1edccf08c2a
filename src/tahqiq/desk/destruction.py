"""What is kept, asked and answered about the destruction of what is over."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desk.operation import ARGUMENT, PERSON
from tahqiq.model.kind import Key, Kind

TODAY = "Today's date, from a calendar or a telephone and not from this computer: its clock may be wrong."
Decided = Literal["asked", "confirmed", "done", "withdrawn"]


class Destruction(Strict):
    """A wish to destroy what was over before ``day``: ``records`` by kind, ``originals`` by the ids of their
    documents. ``digest`` is over what it is about, so that what is confirmed is what was asked. ``order``
    says why, by the number of a decision or the article of a law."""

    order: str = Field(min_length=3, max_length=400)
    day: date
    records: dict[str, int]
    originals: list[str] = Field(default=[])
    homes: list[str] = Field(default=[], description="Where the records lie: the desk's file, or cases.")
    digest: str
    asked_by: Annotated[str, PERSON]
    confirmed_by: Annotated[str, PERSON] = ""
    state: Decided = "asked"
    confirmed_on: date | None = Field(
        default=None, description="Today's date as who confirmed stated it; who asked stated ``day``."
    )


class DestructionRecord(Strict):
    """A record whose time is over: nobody reads it any more, so that only its kind and its last day are
    shown."""

    id: str
    kind: str
    last_day: date
    days_over: int


class DestructionOriginal(Strict):
    """An original whose time is over; ``asked``: its erasure is asked for already."""

    document: str
    name: str
    asked: bool


class DestructionWish(Strict):
    """A wish to destroy that is not carried out yet. ``mine``: who looks has asked for it, so that another
    person confirms it."""

    id: str
    order: str
    day: date
    records: int
    originals: int
    state: Decided
    asked_by: Annotated[str, PERSON]
    asked_by_name: str
    asked_at: str
    confirmed_by_name: str
    mine: bool


class DestructionDue(Strict):
    """What is over and not destroyed. ``records`` are the first of ``total``. ``trusted`` is false when the
    machine's clock does not fit the log: nothing is destroyed then, and ``why`` says it."""

    day: date
    total: int
    by_kind: dict[str, int]
    records: list[DestructionRecord]
    originals: list[DestructionOriginal]
    wishes: list[DestructionWish]
    trusted: bool
    why: str


class FileDestructionRequest(Strict):
    """Why everything that is over is to be destroyed."""

    order: Annotated[str, ARGUMENT] = Field(
        min_length=3,
        max_length=400,
        description=(
            "The decision or the article of the law, by its number. Everything that is over today is meant."
        ),
    )
    today: Annotated[date, MAY_LIE_AHEAD] = Field(description=TODAY)


class ConfirmedDestruction(Strict):
    """A wish to destroy, and what day it is."""

    id: Annotated[str, ARGUMENT] = Field(pattern="^[0-9a-f]{16}$", description="The request, by its id.")
    today: Annotated[date, MAY_LIE_AHEAD] = Field(description=TODAY)


class OneDestruction(Strict):
    """A wish to destroy."""

    id: Annotated[str, ARGUMENT] = Field(pattern="^[0-9a-f]{16}$", description="The request, by its id.")


class DestructionDone(Strict):
    """What came of it: ``waiting`` are originals whose erasure is confirmed and not carried out yet; the
    server does that by itself."""

    id: str
    state: Decided
    records: int
    originals: int
    waiting: int


def kind_of(desk: str) -> Kind[Destruction]:
    """Wishes to destroy at a desk."""
    example = Destruction(
        order="Article 12", day=date(2031, 4, 1), records={}, digest="0" * 64, asked_by="somebody"
    )
    return Kind(
        f"{desk}-destruction",
        Destruction,
        lambda body: body.order,
        desk,
        example,
        home="desk",
        keys=(Key("state", "text", lambda body: body.state), Key("day", "day", lambda body: body.day)),
    )
