"""What a form on the page asks for an operation, made from the fields of its question; a list of things is
asked thing by thing. What no plain form can ask (marks by name, a list within a list of things) has none.

Labels stand in the catalogue of messages, each a pair of what the field is called and what is meant (may be
empty): ``desk-DESK-field-NAME``, or ``desk-field-NAME`` for names that all desks share.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from inspect import get_annotations
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tahqiq.casework.field_words import called
from tahqiq.desk.declaration import Desk
from tahqiq.desk.operation import Listed, Operation
from tahqiq.kit.declared import Words
from tahqiq.kit.messages import Message
from tahqiq.model.body_fields import PLAIN, bare, is_list, single

QuestionType = Literal["text", "number", "flag", "day", "time", "choice", "case", "things"]
DEEPEST = 3
LONG, MOST_THINGS = 500, 200
"""A text that may be longer is asked in several lines; so many things may stand in a list whose declaration
bounds it by no number."""


@dataclass(frozen=True, slots=True)
class QuestionField:
    """One field of a form. ``name`` leads into the question (``result.technique``), ``many``: a list, one in
    each line; ``options`` of a choice; ``lines``: a text that may be long; ``usual``: what stands there where
    nothing is said, as text ("" : nothing). ``things`` is a list of things: ``parts`` are the fields of each,
    named within it, ``least`` and ``most`` how many there may be. ``called``: words of the options that the
    desk's data brings."""

    name: str
    type: QuestionType
    many: bool
    required: bool
    options: tuple[str, ...]
    lines: bool
    usual: str
    parts: tuple["QuestionField", ...] = ()
    least: int = 0
    most: int = 0
    called: Mapping[str, Words] = dataclasses.field(default_factory=dict)


def asked_fields(operation: Operation[Any, Any]) -> tuple[QuestionField, ...] | None:
    """The fields of the form, in their order; None where a plain form cannot ask it."""
    return _whole(_fields(operation.asks, "", needed=True, depth=0))


def _whole(fields: Iterable[QuestionField | None]) -> tuple[QuestionField, ...] | None:
    found = tuple(fields)
    told = tuple(item for item in found if item is not None)
    return told if len(told) == len(found) else None


def every_field(fields: Iterable[QuestionField]) -> Iterator[QuestionField]:
    """Fields and, after each, the parts of its things."""
    for one in fields:
        yield one
        yield from one.parts


def labels(declared: Desk, operation: Operation[Any, Any], locale: str) -> dict[str, Message]:
    """What the fields of question and answer are called, by the last part of their name; those that nobody
    named are left out."""
    found: dict[str, Message] = {}
    for model, mode in ((operation.answers, "serialization"), (operation.asks, "validation")):
        owner = kind_of(declared, model)
        for name in _names(model.model_json_schema(mode=mode)):
            if (told := called(declared.name, owner, "field", name, locale)) is not None:
                found[name] = told
    return dict(sorted(found.items()))


def kind_of(declared: Desk, model: type[BaseModel]) -> str:
    """The kind of record whose fields a question or an answer has, because both are made from one class; ""
    where there is none, or more than one."""
    own = _declaring(model)
    found = [kind.name for kind in declared.kinds if own & _declaring(kind.body)]
    return found[0] if len(found) == 1 else ""


def _declaring(model: type[BaseModel]) -> set[type]:
    return {one for one in model.__mro__ if issubclass(one, BaseModel) and get_annotations(one)}


def _fields(
    model: type[BaseModel], before: str, *, needed: bool, depth: int
) -> Iterator[QuestionField | None]:
    for name, field in model.model_fields.items():
        kind = bare(field.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if depth >= DEEPEST or not field.is_required():
                yield None
            else:
                yield from _fields(kind, f"{before}{name}.", needed=needed, depth=depth + 1)
            continue
        yield _field(f"{before}{name}", field, kind, needed=needed)


def _field(name: str, declared: FieldInfo, kind: Any, *, needed: bool) -> QuestionField | None:  # noqa: ANN401 (an annotation is anything)
    many, item = is_list(kind), single(kind)
    if many and isinstance(item, type) and issubclass(item, BaseModel):
        return _things(name, declared, item, needed=needed)
    options: tuple[str, ...] = ()
    told: QuestionType | None
    worded: dict[str, Words] = next(
        (dict(item.values()) for item in declared.metadata if isinstance(item, Listed)), {}
    )
    if worded:
        options, told = tuple(worded), "choice"
    elif get_origin(item) is Literal:
        options = tuple(str(value) for value in get_args(item))
        told = "choice"
    else:
        told = "case" if name == "case" else _type(item)
    if told is None or (many and told not in ("text", "choice", "number")):
        return None
    longest = _bound(declared, "max_length", 0)
    usual = (
        ""
        if declared.is_required() or declared.default is None or many
        else as_text(declared.get_default(call_default_factory=True))
    )
    return QuestionField(
        name,
        told,
        many,
        needed and declared.is_required(),
        options,
        many or longest > LONG,
        usual,
        called=worded,
    )


def _things(name: str, field: FieldInfo, single: type[BaseModel], *, needed: bool) -> QuestionField | None:
    parts = _whole(_fields(single, "", needed=True, depth=DEEPEST))
    if parts is None or any(part.type in ("things", "case") for part in parts):
        return None
    least, most = _bound(field, "min_length", 0), _bound(field, "max_length", MOST_THINGS)
    return QuestionField(
        name, "things", True, needed and field.is_required(), (), False, "", parts, least, most
    )


def _bound(field: FieldInfo, name: str, none: int) -> int:
    return max((getattr(item, name, None) or 0 for item in field.metadata), default=0) or none


def _type(kind: Any) -> QuestionType | None:  # noqa: ANN401
    if not isinstance(kind, type):
        return None
    usual: QuestionType | None = "text" if issubclass(kind, str) else None
    return next((shown for one, shown in PLAIN if issubclass(kind, one)), usual)


def as_text(value: object) -> str:
    """A plain value as text; flags are ``true`` and ``false``."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _names(schema: object) -> Iterator[str]:
    if isinstance(schema, Mapping):
        properties = schema.get("properties")
        yield from properties if isinstance(properties, Mapping) else ()
        for value in schema.values():
            yield from _names(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _names(value)
