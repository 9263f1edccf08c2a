"""The groups of a message, declared, and each segment put into its group by where it stands: the same tag means another thing in another group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tahqiq.formats.edifact.segments import Segment

MANY = 1 << 30


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A group: ``leaves`` are the tags of its own segments with how often each may stand, ``below`` its groups by the tag that begins them."""

    name: str
    leaves: Mapping[str, int] = field(default_factory=dict)
    below: Mapping[str, "Node"] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Group:
    """One group as it was found: ``first`` is the segment that begins it (None for the message itself)."""

    node: Node
    first: Segment | None
    own: list[Segment] = field(default_factory=list)
    groups: list["Group"] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def each(self, tag: str) -> list[Segment]:
        """Its own segments with this tag."""
        return [one for one in self.own if one.tag == tag]

    def one(self, tag: str) -> Segment | None:
        """The first of them."""
        for found in self.own:
            if found.tag == tag:
                return found
        return None

    def all(self, name: str) -> list["Group"]:
        """Its groups of this name, in order."""
        return [one for one in self.groups if one.node.name == name]


def grouped(root: Node, found: Iterable[Segment]) -> tuple[Group, list[Segment]]:
    """The message as a tree, and the segments for which it has no place.

    A segment goes into the innermost open group that may hold it, or begins the group that may begin there; order within a group is not asked for.

    >>> leaf = Node("person", {"ATT": 1})
    >>> grouped(Node("list", {}, {"NAD": leaf}), [])[0].node.name
    'list'
    """
    whole = Group(root, None)
    stack, stray = [whole], []
    for segment in found:
        tag = segment.tag
        for depth in range(len(stack) - 1, -1, -1):
            group = stack[depth]
            limit = group.node.leaves.get(tag, 0)
            if limit and (limit == MANY or group.counts.get(tag, 0) < limit):
                del stack[depth + 1 :]
                if limit != MANY:
                    group.counts[tag] = group.counts.get(tag, 0) + 1
                group.own.append(segment)
                break
            below = group.node.below.get(tag)
            if below is not None:
                del stack[depth + 1 :]
                made = Group(below, segment)
                group.groups.append(made)
                stack.append(made)
                break
        else:
            stray.append(segment)
    return whole, stray
