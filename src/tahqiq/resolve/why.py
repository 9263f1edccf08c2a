"""Why is this one entity? The judgements that join its fragments as a tree, and what else was decided about
it."""

from dataclasses import dataclass

from tahqiq.resolve.clusters import Clustering
from tahqiq.resolve.solve import Contradiction
from tahqiq.store.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Branch:
    """One fragment of an entity: joined to ``parent`` (a node number, None for the one the entity is
    displayed by) by ``judgement``."""

    node: int
    parent: int | None
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class Why:
    """``branches`` from the displayed fragment on, each after its parent; ``further`` judgements that say the
    same once more; ``apart`` what was judged different or unsure of a fragment; ``contradictions`` that wait;
    ``past`` what was taken back or replaced, and the undoings."""

    branches: tuple[Branch, ...]
    further: tuple[Judgement, ...]
    apart: tuple[Judgement, ...]
    contradictions: tuple[Contradiction, ...]
    past: tuple[Judgement, ...]


def why(found: Clustering, node: int) -> Why:
    """Why the entity of ``node`` is one, by the visible judgements."""
    members = found.members(node)
    inside = set(members)
    about = {one: found.live[one] for member in members for one in found.about.get(member, ())}
    joins = sorted(
        (item for item in about.values() if item.verdict == "same" and item.id not in found.contradictions),
        key=_order,
    )
    branches, used = _tree(members[0], joins)
    apart = sorted((item for item in about.values() if item.verdict in ("different", "unsure")), key=_order)
    waiting = tuple(
        item for _, item in sorted(found.contradictions.items()) if inside.intersection(item.same.pair)
    )
    past = [
        item
        for item in found.seen.values()
        if inside.intersection(item.pair) and (item.id not in found.live or item.verdict == "undo")
    ]
    return Why(
        tuple(branches),
        tuple(item for item in joins if item.id not in used),
        tuple(apart),
        waiting,
        tuple(sorted(past, key=_order)),
    )


def _tree(root: int, joins: list[Judgement]) -> tuple[list[Branch], set[str]]:
    branches, used, reached = [Branch(root, None, None)], set[str](), {root}
    for branch in branches:
        for item in joins:
            if branch.node in item.pair:
                other = item.right if item.left == branch.node else item.left
                if other not in reached:
                    reached.add(other)
                    used.add(item.id)
                    branches.append(Branch(other, branch.node, item))
    return branches, used


def _order(item: Judgement) -> tuple[str, str]:
    return item.at, item.id
