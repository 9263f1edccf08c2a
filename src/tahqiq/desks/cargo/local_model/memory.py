"""Openings so far, counted by sign, the newest most: for the bandit of cells and for following up a find.

The bandit (W. R. Thompson 1933) draws for each sign a rate that its openings allow and opens where the drawn
rate is highest, so that what was seldom opened is tried now and then and what disappoints is left. Following
up is simpler: for some weeks after a find, what shares a sign with it comes first, until so many came clean.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from tahqiq.desks.cargo.local_model.signs import FAMILIES
from tahqiq.desks.cargo.targeting.measures import Floats

HALF_LIFE = 56
"""Days after which an opening counts half."""
OPEN_DAYS = 42
"""For how many days a find is followed up."""
CLEAN = 3
"""After so many clean openings in a row of what shares a sign with a find, that sign is no longer
followed."""
STRENGTH = 2.0
"""How many openings the usual rate counts as, for a sign that was seldom opened."""
ROUNDS = 200
"""How often the bandit draws, to say with what chance each was chosen."""
TRIED = frozenset({"cell", "way"})
"""Families of signs that the bandit tries by itself; the others are followed up only."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One opening: its signs, the day on which what was found became known (days since 1970-01-01) and
    whether something was."""

    signs: tuple[str, ...]
    day: int
    found: bool


@dataclass(slots=True)
class _Count:
    """``found`` and ``clean`` as they count on ``day``; ``last`` is the day of the last find, ``row`` how
    many came clean since, ``past`` the openings that are followed."""

    found: float = 0.0
    clean: float = 0.0
    day: int = 0
    last: int | None = None
    row: int = 0
    past: list[tuple[int, bool]] = field(default_factory=list)


_NEVER = _Count()


class Memory:
    """The counts of openings that were added, in the order of their days."""

    def __init__(self, openings: Iterable[Observation] = ()) -> None:
        self.openings = self.finds = 0
        self._signs: dict[str, _Count] = {}
        for one in sorted(openings, key=lambda item: item.day):
            self.add(one)

    @property
    def usual(self) -> float:
        """The rate of all openings, never nothing."""
        return (self.finds + 0.5) / (self.openings + 1)

    def add(self, one: Observation) -> None:
        """Count an opening; none may be older than the one before."""
        self.openings += 1
        self.finds += one.found
        for sign in one.signs:
            count = self._signs.setdefault(sign, _Count(day=one.day))
            faded = _faded(count, one.day)
            count.found, count.clean, count.day = (
                count.found * faded + one.found,
                count.clean * faded + (not one.found),
                one.day,
            )
            count.last, count.row = (one.day, 0) if one.found else (count.last, count.row + 1)
            count.past = [(day, found) for day, found in count.past if one.day - day <= OPEN_DAYS]
            count.past.append((one.day, one.found))

    def rate(self, sign: str, today: int) -> float:
        """The rate of finds among openings with a sign as of a day, drawn towards the usual one.

        >>> memory = Memory([Observation(("word:tiles",), 10, True), Observation((), 10, False)])
        >>> memory.rate("word:tiles", 10) > memory.usual > memory.rate("word:tiles", 10) / 2
        True
        """
        count = self._signs.get(sign, _NEVER)
        faded = _faded(count, today)
        return (count.found * faded + STRENGTH * self.usual) / (
            (count.found + count.clean) * faded + STRENGTH
        )

    def rates(self, signs: Iterable[str], today: int) -> list[float]:
        """For each family the highest rate among the signs of it; the usual one where there is none."""
        found: dict[str, float] = {}
        for sign in signs:
            family = sign.partition(":")[0]
            found[family] = max(found.get(family, 0.0), self.rate(sign, today))
        return [found.get(family, self.usual) for family in FAMILIES]

    def followed(self, signs: Iterable[str], today: int) -> tuple[str, float]:
        """The sign for which a find is followed up, the one with the highest rate, and that rate; ("", 0)
        where none is."""
        best, most = "", self.usual
        for sign in signs:
            count = self._signs.get(sign, _NEVER)
            if count.last is None or today - count.last > OPEN_DAYS or count.row >= CLEAN:
                continue
            if (rate := self.rate(sign, today)) > most:
                best, most = sign, rate
        return (best, most) if best else ("", 0.0)

    def counts(self, sign: str, today: int) -> tuple[int, int]:
        """Finds and openings with a sign within the days of following up."""
        past = [found for day, found in self._signs.get(sign, _NEVER).past if today - day <= OPEN_DAYS]
        return sum(past), len(past)

    def drawn(self, rows: Sequence[Sequence[str]], today: int, seed: int) -> tuple[Floats, list[str]]:
        """For each of :data:`ROUNDS` draws (first axis) the highest rate drawn among the bandit's signs of
        each row, 0 for a row without any; and the sign that was highest in the first."""
        known: dict[str, int] = {}
        kept = [
            [known.setdefault(sign, len(known)) for sign in signs if sign.partition(":")[0] in TRIED]
            for signs in rows
        ]
        most = max((len(one) for one in kept), default=0)
        if not most:
            return np.zeros((ROUNDS, len(rows))), [""] * len(rows)
        counts = [self._signs.get(sign, _NEVER) for sign in known]
        faded = np.array([_faded(one, today) for one in counts])
        alpha = np.array([one.found for one in counts]) * faded + STRENGTH * self.usual
        beta = np.array([one.clean for one in counts]) * faded + STRENGTH * (1 - self.usual)
        rates = np.zeros((ROUNDS, len(known) + 1))
        rates[:, :-1] = np.random.default_rng(seed).beta(alpha, beta, (ROUNDS, len(known)))
        places = np.array([one + [len(known)] * (most - len(one)) for one in kept], np.int64)
        names = [*known, ""]
        best: Floats = rates[:, places].max(axis=2)
        first = rates[0, places].argmax(axis=1).tolist()
        return best, [names[int(places[row, place])] for row, place in enumerate(first)]


def _faded(count: _Count, today: int) -> float:
    """What is left of the weight of a count on a later day."""
    return float(0.5 ** (max(today - count.day, 0) / HALF_LIFE))
