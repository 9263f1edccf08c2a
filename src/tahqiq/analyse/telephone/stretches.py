"""The stretches of use of the numbers of one range: where one life ends and the next begins."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.jit import compiled
from tahqiq.analyse.telephone.turns import turns
from tahqiq.store.facts.columns import Columns
from tahqiq.store.facts.row_order import order

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What separates two lives and what makes the beginning or the end of one a finding.

    ``silence`` days without a sign of use, and ``times`` the usual distance between two signs, end a
    life; a beginning or end counts when it lies further from the edge of the data than ``steady`` times
    the usual distance between two signs of use and than ``edge`` days, or where the rate of use turns
    (:mod:`tahqiq.analyse.telephone.turns`): outside at most ``thin`` times the rate inside, by a ``gain``
    of that natural logarithm; ``circle`` the fewest counterparts, ``events`` the fewest events of a life.
    ``left_out`` collects the records that were not looked at, by reason.
    """

    silence: float = 21.0
    times: int = 8
    steady: float = 4.0
    edge: float = 0.5
    circle: int = 3
    events: int = 5
    thin: float = 0.2
    gain: float = 6.0
    left_out: Counter[str] = field(default_factory=Counter)


def of_range(rows: Columns, since: int, until: int, rules: Rules) -> tuple[Columns, tuple[Numbers, Numbers]]:
    """The lives in sorted rows of a range of numbers, and of each number how many counterparts it has."""
    start = rows["start"].astype(np.int64)
    sign = rows["sign"].astype(np.bool_)
    life = _label(rows["self"].astype(np.int64), start, sign, int(rules.silence * DAY), int(rules.times))
    bounds = np.flatnonzero(np.concatenate([[True], life[1:] != life[:-1]]))
    number = rows["self"][bounds].astype(np.int64)
    begin, end, signs = _spans(life, start, sign, len(bounds))
    usual = np.where(signs > 1, (end - begin) / np.maximum(signs - 1, 1), np.inf)
    margin = np.maximum(rules.steady * usual, rules.edge * DAY)
    whole_begin, whole_end = begin, end
    begin, end, early, late, events = turns(
        life, number, start, sign, whole_begin, whole_end, since, until, rules.thin, rules.gain, rules.events
    )
    starts, stops = (
        (whole_begin - since > margin) | (begin > whole_begin),
        (until - whole_end > margin) | (end < whole_end),
    )
    inner = np.concatenate([number[1:] == number[:-1], [False]])
    stops |= inner
    starts |= np.concatenate([[False], inner[:-1]])
    by = order(life.astype(np.int32), rows["other"])
    sorted_life, other = life[by], rows["other"][by]
    heads = np.flatnonzero(
        np.concatenate([[True], (sorted_life[1:] != sorted_life[:-1]) | (other[1:] != other[:-1])])
    )
    count, outward = _counts(heads, by, sorted_life, start, rows["out"].astype(np.bool_), begin, end)
    of_life, other = sorted_life[heads], other[heads].astype(np.int64)
    seen = count > 0
    circle = np.bincount(of_life[seen], minlength=len(bounds))
    wanted = (starts | stops) & (events >= rules.events) & (circle >= rules.circle)
    kept = seen & wanted[of_life]
    found: Columns = {
        "number": number[wanted],
        "begin": begin[wanted],
        "end": end[wanted],
        "events": events[wanted],
        "early": early[wanted],
        "late": late[wanted],
        "starts": starts[wanted],
        "stops": stops[wanted],
        "size": circle[wanted].astype(np.int64),
        "other": other[kept],
        "count": count[kept],
        "out": outward[kept],
    }
    each, at = np.unique(number, return_inverse=True)
    return found, (each, np.bincount(at[of_life], minlength=len(each)).astype(np.int64))


@compiled
def _counts(
    heads: Numbers,
    by: Numbers,
    life: Numbers,
    start: Numbers,
    out: NDArray[np.bool_],
    begin: Numbers,
    end: Numbers,
) -> tuple[Numbers, Numbers]:
    """Events and outgoing events within the life for each group of rows that begins at a head."""
    count, outward = np.zeros(len(heads), dtype=np.int64), np.zeros(len(heads), dtype=np.int64)
    for group in range(len(heads)):
        stop = heads[group + 1] if group + 1 < len(heads) else len(by)
        for at in range(heads[group], stop):
            row = by[at]
            if begin[life[at]] <= start[row] <= end[life[at]]:
                count[group] += 1
                outward[group] += out[row]
    return count, outward


@compiled
def _label(number: Numbers, start: Numbers, sign: NDArray[np.bool_], silence: int, times: int) -> Numbers:
    """The life of each row, counted from 0; rows come sorted by number and time. A number without any sign of
    use lives by all its rows."""
    labels = np.zeros(len(number), dtype=np.int64)
    life = -1
    at = 0
    while at < len(number):
        stop = at
        signs = 0
        while stop < len(number) and number[stop] == number[at]:
            signs += sign[stop]
            stop += 1
        life += 1
        first, last = np.int64(-1), np.int64(-1)
        for row in range(at, stop):
            if sign[row] or signs == 0:
                if first < 0:
                    first = np.int64(row)
                last = np.int64(row)
        usual = (start[last] - start[first]) // max((signs if signs else stop - at) - 1, 1)
        limit = max(silence, times * usual)
        last = np.int64(-1)
        for row in range(at, stop):
            if sign[row] or signs == 0:
                if last >= 0 and start[row] - start[last] > limit:
                    middle = start[row]
                    life += 1
                    back = row - 1
                    while back > last and start[back] > start[last] + (middle - start[last]) // 2:
                        labels[back] = life
                        back -= 1
                last = np.int64(row)
            labels[row] = life
        at = stop
    return labels


@compiled
def _spans(
    life: Numbers, start: Numbers, sign: NDArray[np.bool_], count: int
) -> tuple[Numbers, Numbers, Numbers]:
    """Begin, end and number of signs of each life."""
    begin, end = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    signs = np.zeros(count, dtype=np.int64)
    at = 0
    while at < len(life):
        stop = at
        marks = 0
        while stop < len(life) and life[stop] == life[at]:
            marks += sign[stop]
            stop += 1
        first, last = np.int64(-1), np.int64(-1)
        for row in range(at, stop):
            if sign[row] or marks == 0:
                if first < 0:
                    first = np.int64(row)
                last = np.int64(row)
        this = life[at]
        begin[this], end[this] = start[first], start[last]
        signs[this] = marks if marks else stop - at
        at = stop
    return begin, end, signs
