"""A log in which who acts stays closed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tahqiq.access.audit import AuditLog
from tahqiq.access.hidden_actor import HiddenActors, hiding
from tahqiq.access.outbox import Payload
from tahqiq.model.scope import Actor
from tahqiq.store.workspace import Workspace


class HidingLog:
    """An audit log for acts on what is hidden: its entries do not tell who acted."""

    def __init__(self, log: AuditLog, actors: HiddenActors) -> None:
        self._log, self._actors = log, actors

    def read(self, actor: Actor, act: str, thing: str = "", case: str = "") -> None:
        """As :meth:`AuditLog.read`."""
        with hiding(self._actors):
            self._log.read(actor, act, thing, case)

    def glance(self, actor: Actor, act: str, thing: str = "", case: str = "") -> None:
        """As :meth:`AuditLog.glance`."""
        with hiding(self._actors):
            self._log.glance(actor, act, thing, case)

    def refused(self, actor: Actor, act: str, thing: str, code: str, case: str = "") -> None:
        """As :meth:`AuditLog.refused`."""
        with hiding(self._actors):
            self._log.refused(actor, act, thing, code, case)

    @contextmanager
    def act(
        self, actor: Actor, act: str, thing: str = "", case: str = "", payload: Payload | None = None
    ) -> Iterator[dict[str, str | int]]:
        """As :meth:`AuditLog.act`; what is logged inside the block is hidden too."""
        with hiding(self._actors), self._log.act(actor, act, thing, case, payload) as found:
            yield found

    @contextmanager
    def process(
        self, actor: Actor, act: str, thing: str = "", case: str = "", payload: Payload | None = None
    ) -> Iterator[dict[str, str | int]]:
        """As :meth:`AuditLog.process`; what is logged inside the block is hidden too."""
        with hiding(self._actors), self._log.process(actor, act, thing, case, payload) as found:
            yield found

    @contextmanager
    def acts(
        self, actor: Actor, act: str, things: Sequence[tuple[str, Payload | None]], case: str = ""
    ) -> Iterator[list[dict[str, str | int]]]:
        """As :meth:`AuditLog.acts`."""
        with hiding(self._actors), self._log.acts(actor, act, things, case) as found:
            yield found


def log_of(log: AuditLog, workspace: Workspace, *, hides: bool) -> AuditLog | HidingLog:
    """The log for acts on what hides its actors, or the log itself."""
    return HidingLog(log, HiddenActors(workspace)) if hides else log
