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


class Group:
    """One group as it was found: ``first`` is the segment that begins it (None for the message itself), ``own`` its own segments, ``groups`` those below it."""

    __slots__ = ("counts", "first", "groups", "node", "own")

    def __init__(self, node: Node, first: Segment | None) -> None:
        self.node, self.first = node, first
        self.own: list[Segment] = []
        self.groups: list[Group] = []
        self.counts: dict[str, int] = {}

    def each(self, tag: str) -> list[Segment]:
        """Its own segments with this tag."""
        return [one for one in self.own if one.tag == tag] if self.own else []

    def one(self, tag: str) -> Segment | None:
        """The first of them."""
        for found in self.own:
            if found.tag == tag:
                return found
        return None

    def all(self, name: str) -> list["Group"]:
        """Its groups of this name, in order."""
        return [one for one in self.groups if one.node.name == name] if self.groups else []


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
        if stack[-1].node.leaves.get(tag) == MANY:
            stack[-1].own.append(segment)
            continue
        for depth in range(len(stack) - 1, -1, -1):
            group = stack[depth]
            node = group.node
            limit = node.leaves.get(tag)
            if limit and (limit == MANY or group.counts.get(tag, 0) < limit):
                del stack[depth + 1 :]
                if limit != MANY:
                    group.counts[tag] = group.counts.get(tag, 0) + 1
                group.own.append(segment)
                break
            if tag in node.below:
                del stack[depth + 1 :]
                made = Group(node.below[tag], segment)
                group.groups.append(made)
                stack.append(made)
                break
        else:
            stray.append(segment)
    return whole, stray
