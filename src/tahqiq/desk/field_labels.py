"""What a field of a record is called, of which type it is and what stands in it, where no register has a
column for it: from the body's own annotations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from tahqiq.casework import field_words
from tahqiq.casework.forms.declaration import say
from tahqiq.casework.registers.declaration import ColumnType
from tahqiq.desk.declaration import Desk
from tahqiq.kit.messages import LOCALES
from tahqiq.model.body_fields import Listed, as_text, bare, display, is_list, single


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a thing: its name in words, type, what stands in it, and the things in it (None: it is a
    plain value)."""

    name: str
    label: str
    type: ColumnType
    values: tuple[str, ...]
    labels: tuple[str, ...]
    things: "Things | None"


@dataclass(frozen=True, slots=True)
class Things:
    """What a field holds that has parts of its own: one thing, or ``many`` of them, each with the parts that
    stand in it."""

    many: bool
    rows: tuple[tuple[Part, ...], ...]


LOCALE_TAGS = set(LOCALES)


@dataclass(frozen=True, slots=True)
class ImpliedBy:
    """Beside the type of a body's field: another one tells the same in every language, and where that holds
    something, a record's page leaves this one out."""

    field: str


@dataclass(frozen=True, slots=True)
class ForPrograms:
    """Beside the type of a body's field: only programs read it (a key, a place in a file), and a record's
    page leaves it out."""


def left_out(model: type[BaseModel], name: str, body: Mapping[str, object]) -> bool:
    """Whether a record's page leaves a field out: only programs read it (:class:`ForPrograms`), or another
    field of the body tells what this one tells (:class:`ImpliedBy`)."""
    field = model.model_fields.get(name)
    return field is not None and any(
        isinstance(one, ForPrograms) or (isinstance(one, ImpliedBy) and bool(body.get(one.field)))
        for one in field.metadata
    )


def called(declared: Desk, name: str, locale: str, kind: str = "") -> str:
    """What the catalogue calls a field (:mod:`tahqiq.casework.field_words`); its own name where it has no
    words."""
    told = field_words.called(declared.name, kind, "field", name, locale)
    return name if told is None else told.sentence


def option(declared: Desk, value: str, locale: str, kind: str = "") -> str:
    """What the catalogue calls a value of a choice; the value itself where nobody named it (``csv``)."""
    told = field_words.called(declared.name, kind, "value", value, locale)
    return value if told is None else told.sentence


def described(
    declared: Desk,
    annotation: Any,  # noqa: ANN401
    value: object,
    locale: str,  # noqa: ANN401, RUF100
    owner: str = "",
) -> tuple[ColumnType, tuple[str, ...], tuple[str, ...]]:
    """Type, values and labels of a field (labels empty where the values are shown as they are). Moments are
    ISO 8601 in UTC. A thing with parts is one text, ``label: value`` of each part that has one; of a list,
    one for each item. ``owner`` is the kind whose field it is ("": of none)."""
    item = single(annotation)
    items = [
        spoken(one, locale)
        for one in (value if isinstance(value, list) else [value])
        if one not in (None, "", {}, [])
    ]
    if isinstance(item, type) and issubclass(item, BaseModel):
        return "text", tuple(_parts(declared, item, one, locale) for one in items), ()
    values = tuple(" ".join(map(as_text, one)) if isinstance(one, list) else as_text(one) for one in items)
    shown = display(annotation)
    if shown == "choice":
        return shown, values, tuple(option(declared, one, locale, owner) for one in values)
    return shown, tuple(in_utc(one) for one in values) if shown == "time" else values, ()


def listed(mark: Listed, values: Sequence[str], locale: str) -> tuple[str, ...]:
    """Values of a list of the installation in words; one that is no longer in it as it is."""
    words = mark.values()
    return tuple(say(words[one], locale) if one in words else one for one in values)


Named = Callable[[Sequence[object], tuple[str, ...]], tuple[str, ...]]
"""What values are called, by what their field is marked with; () for what stands as it is."""


def things(
    declared: Desk,
    annotation: Any,  # noqa: ANN401 (an annotation is anything)
    value: object,
    locale: str,
    named: Named = lambda _marks, _values: (),
) -> Things | None:
    """The things in a field, thing by thing and part by part; None where it holds plain values. Parts without
    a value are left out where no thing has one. ``named`` says what stands for people."""
    kind = bare(annotation)
    if spoken(value, locale) is not value:
        return None
    if get_origin(kind) is dict and isinstance(value, Mapping):
        inner = get_args(kind)[1]
        return (
            Things(
                False,
                (
                    tuple(
                        _part(declared, str(name), inner, (), one, locale, named)
                        for name, one in value.items()
                    ),
                ),
            )
            if value
            else None
        )
    model = single(kind)
    items = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Mapping)]
    if not items or not (isinstance(model, type) and issubclass(model, BaseModel)):
        return None
    told = [
        name
        for name in model.model_fields
        if any(one.get(name) not in (None, "", {}, []) and not left_out(model, name, one) for one in items)
    ]
    rows = (
        tuple(
            _part(
                declared,
                name,
                model.model_fields[name].annotation,
                model.model_fields[name].metadata,
                one.get(name),
                locale,
                named,
            )
            for name in told
        )
        for one in items
    )
    return Things(is_list(kind), tuple(rows))


def _part(
    declared: Desk,
    name: str,
    annotation: Any,  # noqa: ANN401 (an annotation is anything)
    marks: Sequence[object],
    value: object,
    locale: str,
    named: Named,
) -> Part:
    told, values, labels = described(declared, annotation, value, locale)
    return Part(
        name,
        called(declared, name, locale),
        told,
        values,
        named(marks, values) or labels,
        things(declared, annotation, value, locale, named),
    )


def spoken(value: object, locale: str) -> object:
    """A text that is kept in every language, by its tags, as whoever reads it reads it; anything else as it
    is.

    >>> spoken({"en": "seal", "ar": "ختم", "ckb": "مۆر", "kmr-Arab": "مۆر"}, "ar"), spoken("seal", "ar")
    ('ختم', 'seal')
    """
    return (
        value.get(locale, value["en"])
        if isinstance(value, Mapping) and value.keys() == LOCALE_TAGS
        else value
    )


def in_utc(moment: str) -> str:
    """A moment with its zone as the same moment in UTC; anything else as it is.

    >>> in_utc("2026-03-01T06:10:00+03:00"), in_utc("2026-03-01")
    ('2026-03-01T03:10:00Z', '2026-03-01')
    """
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return read.astimezone(UTC).isoformat().replace("+00:00", "Z") if read.tzinfo is not None else moment


def _parts(declared: Desk, model: type[BaseModel], item: object, locale: str) -> str:
    if not isinstance(item, Mapping):
        return as_text(item)
    told = []
    for name, field in model.model_fields.items():
        _, values, labels = described(declared, field.annotation, item.get(name), locale)
        if values:
            told.append(f"{called(declared, name, locale)}: {', '.join(labels or values)}")
    return " · ".join(told)
