"""Questions from the fields of a typed class: the dialog of an operation, and the questions of a form that
names fields of an operation.

Type, options, bounds and need are those of the field; words are the catalogue's
(:mod:`tahqiq.casework.field_words`). A list of things is a section of its own, filled in thing by thing.
What no plain question can ask (marks by name, a list within a list of things) has none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, create_model
from pydantic.fields import FieldInfo

from tahqiq.casework.field_words import help_words, words
from tahqiq.casework.forms.answers import SAID, Answers
from tahqiq.casework.forms.declaration import BOXES, FLAG, Form, Option, Question, Section
from tahqiq.kit.messages import LOCALES, message
from tahqiq.kit.yaml_nodes import Words
from tahqiq.model.body_fields import PLAIN, Listed, as_text, bare, is_list, lookup_of, single

PlainType = Literal["text", "number", "flag", "day", "time", "choice", "case"]
DEEPEST = 3
LONG, MOST_THINGS = 500, 200
"""A text that may be longer is asked in several lines; so many things may stand in a list whose declaration
bounds it by no number."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A class whose fields are asked: ``asks``, at the desk ``desk``, of a record of the kind ``owner`` ("":
    of none)."""

    asks: type[BaseModel]
    desk: str
    owner: str = ""


def sections_of(asking: Asking) -> tuple[Section, ...] | None:
    """The questions of a class in their order, in sections without a heading; each list of things is a
    section of its own. None where a plain form cannot ask it."""
    found = tuple(_fields(asking, asking.asks, "", depth=0))
    told = tuple(item for item in found if item is not None)
    return tuple(_together(told)) if len(told) == len(found) else None


def question_of(asking: Asking, name: str) -> Question | None:
    """The question that the field ``name`` of a class is in a form whose answers are kept: it may be answered
    *unknown*, *refused* or *not asked*, and nothing stands there before. None where the class has no such
    field, or it is no plain one."""
    field = asking.asks.model_fields.get(name)
    found = None if field is None else _field(asking, name, field, bare(field.annotation))
    if not isinstance(found, Question) or found.type == "case":
        return None
    return replace(found, states=SAID, usual="")


def _together(items: tuple[Question | Section, ...]) -> Iterator[Section]:
    plain: list[Question] = []
    for item in items:
        if isinstance(item, Question):
            plain.append(item)
            continue
        if plain:
            yield _plain(plain)
        plain = []
        yield item
    if plain:
        yield _plain(plain)


def _plain(questions: list[Question]) -> Section:
    return Section(f"of-{questions[0].name}", None, None, tuple(questions))


def _fields(
    asking: Asking, model: type[BaseModel], before: str, *, depth: int
) -> Iterator[Question | Section | None]:
    for name, field in model.model_fields.items():
        kind = bare(field.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if depth >= DEEPEST or not field.is_required():
                yield None
            else:
                yield from _fields(asking, kind, f"{before}{name}.", depth=depth + 1)
            continue
        yield _field(asking, f"{before}{name}", field, kind)


def _field(asking: Asking, name: str, declared: FieldInfo, kind: Any) -> Question | Section | None:  # noqa: ANN401 (an annotation is anything)
    many, item = is_list(kind), single(kind)
    if many and isinstance(item, type) and issubclass(item, BaseModel):
        return _things(asking, name, declared, item)
    told, options = _options(asking, declared, item)
    if name == "case":
        told = "case"
    if told is None or (many and told not in ("text", "choice", "number")):
        return None
    long = told == "text" and _bound(declared, "max_length", 0) > LONG
    usual = "" if declared.is_required() or many else _usual(declared)
    return Question(
        name,
        told,
        _called(asking, name) or dict.fromkeys(LOCALES, name),
        help_words(asking.desk, asking.owner, "field", _last(name)),
        data_class=_data_class(declared),
        options=options,
        many=many,
        required=declared.is_required(),
        states=(),
        lines=1 if told in BOXES else 3 if many else 2 if long else 1,
        usual=usual,
        reads=_reader(declared, many=many),
        lookup=lookup_of(declared),
        whole=item is int,
    )


def _options(
    asking: Asking,
    declared: FieldInfo,
    item: Any,  # noqa: ANN401
) -> tuple[PlainType | None, tuple[Option, ...]]:
    listed = next((one for one in declared.metadata if isinstance(one, Listed)), None)
    if listed is not None:
        return "choice", tuple(Option(value, label) for value, label in listed.values().items())
    if get_origin(item) is Literal:
        values = tuple(str(value) for value in get_args(item))
        return "choice", tuple(
            Option(one, words(asking.desk, asking.owner, "value", one) or dict.fromkeys(LOCALES, one))
            for one in values
        )
    told = _type(item)
    return told, yes_no() if told == FLAG else ()


@cache
def yes_no() -> tuple[Option, ...]:
    """The two answers of a question of yes or no."""
    return tuple(
        Option(value, {tag: message(code, tag, {}).sentence for tag in LOCALES})
        for value, code in (("true", "register-yes"), ("false", "register-no"))
    )


def _called(asking: Asking, name: str) -> Words | None:
    return words(asking.desk, asking.owner, "field", _last(name))


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _data_class(declared: FieldInfo) -> str:
    extra = declared.json_schema_extra
    return str(extra["data_class"]) if isinstance(extra, dict) and "data_class" in extra else ""


def _usual(declared: FieldInfo) -> str:
    value = declared.get_default(call_default_factory=True, validated_data={})
    return "" if value is None else as_text(value)


def _reader(declared: FieldInfo, *, many: bool) -> Callable[[tuple[str, ...]], object]:
    @cache
    def reading() -> type[BaseModel]:
        fields: dict[str, Any] = {"value": (declared.annotation, declared)}
        return create_model("Read", **fields)

    def read(values: tuple[str, ...]) -> object:
        found = reading().model_validate({"value": list(values) if many else values[0]})
        return dict(found)["value"]

    return read


def _things(asking: Asking, name: str, declared: FieldInfo, item: type[BaseModel]) -> Section | None:
    found = tuple(_fields(asking, item, "", depth=DEEPEST))
    parts = tuple(part for part in found if isinstance(part, Question) and part.type != "case")
    if len(parts) < len(found):
        return None
    least, most = _bound(declared, "min_length", 0), _bound(declared, "max_length", MOST_THINGS)
    help_ = help_words(asking.desk, asking.owner, "field", _last(name))
    title = _called(asking, name) or dict.fromkeys(LOCALES, name)
    return Section(name, title, help_, parts, least, most, things=True)


def _bound(declared: FieldInfo, name: str, none: int) -> int:
    return max((getattr(item, name, None) or 0 for item in declared.metadata), default=0) or none


def _type(kind: Any) -> PlainType | None:  # noqa: ANN401
    if not isinstance(kind, type):
        return None
    usual: PlainType | None = "text" if issubclass(kind, str) else None
    return next((shown for one, shown in PLAIN if issubclass(kind, one)), usual)


def stated(form: Form, answers: Answers) -> dict[str, object]:
    """What the fields of the class hold by the answers that were given, outside of lists of things; a field
    without one is left out. Raises ``ValueError`` where an answer is none that its field takes."""
    return {
        one.name: one.reads(answers[one.name].values)
        for section, one in form.fields()
        if one.reads is not None and not section.repeated and one.name in answers and answers[one.name].given
    }
