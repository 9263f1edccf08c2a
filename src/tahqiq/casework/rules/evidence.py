"""The records and fields that made an answer what it is, from the names that a condition decided by."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tahqiq.casework.condition_result import decide
from tahqiq.casework.conditions import (
    All,
    Condition,
    Count,
    Gap,
    Not,
    Outcome,
    Some,
    Truth,
    listed,
    values_at,
)
from tahqiq.casework.rules.declaration import Rule
from tahqiq.casework.rules.derivations import Derivation
from tahqiq.casework.rules.records import Record


@dataclass(frozen=True, slots=True)
class Cited:
    """A value that an answer rests on. ``key`` empty: no such record was found, and ``value`` is how many
    were looked at."""

    kind: str
    key: str
    field: str
    value: object


@dataclass(frozen=True, slots=True)
class Lacking:
    """A value that would have to be known. ``why``: ``absent``, ``empty``, ``unknown``, ``refused``,
    ``not-asked``, ``not-complete`` (the register may hold more; ``key`` is empty then), ``no-link``,
    ``unclear`` (a value that can be read in two ways, such as a year where the day decides).
    """

    kind: str
    key: str
    field: str
    why: str

    @classmethod
    def of(cls, record: Record, field: str) -> "Lacking":
        """What is the matter with a field of a record."""
        value = values_at(record.values, field)
        why = value.why if isinstance(value, Gap) else "empty" if value is None or value == "" else "unclear"
        return cls(record.kind, record.key, field, why)


def counts(condition: Condition) -> Iterator[Count]:
    """Every count of a condition, not those inside its ``where``."""
    match condition:
        case Count():
            yield condition
        case All(parts) | Some(parts):
            for part in parts:
                yield from counts(part)
        case Not(part):
            yield from counts(part)


def highest(rule: Rule) -> int:
    """The largest number that a count of a rule is compared with."""
    conditions = [rule.must, *([rule.when] if rule.when is not None else [])]
    return max((count.number for condition in conditions for count in counts(condition)), default=0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The view in which one rule was asked about one record."""

    record: Record
    view: Mapping[str, object]
    lists: Mapping[str, list[Record]]
    derived: Mapping[str, Derivation]
    rule: Rule
    now: datetime
    zone: str

    def cited(self, condition: Condition, outcome: Outcome) -> tuple[Cited, ...]:
        """What decided the outcome, in order of names, each value once."""
        return tuple(
            dict.fromkeys(one for name in sorted(outcome.decided) for one in self._cite(condition, name))
        )

    def _cite(self, condition: Condition, name: str) -> Iterator[Cited]:
        if name in self.lists:
            yield from self._items(condition, name)
        elif name in self.derived:
            for record, field in self.derived[name].rests:
                yield Cited(record.kind, record.key, field, _plain(values_at(record.values, field)))
        else:
            yield Cited(self.record.kind, self.record.key, name, _plain(values_at(self.record.values, name)))

    def _items(self, condition: Condition, name: str) -> Iterator[Cited]:
        """The items that a count counted; where it counted none, that so many were looked at."""
        items, any_counted = self.lists[name], False
        for count in counts(condition):
            if count.of != name:
                continue
            for item in items:
                found = (
                    decide(count.where, item.values, self.now, self.zone)
                    if count.where is not None
                    else Outcome(Truth.YES)
                )
                if found.truth is Truth.YES:
                    any_counted = True
                    for field in sorted(found.decided) or [self.rule.beside[name].match[0][0]]:
                        yield Cited(item.kind, item.key, field, _plain(values_at(item.values, field)))
        if not any_counted:
            yield Cited(self.rule.beside[name].kind, "", name, len(items))

    def lacking(self, condition: Condition, outcome: Outcome) -> tuple[Lacking, ...]:
        """What is missing for an answer, each once."""
        return tuple(
            dict.fromkeys(one for name in sorted(outcome.missing) for one in self._lack(condition, name))
        )

    def _lack(self, condition: Condition, name: str) -> Iterator[Lacking]:
        of = name.partition(".")[0]
        if name in self.derived:
            made = self.derived[name]
            for record, field in made.lacks:
                yield Lacking.of(record, field)
            if not made.lacks:
                yield Lacking(
                    self.record.kind,
                    self.record.key,
                    name,
                    made.value.why if isinstance(made.value, Gap) else "unclear",
                )
        elif of in self.lists:
            yield from self._open_items(condition, of)
        elif of in self.rule.beside:
            for _, our in self.rule.beside[of].match:
                yield Lacking.of(self.record, our)
        elif items := [item for item in listed(self.view.get(of)) or () if isinstance(item, Mapping)]:
            rest = name.partition(".")[2]
            reasons = [value.why for item in items if isinstance(value := values_at(item, rest), Gap)]
            yield Lacking(self.record.kind, self.record.key, name, reasons[0] if reasons else "unclear")
        else:
            yield Lacking.of(self.record, name)

    def _open_items(self, condition: Condition, of: str) -> Iterator[Lacking]:
        for count in counts(condition):
            for item in self.lists[of] if count.of == of and count.where is not None else ():
                found = (
                    decide(count.where, item.values, self.now, self.zone)
                    if count.where is not None
                    else Outcome(Truth.YES)
                )
                for field in sorted(found.missing):
                    yield Lacking.of(item, field)
        shown = self.view[of]
        if isinstance(shown, list) and any(isinstance(item, Gap) for item in shown):
            yield Lacking(self.rule.beside[of].kind, "", of, "not-complete")


def _plain(value: object) -> object:
    """A value that can be compared and kept in a set: a list as a tuple, a list of mappings as how many there
    are."""
    items = listed(value)
    if items is None:
        return value if isinstance(value, Hashable) else str(value)
    return len(items) if any(isinstance(item, Mapping) for item in items) else tuple(items)
