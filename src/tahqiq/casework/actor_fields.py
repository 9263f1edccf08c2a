"""Who acted, in the body of a record: hidden as it is written, opened as rules read it, and left out of
answers for those who may not see it."""

from collections.abc import Callable
from typing import TypeVar, cast

from pydantic import BaseModel

from tahqiq.access.hidden_actor import HiddenActors
from tahqiq.model.kind import ACTED, ACTED_DIGEST, written

M = TypeVar("M", bound=BaseModel)
Change = Callable[[str, str], str]
"""Takes the mark of a field (:data:`ACTED` or :data:`ACTED_DIGEST`) and a value of it; gives what stands
there instead."""


def hidden(body: BaseModel, actors: HiddenActors, record: str) -> str:
    """A body as it is kept: the ids of persons who acted encrypted, the same id always the same way in one
    record, so that equal content is known to be equal."""
    return written(_changed(body, lambda mark, value: actors.hide(value, record) if mark == ACTED else value))


def opened(body: M, actors: HiddenActors) -> M:
    """A kept body with the ids of persons. Raises ``Damaged``."""
    return cast("M", _changed(body, lambda mark, value: actors.person(value) if mark == ACTED else value))


def emptied(body: M, own: str) -> M:
    """A body without who acted; the person ``own`` stays."""
    return cast("M", _changed(body, lambda mark, value: value if mark == ACTED and value == own else ""))


def marked(model: type[BaseModel], name: str) -> str:
    """The mark of a field; "" for one that does not say who acted."""
    declared = model.model_fields.get(name)
    found = declared.metadata if declared is not None else ()
    return next((mark for mark in (ACTED, ACTED_DIGEST) if mark in found), "")


def _changed(body: BaseModel, change: Change) -> BaseModel:
    made: dict[str, object] = {}
    for name in type(body).model_fields:
        mark, value = marked(type(body), name), getattr(body, name)
        new = _texts(value, mark, change) if mark else _within(value, change)
        if new is not value:
            made[name] = new
    return body.model_copy(update=made) if made else body


def _texts(value: object, mark: str, change: Change) -> object:
    if isinstance(value, str):
        return change(mark, value) if value else value
    if isinstance(value, list):
        return [new for one in value if (new := _texts(one, mark, change))]
    if isinstance(value, dict):
        return {name: _texts(one, mark, change) for name, one in value.items()}
    return value


def _within(value: object, change: Change) -> object:
    if isinstance(value, BaseModel):
        return _changed(value, change)
    if isinstance(value, list) and any(isinstance(one, BaseModel) for one in value):
        return [_within(one, change) for one in value]
    if isinstance(value, dict) and any(isinstance(one, BaseModel) for one in value.values()):
        return {name: _within(one, change) for name, one in value.items()}
    return value
