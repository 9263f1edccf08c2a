"""The groups of a message, declared, and each segment put into its group by where it stands: the same tag
means another thing in another group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tahqiq.formats.edifact.segments import Segment

MANY = 1 << 30


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A group: ``leaves`` are the tags of its own segments with how often each may stand, ``below`` its
    groups by the tag that begins them."""

    name: str
    leaves: Mapping[str, int] = field(default_factory=dict)
    below: Mapping[str, "Node"] = field(default_factory=dict)


class Group:
    """One group as it was found: ``first`` is the segment that begins it (None for the message itself),
    ``own`` its own segments, ``groups`` those below it."""

    __slots__ = ("_named", "counts", "first", "groups", "node", "own")

    def __init__(self, node: Node, first: Segment | None) -> None:
        self.node, self.first = node, first
        self.own: list[Segment] = []
        self.groups: list[Group] = []
        self.counts: dict[str, int] = {}
        self._named: dict[str, list[Group]] | None = None

    def each(self, tag: str) -> list[Segment]:
        """Its own segments with this tag."""
        return [one for one in self.own if one.tag == tag] if self.own else []

    def one(self, tag: str) -> Segment | None:
        """The first of them."""
        for found in self.own:
            if found.tag == tag:
                return found
        return None

    def all(self, name: str) -> Sequence["Group"]:
        """Its groups of this name, in order; not to be changed."""
        return self._named.get(name, _NONE) if self._named else _NONE

    def begin(self, node: Node, first: Segment) -> "Group":
        """A further group in it."""
        made = Group(node, first)
        self.groups.append(made)
        if self._named is None:
            self._named = {node.name: [made]}
        else:
            known = self._named.get(node.name)
            if known is None:
                self._named[node.name] = [made]
            else:
                known.append(made)
        return made


def grouped(root: Node, found: Iterable[Segment]) -> tuple[Group, list[Segment]]:
    """The message as a tree, and the segments for which it has no place.

    A segment goes into the innermost open group that may hold it, or begins the group that may begin there;
    order within a group is not asked for.

    >>> leaf = Node("person", {"ATT": 1})
    >>> grouped(Node("list", {}, {"NAD": leaf}), [])[0].node.name
    'list'
    """
    whole = Group(root, None)
    state, stack, stray = _state((root,)), [whole], []
    for segment in found:
        tag = segment.tag
        for depth, limit, node, after in state.known.get(tag) or state.ways(tag):
            group = stack[depth]
            if limit:
                count = group.counts.get(tag, 0)
                if count >= limit:
                    continue
                group.counts[tag] = count + 1
            if node is not None:
                del stack[depth + 1 :]
                stack.append(group.begin(node, segment))
                state = after
            else:
                group.own.append(segment)
                if after is not state:
                    del stack[depth + 1 :]
                    state = after
            break
        else:
            stray.append(segment)
    return whole, stray


_NONE: tuple[Group, ...] = ()


class _State:
    """Which groups are open, from the message itself to the innermost one, and where a segment can go from
    there: the same for every message of a kind."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.nodes = nodes
        self.known: dict[str, list[_Way]] = {}

    def ways(self, tag: str) -> "list[_Way]":
        """Into which open group a segment goes or under which it begins one, the ways in the order in which
        they are tried; [] for a segment that has no place."""
        found: list[_Way] = []
        for depth in range(len(self.nodes) - 1, -1, -1):
            node, open_ = self.nodes[depth], self.nodes[: depth + 1]
            limit, begun = node.leaves.get(tag, 0), node.below.get(tag)
            if limit:
                found.append((depth, 0 if limit == MANY else limit, None, _state(open_)))
            if begun is not None and limit != MANY:
                found.append((depth, 0, begun, _state((*open_, begun))))
            if limit == MANY or begun is not None:
                break  # there is always room
        if found:
            self.known[tag] = found
        return found


_Way = tuple[int, int, Node | None, _State]
"""How deep the group is, how often the tag may stand in it (0: as often as it likes), the group that begins
(None: it is a segment of the open one), and what is open then."""


@cache
def _state(nodes: tuple[Node, ...]) -> _State:
    return _State(nodes)
