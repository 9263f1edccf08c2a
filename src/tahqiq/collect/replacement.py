"""Publishing a new reading of an original in the place of the one before it, in one transaction
(docs/decisions/0011)."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from tahqiq.access.door import Door
from tahqiq.collect.recovery import MERGING
from tahqiq.jobs.named_lock import NamedLock
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy
from tahqiq.model.scope import Actor
from tahqiq.model.source import Source
from tahqiq.store.database import Transaction
from tahqiq.store.decisions import Retraction
from tahqiq.store.fact_catalogue import swap
from tahqiq.store.facts.removal import replacement
from tahqiq.store.publication import Counts

WAIT_SECONDS = 120
"""How long a new reading waits for a merge of event files that is under way."""


class Superseding:
    """Takes the place of the reading ``before``, for an actor."""

    def __init__(self, door: Door, actor: Actor, before: Source) -> None:
        self._door, self._actor, self._before = door, actor, before
        self._workspace = door.workspace

    def publish(self, source: Source, counts: Counts, manifest: str, files: list[int]) -> None:
        """Publish ``source`` and close the reading before it, within :func:`merging_stopped`: its values
        become history, its events leave the files, its retractions are kept for the values that the new
        reading has too. All of it or nothing.

        Event files that are no longer read are swept at the next start. Raises ``Conflict``
        (``reading-not-latest``) when somebody was quicker.
        """
        with ExitStack() as acts:
            old, new = replacement(
                self._workspace.root / "facts", self._workspace.catalogue, frozenset({self._before.no})
            )
            self._door.audit.fact_files(self._actor, new)
            carried = self._carried(source)
            for _, made in carried:
                acts.enter_context(
                    self._door.audit.act(self._actor, made.kind, made.thing, source.case, made.payload())
                )

            def close(transaction: Transaction) -> None:
                self._workspace.sources.supersede(transaction, self._before, source, self._actor.id)
                swap(transaction, old, new)
                for entity, made in carried:
                    self._workspace.decisions.carry(transaction, entity, source.no, made)

            self._workspace.publication.publish(source, counts, manifest, files, also=close)

    def _carried(self, source: Source) -> list[tuple[int, Retraction]]:
        standing = self._workspace.decisions.standing_of(self._before.no, source.no)
        return [
            (entity, replace(made, source=source.id, seq=1, at=clock.stamp(), actor=self._actor.id))
            for entity, made in standing
        ]


@contextmanager
def merging_stopped(door: Door) -> Iterator[None]:
    """Hold the lock for merging event files, from before the unit of work that a reading is published in:
    another process's merge is waited for, and it has to write to end. Raises ``Busy`` (``lock-held``) when
    that takes too long."""
    until = time.monotonic() + WAIT_SECONDS
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(NamedLock(door.workspace.database, MERGING))
                break
            except Busy:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
        yield


@contextmanager
def new_reading(
    door: Door, actor: Actor, act: str, source: Source, reason: str, zone: str = ""
) -> Iterator[Source]:
    """A reading, registered in staging, that the block publishes in the place of ``source``; what fails in
    the block takes it off the register again, and the reading before it stands. ``act`` goes into the log.

    Raises ``Conflict`` (``reading-not-latest``).
    """
    workspace = door.workspace
    with door.audit.process(actor, act, source.id, source.case) as outcome:
        new = workspace.sources.read_again(source, reason, actor.id, zone)
        outcome["source"] = new.id
        try:
            yield new
        except BaseException:
            workspace.publication.sweep(new.no)
            workspace.sources.forget_reading(new.no)
            raise
