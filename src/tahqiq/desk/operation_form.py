"""The form of an operation, made from the fields of its question
(:mod:`tahqiq.casework.forms.class_questions`), and what the fields of its answer are called.

Words stand in the catalogue of messages, each a pair of what the field is called and what is meant (may be
empty): ``desk-KIND-field-NAME``, ``desk-DESK-field-NAME``, or ``desk-field-NAME`` for names that all desks
share.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tahqiq.casework.field_words import called
from tahqiq.casework.forms.class_questions import sections_of
from tahqiq.casework.forms.declaration import Form
from tahqiq.desk.declaration import Desk
from tahqiq.desk.operation import Operation, asking_of, kind_of
from tahqiq.kit.errors import NotFound
from tahqiq.kit.messages import LOCALES, catalogue


def form_of(declared: Desk, operation: Operation[Any, Any]) -> Form | None:
    """The form of an operation: version 0, since its answers are carried out and not kept. None where a
    plain form cannot ask it."""
    sections = sections_of(asking_of(declared.name, declared.kinds, operation))
    if sections is None:
        return None
    named = f"desk-{declared.name}-{operation.name}" in catalogue()
    title = {
        tag: declared.words(operation.name, tag).sentence if named else operation.name for tag in LOCALES
    }
    return Form(operation.name, 0, title, sections)


def form_called(declared: Desk, name: str, version: int | None = None) -> Form:
    """A form of a desk in its latest or a numbered version, or the form of an operation that is called so.
    Raises ``NotFound`` (``no-such-form``)."""
    versions = declared.forms.get(name, {})
    found = versions.get(version if version is not None else max(versions, default=0))
    if found is None and version is None:
        found = next((form_of(declared, one) for one in declared.operations if one.name == name), None)
    if found is None:
        raise NotFound("no-such-form", name=name[:40], known=", ".join(declared.forms) or "-")
    return found


def labels(declared: Desk, operation: Operation[Any, Any], locale: str) -> dict[str, str]:
    """What the fields of an operation's answer are called, by the last part of their name: as those of its
    kind of record, or else of the operation; those that nobody named are left out."""
    owner = kind_of(declared.kinds, operation.answers) or f"{declared.name}-{operation.name}"
    names = set(_names(operation.answers.model_json_schema(mode="serialization")))
    found = {name: called(declared.name, owner, "field", name, locale) for name in sorted(names)}
    return {name: told.sentence for name, told in found.items() if told is not None}


def values(declared: Desk, operation: Operation[Any, Any], locale: str) -> dict[str, str]:
    """What the values of the choices in an operation's answer are called; those that nobody named are left
    out."""
    owner = kind_of(declared.kinds, operation.answers) or f"{declared.name}-{operation.name}"
    names = set(_choices(operation.answers.model_json_schema(mode="serialization")))
    found = {name: called(declared.name, owner, "value", name, locale) for name in sorted(names)}
    return {name: told.sentence for name, told in found.items() if told is not None}


def _choices(schema: object) -> Iterator[str]:
    if isinstance(schema, Mapping):
        options = schema.get("enum")
        yield from (one for one in options if isinstance(one, str)) if isinstance(options, list) else ()
        for value in schema.values():
            yield from _choices(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _choices(value)


def _names(schema: object) -> Iterator[str]:
    if isinstance(schema, Mapping):
        properties = schema.get("properties")
        yield from properties if isinstance(properties, Mapping) else ()
        for value in schema.values():
            yield from _names(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _names(value)
