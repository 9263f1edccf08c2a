"""People on papers: by name, the number of the file beside it."""

from collections.abc import Mapping

from tahqiq.desk import Desktop
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.store.record_where import OneOf

FIELDS = ("person", "other", "people", "missing", "extra")
"""Fields of records that hold numbers of files."""
MOST = 500
"""How many people of one paper are named at most; the others stand by number."""


def with_names(at: Desktop, body: Mapping[str, object]) -> Mapping[str, object]:
    """A record's body with everybody by name; by number alone whoever has no file that may leave."""
    held = {name: body[name] for name in FIELDS if body.get(name)}
    numbers = sorted({number for value in held.values() for number in _numbers(value)})[:MOST]
    if not numbers:
        return body
    found = at.records(PERSON, at.leaving()).find({"number": OneOf(tuple(numbers))}, limit=MOST).records
    names = {kept.body.number: f"{kept.body.name} · {kept.body.number}" for kept in found}
    return {**body, **{name: _called(value, names) for name, value in held.items()}}


def _numbers(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _called(value: object, names: Mapping[str, str]) -> object:
    called = [names.get(number, number) for number in _numbers(value)]
    return called if isinstance(value, list) else called[0]
