"""Where in a mapping document each column is used: what a mapping editor shows beside the column."""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from tahqiq.collect.mapping.document import FactSpec, Mapping
from tahqiq.collect.mapping.plan import NODE_FIELDS, listed
from tahqiq.collect.mapping.texts import columns_of
from tahqiq.model.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Use:
    """One use: the path in the document (``facts.call.a``), the type it belongs to and the property its words
    come from ("" = none of its own)."""

    where: str
    schema: str
    prop: str


def uses(mapping: Mapping) -> MappingOf[str, tuple[Use, ...]]:
    """The uses of each column, in the order of the document.

    >>> from tahqiq.collect.mapping.codec import loads
    >>> uses(loads("{name: x, title: X, facts: {call: {schema: Call, a: From, b: To}}}"))["From"][0].where
    'facts.call.a'
    """
    found: dict[str, list[Use]] = {}
    for condition in mapping.when:
        found.setdefault(condition.column, []).append(Use("when", "", ""))
    for name, entity in mapping.entities.items():
        at = f"entities.{name}"
        for source in entity.key:
            for column in columns_of(source):
                found.setdefault(column, []).append(Use(f"{at}.key", entity.schema, ""))
        for condition in entity.when:
            found.setdefault(condition.column, []).append(Use(f"{at}.when", entity.schema, ""))
        for prop, sources in entity.properties.items():
            for source in listed(sources):
                for column in columns_of(source):
                    found.setdefault(column, []).append(Use(f"{at}.properties.{prop}", entity.schema, prop))
    for name, fact in mapping.facts.items():
        for slot, column in _slots(fact):
            named = (
                vocabulary().fact_property(fact.schema, slot) if fact.schema in vocabulary().facts else None
            )
            found.setdefault(column, []).append(Use(f"facts.{name}.{slot}", fact.schema, named or ""))
    return {column: tuple(dict.fromkeys(told)) for column, told in found.items()}


def named_at(mapping: Mapping, schema: str, name: str) -> str:
    """The path of the first entry that names a type (``schema`` "") or a property of one; "" when there is
    none."""
    if not name:
        return ""
    things = {
        **{f"entities.{key}": item.schema for key, item in mapping.entities.items()},
        **{f"facts.{key}": item.schema for key, item in mapping.facts.items()},
    }
    if not schema:
        return next((f"{at}.schema" for at, found in things.items() if found == name), "")
    return next(
        (
            f"entities.{key}.properties.{name}"
            for key, item in mapping.entities.items()
            if item.schema == schema and name in item.properties
        ),
        "",
    )


def _slots(fact: FactSpec) -> list[tuple[str, str]]:
    """(slot, column) of a fact."""
    found = [("when", condition.column) for condition in fact.when]
    for slot in (*NODE_FIELDS, "currency", "service", "text"):
        source = getattr(fact, slot)
        if source is not None:
            found += [(slot, column) for column in columns_of(source)]
    found += [("details", column) for column in fact.details]
    if fact.direction:
        found.append(("direction", fact.direction.column))
    if fact.start:
        found += [("start", column) for column in fact.start.columns]
    if fact.seconds:
        until = fact.seconds.until.columns if fact.seconds.until else ()
        found += [
            ("seconds", column) for column in ((fact.seconds.column,) if fact.seconds.column else until)
        ]
    if fact.amount:
        found += [("amount", column) for column in (fact.amount.column, fact.amount.unit_column) if column]
    return found
