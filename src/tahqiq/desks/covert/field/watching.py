"""Planning a surveillance, writing its log, signing it, deciding on people who are no subjects, and handing
sightings to a case."""

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.shelves import Kept
from tahqiq.casework.vault.pseudonym import mint, needed
from tahqiq.desk import ActingDesktop, Desktop, Needs, NoQuestion, Operation, Stated
from tahqiq.desk.lines import PageOfLog, appended, changed
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.answers import said
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.closed import admitted, close, inside, opened
from tahqiq.desks.covert.decision import granted
from tahqiq.desks.covert.field.watch import (
    BY_OBSERVER,
    LONG,
    SEEN_LINE,
    WATCH,
    Decided,
    Identified,
    Light,
    Seen,
    SeenLine,
    Signature,
    ToldWatch,
    Watch,
    corrections,
    log_of,
    of_number,
    told,
)
from tahqiq.desks.covert.involved import NOT_RELATED, involvement
from tahqiq.desks.covert.register import by_authorisation, in_force
from tahqiq.desks.covert.step import within
from tahqiq.desks.covert.uses import used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.model.grade import Grade

LineNumber = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,4}$")]


class AskedPlan(Strict):
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


class AskedWatchLog(PageOfLog, OneWatch):
    """A surveillance with a page of its log."""


class AskedSeen(OneWatch):
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


class AskedSignature(OneWatch):
    """An observer's word on the log."""

    dissent: str = Field(default="", max_length=LONG, description="Where it was not so; nothing: it was so.")


class AskedKeeping(OneWatch):
    """A decision on somebody who is no subject."""

    line: int = Field(ge=1, description="The line of the log.")
    keep: bool = Field(description="Keep what was seen of them.")
    reason: str = Field(min_length=3, max_length=2_000, description="Why.")


class OneLine(OneWatch):
    """A line of the log."""

    line: int = Field(ge=1, description="The line of the log.")


class ToldCollateral(Strict):
    """What was seen of somebody who is no subject, where it was decided to keep it."""

    watch: str
    line: int
    text: str
    reason: str


class AskedSightings(OneWatch):
    """Lines that become sightings of a case."""

    case: str = Field(description="The case, by its id or title.")
    lines: list[LineNumber] = Field(
        min_length=1, max_length=2_000, description="Which lines of the log, by number."
    )
    grade: str = Field(description="How what was seen is graded, as scheme and code.")


class ToldSightings(Strict):
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


class ToldWatches(Strict):
    """The surveillances in which the person observes, the latest first."""

    watches: list[WatchLine]


def mine(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> ToldWatches:
    """One's own surveillances."""
    found = []
    for kept in at.shelf(WATCH).every(order="begins"):
        body = kept.body
        own = involvement(at, body.number, at.actor.id)
        code = next((code for code, digest in body.observers.items() if digest == own), "")
        if code:
            found.append(
                WatchLine(
                    number=body.number,
                    authorisation=body.authorisation,
                    begins=stamp(body.begins),
                    ends=stamp(body.ends),
                    own=code,
                    lines=log_of(at, kept).count(),
                )
            )
    return ToldWatches(watches=found[::-1])


def plan(at: ActingDesktop, asked: AskedPlan, _progress: Progress | None) -> ToldWatch:
    """Plan a surveillance. Raises ``Conflict`` (``covert-not-in-force``, ``covert-other-technique``,
    ``covert-step-change``), ``WrongUse`` (``covert-ends-first``, ``covert-outside-authorisation``)."""
    now = clock.now()
    order = in_force(at, asked.number, "directed-surveillance", now).body
    within(at, order, asked.subjects, asked.places, asked.methods, [])
    if asked.ends <= asked.begins:
        raise WrongUse("covert-ends-first")
    if order.begins is None or order.until is None or asked.begins < order.begins or asked.ends > order.until:
        raise WrongUse("covert-outside-authorisation", number=order.number)
    number, people = mint(), [at.bench.door.people.get(one).id for one in asked.observers]
    made = Watch(
        number=number,
        authorisation=order.number,
        begins=asked.begins,
        ends=asked.ends,
        subjects=asked.subjects,
        places=asked.places,
        methods=asked.methods,
        bystanders=asked.bystanders,
        observers={
            f"O{place}": involvement(at, number, one) for place, one in enumerate(dict.fromkeys(people), 1)
        },
    )
    return told(at, at.shelf(WATCH).save(made))


def see(at: ActingDesktop, asked: AskedSeen, _progress: Progress | None) -> ToldWatch:
    """Write a line of the log; for the observers, each or one for all. What is typed in late keeps both
    times. Raises ``Refused`` (``covert-no-observer``), ``WrongUse`` (``covert-in-the-future``,
    ``covert-outside-plan``, ``covert-not-in-plan``, ``covert-no-line``, ``covert-identified-because``,
    ``unknown-grade``), ``NotFound`` (``no-such-compartment``: for what is seen of others)."""
    now, kept = clock.now(), of_number(at, asked.watch)
    body = kept.body
    _mine(at, body)
    if asked.at > now:
        raise WrongUse("covert-in-the-future")
    if not body.begins <= asked.at <= body.ends:
        raise WrongUse("covert-outside-plan", number=body.number)
    if asked.observer not in body.observers or (asked.subject and asked.subject not in body.subjects):
        raise WrongUse(
            "covert-not-in-plan", value=asked.subject if asked.observer in body.observers else asked.observer
        )
    lines = log_of(at, kept)
    if asked.corrects and (asked.corrects > lines.count() or corrections(lines, [asked.corrects])):
        raise WrongUse("covert-no-line", line=asked.corrects)
    identified = _identified(asked)
    collateral = close(at, asked.collateral.strip()) if asked.collateral.strip() else ""
    same = (
        "at",
        "observer",
        "act",
        "subject",
        "light",
        "position",
        "distance",
        "seconds",
        "obstruction",
        "place",
        "plate",
        "exhibit",
        "corrects",
    )
    seen = Seen.model_validate(
        {
            **{name: getattr(asked, name) for name in same},
            "written_at": now,
            "collateral": collateral,
            "identified": identified,
        }
    )
    used(at, "observation", asked.at, body.authorisation, of=body.number)
    remarks = [said("covert-entered-late")] if (now - asked.at).total_seconds() > 86_400 else []
    appended(at, SEEN_LINE, kept.id, body.number, seen=seen)
    return told(at, kept, remarks)


def sign(at: ActingDesktop, asked: AskedSignature, _progress: Progress | None) -> ToldWatch:
    """Sign the log as it stands, or say where it was not so. Raises ``Refused`` (``covert-no-observer``)."""
    kept = of_number(at, asked.watch)
    own, last = _mine(at, kept.body), log_of(at, kept).last()
    count, digest = (last.body.number, last.body.digest) if last else (0, "")
    made = Signature(observer=own, at=clock.now(), lines=count, digest=digest, dissent=asked.dissent.strip())
    body = kept.body.model_copy(update={"signatures": [*kept.body.signatures, made]})
    return told(at, at.shelf(WATCH).save(body, "", kept.id, kept.version))


def keep(at: ActingDesktop, asked: AskedKeeping, _progress: Progress | None) -> ToldWatch:
    """Decide whether what was seen of somebody who is no subject is kept; not by an observer. Raises
    ``Refused`` (``covert-observer-decides``), ``Conflict`` (``covert-collateral-decided``), ``NotFound``
    (``covert-no-collateral``)."""
    kept = of_number(at, asked.watch)
    body, line = kept.body, _collateral(at, kept, asked.line)
    if involvement(at, body.number, at.actor.id) in body.observers.values():
        at.bench.door.audit.refused(
            at.actor, "covert.watch-keep", body.number, "covert-observer-decides", at.home
        )
        raise Refused("covert-observer-decides")
    if line.body.decided is not None:
        raise Conflict("covert-collateral-decided", line=asked.line)
    changed(
        at,
        SEEN_LINE,
        line,
        decided=Decided(kept=asked.keep, reason=asked.reason, by=at.actor.id, at=clock.now()),
    )
    return told(at, kept)


def read(at: Desktop, asked: OneLine, _progress: Progress | None) -> ToldCollateral:
    """What was seen of somebody who is no subject, where it was decided to keep it. Raises ``NotFound``
    (``no-such-compartment``, ``covert-no-collateral``), ``Refused`` (``covert-collateral-closed``)."""
    admitted(at)
    kept = of_number(at, asked.watch)
    found = _collateral(at, kept, asked.line).body
    if found.decided is None or not found.decided.kept:
        at.bench.door.audit.refused(
            at.actor, "covert.watch-read", kept.body.number, "covert-collateral-closed", at.home
        )
        raise Refused("covert-collateral-closed")
    return ToldCollateral(
        watch=kept.body.number,
        line=asked.line,
        text=opened(at, found.seen.collateral),
        reason=found.decided.reason,
    )


def look(at: Desktop, asked: AskedWatchLog, _progress: Progress | None) -> ToldWatch:
    """A surveillance with its log, page by page. Raises ``NotFound`` (``covert-no-watch``)."""
    return told(at, of_number(at, asked.watch), asked=asked)


def publish(at: ActingDesktop, asked: AskedSightings, _progress: Progress | None) -> ToldSightings:
    """Hand lines to a case as sightings, sealed as an original with their grade; who an observer takes a
    subject for goes as a graded statement of its own and is no fact. Corrected lines, and lines that went
    before, do not go. Raises ``WrongUse`` (``covert-line-not-sightable``, ``unknown-grade``)."""
    kept = of_number(at, asked.watch)
    body, lines = kept.body, log_of(at, kept)
    grade = Grade.parse(asked.grade)
    chosen = sorted({int(one) for one in asked.lines})
    there, corrected = lines.numbered(chosen), corrections(lines, chosen)
    for number in chosen:
        if number not in there or number in corrected or there[number].body.published:
            raise WrongUse("covert-line-not-sightable", line=number)
    stated = [one for number in chosen for one in _stated(there[number].body)]
    made = at.publish(body.number, list({one.key: one for one in stated}.values()), str(grade)).source
    identifications = [
        _identification(at, line.body, told_of)
        for line in there.values()
        if (told_of := line.body.seen.identified)
    ]
    for line in there.values():
        changed(at, SEEN_LINE, line, published=made)
    return ToldSightings(source=made, sightings=len(chosen), identifications=identifications)


def _stated(of: SeenLine) -> list[Stated]:
    line = of.seen
    key = f"{of.of}/{of.number}"
    conditions = "; ".join(
        filter(
            None,
            (
                f"{line.observer} {line.position}".strip(),
                f"{line.distance} m" if line.distance else "",
                f"{line.seconds} s" if line.seconds else "",
                line.light,
                line.obstruction,
            ),
        )
    )
    properties: dict[str, list[str]] = {
        "date": [stamp(line.at)],
        "description": [f"{line.act} [{conditions}]"],
    }
    found: list[Stated] = []
    if line.subject:
        properties["subject"] = [f"{of.of}/{line.subject}"]
        found.append(Stated(f"{of.of}/{line.subject}", "Person", {"name": [line.subject]}))
    if line.place:
        properties["place"] = [f"{of.of}@{line.place}"]
        found.append(Stated(f"{of.of}@{line.place}", "Place", {"name": [line.place]}))
    if line.plate:
        properties["plateNumber"] = [line.plate]
    if line.seconds:
        properties["duration"] = [str(line.seconds)]
    return [*found, Stated(key, "Sighting", properties)]


def _identification(at: ActingDesktop, of: SeenLine, told_of: Identified) -> str:
    line = of.seen
    text = (
        f"{line.observer}: {line.subject or '–'} = {told_of.who}. {told_of.because} [{line.distance} m; "
        f"{line.seconds} s; {line.light}; {line.obstruction or '–'}; {'+' if told_of.before else '–'}]"
    )
    title = f"{of.of}/{of.number}"
    return at.publish(
        title, [Stated(f"{title}/id", "Document", {"title": [title], "bodyText": [text]})], told_of.grade
    ).source


def _identified(asked: AskedSeen) -> Identified | None:
    told_of = (asked.identified.strip(), asked.because.strip(), asked.grade.strip())
    if not any(told_of):
        return None
    if not all(told_of) or not asked.distance or not asked.seconds:
        raise WrongUse("covert-identified-because")
    return Identified(
        who=told_of[0], because=told_of[1], before=asked.known_before, grade=str(Grade.parse(told_of[2]))
    )


def _collateral(at: Desktop, kept: Kept[Watch], line: int) -> Kept[SeenLine]:
    found = log_of(at, kept).numbered([line]).get(line)
    if found is None or not found.body.seen.collateral:
        raise NotFound("covert-no-collateral", line=line)
    return found


def _mine(at: Desktop, body: Watch) -> str:
    own = involvement(at, body.number, at.actor.id)
    code = next((code for code, digest in body.observers.items() if digest == own), "")
    if not code:
        at.bench.door.audit.refused(at.actor, "covert.watch-log", body.number, "covert-no-observer", at.home)
        raise Refused("covert-no-observer")
    return code


def _planned(at: ActingDesktop, *, lines: int = 0, observes: bool = True, kept: bool | None = None) -> str:
    """The number of a surveillance of the examples."""
    now, number = clock.now(), mint()
    body = Watch(
        number=number,
        authorisation=granted(at, subjects=["V-1"]),
        begins=now - timedelta(hours=1),
        ends=now + timedelta(days=1),
        subjects=["V-1"],
        observers={"O1": involvement(at, number, at.actor.id if observes else "another")},
    )
    made = at.shelf(WATCH).save(body)
    if lines:
        inside(at)
        closed, decided = (
            close(at, "امرأة مع طفل عند الباب"),
            Decided(kept=True, reason="قرار") if kept else None,
        )
        seen = Seen(
            at=now,
            written_at=now,
            observer="O1",
            light="day",
            subject="V-1",
            act="دخل المخزن",
            distance=40,
            seconds=20,
            collateral=closed,
        )
        for _ in range(lines):
            appended(at, SEEN_LINE, made.id, number, seen=seen, decided=decided)
    return number


def _plan(at: ActingDesktop) -> AskedPlan:
    now = clock.now()
    return AskedPlan(
        number=granted(at, subjects=["V-1"]),
        begins=now + timedelta(minutes=1),
        ends=now + timedelta(days=1),
        subjects=["V-1"],
        observers=[at.bench.person.login],
        bystanders="المارة لا يُسجلون",
    )


def _seen(at: ActingDesktop) -> NoQuestion:
    _planned(at, lines=1)
    return NoQuestion()


OPERATIONS = (
    Operation(
        "watch-plan",
        AskedPlan,
        ToldWatch,
        "act",
        "write-case",
        plan,
        _plan,
        group="watch",
        needs=(by_authorisation(),),
    ),
    Operation(
        "watch-log",
        AskedSeen,
        ToldWatch,
        "act",
        "write-case",
        see,
        lambda at: AskedSeen(
            watch=_planned(at),
            at=clock.now(),
            observer="O1",
            act="دخل المخزن",
            subject="V-1",
            light="dusk",
            distance=40,
            seconds=20,
        ),
        group="watch",
        needs=(BY_OBSERVER,),
    ),
    Operation(
        "watch-sign",
        AskedSignature,
        ToldWatch,
        "act",
        "write-case",
        sign,
        lambda at: AskedSignature(watch=_planned(at, lines=1)),
        group="watch",
        needs=(BY_OBSERVER,),
    ),
    Operation(
        "watch-keep",
        AskedKeeping,
        ToldWatch,
        "act",
        "release",
        keep,
        lambda at: AskedKeeping(
            watch=_planned(at, lines=1, observes=False),
            line=1,
            keep=True,
            reason="تظهر في الفعل نفسه",
        ),
        group="watch",
    ),
    Operation(
        "watch-read",
        OneLine,
        ToldCollateral,
        "look",
        "read-case",
        read,
        lambda at: OneLine(watch=_planned(at, lines=1, kept=True), line=1),
        group="watch",
    ),
    Operation(
        "watch-look",
        AskedWatchLog,
        ToldWatch,
        "look",
        "read-case",
        look,
        lambda at: AskedWatchLog(watch=_planned(at, lines=1)),
        group="watch",
    ),
    Operation("watch-mine", NoQuestion, ToldWatches, "look", "read-case", mine, _seen, group="watch"),
    Operation(
        "watch-publish",
        AskedSightings,
        ToldSightings,
        "act",
        "deposit",
        publish,
        lambda at: AskedSightings(
            watch=_planned(at, lines=1),
            case=at.home,
            lines=["1"],
            grade="europol-4x4:A1",
        ),
        group="watch",
        needs=(Needs(WATCH, "watch", ("observer", "lead", "supervisor"), NOT_RELATED, "number", needed),),
    ),
)
