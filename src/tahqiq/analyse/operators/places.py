"""Operators on events with a place: who was recorded where, and near whom in time."""

import ibis
import ibis.expr.types as ir

from tahqiq.analyse.operators.telephone import DAY, HOUR


def _placed(events: ir.Table) -> ir.Table:
    return events.filter(events.place.notnull())


def co_presence(events: ir.Table, seconds: int, least: int = 1) -> ir.Table:
    """Pairs of numbers recorded at the same place at most ``seconds`` apart: how often, at how many places,
    first. A join on buckets of time: each record is looked for in its own bucket and the two beside it."""
    placed = _placed(events).select("self", "place", "start")
    width = max(seconds, 1)
    one = placed.mutate(bucket=placed.start // width)
    shifted = [
        placed.select(other="self", place="place", then="start", bucket=placed.start // width + step)
        for step in (-1, 0, 1)
    ]
    two = shifted[0].union(shifted[1], shifted[2])
    both = one.join(two, [one.place == two.place, one.bucket == two.bucket], rname="{name}_two")
    near = both.filter(both.self < both.other, (both.start - both.then).abs() <= seconds)
    counted = near.group_by("self", "other").agg(
        together=near.count(), places=near.place.nunique(), first=near.start.min()
    )
    return counted.filter(counted.together >= least)


def night_places(events: ir.Table, begin: int = 22, end: int = 6) -> ir.Table:
    """Per number and place: nights (counted to the evening's day) on which it was used between the local
    hours ``begin`` and ``end``."""
    placed = _placed(events)
    hour = (placed.wall // HOUR) % 24
    inside = placed.filter((hour >= begin) | (hour < end))
    night = inside.mutate(night=(inside.wall - end * HOUR) // DAY)
    return night.group_by("self", "place").agg(nights=night.night.nunique(), records=night.count())


def at_places(events: ir.Table, places: tuple[int, ...], since: int, until: int, least: int = 1) -> ir.Table:
    """Numbers recorded at ``least`` of some places from ``since`` to before ``until``: a tower dump."""
    inside = events.filter(events.place.isin(list(places)), events.start >= since, events.start < until)
    counted = inside.group_by("self").agg(places=inside.place.nunique(), records=inside.count())
    return counted.filter(counted.places >= least)


def dwell(events: ir.Table, gap: int) -> ir.Table:
    """Stays: successive records of a number at one place, no more than ``gap`` seconds apart: place, begin,
    end, records."""
    placed = _placed(events)
    window = ibis.window(group_by=placed.self, order_by=[placed.start, placed.place])
    marked = placed.mutate(before=placed.start.lag().over(window), there=placed.place.lag().over(window))
    new = marked.before.isnull() | (marked.there != marked.place) | (marked.start - marked.before > gap)
    marked = marked.mutate(new=ibis.ifelse(new, 1, 0))
    over = ibis.window(
        group_by=marked.self, order_by=[marked.start, marked.place], preceding=None, following=0
    )
    numbered = marked.mutate(stay=marked.new.sum().over(over))
    return numbered.group_by("self", "stay", "place").agg(
        begin=numbered.start.min(), end=numbered.start.max(), records=numbered.count()
    )
