"""Which fields rules read of which kinds of record: nobody has to hold more of a record in memory to ask
them."""

from collections.abc import Iterable, Iterator, Mapping

from tahqiq.casework.conditions import All, Among, Compare, Condition, Count, Exists, Not, Operand, Some
from tahqiq.casework.rules.declaration import Derived, Rule, Until


def fields_needed(rules: Iterable[Rule]) -> Mapping[str, frozenset[str]]:
    """By kind, the fields (of a way through mappings its first part) that these rules may look at. A field
    named anywhere in a rule counts for every kind that the rule reads, so there may be more than are looked
    at, never fewer."""
    found: dict[str, set[str]] = {}
    for rule in rules:
        names = {name.partition(".")[0] for name in _of_rule(rule) if name}
        for kind in (rule.about, *(beside.kind for beside in rule.beside.values())):
            found.setdefault(kind, set()).update(names)
    return {kind: frozenset(names) for kind, names in found.items()}


def _of_rule(rule: Rule) -> Iterator[str]:
    yield rule.dated
    yield from _named(rule.must)
    yield from _named(rule.when)
    for beside in rule.beside.values():
        for pair in beside.match:
            yield from pair
    for derived in rule.derived.values():
        yield from _of_derived(derived)


def _of_derived(derived: Derived) -> Iterator[str]:
    yield derived.start
    if not isinstance(derived, Until):
        yield derived.end
        yield from _named(derived.where)
        yield getattr(derived, "at", "")


def _named(condition: Condition | None) -> Iterator[str]:
    match condition:
        case All(parts) | Some(parts):
            for part in parts:
                yield from _named(part)
        case Not(part):
            yield from _named(part)
        case Count(of, where, _, _):
            yield of
            yield from _named(where)
        case Exists(name):
            yield name
        case Among(operand, _):
            yield from _fields(operand)
        case Compare(_, left, right):
            yield from _fields(left, right)


def _fields(*operands: Operand) -> Iterator[str]:
    yield from (str(one.value) for one in operands if one.kind == "field")
