"""What a mapping makes of the first records, in plain dictionaries, for a person to look at before anything
is stored."""

from collections.abc import Mapping as MappingOf
from datetime import UTC, datetime
from decimal import Decimal

from tahqiq.collect.mapping.apply import Applier
from tahqiq.collect.mapping.document import Mapping
from tahqiq.formats.reader import Records
from tahqiq.model.batch import Facts, Mapped
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem
from tahqiq.model.types.base import Context
from tahqiq.model.vocabulary import Vocabulary, vocabulary

Plain = str | int | None | list[str] | dict[str, "Plain"] | list["Plain"]
_NODES = ("a", "b", "place", "place2", "device", "sim")


def preview(
    mapping: Mapping,
    records: Records,
    rows: int = 20,
    *,
    words: Vocabulary | None = None,
    context: Context | None = None,
    file_name: str = "",
    given: MappingOf[str, str] | None = None,
    locale: str = "en",
) -> dict[str, Plain]:
    """``{"entities": […], "facts": […], "problems": […], "records": n, "mapped": n}`` of the first ``rows``
    lines under the header.

    An entity is ``{"schema", "key", "properties": {name: [values]}, "places"}``, a fact its filled columns
    with parties as texts and times in ISO 8601 UTC, a problem ``{"code", "place", "part", "part_kind",
    "part_name", "row", "column", "field", "value", "records", "sentence", "next_step"}`` in ``locale``.
    Raises what :class:`Applier` raises.
    """
    applier = Applier(mapping, "0" * 64, words or vocabulary(), context, file_name=file_name, given=given)
    head = _head(records, rows)
    mapped = applier.apply(head)
    names = _names(mapped)
    problems: list[Plain] = [_problem(item, locale) for item in mapped.problems]
    return {
        "entities": _entities(mapped),
        "facts": [fact for facts in mapped.facts for fact in _facts(facts, names)],
        "problems": problems,
        "records": mapped.records,
        "mapped": mapped.mapped,
    }


def _problem(item: Problem, locale: str) -> Plain:
    told, place = item.say(locale), item.place
    return {
        "code": item.code,
        "place": place.label(),
        "part": place.part.no,
        "part_kind": place.part.kind,
        "part_name": place.part.called(locale),
        "row": place.row,
        "column": place.column,
        "field": item.field,
        "value": item.value,
        "records": item.records,
        "sentence": told.sentence,
        "next_step": told.next_step,
    }


def _head(records: Records, rows: int) -> Records:
    """The first lines with room for titles, so that about ``rows`` records remain."""
    count = min(len(records), rows + (60 if records.kind == "table" else 0))
    return Records(records.kind, records.part, records.columns.slice(0, count), records.rows[:count])


def _names(mapped: Mapped) -> list[str]:
    """How each node is called: its key, else its first name, else its type."""
    names = [key or "" for key in mapped.nodes.keys]
    for entity, prop, value in zip(
        mapped.statements.entity, mapped.statements.prop, mapped.statements.value, strict=True
    ):
        if not names[entity] and prop in ("name", "title", "subject"):
            names[entity] = value
    return [name or f"({schema})" for name, schema in zip(names, mapped.nodes.schemata, strict=True)]


def _entities(mapped: Mapped) -> list[Plain]:
    names = _names(mapped)
    found: dict[int, dict[str, list[str]]] = {}
    places: dict[int, list[str]] = {}
    made = mapped.statements
    for index, entity in enumerate(made.entity):
        value = names[made.target[index]] if made.target[index] >= 0 else made.value[index]
        values = found.setdefault(entity, {}).setdefault(made.prop[index], [])
        if value not in values:
            values.append(value)
        label = Place(mapped.part, made.row[index], made.column[index]).label()
        if label not in places.setdefault(entity, []):
            places[entity].append(label)
    return [
        {
            "schema": mapped.nodes.schemata[entity],
            "key": mapped.nodes.keys[entity],
            "properties": {**properties},
            "places": places[entity],
        }
        for entity, properties in found.items()
    ]


def _facts(facts: Facts, names: list[str]) -> list[Plain]:
    result: list[Plain] = []
    for row in facts.table.to_pylist():
        plain: dict[str, Plain] = {"schema": facts.kind}
        for name, value in row.items():
            if value is None or name in ("key", "serial"):
                continue
            plain[name] = names[value] if name in _NODES else _text(value)
        result.append(plain)
    return result


def _text(value: object) -> str | int:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Decimal):
        return str(value)
    return value if isinstance(value, int) else str(value)
