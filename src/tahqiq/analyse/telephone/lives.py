"""When a number was in use, and with whom: the raw material of the search for changed numbers.

A *life* of a number is a stretch of use without a long silence. Most numbers have one; a number that was
silent for weeks and then used again has two, because it may have been handed to somebody else in between.
What shows that a number is in use is what it does: calls and messages it sends, calls it answers (or, where
no duration is written, calls it receives). That others go on calling a number that was given up does not
prolong its life.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.compiled import compiled
from tahqiq.analyse.readers import Facts
from tahqiq.analyse.telephone.turns import turns
from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take
from tahqiq.store.facts.ordering import order

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
DAY = 86_400_000_000
_NAMES = ("self", "other", "out", "start", "seconds")
_ROWS = 4_000_000
_SAMPLE_ROWS, _SAMPLES = 200_000, 16
TOGETHER, MOST, LEFT, MOST_BEREFT = 3, 0.5, 0.1, 5000
"""A number is bereft when counterparts that stopped within so many days make this share of its circle, and
what it has with them afterwards is at most that share of what it had; so many such numbers are looked at."""


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


@dataclass(frozen=True, slots=True)
class Lives:
    """Lives that begin or end within the data, with the circle of each as slices of ``other``, ``count`` and
    ``out`` (``first[i]`` to ``first[i + 1]``).

    ``number`` node numbers; ``begin`` and ``end`` µs UTC, of the use in earnest; ``early`` and ``late`` signs
    of use set aside before and after it; ``starts`` and ``stops`` whether the beginning or the end is a
    finding; ``degree`` says for every node number how many counterparts it has in all the data (0 where
    none); ``numbers`` how many nodes have a counterpart.
    """

    number: Numbers
    begin: Numbers
    end: Numbers
    events: Numbers
    early: Numbers
    late: Numbers
    starts: NDArray[np.bool_]
    stops: NDArray[np.bool_]
    first: Numbers
    other: Numbers
    count: Numbers
    out: Numbers
    degree: Numbers
    numbers: int
    since: int
    until: int

    def circle(self, life: int) -> slice:
        """Where the circle of a life stands."""
        return slice(int(self.first[life]), int(self.first[life + 1]))


def lives(
    facts: Facts,
    scope: Scope,
    kinds: tuple[str, ...],
    left_out: Numbers,
    span: tuple[int, int] | None,
    rules: Rules,
) -> Lives:
    """The lives of all numbers in the scope; ``left_out`` (sorted) are nodes that are nobody's contact;
    ``span`` limits the events (µs, end excluded).

    Works through the events in ranges of numbers, so that memory stays bounded whatever their number.
    """
    pieces: list[Columns] = []
    since, until = _edges(facts, scope, kinds, left_out, span)
    degrees: list[tuple[Numbers, Numbers]] = []
    for rows in _ranges(facts, scope, kinds, left_out, span, rules.left_out):
        found, degree = _of_range(rows, since, until, rules)
        pieces.append(found)
        degrees.append(degree)
    made = _together(pieces, degrees, since, until)
    more = bereft(made, rules.circle)
    return (
        made
        if not len(more)
        else _joined(made, _bereft_lives(facts, scope, kinds, left_out, span, made, more))
    )


def bereft(found: Lives, circle: int) -> Numbers:
    """Numbers most of whose circle stopped within days of each other, while they themselves went on with
    somebody else: they have no end of their own."""
    stopping = np.flatnonzero(found.stops)
    at = (
        np.concatenate([np.arange(found.first[life], found.first[life + 1]) for life in stopping.tolist()])
        if len(stopping)
        else np.zeros(0, dtype=np.int64)
    )
    other, end = (
        found.other[at],
        np.repeat(found.end[stopping], found.first[stopping + 1] - found.first[stopping]),
    )
    known = np.zeros(len(found.degree), dtype=np.bool_)
    known[found.number[stopping]] = True
    good = ~known[other]
    by = np.lexsort((end[good], other[good]))
    other, end = other[good][by], end[good][by]
    # the fewest that count, within the window, for each number in turn
    near = (other[circle - 1 :] == other[: len(other) - circle + 1]) & (
        end[circle - 1 :] - end[: len(end) - circle + 1] <= TOGETHER * DAY
    )
    numbers, lost = np.unique(other, return_counts=True)
    chosen = numbers[lost >= MOST * found.degree[numbers]]
    result: Numbers = np.intersect1d(chosen, other[: len(near)][near])
    return result[:MOST_BEREFT]


def _bereft_lives(
    facts: Facts,
    scope: Scope,
    kinds: tuple[str, ...],
    left_out: Numbers,
    span: tuple[int, int] | None,
    found: Lives,
    numbers: Numbers,
) -> Columns:
    """A life for each such number, from its first event to the last with one of those that stopped."""
    gone: dict[int, list[int]] = {}
    for life in np.flatnonzero(found.stops).tolist():
        for other in np.intersect1d(found.other[found.circle(life)], numbers).tolist():
            gone.setdefault(int(other), []).append(life)
    made: dict[str, list[Numbers]] = {
        name: [] for name in ("number", "begin", "end", "events", "late", "size", "other", "count", "out")
    }
    for number in numbers.tolist():
        rows = usable(facts.happened(scope, _NAMES, (int(number), int(number)), kinds), left_out, span)
        lost = np.unique(found.number[gone[int(number)]])
        with_them = np.isin(rows["other"], lost)
        if not with_them.any():
            continue
        start = rows["start"].astype(np.int64)
        end = int(np.median(found.end[gone[int(number)]]))
        inside = start <= end
        other, count = np.unique(rows["other"][inside].astype(np.int64), return_counts=True)
        outward = np.bincount(
            np.searchsorted(other, rows["other"][inside].astype(np.int64)),
            rows["out"][inside].astype(np.float64),
            len(other),
        )
        if not len(other) or int((~inside & with_them).sum()) > LEFT * int((inside & with_them).sum()):
            continue
        last = int(start[inside & with_them].max())
        for name, value in (
            ("number", number),
            ("begin", int(start.min())),
            ("end", last),
            ("events", int(inside.sum())),
            ("late", int((start > last).sum())),
            ("size", len(other)),
        ):
            made[name].append(np.array([value], dtype=np.int64))
        made["other"].append(other)
        made["count"].append(count.astype(np.int64))
        made["out"].append(outward.astype(np.int64))
    return {
        name: np.concatenate(values) if values else np.zeros(0, dtype=np.int64)
        for name, values in made.items()
    }


def _joined(found: Lives, more: Columns) -> Lives:
    """The lives with others behind them."""
    count = len(more["number"])
    nothing, yes, no = (
        np.zeros(count, dtype=np.int64),
        np.ones(count, dtype=np.bool_),
        np.zeros(count, dtype=np.bool_),
    )

    def both(name: str) -> Numbers:
        mine: Numbers = getattr(found, name)
        return np.concatenate([mine, more[name].astype(np.int64)])

    return replace(
        found,
        number=both("number"),
        begin=both("begin"),
        end=both("end"),
        events=both("events"),
        early=np.concatenate([found.early, nothing]),
        late=both("late"),
        starts=np.concatenate([found.starts, no]),
        stops=np.concatenate([found.stops, yes]),
        first=np.concatenate([found.first, found.first[-1] + np.cumsum(more["size"].astype(np.int64))]),
        other=both("other"),
        count=both("count"),
        out=both("out"),
    )


def _ranges(
    facts: Facts,
    scope: Scope,
    kinds: tuple[str, ...],
    left_out: Numbers,
    span: tuple[int, int] | None,
    aside: Counter[str],
) -> Iterator[Columns]:
    for keys in facts.spans(scope, "by_party", _ROWS, kinds):
        every = facts.happened(scope, _NAMES, keys, kinds)
        count_aside(every, left_out, aside)
        rows = usable(every, left_out, span)
        calls = np.array(
            [facts.kind(int(number)) == "Call" for number in range(int(rows["kind"].max(initial=-1)) + 1)],
            dtype=np.bool_,
        )
        if len(rows["self"]):
            unknown = (rows["seconds"] == NULL32) & calls[rows["kind"]]
            rows["sign"] = rows["out"] | (rows["seconds"] > 0) | unknown
            yield take(rows, order(rows["self"], rows["start"]))


def usable(rows: Columns, left_out: Numbers, span: tuple[int, int] | None) -> Columns:
    """Rows with two different parties and a time in the span, none of them left out."""
    good = (
        (rows["other"] != NULL32)
        & (rows["start"] != NULL64)
        & (rows["self"] != rows["other"])
        & (rows["self"] != NULL32)
    )
    if span is not None:
        good &= (rows["start"] >= span[0]) & (rows["start"] < span[1])
    if len(left_out):
        good &= ~np.isin(rows["other"], left_out) & ~np.isin(rows["self"], left_out)
    return rows if good.all() else take(rows, good)


def count_aside(rows: Columns, left_out: Numbers, aside: Counter[str]) -> None:
    """Count what :func:`usable` drops, each record once: under the party that acted, or under its only
    party."""
    acting, told = rows["out"] | (rows["other"] == NULL32), rows["records"]
    itself = rows["self"] == rows["other"]

    def counted(some: NDArray[np.bool_]) -> int:
        return int(told[acting & some].sum())

    aside["self-calls"] += counted(itself)
    aside["no-counterpart"] += counted(rows["other"] == NULL32)
    aside["untimed"] += counted(~itself & (rows["start"] == NULL64))
    if len(left_out):
        aside["service-numbers"] += counted(
            ~itself & (np.isin(rows["other"], left_out) | np.isin(rows["self"], left_out))
        )


def _edges(
    facts: Facts, scope: Scope, kinds: tuple[str, ...], left_out: Numbers, span: tuple[int, int] | None
) -> tuple[int, int]:
    """First and last moment of the data: of the middle 99.9 %, so that a record with an impossible date does
    not stretch it; of a sample where there is much."""
    spans = facts.spans(scope, "by_party", _SAMPLE_ROWS, kinds)
    chosen = spans[:: -(-len(spans) // _SAMPLES)] if spans else []
    moments = [
        usable(
            facts.columns(scope, "by_party", ("self", "other", "start"), keys=keys, kinds=kinds),
            left_out,
            span,
        )["start"]
        for keys in chosen
    ]
    start = np.concatenate(moments) if moments else np.zeros(0, dtype=np.int64)
    if not len(start):
        return 0, 0
    few = len(start) // 2000
    ordered = np.partition(start, (few, len(start) - 1 - few))
    return int(ordered[few]), int(ordered[len(start) - 1 - few])


def _of_range(rows: Columns, since: int, until: int, rules: Rules) -> tuple[Columns, tuple[Numbers, Numbers]]:
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


def _together(pieces: list[Columns], degrees: list[tuple[Numbers, Numbers]], since: int, until: int) -> Lives:
    def joined(name: str, kind: type[np.generic] = np.int64) -> NDArray[np.generic]:
        return np.concatenate([piece[name] for piece in pieces]) if pieces else np.zeros(0, dtype=kind)

    highest = max((int(number[-1]) for number, _ in degrees if len(number)), default=0)
    degree = np.zeros(highest + 1, dtype=np.int64)
    for number, counts in degrees:
        degree[number] = counts
    first = np.concatenate([[0], np.cumsum(joined("size"))]).astype(np.int64)
    return Lives(
        joined("number").astype(np.int64),
        joined("begin").astype(np.int64),
        joined("end").astype(np.int64),
        joined("events").astype(np.int64),
        joined("early").astype(np.int64),
        joined("late").astype(np.int64),
        joined("starts", np.bool_).astype(np.bool_),
        joined("stops", np.bool_).astype(np.bool_),
        first,
        joined("other").astype(np.int64),
        joined("count").astype(np.int64),
        joined("out").astype(np.int64),
        degree,
        int((degree > 0).sum()),
        since,
        until,
    )


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
