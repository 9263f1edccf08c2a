"""Values that a rule derives from records before it asks: the end of a period, and whether something went on
for too long without a break."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tahqiq.casework.clocks import Calendar, Caveat, deadline
from tahqiq.casework.condition_result import decide, span
from tahqiq.casework.conditions import Gap, Truth, values_at
from tahqiq.casework.rules.declaration import Apart, Unbroken, Until
from tahqiq.casework.rules.records import Record
from tahqiq.kit.errors import WrongUse


class Derivation(NamedTuple):
    """A derived value (a :class:`Gap` when it is not known), the records it rests on, those in which
    something is missing, and doubts."""

    value: object
    rests: tuple[tuple[Record, str], ...] = ()
    lacks: tuple[tuple[Record, str], ...] = ()
    caveats: tuple[Caveat, ...] = ()


def until(
    spec: Until, subject: Record, view: Mapping[str, object], calendar: Calendar, zone: str
) -> Derivation:
    """The last second of the period, or a gap where its beginning is not known well enough for it."""
    start = _start(values_at(view, spec.start), ZoneInfo(zone))
    if start is None:
        return Derivation(_gap(values_at(view, spec.start)), lacks=((subject, spec.start),))
    try:
        found = deadline(start, spec.period, spec.convention, zone=zone, calendar=calendar)
    except WrongUse:
        return Derivation(Gap("no-time"), lacks=((subject, spec.start),))
    return Derivation(found.until, ((subject, spec.start),), caveats=found.caveats)


def unbroken(spec: Unbroken, items: Sequence[Record], complete: bool, now: datetime, zone: str) -> Derivation:
    """Whether what surely went on is too long (True), what may have gone on is not (False), or neither can be
    said (a gap).

    What has no end yet goes on until ``now``; where beginning or end are not known, or whether a record
    belongs here, the longest is possible.
    """
    sure: list[tuple[datetime, datetime, Record]] = []
    possible: list[tuple[datetime, datetime, Record]] = []
    lacks: list[tuple[Record, str]] = []
    for item in items:
        outcome = decide(spec.where, item.values, now, zone) if spec.where is not None else None
        if outcome is not None and outcome.truth is Truth.NO:
            continue
        begun, ended = _span(item, spec.start, zone), _span(item, spec.end, zone)
        still = spec.end in item.values and item.values[spec.end] is None
        lacks += [(item, name) for name in sorted(outcome.missing if outcome else ())]
        lacks += [
            (item, name)
            for name, found in ((spec.start, begun), (spec.end, ended))
            if found is None and not (still and name == spec.end)
        ]
        last = now if ended is None else min(ended[1], now)
        possible.append((begun[0] if begun else datetime.min.replace(tzinfo=now.tzinfo), last, item))
        if begun and (ended or still) and (outcome is None or outcome.truth is Truth.YES):
            sure.append((begun[1], min(ended[0], now) if ended else now, item))
    longest = _longest(sure, spec.bridge)
    if _length(longest) > spec.longer_than:
        return Derivation(True, tuple((item, spec.start) for _, _, item in longest))
    most = _longest(possible, spec.bridge)
    if _length(most) > spec.longer_than or not complete:
        return Derivation(Gap("partly-known" if complete else "not-complete"), lacks=tuple(lacks))
    return Derivation(False, tuple((item, spec.start) for _, _, item in most))


def apart(
    spec: Apart,
    subject: Record,
    view: Mapping[str, object],
    items: Sequence[Record],
    complete: bool,
    now: datetime,
    zone: str,
) -> Derivation:
    """Whether a pause was surely too long (True), surely none was (False), or neither can be said (a gap):
    because the beginning is not known, the register may hold more, or the moment of a record is missing. A
    day without an hour fills the pauses that touch it."""
    begun = span(values_at(view, spec.start), zone)
    if begun is None:
        return Derivation(_gap(values_at(view, spec.start)), lacks=((subject, spec.start),))
    ended = span(values_at(view, spec.end), zone)
    last = min(ended[1], now) if ended else now
    moments, lacks = list[tuple[datetime, datetime, Record]](), list[tuple[Record, str]]()
    for item in items:
        outcome = decide(spec.where, item.values, now, zone) if spec.where is not None else None
        if outcome is not None and outcome.truth is Truth.NO:
            continue
        found = _span(item, spec.at, zone)
        if found is None or (outcome is not None and outcome.truth is Truth.UNKNOWN):
            lacks.append((item, spec.at))
        elif found[0] <= last and found[1] >= begun[0]:
            moments.append((found[0], found[1], item))
    moments.sort(key=lambda one: one[:2])
    rests = [(subject, spec.start), *((item, spec.at) for _, _, item in moments)]
    before = begun[1]
    for first, until_, _ in [*moments, (last, last, subject)]:
        if first - before > spec.longer_than:
            return (
                Derivation(True, tuple(rests))
                if complete and not lacks
                else Derivation(Gap("not-complete"), lacks=tuple(lacks))
            )
        before = max(before, until_)
    return Derivation(False, tuple(rests))


Stretch = list[tuple[datetime, datetime, Record]]


def _longest(pieces: Iterable[tuple[datetime, datetime, Record]], bridge: timedelta) -> Stretch:
    """The longest stretch of pieces with no pause above ``bridge`` between them."""
    best: Stretch = []
    current: Stretch = []
    end: datetime | None = None
    for piece in sorted((piece for piece in pieces if piece[1] > piece[0]), key=lambda piece: piece[:2]):
        if end is None or piece[0] > _plus(end, bridge):
            current, end = [], piece[1]
        current.append(piece)
        end = max(end, piece[1])
        if _length(current) > _length(best):
            best = list(current)
    return best


def _length(stretch: Stretch) -> timedelta:
    return (
        max((piece[1] for piece in stretch), default=datetime.min) - stretch[0][0] if stretch else timedelta()
    )


def _plus(moment: datetime, length: timedelta) -> datetime:
    try:
        return moment + length
    except OverflowError:
        return moment


def _span(item: Record, name: str, zone: str) -> tuple[datetime, datetime] | None:
    return span(item.values.get(name), zone)


def _gap(value: object) -> Gap:
    return value if isinstance(value, Gap) else Gap("empty" if value is None or value == "" else "no-date")


def _start(value: object, zone: ZoneInfo) -> date | datetime | None:
    """A day or an aware moment; None for anything else, and for a month or year, from whose unknown day
    nothing can be counted."""
    if isinstance(value, str):
        text = value.strip()
        try:
            value = (
                date.fromisoformat(text)
                if len(text) == 10
                else datetime.fromisoformat(text)
                if len(text) > 10
                else None
            )
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    return value if isinstance(value, date) else None
