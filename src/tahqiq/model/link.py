"""A line between two things, as neighbours, paths, charts and exports read it (DESIGN, Links)."""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

LinkKind = Literal["edge", "property", "fact", "fitted", "sameness"]


class Evidence(NamedTuple):
    """Where a link rests: a statement (entity and statement id), an edge entity, or facts (``entity`` = id of
    the first event)."""

    entity: bytes
    statement: bytes = b""
    source: int = 0
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """``a`` to ``b`` as the link points (node numbers). ``label`` is a schema name (edge, fact,
    fitted: a SIM or number in the handset it worked in, by the events) or a property name (property).

    ``via`` is the node number of the edge entity that opens behind the line, 0 when there is none. ``weight``
    is how often a line counts: for facts ``forth`` + ``back``, the distinct events from ``a`` to ``b`` and
    from ``b`` to ``a`` (the one definition of an event is in :mod:`tahqiq.store.facts.occasions`); for edges
    how strong their source calls them; for properties how many values say it. ``records`` tell of it;
    ``first`` and ``last`` are ISO texts, empty when undated. ``data_class`` is the class it is kept in: one
    line per class. ``certainty`` is what is said of how sure an edge is. ``balanced`` says that neither end
    acted more often (facts), so that ``a`` is the one with the smaller id.
    """

    a: int
    b: int
    kind: LinkKind
    label: str
    data_class: int
    weight: int = 1
    first: str = ""
    last: str = ""
    via: int = 0
    evidence: tuple[Evidence, ...] = ()
    balanced: bool = False
    forth: int = 0
    back: int = 0
    records: int = 1
    certainty: tuple[str, ...] = ()

    def events(self, here: int) -> tuple[int, int]:
        """Distinct events from ``here`` to the other end, and from there."""
        return (self.forth, self.back) if here == self.a else (self.back, self.forth)

    def turned(self) -> "Link":
        """The same line written from its other end."""
        return replace(self, a=self.b, b=self.a, forth=self.back, back=self.forth)

    def with_more(self, other: "Link", evidence: "tuple[Evidence, ...]") -> "Link":
        """This line and another one between the same ends as one, resting on ``evidence``; events point from
        the party that began more of them."""
        if self.kind == "fact" and other.a != self.a:
            other = other.turned()
        made = replace(
            self,
            weight=self.weight + other.weight,
            first=min(filter(None, (self.first, other.first)), default=""),
            last=max(self.last, other.last),
            evidence=evidence,
            forth=self.forth + other.forth,
            back=self.back + other.back,
            records=self.records + other.records,
        )
        if self.kind != "fact":
            return made
        return replace(made.turned() if made.back > made.forth else made, balanced=made.forth == made.back)

    @property
    def ends(self) -> tuple[int, int]:
        """What two lines have alike that are one: the ends, for events in whatever direction."""
        return (min(self.a, self.b), max(self.a, self.b)) if self.kind == "fact" else (self.a, self.b)

    def other(self, node: int) -> int:
        """The end that is not ``node``."""
        return self.b if node == self.a else self.a
