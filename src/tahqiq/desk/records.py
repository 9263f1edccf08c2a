"""What the acts of every desk do with a register: number a new entry, find one by its number, write its next
version, end what began."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel

from tahqiq.casework.records import RecordVersion
from tahqiq.desk.desktop import ActingDesktop, Desktop
from tahqiq.desk.details import Details, record_of
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.model.kind import Kind
from tahqiq.store.record_where import Where

B = TypeVar("B", bound=BaseModel)


def every(at: Desktop, kind: Kind[B], where: Where | None = None) -> Iterator[RecordVersion[B]]:
    """All records of a kind that meet every condition, in order of its first key."""
    return at.records(kind).every(where, kind.keys[0].name)


def one(at: Desktop, kind: Kind[B], /, **where: Any) -> RecordVersion[B]:  # noqa: ANN401 (values of keys)
    """The record with these keys (``number="V-000001"``). Raises ``NotFound`` (``DESK-nothing-called``: a
    desk that uses it says it in its own words)."""
    found = at.records(kind).find(where, limit=1).records
    if not found:
        raise NotFound(
            f"{kind.desk}-nothing-called", value=", ".join(str(value) for value in where.values())[:80]
        )
    return found[0]


def added(
    at: ActingDesktop, kind: Kind[B], letter: str, stated: Details, /, **made: object
) -> RecordVersion[B]:
    """A new entry of a numbered register: the next number of ``letter``, what was stated, and what the
    program made."""
    number = at.records(kind).next_number(letter)
    return at.records(kind).save(record_of(kind.body, stated, number=number, **made))


def changed(at: ActingDesktop, kind: Kind[B], found: RecordVersion[B], /, **values: Any) -> RecordVersion[B]:  # noqa: ANN401 (values of fields)
    """The next version of a record with these values."""
    body = kind.body.model_validate({**found.body.__dict__, **values})
    return at.records(kind).save(body, identity=found.id, version=found.version)


def ended(
    at: ActingDesktop,
    kind: Kind[B],
    number: str,
    *,
    began: str,
    end: dict[str, datetime],
    twice: str,
    early: str,
) -> RecordVersion[B]:
    """End what began: ``end`` is the field that says so with its moment, ``began`` the field of the moment
    before. Raises ``NotFound`` as :func:`one`, ``Conflict`` (``twice``: it has ended), ``WrongUse``
    (``early``: before it began)."""
    ((field, moment),) = end.items()
    found = one(at, kind, number=number)
    if getattr(found.body, field) is not None:
        raise Conflict(twice, value=number)
    if moment < getattr(found.body, began):
        raise WrongUse(early)
    return changed(at, kind, found, **{field: moment})


def example_entry(at: ActingDesktop, kind: Kind[B], letter: str, /, **values: object) -> str:
    """The example of a kind saved as a further entry of its register, for examples of operations that need
    one; its number."""
    number = at.records(kind).next_number(letter)
    at.records(kind).save(kind.example.model_copy(update={"number": number, **values}))
    return number
