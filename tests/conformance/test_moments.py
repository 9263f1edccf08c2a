"""Every day and moment that people state at a desk is declared as one that has happened or one that may lie
ahead, and what has happened does not lie ahead of now."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import BaseModel

from tahqiq.casework import field_words
from tahqiq.desk import Desk, Operation, desks
from tahqiq.desk.moment_fields import MomentField, check_moments, moment_fields
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desk.operation import kind_of
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.model.body_fields import display, is_list, single

pytestmark = pytest.mark.usefixtures("packages")


def stated() -> list[tuple[Desk, Operation[Any, Any], MomentField]]:
    """The fields of every question by which something is changed; a look may be about any day."""
    return [
        (declared, operation, field)
        for declared in desks().values()
        for operation in declared.operations
        if operation.effect != "look"
        for field in moment_fields(operation.asks)
    ]


def with_moment(model: type[BaseModel], path: str, moment: date) -> BaseModel:
    """A question of which only the one field is known, and what leads to it."""
    name, _, rest = path.partition(".")
    annotation = model.model_fields[name].annotation
    inner = with_moment(single(annotation), rest, moment) if rest else moment
    known: dict[str, Any] = {name: [inner] if is_list(annotation) else inner}
    return model.model_construct(**known)


def moment_of(field: MomentField, days: int) -> date:
    moment = clock.now() + timedelta(days=days)
    return moment if display(field.model.model_fields[field.name].annotation) == "time" else moment.date()


def test_every_moment_of_a_question_is_declared() -> None:
    fields = stated()
    assert len(fields) > 100
    undeclared = [
        (one.name, operation.name, field.path) for one, operation, field in fields if field.declared is None
    ]
    assert not undeclared


def test_an_order_is_between_fields_that_have_happened() -> None:
    asked = {
        (field.model, earlier, field.name)
        for _, _, field in stated()
        if isinstance(field.declared, Happened)
        for earlier in field.declared.after
    }
    there = {(field.model, field.name) for _, _, field in stated() if isinstance(field.declared, Happened)}
    held = {(earlier, name) for model, earlier, name in asked if (model, earlier) in there}
    assert held
    assert {(earlier, name) for _, earlier, name in asked} == held


def test_what_has_happened_does_not_lie_ahead_and_the_field_is_named() -> None:
    happened = [one for one in stated() if isinstance(one[2].declared, Happened)]
    for declared, operation, field in happened:
        question = with_moment(operation.asks, field.path, moment_of(field, 2))
        with pytest.raises(WrongUse) as refused:
            check_moments(declared, operation.name, question)
        assert refused.value.code == "moment-field-ahead", field
        owner = kind_of(declared.kinds, field.model) or f"{declared.name}-{operation.name}"
        for locale in LOCALES:
            label = field_words.called(declared.name, owner, "field", field.name, locale)
            assert label is not None, (owner, field.name)
            assert refused.value.say(locale).sentence.startswith(f"{label.sentence}: "), (owner, field.name)
        check_moments(declared, operation.name, with_moment(operation.asks, field.path, moment_of(field, 0)))


def test_what_may_lie_ahead_may() -> None:
    for declared, operation, field in stated():
        if field.declared == MAY_LIE_AHEAD:
            check_moments(
                declared, operation.name, with_moment(operation.asks, field.path, moment_of(field, 400))
            )
