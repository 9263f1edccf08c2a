"""An invented population of telephones with changed numbers, for tests and benchmarks of the search: who
calls whom, and what is true."""

from dataclasses import dataclass, field
from random import Random

DAY = 86_400


@dataclass
class World:
    """``calls`` as (caller, called, second, duration), ``changed`` as old → (new, second of the change)."""

    calls: list[tuple[int, int, int, int]] = field(default_factory=list)
    changed: dict[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Shape:
    """What the world is like: see the fields' names; ``sides`` is the share of numbers whose own records are
    there (calls of two others are not)."""

    people: int = 400
    days: int = 90
    changes: int = 12
    circle: int = 12
    rate: tuple[float, float] = (0.8, 6.0)
    kept: tuple[float, float] = (0.65, 0.95)
    both: float = 3.0
    gap: float = 4.0
    hubs: int = 4
    quitters: int = 12
    newcomers: int = 12
    sides: float = 1.0
    late_calls: float = 0.5
    together: int = 0


def make(shape: Shape, seed: int) -> World:
    """Draw a world. Numbers count from 1; hubs come first."""
    rng, world = Random(seed), World()
    people = list(range(1, shape.people + 1))
    friends: dict[int, set[int]] = {one: set() for one in people}
    for one in people[shape.hubs :]:
        group = one // 15
        while len(friends[one]) < rng.randint(shape.circle // 2, shape.circle):
            near = rng.random() < 0.6
            other = group * 15 + rng.randrange(15) if near else rng.choice(people)
            if other != one and shape.hubs < other <= shape.people:
                friends[one].add(other)
                friends[other].add(one)
        friends[one] |= {hub for hub in people[: shape.hubs] if rng.random() < 0.5}
    rates = {one: rng.uniform(*shape.rate) for one in people}
    active = dict.fromkeys(people, (0, shape.days * DAY))
    fresh = shape.people
    chosen = rng.sample(people[shape.hubs :], shape.changes + shape.quitters + shape.newcomers)
    heirs: dict[int, int] = {}
    lost: set[tuple[int, int]] = set()
    crowd = rng.randrange(shape.days // 4, shape.days * 3 // 4) * DAY
    for at, old in enumerate(chosen[: shape.changes]):
        fresh += 1
        moment = (
            crowd + rng.randrange(DAY)
            if at < shape.together
            else int(rng.uniform(0.15, 0.85) * shape.days * DAY)
        )
        active[old] = (0, moment + int(rng.uniform(-shape.gap, shape.both) * DAY))
        active[fresh] = (moment, shape.days * DAY)
        world.changed[old] = (fresh, moment)
        heirs[old] = fresh
        kept = {friend for friend in friends[old] if rng.random() < rng.uniform(*shape.kept)}
        for friend in friends[old] - kept:
            lost.add((friend, old))
        friends[fresh] = kept | set(rng.sample(people[shape.hubs :], 2)) - {old}
        rates[fresh] = rates[old]
    for old in chosen[shape.changes : shape.changes + shape.quitters]:
        active[old] = (0, int(rng.uniform(0.15, 0.85) * shape.days * DAY))
    for new in chosen[shape.changes + shape.quitters :]:
        active[new] = (int(rng.uniform(0.15, 0.85) * shape.days * DAY), shape.days * DAY)
    seen = {one for one in active if rng.random() < shape.sides} | set(heirs) | set(heirs.values())
    _calls(shape, rng, world, friends, rates, active, heirs, seen, lost)
    world.calls.sort(key=lambda call: call[2])
    return world


def _calls(
    shape: Shape,
    rng: Random,
    world: World,
    friends: dict[int, set[int]],
    rates: dict[int, float],
    active: dict[int, tuple[int, int]],
    heirs: dict[int, int],
    seen: set[int],
    lost: set[tuple[int, int]],
) -> None:
    for one, circle in friends.items():
        ranked = sorted(circle)
        rng.shuffle(ranked)
        weights = [1 / (rank + 1.5) for rank in range(len(ranked))]
        since, until = active[one]
        for _ in range(int(rates[one] * (until - since) / DAY)) if ranked else ():
            other = rng.choices(ranked, weights)[0]
            t = rng.randrange(since, max(until, since + 1))
            if other in heirs and not active[other][0] <= t < active[other][1]:
                if rng.random() < shape.late_calls * 0.1:
                    world.calls.append((one, other, t, 0))
                if (one, other) in lost:
                    continue
                other = heirs[other]
            if not active[other][0] <= t < active[other][1] or not {one, other} & seen:
                continue
            pair = (one, other) if rng.random() < 0.55 else (other, one)
            world.calls.append((*pair, t, rng.randrange(1, 400)))
