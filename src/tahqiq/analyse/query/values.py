"""Putting the values that were given into a question: what is run has no open values any more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tahqiq.analyse.query.question import (
    MOST_VALUES,
    Condition,
    Fault,
    Line,
    NamedParameter,
    Parameter,
    Query,
    Value,
)
from tahqiq.kit.text import fold_digits, storable

Given = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Window:
    """A period in seconds since 1970 UTC, the end excluded; None is open."""

    since: int | None = None
    until: int | None = None

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None


def filled(query: Query, given: Given) -> tuple[Query | None, list[Fault]]:
    """The question with every open value replaced (a list becomes several), None when something is missing or
    does not fit."""
    faults: list[Fault] = []
    values = {item.name: _given(item, given.get(item.name), faults) for item in query.parameters}
    known = {item.name for item in query.parameters}
    faults += [
        Fault(f"parameters/{name}", "query-no-parameter", (("name", str(name)[:40]),))
        for name in given
        if name not in known
    ]
    things = tuple(
        replace(item, conditions=tuple(_condition(one, values) for one in item.conditions))
        for item in query.things
    )
    lines = tuple(
        replace(line, since=_one(line.since, values), until=_one(line.until, values)) for line in query.lines
    )
    made = replace(query, things=things, lines=lines)
    faults += [
        Fault(f"parameters/{name}", "query-parameter-missing", (("name", _label(query, name)),))
        for name in dict.fromkeys(_needed(query))
        if not values.get(name)
    ]
    for line in made.lines:
        _check_window(made, line, faults)
    return (None, faults) if faults else (made, [])


def window(query: Query, line: Line) -> Window:
    """The period of a line of a filled question; a day as ``until`` is included whole. Raises ``ValueError``
    for what is no day or time."""
    return Window(_moment(query, line.since, False), _moment(query, line.until, True))


def _moment(query: Query, value: Value, end: bool) -> int | None:
    text = fold_digits(str(value)).strip()
    if not text:
        return None
    found = datetime.fromisoformat(text)
    if len(text) == 10:
        found += timedelta(days=end)
    if found.tzinfo is None:
        found = found.replace(tzinfo=ZoneInfo(query.zone))
    return int(found.timestamp())


def _check_window(query: Query, line: Line, faults: list[Fault]) -> None:
    bad = False
    for end, value in (("since", line.since), ("until", line.until)):
        try:
            _moment(query, value, False)
        except (ValueError, OverflowError):
            bad = True
            faults.append(Fault(f"links/{line.at}/{end}", "query-not-time", (("value", str(value)[:40]),)))
    found = Window() if bad else window(query, line)
    if found.since is not None and found.until is not None and found.since >= found.until:
        faults.append(Fault(f"links/{line.at}/until", "period-empty"))


def _needed(query: Query) -> Iterator[str]:
    """The parameters that a question cannot be run without: a period may stay open, a range at one end."""
    for condition in (one for item in query.things for one in item.conditions):
        asked = [one.name for one in condition.values if isinstance(one, NamedParameter)]
        if condition.how != "between" or len(asked) == 1 == sum(one != "" for one in condition.values):
            yield from asked


def _label(query: Query, name: str) -> str:
    return next((item.label or item.name for item in query.parameters if item.name == name), name)


def _given(item: Parameter, given: object, faults: list[Fault]) -> tuple[str, ...]:
    if given is None or given == "" or given == []:
        return item.default
    many: Sequence[object] = given if isinstance(given, list | tuple) else [given]
    if item.kind == "texts" and isinstance(given, str):
        many = given.replace("،", ",").replace("\n", ",").split(",")
    texts = tuple(storable(str(one)).strip() for one in many if isinstance(one, str | int | float))
    texts = tuple(one for one in dict.fromkeys(texts) if one)
    if len(texts) > (MOST_VALUES if item.kind == "texts" else 1):
        faults.append(
            Fault(
                f"parameters/{item.name}",
                "query-too-many",
                (("name", item.name), ("most", MOST_VALUES if item.kind == "texts" else 1)),
            )
        )
    if item.kind == "number":
        try:
            float(fold_digits(texts[0]) if texts else "")
        except ValueError:
            faults.append(Fault(f"parameters/{item.name}", "query-not-number", (("value", str(given)[:40]),)))
    return texts


def _condition(item: Condition, values: Mapping[str, tuple[str, ...]]) -> Condition:
    made: list[Value] = []
    for one in item.values:
        if isinstance(one, NamedParameter):
            made += values.get(one.name, ()) if item.how == "in" else [_one(one, values)]
        else:
            made.append(one)
    return replace(item, values=tuple(made))


def _one(value: Value, values: Mapping[str, tuple[str, ...]]) -> str:
    if isinstance(value, NamedParameter):
        found = values.get(value.name, ())
        return found[0] if found else ""
    return value
