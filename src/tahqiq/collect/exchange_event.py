"""An event that was written as statements, back as a fact: the reverse of ``tahqiq.store.events``, value by
value."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tahqiq.collect.exchange_row import ExchangeRow, Node
from tahqiq.model.schemata import NODE_COLUMNS, FactRule
from tahqiq.model.statement import event_place
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.events import written
from tahqiq.store.facts.columns import split_money

Value = str | int | Decimal | datetime
Fact = dict[str, "Value | Node"]


def fact(told: Sequence[ExchangeRow]) -> tuple[Fact, list[tuple[ExchangeRow, str]]]:
    """The columns of the fact that rows of one event tell, and the rows that do not fit with the code of what
    is wrong.

    Node columns hold a :class:`Node`. The fact is empty when no party is told; then every row that fitted is
    wrong too.
    """
    first = told[0]
    rule = vocabulary().facts[first.node.schema]
    _, part, row, serial = event_place(first.node.id)
    made: Fact = {}
    wrong: list[tuple[ExchangeRow, str]] = []
    for item in told:
        here = (item.place.part.no, item.place.row, item.place.column) == (part, row, 0)
        if item.reference != first.reference or not here:
            wrong.append((item, "exchange-event-place"))
        elif not _take(made, rule, item):
            wrong.append((item, "exchange-event-value"))
    if "a" not in made and "b" not in made:
        return {}, [
            *wrong,
            *((item, "record-made-nothing") for item in told if item not in [one for one, _ in wrong]),
        ]
    if "start" in made:
        made.setdefault("zone", "")
        if isinstance(day := made["start"], str):
            made["start"] = _midnight(day, str(made["zone"]))
    if isinstance(amount := made.get("amount"), Decimal):
        whole, fine = split_money(amount) or (amount, None)
        made |= {"amount": whole} if fine is None else {"amount": whole, "fine": fine}
    marked: Fact = {} if first.mark is None else {"mark": first.mark}
    if first.book is not None:
        marked["book"] = first.book
    return {**made, **marked, "row": row, "serial": serial, "side": first.side}, wrong


def _take(made: Fact, rule: FactRule, item: ExchangeRow) -> bool:
    column = rule.column_of(item.prop)
    if column is None or column in made:
        return False
    if column in NODE_COLUMNS:
        if item.target is None or item.value != (item.target.key or item.target.id.hex()):
            return False
        made[column] = item.target
        return True
    if column == "start" and _is_day(item.value):
        made[column] = item.value
        return True
    value = _PARSE.get(column, str)(item.value)
    if value is None or written(value) != item.value:
        return False
    made[column] = value
    return True


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _midnight(day: str, zone: str) -> datetime:
    """A day that was written without a time, as it is kept: its midnight in the zone it was read in."""
    try:
        place = ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        place = ZoneInfo("UTC")
    return datetime.fromisoformat(day).replace(tzinfo=place).astimezone(UTC)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text.endswith("Z") else None
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    return (
        int(text)
        if len(text) < 10 and text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()
        else None
    )


def _amount(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return None if split_money(value) is None else value


_PARSE: dict[str, Callable[[str], Value | None]] = {"start": _moment, "seconds": _whole, "amount": _amount}
