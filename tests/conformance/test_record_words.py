"""A record that people open says its fields and the values of its choices in words: no name of the program
stands on its page."""

import typing
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from tahqiq.casework import field_words
from tahqiq.desk import desks
from tahqiq.model.body_fields import bare
from tahqiq.model.kind import Kind

OPENED = [
    (declared.name, kind)
    for declared in desks().values()
    for kind in declared.kinds
    if kind.name in {one.kind for one in declared.registers.values()}
]


def models(annotation: Any, met: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:  # noqa: ANN401
    """The model that an annotation names, and those within it."""
    annotation = bare(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in met:
            met.add(annotation)
            yield annotation
            for field in annotation.model_fields.values():
                yield from models(field.annotation, met)
    else:
        for part in get_args(annotation):
            yield from models(part, met)


def choices(annotation: Any) -> Iterator[str]:  # noqa: ANN401
    """The words of a choice, but for codes in capitals."""
    annotation = bare(annotation)
    if typing.get_origin(annotation) is typing.Literal:
        yield from (one for one in get_args(annotation) if isinstance(one, str) and one and not one.isupper())
    else:
        for part in get_args(annotation):
            yield from choices(part)


@pytest.mark.parametrize(("desk", "kind"), OPENED, ids=[kind.name for _, kind in OPENED])
def test_every_field_and_choice_of_a_record_has_words(desk: str, kind: Kind[Any]) -> None:
    lacking = []
    for model in models(kind.body, set()):
        own = kind.name if model is kind.body else ""
        for name, field in model.model_fields.items():
            if field_words.code_of(desk, own, "field", name) is None:
                lacking.append(f"{model.__name__}.{name}")
            lacking += [
                f"{model.__name__}.{name} = {value}"
                for value in choices(field.annotation)
                if field_words.code_of(desk, own, "value", value) is None
            ]
    assert not lacking, f"words are missing for desk-{desk}-field-… or desk-{desk}-value-…: {lacking}"
