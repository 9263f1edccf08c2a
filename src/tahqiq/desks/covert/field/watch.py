"""A surveillance: its plan, and its numbered log with who saw what, from where, in which light. A person who
is no subject is a number in the vault."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.shelves import Kept
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import Desktop, Needs
from tahqiq.desk.lines import LATEST, Lines, PageOfLog
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.answers import Remark
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.involved import involvement, supervises
from tahqiq.desks.covert.register import leads
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import ACTED, ACTED_DIGEST, Json, Key, Kind
from tahqiq.model.line import Line, keys_of_line, sealed

Light = Literal["day", "dusk", "lit", "dark"]
BLURRED = "▒▒▒"
"""What stands where a person is no subject and nobody decided to keep them."""
LONG = 5_000


class Decided(Strict):
    """What was decided about somebody who is no subject: whether they stay in the log, why, by whom and
    when."""

    kept: bool
    reason: str = ""
    by: Annotated[str, ACTED] = ""
    at: AwareDatetime | None = None


class Identified(Strict):
    """That an observer takes somebody for somebody: why, whether known before, and how it is graded. Not a
    fact."""

    who: str = Field(min_length=1, max_length=300)
    because: str = Field(min_length=3, max_length=LONG)
    before: bool
    grade: str


class Seen(Strict):
    """What a line of the log says. Distance in metres, duration in seconds (0: not said). ``collateral`` is
    the number in the vault of what was seen of somebody who is no subject; ``corrects`` is the line whose
    text it replaces: that one stays."""

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
    collateral: str = ""
    identified: Identified | None = None
    corrects: int = 0


class SeenLine(Line):
    """A line of the log of a surveillance. Decided afterwards: whether who is no subject stays in it, and
    which original of the core it went into."""

    later: ClassVar[frozenset[str]] = frozenset({"decided", "published"})

    seen: Seen
    decided: Decided | None = None
    published: str = ""


class Signature(Strict):
    """An observer's word on the log as it stood with ``lines`` lines, the last of which has the digest
    ``digest`` ("" : signed before lines had one). ``dissent`` says where it is not so ("" : agrees)."""

    observer: str
    at: AwareDatetime
    lines: int
    digest: str = ""
    dissent: str = Field(default="", max_length=LONG)


class Watch(Strict):
    """One surveillance, by its random number. ``observers``: the keyed digest of each person by the code that
    stands in the log, whose lines are records beside it."""

    number: str
    authorisation: str
    begins: AwareDatetime
    ends: AwareDatetime
    subjects: list[str] = Field(default=[], max_length=1_000)
    places: list[str] = Field(default=[], max_length=1_000)
    methods: list[str] = Field(default=[], max_length=50)
    bystanders: str = Field(default="", max_length=LONG)
    observers: Annotated[dict[str, str], ACTED_DIGEST] = Field(default={}, max_length=50)
    signatures: list[Signature] = Field(default=[], max_length=500)


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
SEEN_LINE = Kind(
    "covert-watch-line",
    SeenLine,
    lambda body: f"{body.of} {body.number}",
    "covert",
    sealed(
        SeenLine(
            log="0" * 16,
            of="ACDE-FGHL",
            number=1,
            seen=Seen(at=_WHEN, written_at=_WHEN, observer="O1", light="day", act="دخل المخزن"),
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


class ObservationView(Strict):
    """A line of the log, times in UTC. ``collateral`` is a person who is no subject: blurred, whoever looks;
    ``kept`` whether it was decided to keep them, null where nobody has."""

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


class WatchView(Strict):
    """A surveillance with a page of its log, which has ``lines`` lines. ``unsigned`` are observers who have
    not signed the log as it stands; ``dissents`` what observers say is not so."""

    number: str
    authorisation: str
    begins: str
    ends: str
    subjects: list[str]
    places: list[str]
    methods: list[str]
    bystanders: str
    observers: list[str]
    lines: int
    log: list[ObservationView]
    unsigned: list[str]
    dissents: list[str]
    remarks: list[Remark]


BY_OBSERVER = Needs(WATCH, "watch", ("observer",), "covert-no-observer", "number", needed)
"""What somebody has to be to a surveillance whose log is written."""


def of_number(at: Desktop, number: str) -> Kept[Watch]:
    """The surveillance of a number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-no-watch``)."""
    page = at.shelf(WATCH).find({"number": needed(number)}, limit=1).records
    if not page:
        raise NotFound("covert-no-watch", number=needed(number))
    return page[0]


def log_of(at: Desktop, kept: Kept[Watch]) -> Lines[SeenLine]:
    """The lines of a surveillance."""
    return Lines(at, SEEN_LINE, kept.id)


def corrections(lines: Lines[SeenLine], numbers: Sequence[int]) -> dict[int, int]:
    """Which of some lines is replaced by which."""
    return {one.body.seen.corrects: one.body.number for one in lines.found("corrects", numbers)}


def told(
    at: Desktop, kept: Kept[Watch], remarks: list[Remark] | None = None, asked: PageOfLog = LATEST
) -> WatchView:
    """A surveillance as an answer, with the latest lines of its log or those of a page."""
    body, lines = kept.body, log_of(at, kept)
    last, page = lines.last(), [one.body for one in lines.page(asked)]
    corrected = corrections(lines, [one.number for one in page])
    count, digest = (last.body.number, last.body.digest) if last else (0, "")
    signed = {one.observer for one in body.signatures if one.lines == count and one.digest in ("", digest)}
    return WatchView(
        number=body.number,
        authorisation=body.authorisation,
        begins=stamp(body.begins),
        ends=stamp(body.ends),
        subjects=body.subjects,
        places=body.places,
        methods=body.methods,
        bystanders=body.bystanders,
        observers=sorted(body.observers),
        lines=count,
        log=[_line(one, corrected) for one in page],
        unsigned=sorted(set(body.observers) - signed),
        dissents=[f"{one.observer}: {one.dissent}" for one in body.signatures if one.dissent],
        remarks=remarks or [],
    )


def _line(line: SeenLine, corrected: dict[int, int]) -> ObservationView:
    one = line.seen
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
    return ObservationView.model_validate(
        {
            "seq": line.number,
            "at": stamp(one.at),
            "written": stamp(one.written_at),
            "late": (one.written_at - one.at).total_seconds() > 86_400,
            **{name: getattr(one, name) for name in same},
            "collateral": BLURRED if one.collateral else "",
            "kept": line.decided.kept if line.decided else None,
            "corrected_by": corrected.get(line.number, 0),
            "published": line.published,
        }
    )
