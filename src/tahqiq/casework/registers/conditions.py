"""Conditions of a register as they are written, as the records takes them, and values of keys as they are
written."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from tahqiq.casework.clocks import first_moment, last_moment
from tahqiq.casework.registers.declaration import Column, Given, Register
from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import ABSENT, KeyType, KeyValue
from tahqiq.store.database import Value
from tahqiq.store.record_where import Between, Condition, OneOf, Where

MOST = 200
"""The most values of one condition."""


def where_of(register: Register, given: Mapping[str, Given]) -> Where:
    """The conditions by key. A day given for a time is the whole day in Baghdad. Raises ``WrongUse``:
    ``register-no-filter``, ``register-value``."""
    found: dict[str, Condition] = {}
    for name, value in given.items():
        column = register.column(name)
        if column is None or not (column.filter or column.facet):
            known = ", ".join(one.name for one in register.columns if one.filter or one.facet)
            raise WrongUse("register-no-filter", name=str(name)[:40], known=known or "-")
        found[column.key] = _condition(column, value)
    return found


def _condition(column: Column, given: Given) -> Condition:
    if isinstance(given, dict):
        if not given or set(given) - {"from", "to"} or column.key_type not in ("time", "day", "integer"):
            raise WrongUse("register-value", name=column.name, value=str(given)[:80])
        return Between(_end(column, given.get("from"), last=False), _end(column, given.get("to"), last=True))
    if isinstance(given, list):
        if len(given) > MOST:
            raise WrongUse("register-value", name=column.name, value=f"{len(given)} > {MOST}")
        return OneOf(tuple(key_value(column, one) for one in given))
    if column.key_type == "time" and isinstance(given, str) and len(given) == 10:
        return Between(_end(column, given, last=False), _end(column, given, last=True))
    return key_value(column, given)


def _end(column: Column, text: str | None, *, last: bool) -> KeyValue:
    if text is None or text == "":
        return None
    if column.key_type == "time" and len(text) == 10:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise WrongUse("register-value", name=column.name, value=text[:80]) from None
        return last_moment(day) if last else first_moment(day)
    return key_value(column, text)


def key_value(column: Column, given: str | int | bool | None) -> KeyValue:
    """A value as the column's key has it. Raises ``WrongUse`` (``register-value``) for what is none.

    >>> key_value(Column("n", "n", {}, "number", key="n", key_type="integer"), "12")
    12
    """
    if given is None or given == "":
        return None
    try:
        match column.key_type:
            case "text":
                return str(given)
            case "integer":
                return int(given)
            case "flag":
                return (
                    given
                    if isinstance(given, bool)
                    else {"true": True, "false": False, "1": True, "0": False}[str(given)]
                )
            case "day":
                return date.fromisoformat(str(given))
            case "time":
                moment = datetime.fromisoformat(str(given))
                if moment.tzinfo is None:
                    raise ValueError(given)
                return moment
    except (ValueError, KeyError):
        raise WrongUse("register-value", name=column.name, value=str(given)[:80]) from None


def shown_value(kind: KeyType, value: Value) -> str | None:
    """A key's value as its column of the database holds it, as text that :func:`key_value` takes; None:
    without a value.

    >>> shown_value("flag", 1), shown_value("day", 1), shown_value("text", "")
    ('true', '0001-01-01', None)
    """
    if value is None or value in {"", ABSENT}:
        return None
    if kind == "flag":
        return "true" if value else "false"
    if kind == "day" and isinstance(value, int):
        return date.fromordinal(value).isoformat()
    if kind == "time" and isinstance(value, int):
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=value)).isoformat()
    return str(value)
