"""Values of a JSON document as the text they stand for, without ever raising for a wrong shape."""

import json
from collections.abc import Iterator
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def as_text(value: Json) -> str | None:
    """A value as text: strings as they are, numbers and true/false as JSON writes them, objects and lists as
    compact JSON.

    >>> as_text(7), as_text(True), as_text({"a": None}), as_text(None)
    ('7', 'true', '{"a":null}', None)
    """
    if value is None:
        return None
    if isinstance(value, str):
        return value or None
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def field(value: Json, name: str) -> Json:
    """The member ``name`` of an object; None for anything else."""
    return value.get(name) if isinstance(value, dict) else None


def items_of(value: Json) -> list[Json]:
    """The items of a list; nothing for anything else."""
    return value if isinstance(value, list) else []


def leaves(name: str, value: Json) -> Iterator[tuple[str, str]]:
    """Every filled value below ``name``, with its path (``name.inner``)."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(f"{name}.{key}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(name, inner)
    elif (text := as_text(value)) is not None and text.strip():
        yield name, text
