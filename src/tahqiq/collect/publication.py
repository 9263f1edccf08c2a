"""Publishing what was read of a source: who may still do it, the act in the log, the chain of custody; and
the end of a job that published."""

import logging
from collections.abc import Sequence
from contextlib import nullcontext

from tahqiq.access.denied import denied
from tahqiq.access.door import Door
from tahqiq.collect.chain_of_custody import enter
from tahqiq.collect.recovery import merge_facts
from tahqiq.collect.replacement import Superseding, merging_stopped
from tahqiq.kit.errors import Damaged
from tahqiq.model.scope import Actor
from tahqiq.model.source import Source
from tahqiq.store.facts.catalogue import FactFile
from tahqiq.store.publication import Counts
from tahqiq.store.source_facts import event_keys, stated

LOG = logging.getLogger("tahqiq.intake")


class Publication:
    """Makes readings visible for an actor; every file of events stands in the log before it is seen."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor, self._workspace = door, actor, door.workspace

    def publish(
        self,
        source: Source,
        counts: Counts,
        manifest: str,
        files: list[FactFile],
        at: str = "",
        before: Source | None = None,
    ) -> None:
        """Publish a source, in the place of the reading ``before`` where there is one. Raises ``Refused``."""
        self._still_may(source)
        said = stated(self._workspace.database, source.no)
        payload: dict[str, str | int] = {
            "source": source.id,
            "sha256": source.sha256,
            "manifest": manifest,
            "said": said,
            **counts.committed(),
        }
        if before is not None:
            payload["follows"] = before.id
        self._door.audit.fact_files(self._actor, files)
        self._door.audit.fact_rows(
            self._actor, source.id, files, event_keys(self._workspace.database, source.no)
        )
        stopped = merging_stopped(self._door) if before is not None else nullcontext()
        with (
            stopped,
            self._door.audit.unit(),
        ):  # a crash leaves no reading whose chain of custody nobody signed for
            with self._door.audit.act(self._actor, "publish", source.id, source.case, payload):
                if before is not None:
                    Superseding(self._door, self._actor, before).publish(
                        source, counts, manifest, [item.no for item in files]
                    )
                else:
                    self._workspace.publication.publish(
                        source, counts, manifest, [item.no for item in files], at
                    )
            enter(self._door, self._actor, source, "published", f"{counts.mapped}/{counts.records}")

    def _still_may(self, source: Source) -> None:
        """Before anything becomes visible: whoever lost the account or the case meanwhile publishes nothing.
        Raises ``Refused``."""
        if self._door.people.get(self._actor.id).state != "active":
            self._door.audit.refused(self._actor, "deposit", source.case, "account-closed", source.case)
            raise denied("deposit")
        self._door.require(self._actor, "deposit", source.case)

    def conclude(self) -> None:
        """Merge what became too many files, and sign the log: a head that stands beside the key covers what
        was taken in. Within a unit when that is committed."""
        unit = self._workspace.database.units.here
        if unit is not None:
            unit.afterwards.append(self.conclude)
            return
        self.merge()
        try:
            self._door.audit.head()
        except (OSError, Damaged) as error:
            LOG.warning("the log was not signed: %s", error)

    def merge(self) -> None:
        """Merge what became too many files of events."""
        merge_facts(self._workspace, self._announce)

    def _announce(self, files: Sequence[FactFile]) -> None:
        self._door.audit.fact_files(self._actor, files)
