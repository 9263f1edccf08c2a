"""What people state of a record, declared once: the question that asks for it, the record and the answer are
made from one class.

A record is three small classes::

    class VisitDetails(Details):  # what people state: each field is written here and nowhere else
        visitor: str = stated("The visitor's name.", bounds=(2, 200))
        within_hearing: bool | None = yes_no("Whether staff could hear it.")


    class VisitRequest(VisitDetails, needs=("visitor",)): ...  # the question; what may not be left out today
    class Visit(VisitDetails):  # the record: more fields, which the program makes
        number: str = made("The number.")

Labels, form, register, paper and export follow from the fields (:mod:`tahqiq.casework.field_words`,
:mod:`tahqiq.desk.operation_form`, ``"*"`` in a register or print).
"""

from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from tahqiq.desk.answers import Strict
from tahqiq.desk.readable import classed
from tahqiq.model.body_fields import MADE, bare, is_list

B = TypeVar("B", bound=BaseModel)
LONGEST = 2_000
"""Characters of a text that must be given and has no bounds of its own."""
REQUIRED: Any = ...
_FOR_RULES = classed("", "any").keys()
YesNo = Literal["unknown", "yes", "no"]
"""How yes, no and not known are asked; a record has True, False and None."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a question accepts: characters of a text, entries of a list, the value of a number. A record is
    not bound by it: what stands in a file that is read may be longer."""

    least: int
    most: int


class _YesNoField:
    """A field that a question asks as :data:`YesNo`."""


def stated(
    description: str,
    default: Any = REQUIRED,  # noqa: ANN401 (what pydantic's Field takes and gives)
    data_class: str = "administrative",
    *,
    bounds: tuple[int, int] | None = None,
) -> Any:  # noqa: ANN401
    """A field that people state and rules may read, as data of ``data_class``; without ``default`` it must be
    given. ``bounds``: least and most that a question accepts (:class:`Bounds`)."""
    field = Field(default, description=description, json_schema_extra=classed(data_class))
    return _bound(field, bounds)


def many(
    description: str, data_class: str = "administrative", *, bounds: tuple[int, int] | None = None
) -> Any:  # noqa: ANN401
    """As :func:`stated` for a list, which is empty where nothing is given."""
    field: Any = Field(default_factory=list, description=description, json_schema_extra=classed(data_class))
    return _bound(field, bounds)


def yes_no(description: str, default: bool | None = None, data_class: str = "administrative") -> Any:  # noqa: ANN401
    """As :func:`stated` for what is true, false or, in a field that may be None, not known: a question asks
    for yes, no or unknown (:data:`YesNo`)."""
    field: Any = Field(default, description=description, json_schema_extra=classed(data_class))
    field.metadata.append(_YesNoField())
    return field


def made(description: str, default: Any = REQUIRED, data_class: str = "administrative") -> Any:  # noqa: ANN401
    """As :func:`stated` for what the program makes: nobody is asked for it."""
    return Field(default, description=description, json_schema_extra={**classed(data_class), **MADE})


def _bound(field: FieldInfo, bounds: tuple[int, int] | None) -> FieldInfo:
    if bounds is not None:
        field.metadata.append(Bounds(*bounds))
    return field


class Details(Strict):
    """What people state of a record.

    A subclass that ``needs`` fields is a question (``needs=()``: nothing that the record does not need): they
    have no default there, a text among them has 1 to :data:`LONGEST` characters, and the bounds that fields
    declare hold. An unknown name raises ``TypeError``.

    >>> class VisitDetails(Details):
    ...     visitor: str = ""
    ...     heard: bool | None = yes_no("Whether staff could hear it.")
    >>> class VisitRequest(VisitDetails, needs=("visitor",)): ...
    >>> VisitRequest.model_fields["visitor"].is_required(), VisitDetails().visitor
    (True, '')
    >>> VisitRequest.model_validate({"visitor": "Karim", "heard": "no"}).heard
    False

    An answer made of it always has every field, so its schema says that each is required.
    """

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    def __init_subclass__(cls, needs: tuple[str, ...] | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init_subclass__(**kwargs)

    @classmethod
    def __pydantic_init_subclass__(cls, needs: tuple[str, ...] | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        super().__pydantic_init_subclass__(**kwargs)
        if needs is None:
            return
        if strange := sorted(set(needs) - set(cls.model_fields)):
            raise TypeError(f"{cls.__name__} needs fields that it does not have: {strange}")
        for name, field in cls.model_fields.items():
            _ask(field, needed=name in needs)
        cls.model_rebuild(force=True)


def _ask(field: FieldInfo, *, needed: bool) -> None:
    """Make the field of a record one of a question. What rules read is the record."""
    if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.keys() <= _FOR_RULES:
        field.json_schema_extra = None
    if any(isinstance(one, _YesNoField) for one in field.metadata):
        default = _word(field.default)
        plain = bare(field.annotation) is field.annotation  # a flag that cannot be None: unknown is no
        field.annotation = YesNo
        field.metadata = [BeforeValidator(_word), AfterValidator(_flag if plain else known)]
        field.default, field.validate_default = default, True
    if needed:
        field.default, field.default_factory = FieldInfo().default, None  # pydantic's "there is none"
    elif field.default_factory is list:
        field.default, field.default_factory = [], None
    bounds = next((one for one in field.metadata if isinstance(one, Bounds)), None)
    if bounds is None and needed and field.annotation is str:
        bounds = Bounds(1, LONGEST)
    if bounds is not None:
        rest = [one for one in field.metadata if one is not bounds]
        if bare(field.annotation) is str or is_list(field.annotation):
            own = FieldInfo(min_length=bounds.least or None, max_length=bounds.most)
        else:
            own = FieldInfo(ge=bounds.least, le=bounds.most)
        field.metadata = [*rest, *own.metadata]


def known(answer: YesNo) -> bool | None:
    """A yes, a no, or None where it is not known.

    >>> known("yes"), known("no"), known("unknown")
    (True, False, None)
    """
    return None if answer == "unknown" else answer == "yes"


def _flag(answer: YesNo) -> bool:
    return answer == "yes"


def _word(value: object) -> object:
    """How a flag is asked for; anything else as it is."""
    return "unknown" if value is None else ("yes" if value else "no") if isinstance(value, bool) else value


def record_of(body: type[B], stated: Details, **made: object) -> B:
    """A record's body: what was stated, where the body has a field for it, and what the program made."""
    given = {name: getattr(stated, name) for name in type(stated).model_fields if name in body.model_fields}
    return body.model_validate(given | made)
