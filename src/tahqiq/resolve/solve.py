"""From judgements to clusters: what was judged the same is one, unless that would join what was judged
different."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tahqiq.store.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A "same" that would join what was judged different: it joins nothing until a person decides.
    ``against`` are the judgements it runs against."""

    same: Judgement
    against: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Solved:
    """Groups of two or more node numbers that are one thing, each ascending; and the contradictions found on
    the way."""

    groups: tuple[tuple[int, ...], ...]
    contradictions: tuple[Contradiction, ...]


def solve(sames: Sequence[Judgement], differents: Iterable[Judgement]) -> Solved:
    """Groups of judgements that stand. The same judgements give the same groups in whatever order they were
    made or come in.

    A person's word goes before a program's, a surer pair before a less sure one, then the smaller ids: in
    that order each "same" joins two groups unless some "different" stands between them; then it is a
    contradiction.
    """
    parent: dict[int, int] = {}
    apart: dict[int, dict[int, list[Judgement]]] = {}

    def root(node: int) -> int:
        found = node
        while parent.setdefault(found, found) != found:
            found = parent[found]
        while parent[node] != found:
            parent[node], node = found, parent[node]
        return found

    for item in differents:
        apart.setdefault(item.left, {}).setdefault(item.right, []).append(item)
        apart.setdefault(item.right, {}).setdefault(item.left, []).append(item)
    contradictions = []
    for item in sorted(sames, key=_rank):
        left, right = root(item.left), root(item.right)
        if left == right:
            continue
        against = apart.get(left, {}).get(right)
        if against:
            contradictions.append(Contradiction(item, tuple(sorted(against, key=_rank))))
            continue
        if len(apart.get(left, ())) > len(apart.get(right, ())):
            left, right = right, left
        parent[left] = right
        for other, between in apart.pop(left, {}).items():
            apart.setdefault(right, {}).setdefault(other, []).extend(between)
            mirrored = apart[other].pop(left)
            apart[other].setdefault(right, []).extend(mirrored)
    groups: dict[int, list[int]] = {}
    for node in parent:
        groups.setdefault(root(node), []).append(node)
    made = sorted(tuple(sorted(members)) for members in groups.values() if len(members) > 1)
    return Solved(tuple(made), tuple(contradictions))


def _rank(item: Judgement) -> tuple[bool, float, bytes, bytes, str]:
    low, high = sorted((item.left_id, item.right_id))
    return bool(item.machine), -(1.0 if item.score is None else item.score), low, high, item.id
