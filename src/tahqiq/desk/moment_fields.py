"""The days and moments in a question: which of its fields say when something happened, and the check of what
was given there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import product

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tahqiq.casework import field_words
from tahqiq.desk.declaration import Desk
from tahqiq.desk.moments import MARGIN, MAY_LIE_AHEAD, Happened, is_ahead, precedes, shown, with_zone
from tahqiq.desk.operation import kind_of
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.reasons import Moment, reason
from tahqiq.model.body_fields import display, single
from tahqiq.model.kind import day_of


@dataclass(frozen=True, slots=True)
class MomentField:
    """A field that holds days or moments: its path from the question on, whose field it is, and what it
    declares (None: nothing)."""

    path: str
    model: type[BaseModel]
    name: str
    declared: Happened | str | None


def moment_fields(asks: type[BaseModel]) -> tuple[MomentField, ...]:
    """The fields of a question, and of the things in it, that hold days or moments."""
    return tuple(_fields(asks, "", frozenset()))


def check_moments(declared: Desk, operation: str, asked: BaseModel) -> None:
    """Check what a question says about what has happened. Raises ``WrongUse``, each time with the name of the
    field: ``moment-field-ahead``, ``moment-field-order``; ``clock-zone``."""
    for path, thing in _things(asked):
        owner = kind_of(declared.kinds, type(thing)) or f"{declared.name}-{operation}"
        _check(thing, declared.name, owner, path)


def mark_of(field: FieldInfo) -> Happened | str | None:
    """What a field declares about its moments; None: nothing."""
    return next((one for one in field.metadata if isinstance(one, Happened) or one == MAY_LIE_AHEAD), None)


def marks_of(model: type[BaseModel]) -> dict[str, Happened | str | None]:
    """What each field of a class declares about its moments (:func:`mark_of`)."""
    return {name: mark_of(field) for name, field in model.model_fields.items()}


def _fields(model: type[BaseModel], before: str, within: frozenset[type]) -> Iterator[MomentField]:
    for name, field in model.model_fields.items():
        item = single(field.annotation)
        if display(field.annotation) in ("day", "time"):
            yield MomentField(f"{before}{name}", model, name, mark_of(field))
        elif isinstance(item, type) and issubclass(item, BaseModel) and item not in within:
            yield from _fields(item, f"{before}{name}.", within | {item})


def _things(thing: BaseModel, path: str = "") -> Iterator[tuple[str, BaseModel]]:
    """The question and the things in it, with what the paths of their fields begin with."""
    yield path, thing
    for name in type(thing).model_fields:
        value = getattr(thing, name, None)
        for number, one in enumerate(value, 1) if isinstance(value, list) else [(0, value)]:
            if isinstance(one, BaseModel):
                yield from _things(one, f"{path}{name}.{number}." if number else f"{path}{name}.")


def _check(thing: BaseModel, desk: str, owner: str, path: str) -> None:
    marks = marks_of(type(thing))
    given = {name: _given(thing, name) for name in marks}
    for fault in moment_faults(marks, given, partial(label_of, desk, owner)):
        raise WrongUse(fault.code, **fault.params).of_field(f"{path}{fault.name}")


@dataclass(frozen=True, slots=True)
class MomentFault:
    """What is wrong with the field ``name``: an entry of the catalogue and what fills it."""

    name: str
    code: str
    params: dict[str, str]


def moment_faults(
    marks: Mapping[str, Happened | str | None],
    given: Mapping[str, Sequence[date]],
    label: Callable[[str], str],
) -> Iterator[MomentFault]:
    """Everything that cannot be of the days and moments ``given`` for the fields of one thing, which declare
    ``marks`` and are called ``label``: first what lies ahead of now, then what is out of order, at the later
    of the two. Raises ``WrongUse`` (``clock-zone``)."""
    known = {name: mark for name, mark in marks.items() if isinstance(mark, Happened)}
    for name in known:
        for moment in given.get(name, ()):
            if isinstance(moment, datetime):
                with_zone(moment)
            if is_ahead(moment) if isinstance(moment, datetime) else moment > day_of(clock.now() + MARGIN):
                yield MomentFault(name, "moment-field-ahead", {"field": label(name), "value": _shown(moment)})
    for name, mark in known.items():
        for earlier in mark.after:
            for first, then in product(given.get(earlier, ()), given.get(name, ())):
                if _before(then, first):
                    said = {"earlier": label(earlier), "first": _shown(first)}
                    said |= {"later": label(name), "then": _shown(then)}
                    yield MomentFault(name, "moment-field-order", said)


def _before(one: date, other: date) -> bool:
    """Whether a day or moment is before another; by their days where one of them is a day."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return precedes(one, other)
    return _day(one) < _day(other)


def _day(one: date) -> date:
    return day_of(one) if isinstance(one, datetime) else one


def _given(thing: BaseModel, name: str) -> Sequence[date]:
    value = getattr(thing, name, None)
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, date)]


def label_of(desk: str, owner: str, name: str) -> str:
    """What the field ``name`` of ``owner`` is called at a desk, said in the language of who reads it; its
    name where nobody named it."""
    code = field_words.code_of(desk, owner, "field", name)
    return name if code is None else reason(code)


def _shown(moment: date) -> str | Moment:
    return shown(moment) if isinstance(moment, datetime) else moment.isoformat()
