"""The list of identity decisions, to be read and taken along: who decided what about whom, when, why, and
whether it still stands."""

from dataclasses import dataclass

from tahqiq.access.door import Door
from tahqiq.model.caption import caption
from tahqiq.model.scope import Actor
from tahqiq.resolve.clusters import Clusters
from tahqiq.store.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with what its two things are called and whether it stands (was neither taken back nor
    replaced)."""

    judgement: Judgement
    left: str
    right: str
    standing: bool


class Decisions:
    """The identity decisions that one person may see, the latest first."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor = door, actor

    def latest(
        self, mine: bool = False, limit: int = 100, skip: int = 0, *, leaving: bool = False
    ) -> tuple[list[Decided], int]:
        """The decisions after the first ``skip``, and how many there are; ``mine``: this person's own, those
        carried out for a program too; ``leaving``: as they may leave the program, without those that rest on
        rows that an order holds back."""
        scope = self._door.scope(self._actor, "product" if leaving else "work")
        self._door.audit.read(self._actor, "identity-decisions")
        found = Clusters.of(self._door.workspace).clustering(scope)
        wanted = [item for item in found.seen.values() if not mine or item.actor == self._actor.id]
        ordered = sorted(wanted, key=lambda item: item.no, reverse=True)
        page = ordered[skip : skip + max(1, limit)]
        nodes = sorted({node for item in page for node in item.pair})
        shown = self._door.workspace.reading.entities(scope, nodes)
        names = {no: caption(entity) for no, entity in shown.items()}
        return [
            Decided(item, names.get(item.left, ""), names.get(item.right, ""), item.id in found.live)
            for item in page
        ], len(ordered)


__all__ = ["Decided", "Decisions"]
