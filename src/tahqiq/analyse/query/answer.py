"""Answering a question: which things fit, what they are joined to, and how many were left after each step.

A tree is answered without trying combinations: conditions first, then each line once from its smaller side,
then from the leaves up to the root (semi-joins; Yannakakis, Algorithms for acyclic database schemes, 1981).
The work grows with the links that are looked at, not with what fits.
"""

from dataclasses import dataclass, field

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Word
from tahqiq.analyse.graph.arrays import Bool, Int64
from tahqiq.analyse.graph.build import by_id
from tahqiq.analyse.query.arcs import Arcs, arcs
from tahqiq.analyse.query.conditions import meet
from tahqiq.analyse.query.ground import Ground
from tahqiq.analyse.query.question import Line, Query
from tahqiq.analyse.query.values import window
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.workspace import Workspace

SHOWN = 5
"""How many things of each line a row names; the others are counted."""
MOST_ROWS = 1_000
_NAMED = 50


@dataclass(frozen=True, slots=True)
class Step:
    """How many things were left after one part of the question: ``where`` it stands in the document, ``left``
    of which thing (its place).

    The first step with nothing left is the one that decided an empty answer."""

    where: str
    thing: int
    left: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a row has on one line (its place in the question): so many things, the first of them by id."""

    line: int
    total: int
    things: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    """The upper and lower end of each of ``things``: what its evidence is of."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that fits, by its node number, with what it is joined to."""

    thing: int
    found: tuple[Found, ...]


@dataclass(slots=True)
class Answer:
    """``total`` things fit, ``rows`` are the first of them; ``steps`` in the order in which the question was
    answered."""

    query: Query
    total: int
    rows: list[Row]
    steps: list[Step]
    notes: list[Word] = field(default_factory=list)


def answer(workspace: Workspace, context: Context, query: Query, limit: int = 200) -> Answer:
    """Everything that fits a filled question, its first ``limit`` (at most 1,000) as rows: most joined first,
    equals by id."""
    return _Run(Ground(workspace, context), query).answer(min(limit, MOST_ROWS))


class _Run:
    def __init__(self, ground: Ground, query: Query) -> None:
        self._ground, self._query = ground, query
        self._steps: dict[str, Step] = {}
        self._notes: list[Word] = []
        self._arcs: dict[int, Arcs] = {}
        self._fit: list[Bool] = []
        self._reach: list[Bool] = []

    def answer(self, limit: int) -> Answer:
        self._fit = [self._alone(at) for at in range(len(self._query.things))]
        self._join()
        self._upwards(0)
        root = np.flatnonzero(self._fit[0])
        rows = self._rows(self._first(root, limit))
        return Answer(self._query, len(root), rows, list(self._steps.values()), self._notes)

    def _alone(self, place: int) -> Bool:
        """The things that fit without their links."""
        thing = self._query.things[place]
        fit = self._ground.of_type(thing.type)
        self._left(f"things/{place}/type", place, fit)
        for at, condition in enumerate(thing.conditions):
            prop = vocabulary().property(thing.type, condition.prop)
            met = meet(self._ground, prop, condition, fit)
            fit = met.things
            self._left(f"things/{place}/conditions/{at}", place, fit)
            if met.compared:
                self._notes.append(
                    Word("query-names-compared", {"count": met.compared, "name": str(condition.values[0])})
                )
        return fit

    def _left(self, where: str, thing: int, fit: Bool) -> None:
        self._steps[where] = Step(where, thing, int(fit.sum()))

    def _join(self) -> None:
        """The pairs of every line, those with the fewest things first, so that what is read later is
        little."""
        reach = self._reach = list(self._fit)
        waiting = list(self._query.lines)
        while waiting:
            line = min(
                waiting,
                key=lambda one: min(
                    int(reach[self._query.place(end)].sum()) for end in (one.above, one.below)
                ),
            )
            waiting.remove(line)
            above, below = self._query.place(line.above), self._query.place(line.below)
            found = arcs(self._ground, line, window(self._query, line), reach[above], reach[below])
            if found.undated:
                self._notes.append(Word("query-undated", {"count": found.undated}))
            self._arcs[below] = found
            reach[below] = reach[below] & self._ground.mask(found.below)
            if line.mode == "needed":
                reach[above] = reach[above] & self._enough(line, found)
                self._left(f"links/{line.at}", above, reach[above])

    def _upwards(self, place: int) -> None:
        """Cut every thing down to those that have what hangs below them, from the leaves up."""
        thing = self._query.things[place]
        for _, line in self._query.below(thing.id):
            below = self._query.place(line.below)
            self._upwards(below)
            self._arcs[below] = self._arcs[below].only(self._fit[place], self._fit[below])
            self._hang(line, place, below)

    def _hang(self, line: Line, above: int, below: int) -> None:
        if line.mode == "optional":
            return
        enough = self._enough(line, self._arcs[below])
        self._fit[above] = self._fit[above] & (~enough if line.mode == "absent" else enough)
        self._left(f"links/{line.at}", above, self._fit[above] & self._reach[above])

    def _enough(self, line: Line, found: Arcs) -> Bool:
        enough: Bool = np.bincount(found.above, minlength=self._ground.size) >= line.least
        return enough

    def _first(self, root: Int64, limit: int) -> list[int]:
        if not len(root):
            return []
        ordered = by_id(self._ground.workspace, root)
        weight = np.zeros(self._ground.size, np.int64)
        for _, line in self._query.below(self._query.things[0].id):
            weight += np.bincount(
                self._arcs[self._query.place(line.below)].above, minlength=self._ground.size
            )
        chosen = ordered[np.argsort(-weight[ordered], kind="stable")][:limit]
        return [int(one) for one in chosen]

    def _rows(self, things: list[int]) -> list[Row]:
        found = [Row(thing, tuple(self._found(thing))) for thing in things]
        named = {node for row in found for part in row.found for node in part.things}
        ids = self._ground.context.ids(named)
        return [Row(row.thing, tuple(_shown(part, ids) for part in row.found)) for row in found]

    def _found(self, thing: int) -> list[Found]:
        """What one thing is joined to, line by line from the root down."""
        inside: dict[int, Int64] = {0: np.array([thing], np.int64)}
        made: list[Found] = []
        for at, line in enumerate(self._query.lines):
            above, below = self._query.place(line.above), self._query.place(line.below)
            pairs = self._arcs[below]
            places = _spans(pairs.above, inside.get(above, np.zeros(0, np.int64)))
            lower, first = np.unique(pairs.below[places], return_index=True)
            inside[below] = lower if line.mode != "absent" else lower[:0]
            if line.mode != "absent":
                few = np.argsort(self._ground.local[lower], kind="stable")[:_NAMED]  # local numbers go by id
                upper = pairs.above[places][first]
                pairs_of = tuple(zip(upper[few].tolist(), lower[few].tolist(), strict=True))
                made.append(Found(at, len(lower), tuple(lower[few].tolist()), pairs_of))
        return made


def _spans(column: Int64, wanted: Int64) -> Int64:
    """The places of all values of a rising column that are among ``wanted``."""
    first, last = np.searchsorted(column, wanted, "left"), np.searchsorted(column, wanted, "right")
    size = last - first
    places: Int64 = np.arange(int(size.sum()), dtype=np.int64) + np.repeat(
        first - (np.cumsum(size) - size), size
    )
    return places


def _shown(found: Found, ids: dict[int, bytes]) -> Found:
    """The first of what was found, by id."""
    by = sorted(range(len(found.things)), key=lambda at: ids.get(found.things[at], b""))[:SHOWN]
    return Found(
        found.line, found.total, tuple(found.things[at] for at in by), tuple(found.pairs[at] for at in by)
    )
