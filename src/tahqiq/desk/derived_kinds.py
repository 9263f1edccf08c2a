"""The kinds of records that a desk's forms, flows, clocks and views need, made from its declaration so that
each of them is written once."""

import json
from collections.abc import Set
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tahqiq.casework.forms.answers import Answer
from tahqiq.model.kind import ACTED, Key, Kind, written
from tahqiq.store.documents import references


class Strict(BaseModel):
    """A body that forbids what it does not name."""

    model_config = ConfigDict(extra="forbid")


class Reference(Strict):
    """A reference to an entity (32 hexadecimal digits)."""

    entity: str = Field(pattern="^[0-9a-f]{32}$")


class Steps(Strict):
    """What happened to one record in its flow: ``history`` as the flows engine writes it. ``about`` repeats
    what the record refers to, so that its history is closed to whom the record is closed; ``waiting``: an
    approval was asked for and is not given yet."""

    record: str
    flow: str
    version: int = Field(ge=1)
    history: Annotated[str, ACTED]
    state: str
    waiting: bool = False
    ended: bool = False
    about: list[Reference] = []


class Paper(Strict):
    """A form being filled in or sealed; ``paper`` is the number that stands on it. ``sources`` are the
    originals it was sealed as."""

    paper: str = Field(pattern="^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$")
    form: str
    version: int = Field(ge=1)
    sealed: bool = False
    filled_on: date | None = None
    filled_by: Annotated[str, ACTED] = ""
    typed_on: datetime | None = None
    about: dict[str, Reference] = {}
    answers: dict[str, Answer] = {}
    sources: list[str] = []


class Part(Strict):
    """The answers of a paper that belong to a compartment."""

    paper: str
    answers: dict[str, Answer] = {}


class SavedView(Strict):
    """A way to look at a register that somebody kept; ``shared``: with everybody at the desk."""

    register_name: str
    title: str = Field(min_length=1, max_length=120)
    where: dict[str, Any] = {}
    order: str = ""
    descending: bool = False
    owner: str
    shared: bool = False


class Stroke(Strict):
    """How far a clock is: ``done`` is the due time of the last stroke that was carried out."""

    clock: str
    done: datetime
    changed: int = 0


def steps_name(kind: str) -> str:
    """The kind that keeps what happened to records of ``kind``."""
    return f"{kind}-flow"


def papers_name(desk: str, compartment: str = "") -> str:
    """The kind of a desk's filled forms, or of their answers in a compartment."""
    return f"{desk}-form-{compartment.lower()}" if compartment else f"{desk}-form"


def kind_of_steps(kind: Kind[Any]) -> Kind[Steps]:
    """The histories of a kind: where its records lie, closed as they are."""
    return Kind(
        steps_name(kind.name),
        Steps,
        lambda body: body.record,
        kind.desk,
        Steps(record="0" * 16, flow="flow", version=1, history="{}", state="start"),
        home=kind.home,
        keys=(
            Key("record", "text", lambda body: body.record),
            Key("state", "text", lambda body: body.state),
            Key("waiting", "flag", lambda body: body.waiting),
            Key("ended", "flag", lambda body: body.ended),
        ),
        compartment=kind.compartment,
        hides_actor=kind.hides_actor,
    )


def kinds_of_papers(
    desk: str, home: Literal["case", "desk"], compartments: tuple[str, ...], *, hides_actor: bool = False
) -> list[Kind[Any]]:
    """Filled forms: the open part, and one kind for each compartment that answers may belong to."""
    number = "AAAA-CCCC-DDDD"
    paper: Kind[Any] = Kind(
        papers_name(desk),
        Paper,
        lambda body: f"{body.form.upper()}-{body.version} {body.paper}",
        desk,
        Paper(paper=number, form="form", version=1),
        home=home,
        keys=(
            Key("paper", "text", lambda body: body.paper),
            Key("form", "text", lambda body: body.form),
            Key("sealed", "flag", lambda body: body.sealed),
            Key("filled_on", "day", lambda body: body.filled_on),
        ),
        erased=_paper_without,
        hides_actor=hides_actor,
    )
    parts: list[Kind[Any]] = [
        Kind(
            papers_name(desk, name),
            Part,
            lambda body: body.paper,
            desk,
            Part(paper=number),
            home=home,
            compartment=name,
            keys=(Key("paper", "text", lambda body: body.paper),),
            hides_actor=hides_actor,
        )
        for name in compartments
    ]
    return [paper, *parts]


def kind_of_views(desk: str) -> Kind[SavedView]:
    """Saved views of a desk's registers."""
    return Kind(
        f"{desk}-view",
        SavedView,
        lambda body: body.title,
        desk,
        SavedView(register_name="register", title="View", owner="nobody"),
        home="desk",
        keys=(
            Key("register", "text", lambda body: body.register_name),
            Key("owner", "text", lambda body: body.owner),
        ),
    )


def kind_of_strokes(desk: str) -> Kind[Stroke]:
    """How far a desk's clocks are."""
    return Kind(
        f"{desk}-clock",
        Stroke,
        lambda body: body.clock,
        desk,
        Stroke(clock="clock", done=datetime(2026, 1, 1, tzinfo=UTC)),
        home="desk",
        keys=(Key("clock", "text", lambda body: body.clock),),
    )


def _paper_without(body: Paper, gone: frozenset[str]) -> Paper:
    """A paper about something that an order took away keeps its number and says nothing more."""
    about = {name: item for name, item in body.about.items() if item.entity not in gone}
    return body if len(about) == len(body.about) else body.model_copy(update={"about": about, "answers": {}})


def referred(body: BaseModel) -> list[Reference]:
    """The entities that a body refers to, in order."""
    return [
        Reference(entity=entity)
        for entity in sorted({entity for entity, _ in references(json.loads(written(body)))})
    ]


def plain(body: BaseModel, only: Set[str] | None = None) -> dict[str, object]:
    """A body as guards and rules are asked of it; ``only`` these fields of it where given."""
    return body.model_dump(mode="json", include=None if only is None else set(only))
