"""What rules may read at a desk: fields of its records whose data class is declared, and the answers of its
forms. What nobody classed is not read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo as BodyField

from tahqiq.casework.rules import FieldInfo, KindFields, Kinds, fields_of
from tahqiq.casework.rules.declaration import FieldType
from tahqiq.model.body_fields import PLAIN, bare
from tahqiq.model.vocabulary import vocabulary

if TYPE_CHECKING:
    from tahqiq.desk.declaration import Desk


def classed(data_class: str, proxy_for: str = "") -> dict[str, Any]:
    """For ``json_schema_extra`` of a body's field: rules may read it, as data of this class; ``proxy_for``
    names a class that it gives away.

    >>> classed("administrative")
    {'data_class': 'administrative'}
    """
    return {"data_class": data_class, **({"proxy_for": proxy_for} if proxy_for else {})}


def readable(desk: "Desk") -> Kinds:
    """The kinds of a desk and its forms (under the form's name) with the fields that rules may read. A record
    is taken to be about a person unless the desk says that its kind is about things."""
    found = {
        kind.name: KindFields(kind.name not in desk.of_things, _fields(kind.body)) for kind in desk.kinds
    }
    for versions in desk.forms.values():
        form = versions[max(versions)]
        person = any(vocabulary().is_a(schema, "Person") for schema in form.subjects.values())
        found[form.name] = fields_of(form, person or form.name not in desk.of_things)
    return found


def _fields(body: type[BaseModel]) -> Mapping[str, FieldInfo]:
    told = {name: _info(one) for name, one in body.model_fields.items()}
    return {name: info for name, info in told.items() if info is not None}


def _info(one: BodyField) -> FieldInfo | None:
    extra = one.json_schema_extra
    if not isinstance(extra, dict) or "data_class" not in extra:
        return None
    options, kept = frozenset[str](), _type(one.annotation)
    kind = bare(one.annotation)
    if kept == "choice":
        options = frozenset(str(value) for value in get_args(kind))
    items = (
        _fields(_item(kind))
        if kept == "list" and isinstance(_item(kind), type) and issubclass(_item(kind), BaseModel)
        else {}
    )
    return FieldInfo(kept, str(extra["data_class"]), str(extra.get("proxy_for", "")), options, items)


def _item(annotation: Any) -> Any:  # noqa: ANN401
    return next(iter(get_args(annotation)), str)


def _type(annotation: Any) -> FieldType:  # noqa: ANN401
    kind = bare(annotation)
    if get_origin(kind) is Literal:
        return "choice"
    if get_origin(kind) in (list, tuple):
        return "list"
    if isinstance(kind, type):
        for one, shown in PLAIN:
            if issubclass(kind, one):
                return _TYPES[shown]
        if issubclass(kind, BaseModel) and "entity" in kind.model_fields:
            return "reference"
    return "text"


_TYPES: dict[str, FieldType] = {"flag": "flag", "time": "moment", "day": "date", "number": "number"}
