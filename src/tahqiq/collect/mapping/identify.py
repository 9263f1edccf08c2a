"""How a text becomes a value of a property or a shared identifier entity."""

from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa

from tahqiq.collect.mapping.nodes import Registry
from tahqiq.collect.mapping.texts import NAMESPACE
from tahqiq.kit.text import tidy
from tahqiq.model.types import property_type
from tahqiq.model.types.base import Context, PropertyType
from tahqiq.model.vocabulary import IdentifierRule, Property, Vocabulary

Answer = tuple[Sequence[str | None], Sequence[str | None], Sequence[int]]


class Ground(NamedTuple):
    """What all cleaning of one application rests on."""

    vocabulary: Vocabulary
    context: Context
    registry: Registry


class Typed:
    """Cleans texts as a property type; values of identifier properties are also nodes."""

    def __init__(
        self,
        ground: Ground,
        type_name: str,
        prop: Property | None = None,
        namespace: str | None = None,
        spaced: bool = False,
    ) -> None:
        self.type = property_type(type_name)
        self.ground = ground
        rules = ground.vocabulary.identifiers_for(prop) if prop is not None else ()
        self.identify = (
            Identified(ground, rules, prop.kind if prop else "", namespace, spaced, self.type)
            if rules
            else None
        )

    def __call__(self, texts: pa.Array) -> Answer:
        if self.identify is not None:
            return self.identify(texts)
        values, notes = self.type.clean_array(texts, self.ground.context)
        return values.to_pylist(), notes.to_pylist(), [-1] * len(texts)


class Identified:
    """Cleans texts as identifiers of a schema. Where a schema has several rules (IBAN or domestic account),
    the first that takes a text without a note wins, else the last that takes it at all."""

    def __init__(
        self,
        ground: Ground,
        rules: Sequence[IdentifierRule],
        kind: str = "",
        namespace: str | None = None,
        spaced: bool = False,
        only: PropertyType | None = None,
    ) -> None:
        self.ground = ground
        self.rules = tuple(
            (rule, only or property_type(rule.type)) for rule in (rules[:1] if only else rules)
        )
        self.kind = kind
        self.given = namespace
        self.spaced = spaced

    def __call__(self, texts: pa.Array) -> Answer:
        spaces: list[str] | None = None
        if self.spaced:
            pairs = [
                (text or "").split(NAMESPACE, 1) if text and NAMESPACE in text else ["", text]
                for text in texts.to_pylist()
            ]
            spaces = [tidy(pair[0] or "").casefold() for pair in pairs]
            texts = pa.array([pair[1] for pair in pairs], pa.string())
        kind = self.rules[0][1]
        cleaned, noted = kind.clean_array(texts, self.ground.context)
        values, notes = cleaned.to_pylist(), noted.to_pylist()
        chosen = [0] * len(values)
        for number, (_, other) in enumerate(self.rules[1:], 1):
            open_ = [index for index, note in enumerate(notes) if note is not None or values[index] is None]
            again, why = other.clean_array(texts.take(pa.array(open_, pa.int64())), self.ground.context)
            for index, value, note in zip(open_, again.to_pylist(), why.to_pylist(), strict=True):
                if value is not None and (note is None or values[index] is None):
                    values[index], notes[index], chosen[index] = value, note, number
        return values, notes, self._nodes(values, chosen, spaces)

    def _nodes(
        self, values: Sequence[str | None], chosen: Sequence[int], spaces: Sequence[str] | None
    ) -> list[int]:
        numbers = self.ground.registry.numbers
        if len(self.rules) == 1 and spaces is None and self.rules[0][0].namespace != "bank":
            rule, kind = self.rules[0]
            key = kind.key
            keys = [None if value is None else key(value) for value in values]
            nodes = self._numbered(rule, kind, values, keys)
            spelled = self.ground.registry.spelled
            for value, known, node in zip(values, keys, nodes, strict=True):
                if value != known:
                    spelled[node] = rule.property
            return nodes
        nodes = []
        for index, value in enumerate(values):
            if value is None:
                nodes.append(-1)
                continue
            rule, kind = self.rules[chosen[index]]
            space = (
                self._given_space(rule, kind, value, spaces[index])
                if spaces is not None and spaces[index]
                else self._space(rule, kind, value)
            )
            known = kind.key(value)
            nodes += numbers(rule.schema, space, [known])
            if value != known:
                self.ground.registry.spelled[nodes[-1]] = rule.property
        return nodes

    def _numbered(
        self,
        rule: IdentifierRule,
        kind: PropertyType,
        values: Sequence[str | None],
        keys: Sequence[str | None],
    ) -> list[int]:
        """The nodes of values under one rule: all in one namespace, or short numbers in their own."""
        numbers = self.ground.registry.numbers
        if rule.namespace != "numbering":
            return numbers(rule.schema, self._space(rule, kind, ""), keys)
        spaces = [self._space(rule, kind, value) if value else "" for value in values]
        nodes = numbers(
            rule.schema, "", [None if space else key for key, space in zip(keys, spaces, strict=True)]
        )
        for space in sorted({*spaces} - {""}):
            of_space = [key if one == space else None for key, one in zip(keys, spaces, strict=True)]
            own = numbers(rule.schema, space, of_space)
            nodes = [node if node >= 0 else other for node, other in zip(own, nodes, strict=True)]
        return nodes

    def _given_space(self, rule: IdentifierRule, kind: PropertyType, value: str, text: str) -> str:
        """The namespace that stands beside a value: countries by their code, of telephone numbers only for
        short ones, everything else folded."""
        if rule.namespace == "numbering":
            return text if kind.namespace(value, self.ground.context) else ""
        if rule.namespace not in ("country", "country-kind"):
            return text
        code = (property_type("country").clean(text, self.ground.context).value or text).upper()
        return f"{code}/{self.kind}" if rule.namespace == "country-kind" else code

    def _space(self, rule: IdentifierRule, kind: PropertyType, value: str) -> str:
        if rule.namespace == "none":
            return ""
        if rule.namespace == "numbering":
            own = kind.namespace(value, self.ground.context)
            return self.given if own and self.given is not None else own
        if self.given is not None:
            return f"{self.given}/{self.kind}" if rule.namespace == "country-kind" else self.given
        context = self.ground.context
        if rule.namespace == "operator":
            return context.operator
        if rule.namespace == "bank":
            return kind.namespace(value, context)
        if rule.namespace == "country":
            return context.country
        if rule.namespace == "country-kind":
            return f"{context.country}/{self.kind}"
        return ""
