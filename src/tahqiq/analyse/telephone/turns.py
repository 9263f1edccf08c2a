"""When a number was taken up or given up in earnest, where it had been in thin use before or goes on to be
used now and then after.

The first and the last sign of use miss that: a successor tried out once a week before, an old number that
somebody rings back. A *turn* is the moment at which the rate of use changes for good, found by the likelihood
ratio of two Poisson rates against one; signs of use within an hour of the last that counted are one, because
messages come in bursts.
"""

import math

import numpy as np

from tahqiq.analyse.events.occurrences import Numbers
from tahqiq.analyse.jit import compiled, inlined

HOUR = 3_600_000_000
DAY = 24 * HOUR
CLOSE = 4.0
"""Signs of use that lie within so many usual distances (or a day) of the use in earnest belong to it."""


@inlined
def _gain(few: float, short: float, many: float, long: float) -> float:
    """Logarithm of the likelihood of two rates over that of one."""
    both = few + many
    gain = -both * math.log(both / (short + long))
    if few > 0:
        gain += few * math.log(few / short)
    return gain + many * math.log(many / long)


@compiled
def turns(
    life: Numbers,
    number: Numbers,
    start: Numbers,
    sign: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    begin: Numbers,
    end: Numbers,
    since: int,
    until: int,
    thin: float,
    least: float,
    fewest: int,
) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Per life: where its use in earnest begins and ends (the life's own ``begin`` and ``end`` where no turn
    is found), and three counts: signs of use before that beginning, after that end, and events in between.

    ``life``, ``start`` and ``sign`` per row, sorted by life and time; ``number`` per life. A turn needs a
    rate outside of at most ``thin`` times the rate inside, a gain of ``least`` (natural logarithm), and
    ``fewest`` signs inside.
    """
    count = len(begin)
    main_begin, main_end = begin.copy(), end.copy()
    early, late, events = (
        np.zeros(count, dtype=np.int64),
        np.zeros(count, dtype=np.int64),
        np.zeros(count, dtype=np.int64),
    )
    moments = np.zeros(len(life), dtype=np.int64)
    at = 0
    while at < len(life):
        this = life[at]
        stop = at
        marks = 0
        while stop < len(life) and life[stop] == this:
            marks += sign[stop]
            stop += 1
        low = since
        if this > 0 and number[this - 1] == number[this]:
            low = end[this - 1]
        high = until
        if this + 1 < count and number[this + 1] == number[this]:
            high = begin[this + 1]
        kept = 0
        for row in range(at, stop):
            if (sign[row] or marks == 0) and (kept == 0 or start[row] - moments[kept - 1] > HOUR):
                moments[kept] = start[row]
                kept += 1
        for _ in range(2):
            first, last = 0, kept - 1
            while first < kept and moments[first] < main_begin[this]:
                first += 1
            while last >= 0 and moments[last] > main_end[this]:
                last -= 1
            best, where, rising = least, -1, False
            if main_end[this] == end[this]:
                for split in range(first + fewest, last + 1):
                    many, few = float(split - first), float(last + 1 - split)
                    long, short = (
                        float(moments[split - 1] - main_begin[this] + HOUR),
                        float(max(high - moments[split - 1], HOUR)),
                    )
                    if few / short <= thin * many / long:
                        gain = _gain(few, short, many, long)
                        if gain > best:
                            best, where, rising = gain, split - 1, False
            if main_begin[this] == begin[this]:
                for split in range(first + 1, last + 2 - fewest):
                    many, few = float(last + 1 - split), float(split - first)
                    long, short = (
                        float(main_end[this] - moments[split] + HOUR),
                        float(max(moments[split] - low, HOUR)),
                    )
                    if few / short <= thin * many / long:
                        gain = _gain(few, short, many, long)
                        if gain > best:
                            best, where, rising = gain, split, True
            if where < 0:
                break
            if rising:
                reach = CLOSE * (main_end[this] - moments[where] + HOUR) / (last + 1 - where)
                while where > 0 and moments[where] - moments[where - 1] <= max(reach, DAY):
                    where -= 1
                main_begin[this] = moments[where]
            else:
                reach = CLOSE * (moments[where] - main_begin[this] + HOUR) / (where + 1 - first)
                while where + 1 < kept and moments[where + 1] - moments[where] <= max(reach, DAY):
                    where += 1
                main_end[this] = moments[where]
        if main_end[this] != end[this]:
            for row in range(at, stop):
                if (sign[row] or marks == 0) and main_end[this] < start[row] <= main_end[this] + HOUR:
                    main_end[this] = start[row]
        for row in range(at, stop):
            if start[row] < main_begin[this]:
                early[this] += sign[row] or marks == 0
            elif start[row] > main_end[this]:
                late[this] += sign[row] or marks == 0
            else:
                events[this] += 1
        at = stop
    return main_begin, main_end, early, late, events
