"""The logs of this desk that an older program kept as lists in one record: surveillance, deployments, custody
of exhibits."""

from collections.abc import Iterator

from tahqiq.access.door import Door
from tahqiq.desk.acts import acts_listed
from tahqiq.desk.log_migration import Listed, ListedLog, carry_lines
from tahqiq.desks.covert.deployments.log import LOG_LINE, DeploymentLogEntry
from tahqiq.desks.covert.deployments.record import DEPLOYMENT
from tahqiq.desks.covert.exhibits.record import ACT_LINE, EXHIBIT
from tahqiq.desks.covert.watches.log import OBSERVATION, BystanderDecision, Observation
from tahqiq.desks.covert.watches.record import WATCH

NAME = "covert-lines"


def carry_over(door: Door) -> int:
    """Carry over what is not there yet; how many lines came."""
    return carry_lines(door, NAME, _LOGS)


def _seen(body: Listed) -> Iterator[dict[str, object]]:
    for number, line in enumerate(body.get("log", []), 1):
        closed = line.get("collateral")
        decided = (
            BystanderDecision(kept=closed["kept"], reason=closed["reason"], by=closed["by"], at=closed["at"])
            if closed and closed["kept"] is not None
            else None
        )
        seen = Observation.model_validate({**line, "collateral": closed["text"] if closed else ""})
        yield {"seen": seen, "decided": decided, "published": body.get("published", {}).get(str(number), "")}


def _entries(body: Listed) -> Iterator[dict[str, object]]:
    for line in body.get("log", []):
        yield {"entry": DeploymentLogEntry.model_validate(line)}


_LOGS = (
    ListedLog(WATCH, OBSERVATION, "log", _seen),
    ListedLog(DEPLOYMENT, LOG_LINE, "log", _entries),
    ListedLog(EXHIBIT, ACT_LINE, "steps", acts_listed),
)
