"""The OpenAPI document, written for people who read it: what is the same everywhere stands once."""

from collections.abc import Mapping
from typing import Any

Json = Any
ERROR = "Error"
_NULL = {"type": "null"}


def readable_document(document: Mapping[str, Json], error: str) -> dict[str, Json]:
    """The document with one answer for errors, ``default`` of every operation (``error`` is the schema of its
    body), without the titles that only repeat a name, a value that may be null as one type, and texts
    without the line breaks of the source."""
    made = {**document, **{key: _plain(document[key], key == "paths") for key in ("paths", "components")}}
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{error}"}}}
    made["components"]["responses"] = {
        ERROR: {"description": "What is wrong, and what to do next.", "content": content}
    }
    for path in made["paths"].values():
        for operation in path.values():
            answers = operation["responses"]
            operation["responses"] = {
                **{code: one for code, one in answers.items() if code[0] in "123"},
                "default": {"$ref": f"#/components/responses/{ERROR}"},
            }
    return made


def _plain(value: Json, named: bool = False) -> Json:
    """``named``: the keys are names of things (fields, shapes), and not words of OpenAPI."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    if named:
        return {name: _plain(one) for name, one in value.items()}
    made = {
        key: _plain(one, key in ("properties", "schemas", "$defs"))
        for key, one in value.items()
        if not (key == "title" and isinstance(one, str))
    }
    if isinstance(made.get("description"), str):
        made["description"] = _one_line(made["description"])
    if made.get("contentMediaType") == "application/octet-stream":
        made["format"] = "binary"  # what programs that write clients know a file by
    return _nullable(made)


def _nullable(made: dict[str, Json]) -> dict[str, Json]:
    """``{"type": ["string", "null"]}`` for one simple type or null."""
    either = made.get("anyOf")
    if not isinstance(either, list) or len(either) != 2 or either[1] != _NULL:
        return made
    (first, _) = either
    if not isinstance(first.get("type"), str) or "enum" in first or "const" in first:
        return made
    rest = {key: one for key, one in made.items() if key != "anyOf"}
    return {**rest, **first, "type": [first["type"], "null"]}


def _one_line(text: str) -> str:
    """Paragraphs without the line breaks of the source; lists and indented text stay as they are."""
    return "\n\n".join(
        part if any(line.startswith((" ", "-", "*")) for line in part.split("\n")) else " ".join(part.split())
        for part in text.strip().split("\n\n")
    )
