"""Searches for ways that respect time, compiled: fewest steps and first arrival over a graph's arrays."""

import numpy as np

from tahqiq.analyse.graph.arrays import (
    BUSY,
    LASTING,
    SHELF,
    Int32,
    Int64,
    UInt8,
    UInt32,
)
from tahqiq.analyse.jit import compiled, inlined


@compiled
def _aside(link: int, busy: Int32, records: Int64) -> int:
    """The place of a link that is among ``busy``."""
    low, high = records[link // SHELF], records[link // SHELF + 1]
    while low < high:
        middle = (low + high) // 2
        if busy[middle] < link:
            low = middle + 1
        else:
            high = middle
    return int(low)


@compiled
def _first_from(times: UInt32, low: int, high: int, moment: int) -> int:
    """The first place between ``low`` and ``high`` whose time is ``moment`` or later; ``high`` when there is
    none."""
    while low < high:
        middle = (low + high) // 2
        if times[middle] < moment:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def next_moment(
    link: int,
    low: int,
    wanted: int,
    told: UInt8,
    moments: UInt32,
    busy: Int32,
    records: Int64,
    spans: Int64,
    times: UInt32,
    ways: UInt8,
) -> int:
    """The earliest moment from ``low`` on at which a link may be walked in a wanted direction; -1 = never."""
    first, last, what = moments[link, 0], moments[link, 1], told[link]
    if last == 0 or last < low or not what & wanted:
        return -1
    if what & LASTING:
        return int(first) if first > low else low
    if what & BUSY:
        place = _aside(link, busy, records)
        at = _first_from(times, spans[place], spans[place + 1], low)
        while at < spans[place + 1]:
            if ways[at] & wanted:
                return int(times[at])
            at += 1
        return -1
    if first >= low:
        return int(first)
    return int(last)


@inlined
def _previous(
    link: int,
    high: int,
    wanted: int,
    told: UInt8,
    moments: UInt32,
    busy: Int32,
    records: Int64,
    spans: Int64,
    times: UInt32,
    ways: UInt8,
) -> int:
    """The latest moment up to ``high`` at which a link may be walked in a wanted direction; -1 = never."""
    first, last, what = moments[link, 0], moments[link, 1], told[link]
    if last == 0 or first > high or not what & wanted:
        return -1
    if what & LASTING:
        return int(last) if last < high else high
    if what & BUSY:
        place = _aside(link, busy, records)
        at = _first_from(times, spans[place], spans[place + 1], high + 1) - 1
        while at >= spans[place]:
            if ways[at] & wanted:
                return int(times[at])
            at -= 1
        return -1
    if last <= high:
        return int(last)
    return int(first)


@compiled
def _joined(node: Int32, before: Int32, left: int, right: int, way: Int32) -> int:
    """The nodes from the start to where both sides met, and on to the end; how many."""
    length = 0
    state = left
    while state >= 0:
        length += 1
        state = before[state]
    state = left
    for place in range(length - 1, -1, -1):
        way[place] = node[state]
        state = before[state]
    state = before[right]
    while state >= 0:
        way[length] = node[state]
        length += 1
        state = before[state]
    return length


@compiled
def _longer(values: Int32) -> Int32:
    made = np.empty(2 * len(values), np.int32)
    made[: len(values)] = values
    return made


@compiled
def fewest_steps(
    offsets: Int64,
    heads: Int32,
    edges: Int32,
    told: UInt8,
    moments: UInt32,
    busy: Int32,
    records: Int64,
    spans: Int64,
    times: UInt32,
    ways: UInt8,
    start: int,
    end: int,
    since: int,
    until: int,
    directed: bool,
    longest: int,
    marks: Int32,
    places: Int32,
    token: int,
    way: Int32,
    most: int,
) -> int:
    """States are (node, moment, the state before); those of the end's side stand in marks and places after
    those of the start's side."""
    size = len(offsets) - 1
    node = np.empty(1024, np.int32)
    when = np.empty(1024, np.int64)
    before = np.empty(1024, np.int32)
    node[0], when[0], before[0] = start, since, -1
    node[1], when[1], before[1] = end, until, -1
    marks[start], places[start] = token, 0
    marks[size + end], places[size + end] = token, 1
    count = 2
    begins = np.array([0, 1])
    ends = np.array([1, 2])
    for _ in range(longest):
        if begins[0] == ends[0] or begins[1] == ends[1]:
            return 0
        side = (
            0 if ends[0] - begins[0] <= ends[1] - begins[1] else 1
        )  # what is reached, never all links: those tell what is hidden
        mine, theirs = side * size, (1 - side) * size
        level = count
        for state in range(begins[side], ends[side]):
            here = node[state]
            for at in range(offsets[here], offsets[here + 1]):
                link = edges[at]
                if not told[link]:
                    continue
                other = heads[at]
                known = marks[mine + other] == token
                if known:  # no moment can be better than that of the state it comes from
                    old = when[places[mine + other]]
                    if (when[state] >= old) if side == 0 else (when[state] <= old):
                        continue
                wanted = 3
                if directed:
                    wanted = 1 if (here < other) == (side == 0) else 2
                if side == 0:
                    moment = next_moment(
                        link, when[state], wanted, told, moments, busy, records, spans, times, ways
                    )
                    if moment < 0 or moment > until:
                        continue
                else:
                    moment = _previous(
                        link, when[state], wanted, told, moments, busy, records, spans, times, ways
                    )
                    if moment < since:
                        continue
                if known:
                    old = when[places[mine + other]]
                    if (moment >= old) if side == 0 else (moment <= old):
                        continue
                if known and places[mine + other] >= level:
                    made = places[mine + other]
                else:
                    if count == len(node):
                        if count >= most:
                            return -1
                        grown = np.empty(2 * count, np.int32)
                        grown[:count] = node
                        node = grown
                        longer = np.empty(2 * count, np.int64)
                        longer[:count] = when
                        when = longer
                        wider = np.empty(2 * count, np.int32)
                        wider[:count] = before
                        before = wider
                    made = count
                    count += 1
                node[made], when[made], before[made] = other, moment, state
                marks[mine + other], places[mine + other] = token, made
                if marks[theirs + other] == token:
                    match = places[theirs + other]
                    if (moment <= when[match]) if side == 0 else (moment >= when[match]):
                        state, last_state = (made, match) if side == 0 else (match, made)
                        return _joined(node, before, state, last_state, way)
        begins[side], ends[side] = level, count
    return 0


@compiled
def earliest_arrival(
    offsets: Int64,
    heads: Int32,
    edges: Int32,
    told: UInt8,
    moments: UInt32,
    busy: Int32,
    records: Int64,
    spans: Int64,
    times: UInt32,
    ways: UInt8,
    start: int,
    end: int,
    since: int,
    until: int,
    directed: bool,
    waiting: int,
    most: int,
    stop: UInt8,
) -> tuple[Int32, Int32, Int64, int]:
    """A heap of states in the order of time; of each node it is remembered up to which moment its contacts
    have been followed."""
    capacity = 1024
    node, link, before = (
        np.empty(capacity, np.int32),
        np.empty(capacity, np.int32),
        np.empty(capacity, np.int32),
    )
    when = np.empty(capacity, np.int64)
    heap = np.empty(capacity, np.int32)
    followed = np.full(len(offsets) - 1, -1, np.int64)
    best = np.full(len(offsets) - 1, 2**40, np.int64)
    node[0], link[0], before[0], when[0], heap[0] = start, -1, -1, since, 0
    count, waits = 1, 1
    none32, none64 = np.empty(0, np.int32), np.empty(0, np.int64)
    while waits:
        if stop[0]:
            return none32, none32, none64, -1
        state = heap[0]
        waits -= 1
        moved = heap[waits]
        place = 0
        while True:
            child = 2 * place + 1
            if child >= waits:
                break
            if child + 1 < waits and (when[heap[child + 1]], heap[child + 1]) < (
                when[heap[child]],
                heap[child],
            ):
                child += 1
            if (when[heap[child]], heap[child]) >= (when[moved], moved):
                break
            heap[place] = heap[child]
            place = child
        heap[place] = moved
        here, now = node[state], when[state]
        if here == end:
            length = 0
            step = state
            while before[step] >= 0:
                length += 1
                step = before[step]
            nodes, links, taken = (
                np.empty(length + 1, np.int32),
                np.empty(length, np.int32),
                np.empty(length, np.int64),
            )
            step = state
            for at in range(length, 0, -1):
                nodes[at], links[at - 1], taken[at - 1] = node[step], link[step], when[step]
                step = before[step]
            nodes[0] = start
            return nodes, links, taken, length + 1
        free = before[state] < 0 or waiting >= 4294967295
        limit = until if free else min(until, now + waiting)
        low = max(now, followed[here] + 1)
        if low > limit:
            continue
        followed[here] = limit
        for at in range(offsets[here], offsets[here + 1]):
            if not told[edges[at]]:
                continue
            other = heads[at]
            wanted = 3
            if directed:
                wanted = 1 if here < other else 2
            moment = low
            while True:
                moment = next_moment(
                    edges[at], moment, wanted, told, moments, busy, records, spans, times, ways
                )
                if moment < 0 or moment > limit:
                    break
                if followed[other] < min(until, moment + waiting) and moment < best[other]:
                    if waiting >= 4294967295:
                        best[other] = moment
                    if count == capacity:
                        if count >= most:
                            return none32, none32, none64, -1
                        node, link, before = _longer(node), _longer(link), _longer(before)
                        heap = _longer(heap)
                        longer = np.empty(2 * capacity, np.int64)
                        longer[:capacity] = when
                        when = longer
                        capacity *= 2
                    node[count], link[count], before[count], when[count] = other, edges[at], state, moment
                    place = waits
                    waits += 1
                    while place:
                        above = (place - 1) // 2
                        if when[heap[above]] <= moment:
                            break
                        heap[place] = heap[above]
                        place = above
                    heap[place] = count
                    count += 1
                if waiting >= 4294967295 or told[edges[at]] & LASTING:
                    break
                moment += 1
    return none32, none32, none64, 0
