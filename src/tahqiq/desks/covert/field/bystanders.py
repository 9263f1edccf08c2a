"""People whom a surveillance saw and who are no subjects of it: whether what was seen is kept, and reading
it."""

from tahqiq.casework.shelves import Kept
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.lines import changed
from tahqiq.desks.covert.closed import admitted, opened
from tahqiq.desks.covert.field.watch import (
    SEEN_LINE,
    Decided,
    SeenLine,
    Watch,
    WatchView,
    log_of,
    of_number,
    told,
)
from tahqiq.desks.covert.field.watch_requests import (
    CollateralDecisionRequest,
    CollateralView,
    OneLine,
)
from tahqiq.desks.covert.involved import involvement
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused


def keep(at: ActingDesktop, asked: CollateralDecisionRequest, _progress: Progress | None) -> WatchView:
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


def read(at: Desktop, asked: OneLine, _progress: Progress | None) -> CollateralView:
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
    return CollateralView(
        watch=kept.body.number,
        line=asked.line,
        text=opened(at, found.seen.collateral),
        reason=found.decided.reason,
    )


def _collateral(at: Desktop, kept: Kept[Watch], line: int) -> Kept[SeenLine]:
    found = log_of(at, kept).numbered([line]).get(line)
    if found is None or not found.body.seen.collateral:
        raise NotFound("covert-no-collateral", line=line)
    return found
