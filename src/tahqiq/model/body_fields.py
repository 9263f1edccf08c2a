"""Fields of a record's body: what they hold and how that is shown, from their annotations alone."""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from tahqiq.kit.yaml_nodes import Words

Display = Literal["text", "number", "flag", "time", "day", "choice", "entity"]
"""How a value is shown: ``time`` is a moment, ``day`` a day without one, ``choice`` one of some words,
``entity`` a reference to somebody or something in the store."""

PLAIN: tuple[tuple[type, Literal["number", "flag", "time", "day"]], ...] = (
    (bool, "flag"),
    (datetime, "time"),
    (AwareDatetime, "time"),
    (date, "day"),
    (int, "number"),
    (float, "number"),
    (Decimal, "number"),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """In the ``Annotated`` of a text: it is one of some values that are data of the installation, each with
    its words. Forms ask it as a choice; the operation refuses what is none of them."""

    values: Callable[[], Mapping[str, Words]]


@dataclass(frozen=True, slots=True)
class Names:
    """In the ``Annotated`` of a text of a question (or of a list of texts): it names something that is there
    already, found by the desk's lookup ``lookup``. Forms offer a search as somebody types; whoever asks may
    give the value or the name, and the operation gets the value."""

    lookup: str


def lookup_of(field: FieldInfo) -> str:
    """The lookup that finds what a field names; "" where it names nothing."""
    return next((one.lookup for one in field.metadata if isinstance(one, Names)), "")


MADE = {"made": True}
"""For ``json_schema_extra`` of a body's field: the program makes it, nobody is asked for it."""


def given(body: type[BaseModel]) -> tuple[str, ...]:
    """The fields that people are asked for, in their order: all that are not marked :data:`MADE`."""
    return tuple(
        name
        for name, field in body.model_fields.items()
        if not (isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("made"))
    )


def bare(annotation: Any) -> Any:  # noqa: ANN401 (an annotation is anything)
    """An annotation without the None that it may be and without what is said of it beside its type."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [item for item in get_args(annotation) if item is not type(None)]
        return bare(rest[0]) if len(rest) == 1 else annotation
    return annotation


def is_list(annotation: Any) -> bool:  # noqa: ANN401
    """Whether a field holds several values."""
    return get_origin(bare(annotation)) in (list, tuple, set, frozenset)


def single(annotation: Any) -> Any:  # noqa: ANN401
    """What one value of a field is: the items of a list, else the field itself."""
    kind = bare(annotation)
    return bare(next(iter(get_args(kind)), str)) if is_list(kind) else kind


def display(annotation: Any) -> Display:  # noqa: ANN401
    """How the values of a field are shown.

    >>> display(list[date] | None), display(Literal["a", "b"]), display(str)
    ('day', 'choice', 'text')
    """
    kind = single(annotation)
    if get_origin(kind) is Literal:
        return "choice"
    if not isinstance(kind, type):
        return "text"
    if issubclass(kind, BaseModel) and "entity" in kind.model_fields:
        return "entity"
    return next((shown for one, shown in PLAIN if issubclass(kind, one)), "text")


def choices(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The words that a field is one of; none where it is no choice."""
    kind = single(annotation)
    return tuple(map(str, get_args(kind))) if get_origin(kind) is Literal else ()


def annotation_at(body: type[BaseModel], path: str) -> Any:  # noqa: ANN401
    """The annotation of the field that a path leads to (``parcel.weight``); None where there is none."""
    first, _, rest = path.partition(".")
    field = body.model_fields.get(first)
    if field is None:
        return None
    kind = single(field.annotation)
    if not rest:
        return field.annotation
    if get_origin(kind) is dict or (isinstance(kind, type) and issubclass(kind, Mapping)):
        return None
    return annotation_at(kind, rest) if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def as_text(value: object) -> str:
    """A plain value as text; flags are ``true`` and ``false``."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
