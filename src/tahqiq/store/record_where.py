"""Conditions on the keys of records, and the SQL that they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from tahqiq.model.kind import KeyType, KeyValue, kept
from tahqiq.store.database import Value, marks


@dataclass(frozen=True, slots=True)
class Between:
    """A range of a key, both ends included; None = open at that end. What has no value is in no range."""

    low: KeyValue = None
    high: KeyValue = None


def begins_with(text: str) -> Between:
    """What begins with a text.

    >>> begins_with("ZZ41").low
    'ZZ41'
    """
    return Between(text, text + "\U0010ffff")


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of several values of a key; None among them = no value."""

    values: tuple[KeyValue, ...]


Condition = KeyValue | Between | OneOf
Where = Mapping[str, Condition]
"""Conditions by key, all of which hold; a plain value means equal, None without a value."""


def condition_sql(name: str, kind: KeyType, condition: Condition) -> tuple[str, list[Value]]:
    """A condition on the column ``name`` of a kind of key, with its values."""
    absent = kept(kind, None)
    if isinstance(condition, OneOf):
        given: list[Value] = [kept(kind, value) for value in condition.values]
        return (f"{name} IN ({marks(len(given))})" if given else "1=0"), given
    if isinstance(condition, Between):
        ends = [(">=", condition.low), ("<=", condition.high)]
        sql = [f"{name} {sign} ?" for sign, value in ends if value is not None]
        return " AND ".join([*sql, f"{name} <> ?"]), [
            *(kept(kind, value) for _, value in ends if value is not None),
            absent,
        ]
    return f"{name} = ?", [kept(kind, condition)]
