"""A surveillance: its plan, and its numbered log with who saw what, from where, in which light. A person who is no subject is a number in the vault."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.shelves import Kept
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import Desktop, Needs
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.answers import Remark
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.involved import involvement, supervises
from tahqiq.desks.covert.register import leads
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import ACTED, ACTED_DIGEST, Key, Kind

Light = Literal["day", "dusk", "lit", "dark"]
BLURRED = "▒▒▒"
"""What stands where a person is no subject and nobody decided to keep them."""
LONG = 5_000


class Collateral(Strict):
    """What was seen of somebody who is no subject: ``text`` is its number in the vault. ``kept``: somebody decided that it stays, and why; None: nobody has."""

    text: str
    kept: bool | None = None
    reason: str = ""
    by: Annotated[str, ACTED] = ""
    at: AwareDatetime | None = None


class Identified(Strict):
    """That an observer takes somebody for somebody: why, whether known before, and how it is graded. Not a fact."""

    who: str = Field(min_length=1, max_length=300)
    because: str = Field(min_length=3, max_length=LONG)
    before: bool
    grade: str


class Seen(Strict):
    """One line of the log; its number is its place from 1. Distance in metres, duration in seconds (0: not said). ``corrects`` is the line whose text it replaces: that one stays."""

    at: AwareDatetime
    written_at: AwareDatetime
    observer: str
    position: str = Field(default="", max_length=300)
    distance: int = Field(default=0, ge=0, le=100_000)
    seconds: int = Field(default=0, ge=0, le=86_400)
    light: Light
    obstruction: str = Field(default="", max_length=300)
    subject: str = Field(default="", max_length=200)
    act: str = Field(min_length=1, max_length=LONG)
    place: str = Field(default="", max_length=300)
    plate: str = Field(default="", max_length=40)
    exhibit: str = Field(default="", max_length=60)
    collateral: Collateral | None = None
    identified: Identified | None = None
    corrects: int = 0


class Signature(Strict):
    """An observer's word on the log as it stood with ``lines`` lines. ``dissent`` says where it is not so ("" : agrees)."""

    observer: str
    at: AwareDatetime
    lines: int
    dissent: str = Field(default="", max_length=LONG)


class Watch(Strict):
    """One surveillance, by its random number. ``observers``: the keyed digest of each person by the code that stands in the log. ``published``: which lines went into which original of the core."""

    number: str
    authorisation: str
    begins: AwareDatetime
    ends: AwareDatetime
    subjects: list[str] = Field(default=[], max_length=1_000)
    places: list[str] = Field(default=[], max_length=1_000)
    methods: list[str] = Field(default=[], max_length=50)
    bystanders: str = Field(default="", max_length=LONG)
    observers: Annotated[dict[str, str], ACTED_DIGEST] = Field(default={}, max_length=50)
    log: list[Seen] = Field(default=[], max_length=20_000)
    signatures: list[Signature] = Field(default=[], max_length=500)
    published: dict[str, str] = Field(default={}, max_length=20_000)

    def corrected(self) -> dict[int, int]:
        """Which line replaces which."""
        return {one.corrects: number for number, one in enumerate(self.log, 1) if one.corrects}


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
WATCH = Kind(
    "covert-watch", Watch, lambda body: body.number, "covert", Watch(number="ACDE-FGHL", authorisation="ACDE-FGHL", begins=_WHEN, ends=_WHEN, observers={"O1": "0" * 64}), home="desk", hides_actor=True,
    relations={"observer": lambda at, body: involvement(at, body.number, at.actor.id) in body.observers.values(), "lead": lambda at, body: leads(at, body.authorisation), "supervisor": supervises},
    keys=(
        Key("number", "text", lambda body: body.number), Key("authorisation", "text", lambda body: body.authorisation), Key("begins", "time", lambda body: body.begins),
        Key("ends", "time", lambda body: body.ends), Key("lines", "integer", lambda body: len(body.log)),
    ),
    numbered="number",
)  # fmt: skip


class ToldSeen(Strict):
    """A line of the log, times in UTC. ``collateral`` is a person who is no subject: blurred, whoever looks; ``kept`` whether it was decided to keep them, null where nobody has."""

    seq: int
    at: str
    written: str
    late: bool
    observer: str
    position: str
    distance: int
    seconds: int
    light: str
    obstruction: str
    subject: str
    act: str
    place: str
    plate: str
    exhibit: str
    collateral: str
    kept: bool | None
    identified: Identified | None
    corrects: int
    corrected_by: int
    published: str


class ToldWatch(Strict):
    """A surveillance. ``unsigned`` are observers who have not signed the log as it stands; ``dissents`` what observers say is not so."""

    number: str
    authorisation: str
    begins: str
    ends: str
    subjects: list[str]
    places: list[str]
    methods: list[str]
    bystanders: str
    observers: list[str]
    log: list[ToldSeen]
    unsigned: list[str]
    dissents: list[str]
    remarks: list[Remark]


BY_OBSERVER = Needs(WATCH, "watch", ("observer",), "covert-no-observer", "number", needed)
"""What somebody has to be to a surveillance whose log is written."""


def of_number(at: Desktop, number: str) -> Kept[Watch]:
    """The surveillance of a number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound`` (``covert-no-watch``)."""
    page = at.shelf(WATCH).find({"number": needed(number)}, limit=1).records
    if not page:
        raise NotFound("covert-no-watch", number=needed(number))
    return page[0]


def told(body: Watch, remarks: list[Remark] | None = None) -> ToldWatch:
    """A surveillance as an answer."""
    corrected = body.corrected()
    signed = {one.observer for one in body.signatures if one.lines == len(body.log)}
    return ToldWatch(
        number=body.number, authorisation=body.authorisation, begins=stamp(body.begins), ends=stamp(body.ends), subjects=body.subjects, places=body.places, methods=body.methods,
        bystanders=body.bystanders, observers=sorted(body.observers), log=[_line(body, number, one, corrected) for number, one in enumerate(body.log, 1)],
        unsigned=sorted(set(body.observers) - signed), dissents=[f"{one.observer}: {one.dissent}" for one in body.signatures if one.dissent], remarks=remarks or [],
    )  # fmt: skip


def _line(body: Watch, number: int, one: Seen, corrected: dict[int, int]) -> ToldSeen:
    same = (
        "observer",
        "position",
        "distance",
        "seconds",
        "light",
        "obstruction",
        "subject",
        "act",
        "place",
        "plate",
        "exhibit",
        "identified",
        "corrects",
    )
    return ToldSeen.model_validate({
        "seq": number, "at": stamp(one.at), "written": stamp(one.written_at), "late": (one.written_at - one.at).total_seconds() > 86_400, **{name: getattr(one, name) for name in same},
        "collateral": BLURRED if one.collateral else "", "kept": one.collateral.kept if one.collateral else None, "corrected_by": corrected.get(number, 0),
        "published": body.published.get(str(number), ""),
    })  # fmt: skip
