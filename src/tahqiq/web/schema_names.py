"""What the shapes of a desk are called in the API: after their desk, so that no desk that is installed
renames those of another or of the core."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel

from tahqiq.desk import Desk

_REF = "#/components/schemas/"


def after_desks(document: dict[str, Any], installed: Iterable[Desk]) -> dict[str, Any]:
    """An OpenAPI document in which every shape that a desk brings begins with the desk's name
    (``CovertStatisticsView``); shapes of the core keep theirs.

    Two of one desk that are called alike have the last part of their module between (``CargoReportLine``).
    Without this a shape would be called by its class while no other has that name, by its whole module from
    the day on that somebody installs a desk that has one, and be one with another desk's that is alike.
    """
    schemas: dict[str, Any] = document["components"]["schemas"]
    paths, made = dict(document["paths"]), dict[str, Any]()
    for desk in installed:
        names = {old: new for old, new in _names(desk).items() if old in schemas}
        ends = tuple(f"/{desk.name}/{item.name}" for item in desk.operations)
        paths |= {
            path: _renamed(item, names) for path, item in document["paths"].items() if path.endswith(ends)
        }
        made |= {new: _renamed(schemas[old], names) for old, new in names.items()}
    kept = _reached(paths, {**schemas, **made})
    return {**document, "paths": paths, "components": {**document["components"], "schemas": kept}}


def _reached(paths: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """The shapes that the paths lead to."""
    found: dict[str, Any] = {}
    todo = list(_refs(paths))
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = schemas[name]
            todo += _refs(schemas[name])
    return found


def _refs(value: Any) -> Iterator[str]:  # noqa: ANN401 (JSON)
    if isinstance(value, list):
        for item in value:
            yield from _refs(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "$ref" and isinstance(item, str) and item.startswith(_REF):
                yield item.removeprefix(_REF)
            yield from _refs(item)


def _names(desk: Desk) -> dict[str, str]:
    """What FastAPI may have called each shape of a desk, with what it is to be called."""
    own = sorted(
        {
            model
            for item in desk.operations
            for asked in (item.asks, item.answers)
            for model in _within(asked, set())
        },
        key=_whole,
    )
    alike = Counter(model.__name__ for model in own)
    before = _capital(desk.name)
    found: dict[str, str] = {}
    for model in own:
        name, short = model.__name__, f"{before}{model.__name__}".replace(before * 2, before)
        middle = _capital(model.__module__.rpartition(".")[2])
        for end in ("", "-Input", "-Output"):
            found[f"{name}{end}"] = f"{short}{end}"
            found[f"{_whole(model)}{end}"] = (
                f"{short if alike[name] == 1 else f'{before}{middle}{name}'}{end}"
            )
    return found


def _within(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """A model and those of its fields, as far as a desk brings them."""
    if model in seen or (
        model.__module__.startswith("tahqiq.") and not model.__module__.startswith("tahqiq.desks.")
    ):
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for inner in _models(field.annotation):
            yield from _within(inner, seen)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 (an annotation is anything)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _whole(model: type[BaseModel]) -> str:
    return re.sub(r"[^\w-]", "__", f"{model.__module__}.{model.__qualname__}")


def _capital(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[-_]", name))


def _renamed(value: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _renamed(item, names) for key, item in value.items()}
    ref = found.get("$ref")
    if isinstance(ref, str) and ref.startswith(_REF):
        found["$ref"] = _REF + names.get(ref.removeprefix(_REF), ref.removeprefix(_REF))
    return found
