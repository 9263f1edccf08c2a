"""Planning a surveillance, writing its log and signing it, and what can be done with one."""

from datetime import timedelta

from tahqiq.casework.vault.pseudonym import mint, needed
from tahqiq.desk import ActingDesktop, Desktop, Needs, NoQuestion, Operation
from tahqiq.desk.lines import appended
from tahqiq.desks.covert.answers import said
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.closed import close, inside
from tahqiq.desks.covert.decision import granted
from tahqiq.desks.covert.field.bystanders import keep, read
from tahqiq.desks.covert.field.sightings import publish
from tahqiq.desks.covert.field.watch import (
    BY_OBSERVER,
    SEEN_LINE,
    WATCH,
    Decided,
    Identified,
    Seen,
    Signature,
    Watch,
    WatchView,
    corrections,
    log_of,
    of_number,
    told,
)
from tahqiq.desks.covert.field.watch_requests import (
    CollateralDecisionRequest,
    CollateralView,
    ObservationRequest,
    ObserverSignatureRequest,
    OneLine,
    SightingsRequest,
    SightingsView,
    SurveillancePlanRequest,
    WatchesView,
    WatchLine,
    WatchLogRequest,
)
from tahqiq.desks.covert.involved import NOT_RELATED, involvement
from tahqiq.desks.covert.register import by_authorisation, in_force
from tahqiq.desks.covert.scope_change import within
from tahqiq.desks.covert.uses import used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Refused, WrongUse
from tahqiq.model.grade import Grade


def mine(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> WatchesView:
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
    return WatchesView(watches=found[::-1])


def plan(at: ActingDesktop, asked: SurveillancePlanRequest, _progress: Progress | None) -> WatchView:
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


def see(at: ActingDesktop, asked: ObservationRequest, _progress: Progress | None) -> WatchView:
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


def sign(at: ActingDesktop, asked: ObserverSignatureRequest, _progress: Progress | None) -> WatchView:
    """Sign the log as it stands, or say where it was not so. Raises ``Refused`` (``covert-no-observer``)."""
    kept = of_number(at, asked.watch)
    own, last = _mine(at, kept.body), log_of(at, kept).last()
    count, digest = (last.body.number, last.body.digest) if last else (0, "")
    made = Signature(observer=own, at=clock.now(), lines=count, digest=digest, dissent=asked.dissent.strip())
    body = kept.body.model_copy(update={"signatures": [*kept.body.signatures, made]})
    return told(at, at.shelf(WATCH).save(body, "", kept.id, kept.version))


def look(at: Desktop, asked: WatchLogRequest, _progress: Progress | None) -> WatchView:
    """A surveillance with its log, page by page. Raises ``NotFound`` (``covert-no-watch``)."""
    return told(at, of_number(at, asked.watch), asked=asked)


def _identified(asked: ObservationRequest) -> Identified | None:
    told_of = (asked.identified.strip(), asked.because.strip(), asked.grade.strip())
    if not any(told_of):
        return None
    if not all(told_of) or not asked.distance or not asked.seconds:
        raise WrongUse("covert-identified-because")
    return Identified(
        who=told_of[0], because=told_of[1], before=asked.known_before, grade=str(Grade.parse(told_of[2]))
    )


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


def _plan(at: ActingDesktop) -> SurveillancePlanRequest:
    now = clock.now()
    return SurveillancePlanRequest(
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
        SurveillancePlanRequest,
        WatchView,
        "act",
        "write-case",
        plan,
        _plan,
        group="watch",
        needs=(by_authorisation(),),
    ),
    Operation(
        "watch-log",
        ObservationRequest,
        WatchView,
        "act",
        "write-case",
        see,
        lambda at: ObservationRequest(
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
        ObserverSignatureRequest,
        WatchView,
        "act",
        "write-case",
        sign,
        lambda at: ObserverSignatureRequest(watch=_planned(at, lines=1)),
        group="watch",
        needs=(BY_OBSERVER,),
    ),
    Operation(
        "watch-keep",
        CollateralDecisionRequest,
        WatchView,
        "act",
        "release",
        keep,
        lambda at: CollateralDecisionRequest(
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
        CollateralView,
        "look",
        "read-case",
        read,
        lambda at: OneLine(watch=_planned(at, lines=1, kept=True), line=1),
        group="watch",
    ),
    Operation(
        "watch-look",
        WatchLogRequest,
        WatchView,
        "look",
        "read-case",
        look,
        lambda at: WatchLogRequest(watch=_planned(at, lines=1)),
        group="watch",
    ),
    Operation("watch-mine", NoQuestion, WatchesView, "look", "read-case", mine, _seen, group="watch"),
    Operation(
        "watch-publish",
        SightingsRequest,
        SightingsView,
        "act",
        "deposit",
        publish,
        lambda at: SightingsRequest(
            watch=_planned(at, lines=1),
            case=at.home,
            lines=["1"],
            grade="europol-4x4:A1",
        ),
        group="watch",
        needs=(Needs(WATCH, "watch", ("observer", "lead", "supervisor"), NOT_RELATED, "number", needed),),
    ),
)
