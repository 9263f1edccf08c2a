"""What a decision about a card of the queue changes. The one place where it is counted and where the queue's
order comes from.

Nothing in it says how dangerous or important a person is: it counts what would come to stand together, and
whether somebody has it on a screen already.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tahqiq.resolve.traits import Traits


@dataclass(frozen=True, slots=True)
class Effect:
    """What deciding "the same" on a card would bring together.

    ``records``: recorded fragments that would be one. ``documents`` and ``cases``: how many they come from;
    ``joins_documents`` and ``joins_cases`` say that this is more than any one of the entities has by itself,
    so that the decision connects what nothing connected. ``ties``: distinct other things the records are tied
    to. ``events``: events of the numbers they hold. ``watched``: charts and watches of the viewer's cases
    that contain one of the records.
    """

    records: int
    documents: int
    joins_documents: bool
    cases: int
    joins_cases: bool
    ties: int
    events: int
    watched: int

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """What the queue is ordered by, smaller first: on a chart or watched; then cases that would be
        connected, most first; then documents that would be; then ties and events together.

        >>> Effect(2, 2, True, 1, False, 3, 40, 1).rank
        (0, 0, -2, -43)
        """
        cases = self.cases if self.joins_cases else 0
        documents = self.documents if self.joins_documents else 0
        return int(self.watched == 0), -cases, -documents, -(self.ties + self.events)


def effect(
    entities: Sequence[Sequence[int]],
    traits: Mapping[int, Traits],
    events: Mapping[int, int],
    cases: Mapping[int, str],
    watched: Mapping[int, Collection[str]],
) -> Effect:
    """The effect of joining some entities, each given by its nodes. ``events`` by the numbers they hold;
    ``cases`` by data class; ``watched``: the charts and watches that contain a node."""
    nodes = [node for members in entities for node in members]
    documents = [
        frozenset(source for node in members if node in traits for source in traits[node].sources)
        for members in entities
    ]
    inside = [
        frozenset(cases[one] for node in members if node in traits for one in traits[node].classes)
        for members in entities
    ]
    own = set(nodes)
    tied = {other for node in nodes if node in traits for other in traits[node].tied} - own
    held = {number for node in nodes if node in traits for number in traits[node].holds}
    sources, files = frozenset[int]().union(*documents), frozenset[str]().union(*inside)
    shown = {one for node in nodes for one in watched.get(node, ())}
    return Effect(
        len(nodes),
        len(sources),
        len(sources) > max(map(len, documents)),
        len(files),
        len(files) > max(map(len, inside)),
        len(tied),
        sum(events.get(number, 0) for number in held),
        len(shown),
    )


__all__ = ["Effect", "effect"]
