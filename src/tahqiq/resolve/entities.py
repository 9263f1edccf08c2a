"""Reading through judgements: entities with the statements of all their fragments, and the links between
entities instead of fragments.

The work of a read grows by the fragments it touches, never by one question per node: what is one is a look
into a mapping (:mod:`tahqiq.resolve.clusters`).
"""

from collections.abc import Iterable, Mapping, Sequence

from tahqiq.kit.errors import NotFound
from tahqiq.kit.ids import whole_id
from tahqiq.model.entity import Entity
from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.resolve.clusters import Clustering, Clusters
from tahqiq.resolve.proposals import Proposals
from tahqiq.resolve.queue import waiting
from tahqiq.store.links import Links
from tahqiq.store.nodes import asked_numbers, node_rows
from tahqiq.store.workspace import Workspace


class EntityLinks(Links):
    """Links between entities. An entity stands under the node that the caller asked with, or else under the
    one it is displayed by.

    With ``proposals`` what may be the same is linked too, by lines of kind ``sameness`` (weight in whole
    bits): to be drawn dashed, never walked.
    """

    def __init__(self, workspace: Workspace, proposals: Proposals | None = None) -> None:
        super().__init__(workspace.database, vocabulary(), workspace.facts)
        self._clusters = Clusters.of(workspace)
        self._proposals = proposals

    def of(self, scope: Scope, nodes: Sequence[int], events: Sequence[Link] | None = None) -> list[Link]:
        """Every link that touches the entity of one of the nodes; links between fragments of one entity are
        left out."""
        found = self._clusters.clustering(scope)
        if not found.groups and self._proposals is None:
            return super().of(scope, nodes, events)
        asked: dict[int, int] = {}
        wanted: dict[int, None] = {}
        for node in nodes:
            members = found.members(node)
            wanted.update(dict.fromkeys(members))
            if len(members) > 1 and (node == members[0] or members[0] not in asked):
                asked[members[0]] = node
        under = {**found.representatives, **_under(found, asked)}
        links = self.between(scope, list(wanted), under, events)
        suggested = self._suggested(scope, found, sorted(wanted), under)
        return self.ordered(links + suggested) if suggested else links

    def _suggested(
        self, scope: Scope, found: Clustering, nodes: Sequence[int], under: Mapping[int, int]
    ) -> list[Link]:
        """A line for each pair that the program proposes and nobody has decided."""
        pairs = (
            [item.pair for item in waiting(found, self._proposals.of(scope, nodes)) if item.pair]
            if self._proposals
            else []
        )
        return [
            Link(
                under.get(pair.left, pair.left),
                under.get(pair.right, pair.right),
                "sameness",
                "sameness",
                max(pair.classes, default=0),
                max(1, round(pair.weight)),
            )
            for pair in pairs
        ]


def _under(found: Clustering, asked: dict[int, int]) -> dict[int, int]:
    return {member: node for shown, node in asked.items() if node != shown for member in found.groups[shown]}


class Entities:
    """The entities of one scope at one moment."""

    def __init__(self, workspace: Workspace, scope: Scope) -> None:
        self._reading, self._scope = workspace.reading, scope
        self._database = workspace.database
        self.clustering = Clusters.of(workspace).clustering(scope)

    def entity(self, node_id: str) -> tuple[int, Entity]:
        """Number of the node it is displayed by, and the entity of an id (of any of its fragments) or a
        unique beginning of one.

        Raises ``NotFound`` (``no-such-entity``).
        """
        number = self._reading.resolve(self._scope, node_id)
        found = self.entities([number])
        if number not in found:
            raise NotFound("no-such-entity", id=node_id)
        return self.clustering.representative(number), found[number]

    def found(self, ids: Iterable[str]) -> dict[str, tuple[int, Entity]]:
        """What :meth:`entity` answers for each of many ids, by the id as it was given; one that leads to
        nothing is left out. Whole ids are read together."""
        asked = list(dict.fromkeys(ids))
        whole = {one: identity for one in asked if (identity := whole_id(one)) is not None}
        known = asked_numbers(self._database, list(whole.values()))
        numbers = {one: known[identity] for one, identity in whole.items()}
        made = self.entities(list(dict.fromkeys(numbers.values())))
        found = {
            one: (self.clustering.representative(no), made[no]) for one, no in numbers.items() if no in made
        }
        for one in asked:
            if one not in whole:
                try:
                    found[one] = self.entity(one)
                except NotFound:
                    continue
        return found

    def entities(self, nodes: Sequence[int], linked: Iterable[int] = ()) -> dict[int, Entity]:
        """The entity of each of the nodes; one of which nothing is visible is left out. ``linked`` are nodes
        that a visible link has shown."""
        return self.of(nodes, self.fragments(nodes, linked))

    def fragments(self, nodes: Iterable[int], linked: Iterable[int] = ()) -> dict[int, Entity]:
        """All visible fragments of the entities of some nodes, each by itself."""
        return self._reading.entities(
            self._scope, sorted({one for node in nodes for one in self.clustering.members(node)}), linked
        )

    def of(self, nodes: Iterable[int], fragments: Mapping[int, Entity]) -> dict[int, Entity]:
        """The entities of some nodes from their fragments."""
        made = {}
        for node in nodes:
            known = [fragments[one] for one in self.clustering.members(node) if one in fragments]
            if known:
                made[node] = joined(known)
        return made

    def heads(self, linked: Iterable[int]) -> dict[int, tuple[bytes, str]]:
        """Id and type of the entities of some nodes that a visible link has shown. What is said of them is
        not read: of a thing with very many links that is all of what is said of very many things."""
        members = {node: self.clustering.members(node) for node in linked}
        rows = node_rows(self._database, sorted({one for found in members.values() for one in found}))
        made = {}
        for node, found in members.items():
            known = [rows[one] for one in found if one in rows]
            if known:
                made[node] = (known[0][0], _most_particular([row[1] for row in known]))
        return made


def _most_particular(schemata: Sequence[str]) -> str:
    schema = schemata[0]
    for other in schemata[1:]:
        if vocabulary().is_a(other, schema):
            schema = other
    return schema


def joined(fragments: Sequence[Entity]) -> Entity:
    """One entity of its fragments, the displayed one first: all statements, each still of its fragment; the
    most particular of their types."""
    first = fragments[0]
    if len(fragments) == 1:
        return first
    schema = _most_particular([fragment.schema for fragment in fragments])
    statements = tuple(item for fragment in fragments for item in fragment.statements)
    ids = tuple(fragment.id for fragment in fragments)
    return Entity(first.id, schema, first.namespace, first.key, statements, ids, first.numbered)
