"""Operators on events: who with whom, when, in which handset."""

import ibis
import ibis.expr.types as ir

DAY, HOUR = 86_400, 3_600
_EPOCH_WEEKDAY = 3


def _talk(events: ir.Table) -> ir.Table:
    return events.filter(events.other.notnull(), events.other != events.self)


def contacts(events: ir.Table) -> ir.Table:
    """Per number and counterpart: events, outgoing, seconds, first, last."""
    talk = _talk(events)
    return talk.group_by("self", "other").agg(
        events=talk.count(),
        outgoing=talk.outgoing.sum(),
        seconds=talk.seconds.sum(),
        first=talk.start.min(),
        last=talk.start.max(),
    )


def most_connected(events: ir.Table, least: int = 1) -> ir.Table:
    """Numbers by how many different counterparts they have, ``least`` at least."""
    talk = _talk(events)
    counted = talk.group_by("self").agg(contacts=talk.other.nunique(), events=talk.count())
    return counted.filter(counted.contacts >= least)


def hours(events: ir.Table) -> ir.Table:
    """Events per number, weekday (0 = Monday) and hour, in local time."""
    told = _talk(events).mutate(
        weekday=((events.wall // DAY) + _EPOCH_WEEKDAY) % 7, hour=(events.wall // HOUR) % 24
    )
    return told.group_by("self", "weekday", "hour").agg(events=told.count())


def daily(events: ir.Table) -> ir.Table:
    """Events per number and local day (days since 1970)."""
    told = _talk(events).mutate(day=events.wall // DAY)
    return told.group_by("self", "day").agg(events=told.count(), seconds=told.seconds.sum())


def _before(table: ir.Table, *by: str) -> ir.Table:
    window = ibis.window(group_by=list(by), order_by=[table.start, table.other])
    return table.mutate(before=table.start.lag().over(window))


def sessions(events: ir.Table, gap: int) -> ir.Table:
    """Stretches of use of each number without a gap of more than ``gap`` seconds: begin, end, events."""
    marked = _before(events, "self")
    marked = marked.mutate(
        new=ibis.ifelse(marked.before.isnull() | (marked.start - marked.before > gap), 1, 0)
    )
    numbered = marked.mutate(
        session=marked.new.sum().over(
            ibis.window(
                group_by=marked.self, order_by=[marked.start, marked.other], preceding=None, following=0
            )
        )
    )
    return numbered.group_by("self", "session").agg(
        begin=numbered.start.min(), end=numbered.start.max(), events=numbered.count()
    )


def silences(events: ir.Table, gap: int) -> ir.Table:
    """Gaps of more than ``gap`` seconds between successive events of a number."""
    marked = _before(_talk(events), "self")
    long = marked.filter(marked.start - marked.before > gap)
    return long.select("self", begin=long.before, end=long.start)


def bursts(events: ir.Table, window: int, least: int) -> ir.Table:
    """Events after which, with the next ones, ``least`` lie within ``window`` seconds."""
    talk = _talk(events)
    over = ibis.window(group_by=talk.self, order_by=[talk.start, talk.other])
    marked = talk.mutate(end=talk.start.lead(least - 1).over(over))
    found = marked.filter(marked.end - marked.start <= window)
    return found.select("self", begin=found.start, end=found.end)


def common_contacts(events: ir.Table, least: int) -> ir.Table:
    """Counterparts that at least ``least`` different numbers share."""
    talk = _talk(events)
    shared = talk.group_by("other").agg(numbers=talk.self.nunique(), events=talk.count())
    return shared.filter(shared.numbers >= least)


def openings(events: ir.Table, pause: int) -> ir.Table:
    """Per number and counterpart: conversations (after a pause of more than ``pause`` seconds), and how many
    the number opened."""
    talk = _talk(events)
    window = ibis.window(group_by=[talk.self, talk.other], order_by=[talk.start, talk.outgoing])
    marked = talk.mutate(before=talk.start.lag().over(window))
    heads = marked.filter(marked.before.isnull() | (marked.start - marked.before > pause))
    return heads.group_by("self", "other").agg(conversations=heads.count(), opened=heads.outgoing.sum())


def card_changes(events: ir.Table) -> ir.Table:
    """Where another card follows in a handset: handset, card before, card after, time."""
    known = events.filter(events.device.notnull(), events.card.notnull())
    window = ibis.window(group_by=known.device, order_by=[known.start, known.card])
    marked = known.mutate(before=known.card.lag().over(window))
    changed = marked.filter(marked.before.notnull(), marked.before != marked.card)
    return changed.select(
        handset=changed.device, card_before=changed.before, card_after=changed.card, start=changed.start
    )
