"""Writing the log of a surveillance and signing it."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.details import record_of
from tahqiq.desk.lines import appended
from tahqiq.desk.moments import Happened
from tahqiq.desks.covert.closed_texts import close
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.remarks import late_entry
from tahqiq.desks.covert.uses.record import used
from tahqiq.desks.covert.watches.examples import watch_example
from tahqiq.desks.covert.watches.log import (
    OBSERVATION,
    Identification,
    Observation,
    ObservationDetails,
    corrections,
    log_of,
)
from tahqiq.desks.covert.watches.record import BY_OBSERVER, LONG, WATCH, LogSignature, Watch, of_number
from tahqiq.desks.covert.watches.requests import WatchReference
from tahqiq.desks.covert.watches.view import WatchView, watch_view
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Refused, WrongUse
from tahqiq.model.grade import Grade


class ObservationMoment(WatchReference):
    """When something was seen in a surveillance."""

    at: Annotated[AwareDatetime, Happened()] = Field(description="When it was seen, with its zone.")


class ObservationRequest(ObservationDetails, ObservationMoment):
    """A line of the log."""

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


class LogSignatureRequest(WatchReference):
    """An observer's word on the log."""

    dissent: str = Field(default="", max_length=LONG, description="Where it was not so; nothing: it was so.")


def see(at: ActingDesktop, asked: ObservationRequest, _progress: Progress | None) -> WatchView:
    """Write a line of the log; for the observers, each or one for all. What is typed in late keeps both
    times. Raises ``Refused`` (``covert-no-observer``), ``WrongUse`` (``covert-outside-plan``,
    ``covert-not-in-plan``, ``covert-no-line``, ``covert-identified-because``, ``unknown-grade``),
    ``NotFound`` (``no-such-compartment``: for what is seen of others)."""
    now, kept = clock.now(), of_number(at, asked.watch)
    body = kept.body
    observer_code(at, body)
    if not body.begins <= asked.at <= body.ends:
        raise WrongUse("covert-outside-plan", number=body.number)
    if asked.observer not in body.observers or (asked.subject and asked.subject not in body.subjects):
        raise WrongUse(
            "covert-not-in-plan", value=asked.subject if asked.observer in body.observers else asked.observer
        )
    lines = log_of(at, kept)
    if asked.corrects and (asked.corrects > lines.count() or corrections(lines, [asked.corrects])):
        raise WrongUse("covert-no-line", line=asked.corrects)
    identified = _identification(asked)
    collateral = close(at, asked.collateral.strip()) if asked.collateral.strip() else ""
    seen = record_of(Observation, asked, written_at=now, collateral=collateral, identified=identified)
    used(at, "observation", asked.at, body.authorisation, of=body.number)
    appended(at, OBSERVATION, kept.id, body.number, seen=seen)
    return watch_view(at, kept, late_entry(asked.at, now))


def sign(at: ActingDesktop, asked: LogSignatureRequest, _progress: Progress | None) -> WatchView:
    """Sign the log as it stands, or say where it was not so. Raises ``Refused`` (``covert-no-observer``)."""
    kept = of_number(at, asked.watch)
    own, last = observer_code(at, kept.body), log_of(at, kept).last()
    count, digest = (last.body.number, last.body.digest) if last else (0, "")
    made = LogSignature(
        observer=own, at=clock.now(), lines=count, digest=digest, dissent=asked.dissent.strip()
    )
    body = kept.body.model_copy(update={"signatures": [*kept.body.signatures, made]})
    return watch_view(at, at.records(WATCH).save(body, "", kept.id, kept.version))


def _identification(asked: ObservationRequest) -> Identification | None:
    told_of = (asked.identified.strip(), asked.because.strip(), asked.grade.strip())
    if not any(told_of):
        return None
    if not all(told_of) or not asked.distance or not asked.seconds:
        raise WrongUse("covert-identified-because")
    return Identification(
        who=told_of[0], because=told_of[1], before=asked.known_before, grade=str(Grade.parse(told_of[2]))
    )


def observer_code(at: Desktop, body: Watch) -> str:
    """The code under which the person observes. Raises ``Refused`` (``covert-no-observer``, in the log)."""
    own = involvement(at, body.number, at.actor.id)
    code = next((code for code, digest in body.observers.items() if digest == own), "")
    if not code:
        at.bench.door.audit.refused(at.actor, "covert.watch-log", body.number, "covert-no-observer", at.home)
        raise Refused("covert-no-observer")
    return code


OPERATIONS = (
    Operation(
        "watch-log",
        ObservationRequest,
        WatchView,
        "act",
        "write-case",
        see,
        lambda at: ObservationRequest(
            watch=watch_example(at),
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
        LogSignatureRequest,
        WatchView,
        "act",
        "write-case",
        sign,
        lambda at: LogSignatureRequest(watch=watch_example(at, lines=1)),
        group="watch",
        needs=(BY_OBSERVER,),
    ),
)
