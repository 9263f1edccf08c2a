"""People whom a surveillance saw and who are no subjects of it: whether what was seen is kept, and reading
it."""

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.lines import changed
from tahqiq.desks.covert.closed_texts import admitted, opened
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.watches.log import OBSERVATION, BystanderDecision, ObservationLine, log_of
from tahqiq.desks.covert.watches.record import Watch, of_number
from tahqiq.desks.covert.watches.requests import WatchReference
from tahqiq.desks.covert.watches.view import WatchView, watch_view
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused


class BystanderDecisionRequest(WatchReference):
    """A decision on somebody who is no subject."""

    line: int = Field(ge=1, description="The line of the log.")
    keep: bool = Field(description="Keep what was seen of them.")
    reason: str = Field(min_length=3, max_length=2_000, description="Why.")


class WatchLineReference(WatchReference):
    """A line of the log."""

    line: int = Field(ge=1, description="The line of the log.")


class BystanderView(Strict):
    """What was seen of somebody who is no subject, where it was decided to keep it."""

    watch: str
    line: int
    text: str
    reason: str


def keep(at: ActingDesktop, asked: BystanderDecisionRequest, _progress: Progress | None) -> WatchView:
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
        OBSERVATION,
        line,
        decided=BystanderDecision(kept=asked.keep, reason=asked.reason, by=at.actor.id, at=clock.now()),
    )
    return watch_view(at, kept)


def read(at: Desktop, asked: WatchLineReference, _progress: Progress | None) -> BystanderView:
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
    return BystanderView(
        watch=kept.body.number,
        line=asked.line,
        text=opened(at, found.seen.collateral),
        reason=found.decided.reason,
    )


def _collateral(at: Desktop, kept: RecordVersion[Watch], line: int) -> RecordVersion[ObservationLine]:
    found = log_of(at, kept).numbered([line]).get(line)
    if found is None or not found.body.seen.collateral:
        raise NotFound("covert-no-collateral", line=line)
    return found
