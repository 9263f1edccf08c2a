"""The desk's records as one person sees them, kind by kind, each once at a look."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from tahqiq.casework.shelves import Kept
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import Kind, kept
from tahqiq.store.shelf_where import Where

B = TypeVar("B", bound=BaseModel)


def every(at: Desktop, kind: Kind[B], where: Where | None = None) -> Iterator[Kept[B]]:
    """All records of a kind that meet every condition, in order of the first key."""
    return at.shelf(kind).every(where, kind.keys[0].name)


def one(at: Desktop, kind: Kind[B], **where: Any) -> Kept[B]:  # noqa: ANN401 (values of keys)
    """The record with these keys. Raises ``NotFound`` (``custody-nothing-called``)."""
    found = at.shelf(kind).find(where, limit=1).records
    if not found:
        raise NotFound("custody-nothing-called", value=", ".join(str(value) for value in where.values())[:80])
    return found[0]


def identity(kind: Kind[Any], body: BaseModel) -> str:
    """By what a row is known again: its number or code, or what it says of whom and when."""
    told = body.__dict__
    if kind.name == "custody-place":
        return str(told["code"])
    if "number" in told:
        return str(told["number"])
    return "|".join(
        str(kept(key.type, key.of(body)))
        for key in kind.keys
        if key.name not in ("ended", "open", "facility", "review")
    )


def changed(at: ActingDesktop, kind: Kind[B], found: Kept[B], **values: Any) -> Kept[B]:  # noqa: ANN401 (values of fields)
    """The next version of a record with these values."""
    body = kind.body.model_validate({**found.body.__dict__, **values})
    return at.shelf(kind).save(body, identity=found.id, version=found.version)
