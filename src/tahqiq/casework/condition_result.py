"""Whether a condition is met by a record, with the fields that decided it and those that are missing."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from zoneinfo import ZoneInfo

from tahqiq.casework.conditions import (
    ITEM,
    All,
    Among,
    Compare,
    Condition,
    Count,
    Exists,
    Gap,
    Not,
    Op,
    Operand,
    Outcome,
    Some,
    Truth,
    listed,
    values_at,
)
from tahqiq.kit import clock
from tahqiq.kit.text import tidy

Record = Mapping[str, object]
_FLIP = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}
Moments = tuple[datetime, datetime]
Days = tuple[date, date]


def decide(
    condition: Condition, record: Record, now: datetime | None = None, zone: str = "Asia/Baghdad"
) -> Outcome:
    """Whether ``record`` meets ``condition``.

    ``now`` is what ``{now: true}`` means (aware; the present moment where None). A date is the whole day in
    ``zone``; a date of less precision (``2024``, ``2024-03``) is the whole year or month: where the answer
    depends on the day, it is unknown. Texts are compared without outer space and case; a number never equals
    a text that is none. Nothing raises for what a record holds.

    >>> from tahqiq.casework.conditions import read
    >>> from tahqiq.kit import yaml_nodes
    >>> condition = read(yaml_nodes.read("any: [{eq: [sex, female]}, {lt: [born, 2010-01-01]}]", "x"))
    >>> decide(condition, {"sex": "male", "born": "2009"}).truth.value
    'yes'
    >>> sorted(decide(condition, {"sex": "male"}).missing)
    ['born']
    """
    return _Evaluation(now or clock.now(), ZoneInfo(zone)).of(condition, record)


def span(value: object, zone: str = "Asia/Baghdad") -> Moments | None:
    """The first and last microsecond (UTC) that a date of any precision or a moment can mean in ``zone``;
    None for what is neither.

    >>> [str(moment) for moment in span("2026-03-31") or ()]
    ['2026-03-30 21:00:00+00:00', '2026-03-31 20:59:59.999999+00:00']
    """
    return _Evaluation(datetime.min.replace(tzinfo=UTC), ZoneInfo(zone)).span(value)


class _Evaluation:
    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self._now, self._zone = now, zone

    def of(self, condition: Condition, record: Record) -> Outcome:
        match condition:
            case All(parts):
                return _joined([self.of(part, record) for part in parts], Truth.NO)
            case Some(parts):
                return _joined([self.of(part, record) for part in parts], Truth.YES)
            case Not(part):
                found = self.of(part, record)
                return Outcome(_FLIP[found.truth], found.decided, found.missing)
            case Exists(field):
                return self._exists(field, record)
            case Count(of, where, op, number):
                return self._count(of, where, op, number, record)
            case Among(operand, values):
                return self._among(operand, values, record)
            case Compare(op, left, right):
                return self._compare(op, left, right, record)

    def _exists(self, field: str, record: Record) -> Outcome:
        value = values_at(record, field)
        if isinstance(value, Gap):
            return Outcome(Truth.UNKNOWN, missing=frozenset({field}))
        return Outcome(Truth.NO if _empty(value) else Truth.YES, frozenset({field}))

    def _count(self, of: str, where: Condition | None, op: Op, number: int, record: Record) -> Outcome:
        value = values_at(record, of)
        if isinstance(value, Gap):
            return Outcome(Truth.UNKNOWN, missing=frozenset({of}))
        items = listed(value)
        if items is None:
            items = () if _empty(value) else (value,)
        found = [self._item(where, item) for item in items]
        sure = sum(outcome.truth is Truth.YES for outcome in found)
        open_ = [outcome for outcome in found if outcome.truth is Truth.UNKNOWN]
        truth = _ranged(op, (sure, sure + len(open_)), (number, number))
        if truth is Truth.UNKNOWN:
            return Outcome(
                truth,
                missing=frozenset(f"{of}.{name}" for outcome in open_ for name in outcome.missing)
                or frozenset({of}),
            )
        return Outcome(truth, frozenset({of}))

    def _item(self, where: Condition | None, item: object) -> Outcome:
        if where is None:
            return (
                Outcome(Truth.UNKNOWN, missing=frozenset({ITEM}))
                if isinstance(item, Gap)
                else Outcome(Truth.YES)
            )
        return self.of(where, item if isinstance(item, Mapping) else {ITEM: item})

    def _among(self, operand: Operand, values: tuple[object, ...], record: Record) -> Outcome:
        mine = self._value(operand, record)
        names = _names(operand)
        items = listed(mine) or (mine,)
        outcomes = [self._test("eq", item, value) for item in items for value in values]
        if Truth.YES in outcomes:
            return Outcome(Truth.YES, names)
        return (
            Outcome(Truth.UNKNOWN, missing=names)
            if Truth.UNKNOWN in outcomes or _gone(mine)
            else Outcome(Truth.NO, names)
        )

    def _compare(self, op: Op, left: Operand, right: Operand, record: Record) -> Outcome:
        mine, other = self._value(left, record), self._value(right, record)
        truth = self._test(op, mine, other)
        if truth is Truth.UNKNOWN:
            gone = [operand for operand, value in ((left, mine), (right, other)) if _gone(value)]
            return Outcome(truth, missing=frozenset().union(*map(_names, gone or (left, right))))
        return Outcome(truth, _names(left) | _names(right))

    def _value(self, operand: Operand, record: Record) -> object:
        if operand.kind == "now":
            return self._now + operand.plus
        value = values_at(record, str(operand.value)) if operand.kind == "field" else operand.value
        if not operand.plus or _gone(value):
            return value
        days = self._days(value)
        if days is not None and operand.plus % timedelta(days=1) == timedelta():
            return _Moved(days=(_later_day(days[0], operand.plus), _later_day(days[1], operand.plus)))
        span = self.span(value)
        return (
            Gap("no-date")
            if span is None
            else _Moved(moments=(_later(span[0], operand.plus), _later(span[1], operand.plus)))
        )

    def _test(self, op: Op, mine: object, other: object) -> Truth:
        if _gone(mine) or _gone(other):
            return Truth.UNKNOWN
        if isinstance(mine, bool) or isinstance(other, bool):
            return (
                _same(op, mine is other)
                if isinstance(mine, bool) and isinstance(other, bool)
                else Truth.UNKNOWN
            )
        if isinstance(mine, str) and isinstance(other, str):
            return self._texts(op, mine, other)
        numbers = _number(mine), _number(other)
        if numbers[0] is not None and numbers[1] is not None:
            return _ranged(op, (numbers[0], numbers[0]), (numbers[1], numbers[1]))
        return self._ordered(op, mine, other) or Truth.UNKNOWN

    def _texts(self, op: Op, mine: str, other: str) -> Truth:
        """Two texts: equal as they stand, in order as numbers where both are some, and as dates where both
        are some."""
        equality = op in ("eq", "ne")
        if equality and tidy(mine).casefold() == tidy(other).casefold():
            return _same(op, True)
        numbers = _number(mine), _number(other)
        if not equality and numbers[0] is not None and numbers[1] is not None:
            return _ranged(op, (numbers[0], numbers[0]), (numbers[1], numbers[1]))
        return self._ordered(op, mine, other) or _same(op, False)

    def _ordered(self, op: Op, mine: object, other: object) -> Truth | None:
        """The comparison of two dates or moments; None where one of them is none. Days are compared as days,
        a day and a moment as moments."""
        days = self._days(mine), self._days(other)
        if days[0] is not None and days[1] is not None:
            return _ranged(op, days[0], days[1])
        spans = self.span(mine), self.span(other)
        if spans[0] is None or spans[1] is None:
            return None
        return _ranged(op, spans[0], spans[1])

    def span(self, value: object) -> Moments | None:
        """The first and last microsecond that a value can mean; None where it is no date."""
        days = self._days(value)
        try:
            if days is not None:
                first = datetime.combine(days[0], time.min, self._zone).astimezone(UTC)
                return first, datetime.combine(days[1], time.max, self._zone).astimezone(UTC)
            if isinstance(value, _Moved):
                return value.moments
            if isinstance(value, str) and len(value) > 10:
                value = datetime.fromisoformat(value.strip())
            if isinstance(value, datetime):
                moment = (value if value.tzinfo else value.replace(tzinfo=self._zone)).astimezone(UTC)
                return moment, moment
        except (ValueError, OverflowError):
            return None
        return None

    def _days(self, value: object) -> Days | None:
        """The first and last day that a date of any precision can mean; None for a moment and for what is no
        date."""
        if isinstance(value, _Moved):
            return value.days
        if isinstance(value, date) and not isinstance(value, datetime):
            return value, value
        text = value.strip() if isinstance(value, str) and len(value) < 20 else ""
        try:
            if len(text) == 4 and text.isdecimal():
                return date(int(text), 1, 1), date(int(text), 12, 31)
            if len(text) == 7 and text[4] == "-":
                first = date.fromisoformat(text + "-01")
                return first, first.replace(day=monthrange(first.year, first.month)[1])
            if len(text) == 10:
                day = date.fromisoformat(text)
                return day, day
        except ValueError:
            return None
        return None


@dataclass(frozen=True, slots=True)
class _Moved:
    """A date or moment that ``plus`` moved."""

    days: Days | None = None
    moments: Moments | None = None


def _later(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if by > timedelta() else datetime.min.replace(tzinfo=UTC)


def _later_day(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min


def _joined(found: list[Outcome], strong: Truth) -> Outcome:
    """Kleene: one part of the ``strong`` value decides (NO for all, YES for any), else what is unknown makes
    the whole unknown."""
    deciding = [outcome for outcome in found if outcome.truth is strong]
    if deciding:
        return Outcome(strong, frozenset().union(*(outcome.decided for outcome in deciding)))
    open_ = [outcome for outcome in found if outcome.truth is Truth.UNKNOWN]
    if open_:
        return Outcome(Truth.UNKNOWN, missing=frozenset().union(*(outcome.missing for outcome in open_)))
    return Outcome(_FLIP[strong], frozenset().union(*(outcome.decided for outcome in found)))


_Bound = TypeVar("_Bound", int, Decimal, date, datetime)


def _ranged(op: Op, mine: tuple[_Bound, _Bound], other: tuple[_Bound, _Bound]) -> Truth:
    """A comparison of two things of which only the least and the greatest possible value are known."""
    if op in ("gt", "ge"):
        return _ranged("lt" if op == "gt" else "le", other, mine)
    if op == "ne":
        return _FLIP[_ranged("eq", mine, other)]
    same = mine == other and mine[0] == mine[1]
    if op == "eq":
        return Truth.YES if same else Truth.NO if mine[1] < other[0] or other[1] < mine[0] else Truth.UNKNOWN
    if same:
        return Truth.YES if op == "le" else Truth.NO
    if op == "lt":
        return Truth.YES if mine[1] < other[0] else Truth.NO if mine[0] >= other[1] else Truth.UNKNOWN
    return Truth.YES if mine[1] <= other[0] else Truth.NO if mine[0] > other[1] else Truth.UNKNOWN


def _same(op: Op, equal: bool) -> Truth:
    if op == "eq":
        return Truth.YES if equal else Truth.NO
    if op == "ne":
        return Truth.NO if equal else Truth.YES
    return Truth.UNKNOWN


def _number(value: object) -> Decimal | None:
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        made = Decimal(str(value))
        return made if made.is_finite() else None
    if isinstance(value, str) and 0 < len(value) <= 40 and value.isascii() and not value.startswith("0" * 2):
        try:
            made = Decimal(value.strip())
        except InvalidOperation:
            return None
        return made if made.is_finite() else None
    return None


def _empty(value: object) -> bool:
    return (
        value is None
        or value == ""
        or value == ()
        or value == []
        or (isinstance(value, str) and not value.strip())
    )


def _gone(value: object) -> bool:
    return isinstance(value, Gap) or _empty(value)


def _names(operand: Operand) -> frozenset[str]:
    return frozenset({str(operand.value)}) if operand.kind == "field" else frozenset()
