"""Bursts and silent periods: where a number is used far more, or far less, than it usually is."""

import math
from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.events.occurrences import HOUR, Numbers


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last event (µs UTC) of a burst, or from the last event before to the first after
    a silence. ``expected`` is what the usual rate gives for that time; ``surprise`` the natural logarithm of
    how seldom chance alone does it."""

    begin: int
    end: int
    events: int
    expected: float
    surprise: float


def silences(start: Numbers, factor: float, least_hours: float) -> list[Span]:
    """Gaps between successive events (``start`` sorted, µs) longer than ``factor`` times the median gap of
    the busier half and than ``least_hours``, longest first."""
    if len(start) < 3:
        return []
    gaps = np.diff(start)
    rate = len(gaps) / max(int(start[-1] - start[0]), 1)
    limit = max(factor * float(np.median(gaps)), least_hours * HOUR)
    found = [
        Span(int(start[at]), int(start[at + 1]), 0, float(gaps[at] * rate), float(gaps[at] * rate))
        for at in np.flatnonzero(gaps > limit)
    ]
    return sorted(found, key=lambda span: (span.begin - span.end, span.begin))


def bursts(start: Numbers, window_hours: float, least: int, surprise: float) -> list[Span]:
    """Stretches in which every window of ``window_hours`` that begins with an event holds at least ``least``
    events and so many that a steady rate would give them with a probability below e^-``surprise`` (Poisson);
    overlapping windows are one burst. Most surprising first. ``start`` sorted, µs."""
    if len(start) < least:
        return []
    window = int(window_hours * HOUR)
    span = max(int(start[-1] - start[0]), window)
    expected = len(start) * window / span
    ends = np.searchsorted(start, start + window, side="right")
    counts = ends - np.arange(len(start))
    limit = least
    while limit <= int(counts.max()) and -log_tail(limit, expected) < surprise:
        limit += 1
    found: list[Span] = []
    last = -1
    for at in np.flatnonzero(counts >= limit).tolist():
        end = int(ends[at]) - 1
        if found and at <= last:
            begin = found[-1].begin
            first = int(np.searchsorted(start, begin))
            found[-1] = _burst(start, first, end, len(start) / span)
        else:
            found.append(_burst(start, at, end, len(start) / span))
        last = end
    return sorted(found, key=lambda one: (-one.surprise, one.begin))


def _burst(start: Numbers, first: int, last: int, rate: float) -> Span:
    begin, end = int(start[first]), int(start[last])
    expected = max(end - begin, HOUR) * rate
    return Span(begin, end, last - first + 1, expected, -log_tail(last - first + 1, expected))


def log_tail(count: int, expected: float) -> float:
    """Natural logarithm of the probability of ``count`` or more where ``expected`` are expected (Poisson),
    from its leading terms.

    >>> round(math.exp(log_tail(1, 1.0)), 3)
    0.632
    """
    if count <= 0:
        return 0.0
    if expected <= 0:
        return -math.inf
    if count <= expected:
        below = sum(math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(count))
        return math.log(max(1.0 - below, 1e-300))
    first = count * math.log(expected) - expected - math.lgamma(count + 1)
    total, term = 1.0, 1.0
    for k in range(count + 1, count + 400):
        term *= expected / k
        total += term
        if term < 1e-12 * total:
            break
    return min(first + math.log(total), 0.0)
