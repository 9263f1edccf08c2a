"""When a number was in use, and with whom: the raw material of the search for changed numbers.

A *life* of a number is a stretch of use without a long silence. Most numbers have one; a number that was
silent for weeks and then used again has two, because it may have been handed to somebody else in between.
What shows that a number is in use is what it does: calls and messages it sends, calls it answers (or, where
no duration is written, calls it receives). That others go on calling a number that was given up does not
prolong its life.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.readers import Facts
from tahqiq.analyse.telephone.stretches import DAY, Numbers, Rules, of_range
from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take
from tahqiq.store.facts.row_order import order

_NAMES = ("self", "other", "out", "start", "seconds")
_ROWS = 4_000_000
_SAMPLE_ROWS, _SAMPLES = 200_000, 16
TOGETHER, MOST, LEFT, MOST_BEREFT = 3, 0.5, 0.1, 5000
"""A number is bereft when counterparts that stopped within so many days make this share of its circle, and
what it has with them afterwards is at most that share of what it had; so many such numbers are looked at."""


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
        found, degree = of_range(rows, since, until, rules)
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
