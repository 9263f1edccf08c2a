"""Changes of number planted into real traffic of strangers: who becomes whom, while calls, circles and rhythm
stay as they were.

A file of traffic is a table ``second,from,to,duration,cell`` (numbers as whole numbers, duration and cell may
be empty). Only people are taken who have enough traffic before and after to be found at all: five events and
three counterparts on either side.
"""

import csv
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.telephone.likeness import Likeness
from tahqiq.analyse.telephone.lives import Lives, lives
from tahqiq.analyse.telephone.number_change import Change, changes
from tahqiq.analyse.telephone.overlap import Search
from tahqiq.analyse.telephone.stretches import Rules

from .held import SCOPE, store

Numbers = NDArray[np.int64]
DAY = 86_400
LEAST_EVENTS, LEAST_CIRCLE = 5, 3


@dataclass(frozen=True)
class Traffic:
    """Events in the order of time: ``start`` seconds from the first, two parties (counted from 1),
    ``seconds`` (-1 unknown) and ``cell`` (-1 unknown)."""

    start: Numbers
    a: Numbers
    b: Numbers
    seconds: Numbers
    cell: Numbers

    def __len__(self) -> int:
        return len(self.start)

    def only(self, kept: NDArray[np.bool_]) -> "Traffic":
        """Some of the events."""
        return Traffic(self.start[kept], self.a[kept], self.b[kept], self.seconds[kept], self.cell[kept])

    def days(self, since: float, days: float) -> "Traffic":
        """The events of a window, its beginning made second 0."""
        inside = (self.start >= since) & (self.start < since + days * DAY)
        kept = self.only(inside)
        return Traffic(kept.start - int(since), kept.a, kept.b, kept.seconds, kept.cell)


def read(path: Path) -> Traffic:
    """A file of traffic; events of a party with itself are left out."""
    with path.open(encoding="utf-8", newline="") as opened:
        rows = [
            (
                int(row["second"]),
                int(row["from"]),
                int(row["to"]),
                int(row["duration"] or -1),
                int(row["cell"] or -1),
            )
            for row in csv.DictReader(opened)
            if row["from"] != row["to"]
        ]
    rows.sort()
    columns = np.array(rows, dtype=np.int64).T
    parties = np.unique(columns[1:3])
    a, b = (np.searchsorted(parties, columns[at]) + 1 for at in (1, 2))
    return Traffic(columns[0] - columns[0][0], a, b, columns[3], columns[4])


@dataclass(frozen=True)
class Shape:
    """``size`` people who change together (1: each on a day of his own); ``kept`` share of the outside
    counterparts that go along; ``days`` length of the data (None all); ``thin`` share of the events before
    that already used the new number; ``strays`` share of those after that still use the old one; ``linger``
    days in which both are used alike; ``closed`` members speak with members only; ``boss`` the one with most
    ties within does; ``spread`` days between the first and the last change of a ring."""

    size: int = 1
    kept: float = 0.8
    days: float | None = None
    thin: float = 0.0
    strays: float = 0.0
    linger: float = 0.0
    closed: bool = False
    boss: bool = False
    spread: float = 1.0


@dataclass
class Planted:
    """The traffic after planting, and what is true: old → new; ``too_thin`` the same for those who, with what
    they lost, no longer have five events and three counterparts on either side."""

    traffic: Traffic
    changed: dict[int, int] = field(default_factory=dict)
    too_thin: dict[int, int] = field(default_factory=dict)


def plant(whole: Traffic, shape: Shape, seed: int) -> Planted | None:
    """One ring, or up to five single changes; None where the traffic has nobody to change."""
    rng = Random(seed)
    length = float(whole.start[-1]) / DAY
    if shape.days is not None and shape.days < length:
        whole = _window(whole, shape.days, rng)
        length = shape.days
    moment = rng.uniform(0.4, 0.6) * length * DAY
    if shape.size == 1:
        made = Planted(whole)
        for _ in range(5):
            at = rng.uniform(0.3, 0.7) * length * DAY
            able = sorted(able_to_change(made.traffic, at) - set(made.changed) - set(made.changed.values()))
            if able:
                made = _changed(made, [rng.choice(able)], at, shape, rng)
        return _enough(made) if made.changed else None
    for _ in range(40):
        members = _ring(whole, shape, moment, rng)
        if members is not None:
            return _enough(_changed(Planted(whole), members, moment, shape, rng))
    return None


def _enough(made: Planted) -> Planted:
    able = enough(made.traffic)
    good = {old: new for old, new in made.changed.items() if old in able and new in able}
    return Planted(made.traffic, good, {old: new for old, new in made.changed.items() if old not in good})


def enough(traffic: Traffic) -> set[int]:
    """Who has five events and three counterparts."""
    pairs = np.unique(
        np.stack([np.concatenate([traffic.a, traffic.b]), np.concatenate([traffic.b, traffic.a])]), axis=1
    )
    events = Counter(np.concatenate([traffic.a, traffic.b]).tolist())
    circle = Counter(pairs[0].tolist())
    return {one for one, count in circle.items() if count >= LEAST_CIRCLE and events[one] >= LEAST_EVENTS}


def _window(whole: Traffic, days: float, rng: Random) -> Traffic:
    """A stretch with at least its share of the traffic, drawn among the fuller half."""
    starts = np.arange(0, float(whole.start[-1]) - days * DAY + 1, DAY)
    sizes = np.searchsorted(whole.start, starts + days * DAY) - np.searchsorted(whole.start, starts)
    fuller = starts[sizes >= np.median(sizes)]
    return whole.days(float(fuller[rng.randrange(len(fuller))]), days)


def staying(made: Planted) -> dict[int, float]:
    """For each who changed: which share of the old number's counterparts are the new one's as well, all
    planted changes followed."""
    first = {new: old for old, new in (made.changed | made.too_thin).items()}
    circles: dict[int, set[int]] = {}
    wanted = {*made.changed, *made.changed.values()}
    for a, b in set(zip(made.traffic.a.tolist(), made.traffic.b.tolist(), strict=True)):
        for one, other in ((a, b), (b, a)):
            if one in wanted:
                circles.setdefault(one, set()).add(first.get(other, other))
    return {old: len(circles[old] & circles[new]) / len(circles[old]) for old, new in made.changed.items()}


def able_to_change(traffic: Traffic, at: float) -> set[int]:
    """Who has enough traffic on both sides of a moment."""
    return enough(traffic.only(traffic.start < at)) & enough(traffic.only(traffic.start >= at))


def _ring(traffic: Traffic, shape: Shape, moment: float, rng: Random) -> list[int] | None:
    """A group grown from one person by the strongest ties on both sides of the moment."""
    able = able_to_change(traffic, moment)
    if not able:
        return None
    ties: dict[int, Counter[int]] = {}
    for side in (traffic.start < moment, traffic.start >= moment):
        here: dict[int, Counter[int]] = {}
        for a, b in zip(traffic.a[side].tolist(), traffic.b[side].tolist(), strict=True):
            here.setdefault(a, Counter())[b] += 1
            here.setdefault(b, Counter())[a] += 1
        ties = (
            here
            if not ties
            else {
                one: Counter({two: min(count, here.get(one, Counter())[two]) for two, count in some.items()})
                for one, some in ties.items()
            }
        )
    members = [rng.choice(sorted(able))]
    while len(members) < shape.size:
        pull: Counter[int] = Counter()
        for member in members:
            for other, count in ties.get(member, Counter()).items():
                if other in able and other not in members:
                    pull[other] += min(count, 10)
        pull = Counter({one: count for one, count in pull.items() if count})
        if not pull:
            return None
        members.append(max(sorted(pull), key=lambda one: pull[one]))
    if shape.boss:
        inside = np.isin(traffic.a, members) & np.isin(traffic.b, members)
        able = able_to_change(traffic.only(inside), moment)
        return (
            sorted(
                members, key=lambda one: (one not in able, -sum(ties[one][two] > 0 for two in members), one)
            )
            if able & set(members)
            else None
        )
    if not shape.closed:
        return members
    inside = np.isin(traffic.a, members) & np.isin(traffic.b, members)
    return members if set(members) <= able_to_change(traffic.only(inside), moment) else None


def _changed(made: Planted, members: list[int], moment: float, shape: Shape, rng: Random) -> Planted:
    traffic = made.traffic
    fresh = max(int(traffic.a.max()), int(traffic.b.max()), *made.changed.values(), 0)
    heirs = {old: fresh + at for at, old in enumerate(sorted(members), 1)}
    whens = {
        old: moment + rng.uniform(0, shape.spread * DAY if len(members) > 1 else 0) for old in sorted(members)
    }
    gone: dict[tuple[int, int], bool] = {}
    a, b, kept = traffic.a.copy(), traffic.b.copy(), np.ones(len(traffic), dtype=np.bool_)
    for at in np.flatnonzero(np.isin(a, members) | np.isin(b, members)).tolist():
        when = float(traffic.start[at])
        both = int(a[at]) in heirs and int(b[at]) in heirs
        if not both:
            one, other = (int(a[at]), int(b[at])) if int(a[at]) in heirs else (int(b[at]), int(a[at]))
            if (
                shape.closed
                or (shape.boss and one == members[0])
                or (when >= whens[one] and gone.setdefault((one, other), rng.random() >= shape.kept))
            ):
                kept[at] = False
        for side in (a, b):
            old = int(side[at])
            if old in heirs and _uses_new(when - whens[old], shape, rng):
                side[at] = heirs[old]
    after = Traffic(traffic.start, a, b, traffic.seconds, traffic.cell).only(kept)
    return Planted(after, {**made.changed, **heirs})


def _uses_new(since: float, shape: Shape, rng: Random) -> bool:
    if since < 0:
        return rng.random() < shape.thin
    if since < shape.linger * DAY and rng.random() < 0.5:
        return False
    return rng.random() >= shape.strays


@dataclass(frozen=True)
class Answer:
    """What the analysis gave: rows (old, new), how many pairs it left open, and by what each row was
    decided."""

    rows: tuple[tuple[int, int], ...]
    left_open: tuple[tuple[int, int], ...]
    by: dict[tuple[int, int], str]


def ask(traffic: Traffic) -> Answer:
    """The search for changed numbers with its default settings."""
    facts_rows = [
        {
            "a": a,
            "b": b,
            "start": at,
            "seconds": None if seconds < 0 else seconds,
            "place": None if cell < 0 else 10_000_000 + cell,
        }
        for at, a, b, seconds, cell in zip(
            *(
                column.tolist()
                for column in (traffic.start, traffic.a, traffic.b, traffic.seconds, traffic.cell)
            ),
            strict=True,
        )
    ]
    with tempfile.TemporaryDirectory() as folder:
        facts = store(Path(folder), facts_rows)
        found = lives(facts, SCOPE, ("Call",), np.zeros(0, dtype=np.int64), None, Rules())
        certain, open_ = changes(found, Search(), Likeness(facts, SCOPE, ("Call",), found, 0))
        pair: Callable[[Change], tuple[int, int]] = lambda item: _numbers(found, item)  # noqa: E731
        return Answer(
            tuple(map(pair, certain)),
            tuple(map(pair, open_)),
            {pair(item): item.decided_by for item in certain},
        )


def _numbers(found: Lives, item: Change) -> tuple[int, int]:
    return int(found.number[item.best.old]), int(found.number[item.best.new])
