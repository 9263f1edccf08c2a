"""How often two parties would be recorded together by chance alone, from how much each of them is recorded
where and at which hours."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.places.co_presence import DAY, Presence
from tahqiq.analyse.places.sites import Numbers, Reals

HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Habits:
    """Counts of records by (party, place group, hour of day), sorted by party: what the expectation is made
    of. ``days`` the length of the data."""

    who: Numbers
    slot: Numbers
    count: Numbers
    days: float


def habits(there: Presence, group: Numbers, shift: int) -> Habits:
    """``group`` numbers places that count as one (same site, same neighbourhood); ``shift`` µs from UTC to
    local time."""
    if not len(there):
        nothing = np.zeros(0, dtype=np.int64)
        return Habits(nothing, nothing, nothing, 1.0)
    hour = (there.start + shift) // HOUR % 24
    slot = group * 24 + hour
    who = there.who.astype(np.int64)
    by = np.lexsort((slot, who))
    who, slot = who[by], slot[by]
    heads = np.flatnonzero(np.concatenate([[True], (who[1:] != who[:-1]) | (slot[1:] != slot[:-1])]))
    counts = np.diff(np.append(heads, len(who)))
    days = max(float(there.start.max() - there.start.min()) / DAY, 1.0)
    return Habits(who[heads], slot[heads], counts, days)


def expected(found: Habits, a: Numbers, b: Numbers, minutes: float) -> Reals:
    """Pairs of records within ``minutes`` that each pair of parties would have by chance: over places and
    hours, product of both rates times the window."""
    share = 2 * minutes / (60 * found.days)
    return np.array(
        [
            _product(found, int(one), int(two)) * share
            for one, two in zip(a.tolist(), b.tolist(), strict=True)
        ],
        dtype=np.float64,
    )


def _product(found: Habits, a: int, b: int) -> float:
    one, two = _of(found, a), _of(found, b)
    _, at, to = np.intersect1d(found.slot[one], found.slot[two], assume_unique=True, return_indices=True)
    return float((found.count[one][at].astype(np.float64) * found.count[two][to]).sum())


def _of(found: Habits, party: int) -> slice:
    return slice(int(np.searchsorted(found.who, party)), int(np.searchsorted(found.who, party, side="right")))


@dataclass(frozen=True, slots=True)
class Days:
    """On how many days each party was recorded at each place group, keyed (party, group); ``days`` of the
    data."""

    at: dict[tuple[int, int], int]
    days: float

    def together(self, a: int, b: int, groups_a: Numbers, groups_b: Numbers, hours: float) -> float:
        """How often ``a`` at the rarest of its groups and ``b`` at the rarest of its would by chance be
        recorded on one day within ``hours`` of each other, out of a waking day of 16 hours."""
        one, two = (
            min(self.at.get((who, int(group)), 0) for group in np.unique(groups).tolist())
            for who, groups in ((a, groups_a), (b, groups_b))
        )
        return one * two / self.days * min(hours / 16.0, 1.0)


def days(there: Presence, group: Numbers, shift: int, parties: Numbers) -> Days:
    """Counts of local days for some parties."""
    if not len(there):
        return Days({}, 1.0)
    inside = np.isin(there.who, parties)
    who, place, day = there.who[inside].astype(np.int64), group[inside], (there.start[inside] + shift) // DAY
    by = np.lexsort((day, place, who))
    who, place, day = who[by], place[by], day[by]
    new = (
        np.concatenate([[True], (who[1:] != who[:-1]) | (place[1:] != place[:-1]) | (day[1:] != day[:-1])])
        if len(who)
        else np.zeros(0, dtype=np.bool_)
    )
    counts: dict[tuple[int, int], int] = {}
    for one, two in zip(who[new].tolist(), place[new].tolist(), strict=True):
        counts[int(one), int(two)] = counts.get((int(one), int(two)), 0) + 1
    return Days(counts, max(float(there.start.max() - there.start.min()) / DAY, 1.0))
