"""Analyses and what they found as plain JSON, with words in a language: the same on the command line, in the
API and in the reference."""

import json
from collections.abc import Iterator, Mapping

from tahqiq.analyse.declaration import Analysis
from tahqiq.analyse.parameter import Parameter
from tahqiq.casework.analyses import Rerun
from tahqiq.casework.comparison import Compared
from tahqiq.kit.messages import catalogue, message
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.store.results import StoredResult, recipe_of

Json = dict[str, object]
_SCHEMA_TYPES = {
    "integer": "integer",
    "duration": "integer",
    "number": "number",
    "flag": "boolean",
    "nodes": "array",
    "texts": "array",
    "choices": "array",
}


def analysis_json(item: Analysis, locale: str) -> Json:
    """A declared analysis with its words; ``schema`` is the JSON Schema of its values."""
    title, meaning = item.title(locale), item.meaning(locale)
    return {
        "id": item.id,
        "family": item.family,
        "version": item.version,
        "title": title.sentence,
        "help": title.next_step,
        "means": meaning.sentence,
        "means_not": meaning.next_step,
        "parameters": [parameter_json(one, locale) for one in item.parameters],
        "columns": [
            {
                "name": one.name,
                "kind": one.kind,
                "label": one.label(locale).sentence,
                "help": one.label(locale).next_step,
            }
            for one in item.columns
        ],
        "inputs": list(item.inputs),
        "limits": [message(code, locale, {"count": count}).sentence for code, count in item.limits],
        "reference": item.reference,
        "known_as": list(item.known_as),
        "views": [{"kind": one.kind, "columns": dict(one.columns)} for one in item.views],
        "schema": schema_json(item, locale),
    }


def parameter_json(item: Parameter, locale: str) -> Json:
    """A declared parameter with its words."""
    words = item.label(locale)
    return {
        "name": item.name,
        "kind": item.kind,
        "label": words.sentence,
        "help": words.next_step,
        "default": list(item.default) if isinstance(item.default, tuple) else item.default,
        "low": item.low,
        "high": item.high,
        "required": item.required,
        "of": list(item.means),
        "excludes": item.excludes,
        "choices": [
            {"value": one, "label": message(f"choice-{one}", locale, {}).sentence} for one in item.choices
        ],
    }


def schema_json(item: Analysis, locale: str = "en") -> Json:
    """The JSON Schema (2020-12) of the values an analysis takes."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {one.name: _schema(one, locale) for one in item.parameters},
        "required": [one.name for one in item.parameters if one.required],
    }


def _schema(item: Parameter, locale: str) -> Json:
    words = item.label(locale)
    kind = _SCHEMA_TYPES.get(item.kind, "string")
    made: Json = {"type": kind, "title": words.sentence, "description": words.next_step}
    text: Json = {"type": "string"} if kind == "array" else made
    if item.choices:
        text["enum"] = list(item.choices)
    if item.kind in ("node", "nodes"):
        text["pattern"] = "^[0-9a-fA-F]{6,32}$"
    if item.kind == "time":
        text["format"] = "date-time"
    if kind == "array":
        made["items"] = text
    bounds = ("minItems", "maxItems") if kind == "array" else ("minimum", "maximum")
    made |= {
        name: value for name, value in zip(bounds, (item.low, item.high), strict=True) if value is not None
    }
    if item.default is not None:
        made["default"] = list(item.default) if isinstance(item.default, tuple) else item.default
    return made


def stored_json(item: StoredResult) -> Json:
    """The head of a kept result; ``items`` counts the things of a chart that it was asked of alone, 0 when it
    was asked of everything."""
    recipe = recipe_of(item)
    items = recipe.get("items")
    return {
        "id": item.id,
        "analysis": item.analysis,
        "case": item.case,
        "at": item.at,
        "by": item.actor,
        "rows": item.row_count,
        "sha256": item.sha256,
        "parameters": recipe.get("parameters"),
        "seed": recipe.get("seed"),
        "items": len(items) if isinstance(items, list) else 0,
    }


def result_json(
    item: StoredResult, seen: Mapping[str, Entity], sources: Mapping[str, str], locale: str
) -> Json:
    """A kept result to be read: things with type and caption (``seen``: by id, what the reader sees),
    sentences in ``locale``, ``sources`` names by id."""
    body = json.loads(item.body)
    kinds = {column["name"]: column["kind"] for column in body["columns"]}
    shown = _Shown(seen, sources, locale)
    return {
        **{name: value for name, value in stored_json(item).items() if name != "rows"},
        "columns": [
            {**column, "label": message(f"column-{column['name']}", locale, {}).sentence}
            for column in body["columns"]
        ],
        "rows": [{name: shown.cell(kinds[name], cell) for name, cell in row.items()} for row in body["rows"]],
        "left_out": [
            {
                "reason": reason,
                "count": count,
                "sentence": message(f"left-out-{reason}", locale, {"count": count}).sentence,
            }
            for reason, count in body["left_out"].items()
        ],
        "notes": [shown.word(note) for note in body["notes"]],
        "recipe": recipe_of(item),
    }


def rerun_json(made: Rerun, shown: Json, locale: str) -> Json:
    """What running a result again gave; ``shown`` is the new result as :func:`result_json` tells it."""
    changed = [
        {
            "code": one.code,
            "params": dict(one.params),
            "sentence": message(one.code, locale, one.params).sentence,
        }
        for one in made.changed
    ]
    return {"same": made.same, "before": stored_json(made.before), "changed": changed, "result": shown}


def compared_json(made: Compared, locale: str) -> Json:
    """Two results compared; rows by their places (from 0) in the earlier and the later one."""
    return {
        "before": stored_json(made.before),
        "after": stored_json(made.after),
        "parameters": [
            {"name": name, "label": _asked(name, locale), "before": old, "after": new}
            for name, old, new in made.parameters
        ],
        "inputs": [
            {
                "code": one.code,
                "params": dict(one.params),
                "sentence": message(one.code, locale, one.params).sentence,
            }
            for one in made.inputs
        ],
        "gone": list(made.gone),
        "come": list(made.come),
        "changed": [
            {"before": one.before, "after": one.after, "columns": list(one.columns)} for one in made.changed
        ],
        "same": made.same,
    }


def _asked(name: str, locale: str) -> str:
    """What a parameter is called; its name where no installed analysis has it."""
    code = f"parameter-{name}"
    return message(code, locale, {}).sentence if code in catalogue() else name


def things_in(item: StoredResult) -> set[str]:
    """The ids (hex) of the things that stand in the cells of a result."""
    body = json.loads(item.body)
    columns = [column["name"] for column in body["columns"] if column["kind"] in ("node", "nodes")]
    return {one for row in body["rows"] for name in columns for one in _ids(row[name])}


def sources_in(item: StoredResult) -> set[str]:
    """The ids of the sources that rows of a result cite."""
    body = json.loads(item.body)
    columns = [column["name"] for column in body["columns"] if column["kind"] == "evidence"]
    return {one["source"] for row in body["rows"] for name in columns for one in row[name] or ()}


def _ids(cell: object) -> Iterator[str]:
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, list):
        for one in cell:
            yield from _ids(one)


class _Shown:
    def __init__(self, seen: Mapping[str, Entity], sources: Mapping[str, str], locale: str) -> None:
        self._seen, self._sources, self._locale = seen, sources, locale

    def cell(self, kind: str, cell: object) -> object:
        if cell is None:
            return None
        if isinstance(cell, list) and kind != "range":
            return [self.cell(kind, one) for one in cell]
        if kind in ("node", "nodes") and isinstance(cell, str):
            entity = self._seen.get(cell)
            return {
                "id": cell,
                "schema": entity.schema if entity else "",
                "caption": caption(entity) if entity else "",
            }
        if kind == "word" and isinstance(cell, dict):
            return self.word(cell)
        if kind == "evidence" and isinstance(cell, dict):
            return {**cell, "source_name": self._sources.get(str(cell.get("source")), "")}
        return cell

    def word(self, cell: Mapping[str, object]) -> Json:
        params = cell["params"]
        filled = {str(name): value for name, value in params.items()} if isinstance(params, dict) else {}
        return {**cell, "sentence": message(str(cell["code"]), self._locale, filled).sentence}
