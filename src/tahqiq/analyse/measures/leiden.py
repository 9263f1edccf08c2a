"""Communities by moving things to where most of their links go (Louvain, Blondel and others 2008), with parts
that hold together by themselves kept apart before they are joined (Leiden, Traag, Waltman and van Eck 2019).
The order is seeded and the answer does not depend on the number of threads, so that a seed repeats; ties go
to who was there first. Very large networks use all processors
(:mod:`tahqiq.analyse.measures.parallel_moves`)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tahqiq.analyse.graph.arrays import Bool, Int32, Int64
from tahqiq.analyse.jit import compiled
from tahqiq.analyse.measures.parallel_moves import LEAST, Stop, Weights, at_once, moved, workers

MOST_LEVELS = 50
ROUNDS, LARGE = 10, 4_000_000


@dataclass(frozen=True, slots=True)
class Level:
    """A network of parts: adjacency with weights; ``strength`` of each part is what all links of its things
    weigh together, those inside it twice."""

    offsets: Int64
    heads: Int32
    weights: Weights
    strength: Weights

    @property
    def size(self) -> int:
        """How many parts."""
        return len(self.strength)


@dataclass(frozen=True, slots=True)
class _Hands:
    """Threads to work with, ``many`` at once."""

    pool: ThreadPoolExecutor
    many: int


def divided(
    level: Level, seed: int, resolution: float, parts: bool, stop: Stop, tell: Callable[[], None]
) -> Int32:
    """The community of each node, as numbers without gaps or meaning. ``parts`` True is Leiden, False
    Louvain. ``stop[0]`` = 1 ends it early, ``tell`` is called between the steps. The whole is done again from
    what came out, as long as things still move: :data:`ROUNDS` times, twice in a very large network."""
    random = np.random.default_rng(seed)
    community = np.arange(level.size, dtype=np.int32)
    large = len(level.heads) > LARGE
    with ThreadPoolExecutor(workers()) as pool:
        hands = _Hands(pool, workers() if large else 1)
        for _ in range(2 if large else ROUNDS):
            found = _dense(
                _divided(level, community, random, resolution, parts, stop, tell, hands), level.size
            )[0]
            if (found == community).all():
                break
            community = found
    return community


def _divided(
    level: Level,
    community: Int32,
    random: np.random.Generator,
    resolution: float,
    parts: bool,
    stop: Stop,
    tell: Callable[[], None],
    hands: _Hands,
) -> Int32:
    """One round: move, put together, move what was put together, until nothing can be put together any
    more."""
    scale = resolution / max(float(level.strength.sum()), 1e-300)
    where, community = np.arange(level.size, dtype=np.int32), community.copy()
    for _ in range(MOST_LEVELS):
        tell()
        order = _order(level, random)
        total = _added(community, level.strength, level.size)
        if len(level.heads) > LARGE:
            moved(
                level.offsets,
                level.heads,
                level.weights,
                level.strength,
                community,
                total,
                scale,
                stop,
                hands.pool,
                hands.many,
            )
        else:
            _move(
                level.offsets,
                level.heads,
                level.weights,
                level.strength,
                community,
                total,
                order,
                scale,
                stop,
            )
        tell()
        joined = community
        if parts:
            joined = _holding(level, community, order, scale, stop, hands)
            tell()
        label, first = _dense(joined, level.size)
        if len(first) == level.size:
            break
        where, community = label[where], _dense(community[first], level.size)[0]
        level = _gathered(level, label, len(first), hands)
    found: Int32 = community[where]
    return found


def _order(level: Level, random: np.random.Generator) -> Int32:
    """A drawn order; that of the nodes in a very large network, where going to and fro in memory costs
    most."""
    if len(level.heads) > LARGE:
        return np.arange(level.size, dtype=np.int32)
    return random.permutation(level.size).astype(np.int32)


def _added(labels: Int32, strength: Weights, count: int) -> Weights:
    found: Weights = np.bincount(labels, strength, count).astype(np.float64)
    return found


def _dense(labels: Int32, size: int) -> tuple[Int32, Int32]:
    """Labels (below ``size``) as numbers without gaps, in the order of first being met, and where each is met
    first."""
    first = np.full(size, len(labels), np.int32)
    np.minimum.at(first, labels, np.arange(len(labels), dtype=np.int32))
    used = np.sort(first[first < len(labels)])
    number = np.zeros(size, np.int32)
    number[labels[used]] = np.arange(len(used), dtype=np.int32)
    return number[labels], used


def _gathered(level: Level, label: Int32, count: int, hands: _Hands) -> Level:
    """The network of the parts; each thread puts together some of them."""
    members = np.argsort(label, kind="stable").astype(np.int32)
    begins = np.concatenate([[0], np.cumsum(np.bincount(label, minlength=count))]).astype(np.int64)
    links = np.cumsum(np.bincount(label, np.diff(level.offsets), count))
    cuts = [
        0,
        *np.searchsorted(links, [links[-1] * at / hands.many for at in range(1, hands.many)]).tolist(),
        count,
    ]
    given = [
        (level.offsets, level.heads, level.weights, label, members, begins, first, max(first, last))
        for first, last in pairwise(cuts)
    ]
    made = at_once(_summed, given, hands.pool)
    sizes, heads, weights = (np.concatenate(pieces) for pieces in zip(*made, strict=True))
    return Level(
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        heads,
        weights,
        _added(label, level.strength, count),
    )


@compiled
def _summed(
    offsets: Int64,
    heads: Int32,
    weights: Weights,
    label: Int32,
    members: Int32,
    begins: Int64,
    first: int,
    last: int,
) -> tuple[Int64, Int32, Weights]:
    """How many others each of the parts from ``first`` to before ``last`` is linked to, which, and with which
    weight."""
    count, room = len(begins) - 1, 0
    for member in range(begins[first], begins[last]):
        room += offsets[members[member] + 1] - offsets[members[member]]
    made = np.zeros(last - first, np.int64)
    ends, told = np.empty(room, np.int32), np.empty(room, np.float64)
    weight, met = np.zeros(count), np.empty(count, np.int32)
    size = 0
    for part in range(first, last):
        many = 0
        for member in range(begins[part], begins[part + 1]):
            node = members[member]
            for at in range(offsets[node], offsets[node + 1]):
                other = label[heads[at]]
                if other != part:
                    if weight[other] == 0.0:
                        met[many] = other
                        many += 1
                    weight[other] += weights[at]
        for at in range(many):
            ends[size], told[size] = met[at], weight[met[at]]
            weight[met[at]] = 0.0
            size += 1
        made[part - first] = many
    return made, ends[:size].copy(), told[:size].copy()


@compiled
def _move(
    offsets: Int64,
    heads: Int32,
    weights: Weights,
    strength: Weights,
    community: Int32,
    total: Weights,
    order: Int32,
    scale: float,
    stop: Stop,
) -> None:
    """Move each thing to the community that gains most, and look again at the others of those that moved,
    until nothing gains."""
    size = len(strength)
    queue, queued = order.copy(), np.ones(size, np.bool_)
    weight, met = np.zeros(size), np.empty(size, np.int32)
    front, waiting = 0, size
    while waiting and not stop[0]:
        node = queue[front]
        front = front + 1 if front + 1 < size else 0
        waiting -= 1
        queued[node] = False
        mine, own = community[node], strength[node]
        many = 0
        for at in range(offsets[node], offsets[node + 1]):
            other = community[heads[at]]
            if weight[other] == 0.0:
                met[many] = other
                many += 1
            weight[other] += weights[at]
        total[mine] -= own
        best, gain = mine, weight[mine] - own * total[mine] * scale + LEAST
        for at in range(many):
            value = weight[met[at]] - own * total[met[at]] * scale
            if value > gain:
                best, gain = met[at], value
            weight[met[at]] = 0.0
        total[best] += own
        if best != mine:
            community[node] = best
            for at in range(offsets[node], offsets[node + 1]):
                other = heads[at]
                if community[other] != best and not queued[other]:
                    queued[other] = True
                    place = front + waiting
                    queue[place if place < size else place - size] = other
                    waiting += 1


def _holding(level: Level, community: Int32, order: Int32, scale: float, stop: Stop, hands: _Hands) -> Int32:
    """Parts of the communities that hold together by themselves (:func:`_parts`); each thread takes some
    communities, since they know nothing of each other."""
    total = _added(community, level.strength, level.size)
    share = np.minimum(
        np.cumsum(total) * hands.many / max(float(total.sum()), 1e-300), hands.many - 1
    ).astype(np.int32)
    part, alone = np.arange(level.size, dtype=np.int32), np.ones(level.size, np.bool_)
    inside, outward = level.strength.copy(), np.zeros(level.size)
    at_once(
        _parts,
        [
            (
                level.offsets,
                level.heads,
                level.weights,
                level.strength,
                community,
                total,
                order,
                scale,
                stop,
                share,
                mine,
                part,
                alone,
                inside,
                outward,
            )
            for mine in range(hands.many)
        ],
        hands.pool,
    )
    return part


@compiled
def _parts(
    offsets: Int64,
    heads: Int32,
    weights: Weights,
    strength: Weights,
    community: Int32,
    total: Weights,
    order: Int32,
    scale: float,
    stop: Stop,
    share: Int32,
    mine: int,
    part: Int32,
    alone: Bool,
    inside: Weights,
    outward: Weights,
) -> None:
    """In the communities whose ``share`` is ``mine``: each thing alone joins, of the parts in its community
    that are linked well enough to the rest of it, the one that gains most. Changes ``part`` (at first each
    thing for itself), ``alone``, and ``inside`` and ``outward`` of the parts."""
    size = len(strength)
    weight, met = np.zeros(size), np.empty(size, np.int32)
    for node in range(size):
        if share[community[node]] == mine:
            for at in range(offsets[node], offsets[node + 1]):
                if community[heads[at]] == community[node]:
                    outward[node] += weights[at]
    for number in range(size):
        if stop[0]:
            break
        node = order[number]
        own, whole = strength[node], total[community[node]]
        if share[community[node]] != mine or not alone[node] or outward[node] < own * (whole - own) * scale:
            continue
        many = 0
        for at in range(offsets[node], offsets[node + 1]):
            other = heads[at]
            if community[other] == community[node]:
                if weight[part[other]] == 0.0:
                    met[many] = part[other]
                    many += 1
                weight[part[other]] += weights[at]
        best, gain, tied = node, 0.0, 0.0
        for at in range(many):
            there = met[at]
            value = weight[there] - own * inside[there] * scale
            if value > gain and outward[there] >= inside[there] * (whole - inside[there]) * scale:
                best, gain, tied = there, value, weight[there]
            weight[there] = 0.0
        if best != node:
            part[node] = best
            alone[node], alone[best] = False, False
            inside[best] += own
            outward[best] += outward[node] - 2.0 * tied


def quality(network_a: Int32, network_b: Int32, weight: Weights, label: Int64) -> float:
    """Modularity (Newman and Girvan 2004) of a division: the share of weight inside communities beyond what
    chance would give."""
    whole = float(weight.sum())
    if not whole:
        return 0.0
    same: Bool = label[network_a] == label[network_b]
    count = int(label.max(initial=-1)) + 1
    strength = np.bincount(label[network_a], weight, count) + np.bincount(label[network_b], weight, count)
    return float(weight[same].sum() / whole - ((strength / (2 * whole)) ** 2).sum())
