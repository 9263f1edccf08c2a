"""What waits for a person: contradictions between judgements, then proposed pairs that nobody has decided,
the most useful first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tahqiq.model.pair import Pair
from tahqiq.resolve.clusters import Clustering
from tahqiq.resolve.solve import Contradiction

WaitingKind = Literal["contradiction", "pair"]
OPEN_CASE, TWO_CASES, NO_CASE = 1.0, 2.0, 0.25
"""What a pair is worth: it joins two open cases, it lies in one, or in none that is open. The order of the
queue is weight times this."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Two node numbers to be decided about: a contradiction, or a pair that the program proposes. ``value``
    as in :data:`OPEN_CASE`."""

    left: int
    right: int
    kind: WaitingKind
    pair: Pair | None = None
    contradiction: Contradiction | None = None
    value: float = OPEN_CASE


def waiting(found: Clustering, proposed: Iterable[Pair], unsure: bool = False) -> list[Waiting]:
    """Contradictions first, then one pair for any two entities: the heaviest. Left out is what is one
    already, or judged, or kept apart by a judgement.

    ``unsure``: what was judged unsure is among them too."""
    made = [
        Waiting(item.same.left, item.same.right, "contradiction", contradiction=item)
        for _, item in sorted(found.contradictions.items())
    ]
    apart = {
        _ends(found, item.left, item.right)
        for item in found.live.values()
        if item.verdict in (("different",) if unsure else ("different", "unsure"))
    }
    best: dict[tuple[int, int], Pair] = {}
    for pair in proposed:
        ends = _ends(found, pair.left, pair.right)
        known = best.get(ends)
        if (
            ends[0] != ends[1]
            and ends not in apart
            and pair.band in ("review", "automatic")
            and (known is None or pair.weight > known.weight)
        ):
            best[ends] = pair
    heaviest = sorted(best.values(), key=lambda pair: -pair.weight)
    return made + [Waiting(pair.left, pair.right, "pair", pair) for pair in heaviest]


def valued(
    items: Sequence[Waiting], open_cases: Mapping[int, frozenset[str]], ids: Mapping[int, bytes]
) -> list[Waiting]:
    """The items with their value to open cases, in the order of the queue. ``open_cases`` by node; ``ids``
    decide between equals."""
    made = [
        Waiting(
            item.left,
            item.right,
            item.kind,
            item.pair,
            item.contradiction,
            worth(open_cases.get(item.left, frozenset()), open_cases.get(item.right, frozenset())),
        )
        for item in items
    ]
    return sorted(
        made, key=lambda item: (item.kind != "contradiction", -_weight(item), ids[item.left], ids[item.right])
    )


def worth(left: frozenset[str], right: frozenset[str]) -> float:
    """The value of a pair by the open cases of its ends.

    >>> (worth(frozenset({"a"}), frozenset({"b"})), worth(frozenset({"a"}), frozenset({"a"})),
    ...  worth(frozenset(), frozenset()))
    (2.0, 1.0, 0.25)
    """
    both = left | right
    return TWO_CASES if len(both) > 1 else OPEN_CASE if both else NO_CASE


def _weight(item: Waiting) -> float:
    return (item.pair.weight if item.pair else 0.0) * item.value


def _ends(found: Clustering, left: int, right: int) -> tuple[int, int]:
    one, other = found.representative(left), found.representative(right)
    return min(one, other), max(one, other)
