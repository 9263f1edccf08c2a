"""Lines of a source's chain of custody, each with an entry in the log that commits to all of them so far."""

from tahqiq.access.door import Door
from tahqiq.access.verify_custody import CUSTODY, custody_payload
from tahqiq.kit import clock
from tahqiq.model.scope import Actor
from tahqiq.model.source import Source
from tahqiq.store.originals import Sealed


def enter(door: Door, actor: Actor, source: Source, act: str, detail: str) -> None:
    """Add a line."""
    line = (clock.stamp(), actor.id, act, detail)
    payload = custody_payload(door.workspace.database, source.no, line)
    with door.audit.act(actor, CUSTODY, source.id, source.case, payload):
        door.workspace.sources.custody(source.no, line)


def received(door: Door, actor: Actor, source: Source, sealed: Sealed) -> None:
    """Enter what the register itself wrote when a source was deposited, or handed in again, and what a guard
    dropped of it."""
    if sealed.dropped:
        enter(door, actor, source, "dropped", ", ".join(f"{what} {count}" for what, count in sealed.dropped))
    with door.audit.act(
        actor, CUSTODY, source.id, source.case, custody_payload(door.workspace.database, source.no)
    ):
        pass
