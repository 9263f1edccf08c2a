"""Stops and routes: the records of one party in the order of time, joined where it stayed, with distance and
speed where it moved."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tahqiq.analyse.places.sites import Numbers, Reals, distance

SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Stop:
    """From the first to the last record (µs UTC) at places within the distance; ``at`` position of the first
    record in the columns given."""

    begin: int
    end: int
    records: int
    places: tuple[int, ...]
    lat: float
    lon: float
    at: int
    last: int


@dataclass(frozen=True, slots=True)
class Leg:
    """From one stop to the next: metres, seconds, and km/h; ``impossible`` when no vehicle goes so fast."""

    before: Stop
    after: Stop
    metres: float
    seconds: float
    speed: float
    impossible: bool


def stops(
    place: Numbers, start: Numbers, lat: Reals, lon: Reals, metres: float, gap_hours: float
) -> list[Stop]:
    """``start`` sorted. A record belongs to the stop while it is within ``metres`` of the first record there
    (or uses its very place) and at most ``gap_hours`` after the last one."""
    result: list[Stop] = []
    begin = 0
    while begin < len(place):
        end = begin + 1
        seen = {int(place[begin])}
        while end < len(place) and start[end] - start[end - 1] <= gap_hours * 3600 * SECOND:
            near = int(place[end]) in seen
            if not near and not np.isnan(lat[end]) and not np.isnan(lat[begin]):
                near = bool(
                    distance(
                        lat[begin : begin + 1], lon[begin : begin + 1], lat[end : end + 1], lon[end : end + 1]
                    )[0]
                    <= metres
                )
            if not near:
                break
            seen.add(int(place[end]))
            end += 1
        known = ~np.isnan(lat[begin:end])
        middle = (
            (float(lat[begin:end][known].mean()), float(lon[begin:end][known].mean()))
            if known.any()
            else (np.nan, np.nan)
        )
        result.append(
            Stop(
                int(start[begin]),
                int(start[end - 1]),
                end - begin,
                tuple(sorted(seen)),
                *middle,
                begin,
                end - 1,
            )
        )
        begin = end
    return result


def legs(found: list[Stop], fastest: float) -> list[Leg]:
    """The ways between successive stops with positions; ``fastest`` km/h."""
    known = [one for one in found if not np.isnan(one.lat)]
    result: list[Leg] = []
    for one, two in pairwise(known):
        metres = float(
            distance(np.array([one.lat]), np.array([one.lon]), np.array([two.lat]), np.array([two.lon]))[0]
        )
        seconds = (two.begin - one.end) / SECOND
        speed = metres / max(seconds, 1.0) * 3.6
        result.append(Leg(one, two, metres, seconds, speed, speed > fastest and metres > 5000))
    return result
