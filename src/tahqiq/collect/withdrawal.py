"""Withdrawing a document that was brought by mistake: a reading that says nothing takes its place."""

from dataclasses import replace

from tahqiq.access.door import Door
from tahqiq.collect.collection_result import Collected, collected
from tahqiq.collect.publication import Publication
from tahqiq.collect.replacement import new_reading
from tahqiq.collect.staging import Staging
from tahqiq.kit.errors import Waits
from tahqiq.model.scope import Actor
from tahqiq.model.source import WITHDRAWN, Source


class Withdrawal:
    """Withdraws documents for an actor."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor, self._workspace = door, actor, door.workspace
        self._publication = Publication(door, actor)

    def of(self, source: Source, reason: str) -> list[Collected]:
        """Withdraw a published source, and first what came out of it. What it said becomes history
        (docs/decisions/0011); reading the original again brings it back. What is withdrawn already is
        answered with what stands, status ``known``: a job that is resumed goes on where it was.

        Raises ``Refused``, ``Conflict`` (``reading-not-latest``), ``Busy`` (``erasure-under-way``).
        """
        self._door.require(self._actor, "map", source.case)
        if self._workspace.sources.for_recovery(("erasing",)):
            raise Waits("erasure-under-way")
        standing = self._workspace.sources
        if source.followed_by:
            source = standing.find(self._door.scope(self._actor), source.followed_by)
        if source.withdrawn:
            return [collected(self._workspace.database, source, "known")]
        inside = [one for member in standing.inside(source.no) for one in self.of(member, reason)]
        with new_reading(self._door, self._actor, "withdraw", source, reason) as new:
            self._publish(source, replace(new, mapping_name=WITHDRAWN))
        self._publication.conclude()
        stands = standing.get(self._door.scope(self._actor), new.no)
        return [*inside, collected(self._workspace.database, stands, "withdrawn")]

    def _publish(self, source: Source, new: Source) -> None:
        self._workspace.sources.recipe(
            new.no,
            format=source.format,
            reader_version=source.reader_version,
            mapping_name=new.mapping_name,
            mapping="",
            zone=source.zone,
            zone_by=source.zone_by,
        )
        counts, manifest, files = Staging(self._workspace, new).finish()
        self._publication.publish(new, counts, manifest, files, before=source)
