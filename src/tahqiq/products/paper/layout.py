"""Where the items of a chart stand, read from the body of a chart document (``ui/src/core/chart/document.ts``
writes it)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from tahqiq.kit.text import storable
from tahqiq.products.paper.legend_edit import LegendEdit, legend_edit

_ID = frozenset("0123456789abcdef")
_FEWEST = 2
_MOST_TEXTS, _LONGEST_TEXT, _LONGEST_GROUP = 500, 500, 200


@dataclass(frozen=True, slots=True)
class Placed:
    """An item: ``id`` 32 hex digits; one unit is the length of a link, y grows downwards; ``group`` "" for
    none; ``apart`` drawn by itself though judged one with others."""

    id: str
    x: float
    y: float
    group: str = ""
    apart: bool = False


TextKind = Literal["title", "text", "note", "source"]
Ways = Literal["one", "ways", "each"]
"""How what lies between two items is drawn: one line, one for each direction, or one for each event."""
WAYS: tuple[Ways, ...] = get_args(Ways)


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote on a chart: its left upper corner, the id of the item that a note is about, "" for
    none, and of a call-out the id of the recorded value it cites ("" where the screen has asked for it
    already)."""

    x: float
    y: float
    text: str
    kind: TextKind = "text"
    of: str = ""
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Items as they stand, the ids of those put away, the names of groups by their id, and what is written on
    the chart. ``ways`` is how lines are drawn, ``line_ways`` those that are drawn otherwise by the ids of
    their ends in order (``a b``). Groups drawn as one: ``stands`` by the id of each member the item that
    stands for it, ``called`` by that item the name of its group. ``photos``: by the id of an item the id of
    the source that is its photograph. ``legend`` is what somebody changed in it."""

    items: tuple[Placed, ...] = ()
    hidden: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[Text, ...] = ()
    ways: Ways = field(default="one", repr=False)
    line_ways: Mapping[str, Ways] = field(default_factory=dict, repr=False)
    stands: Mapping[str, str] = field(default_factory=dict, repr=False)
    called: Mapping[str, str] = field(default_factory=dict, repr=False)
    photos: Mapping[str, str] = field(default_factory=dict, repr=False)
    legend: LegendEdit = field(default_factory=LegendEdit, repr=False)


def layout_of(body: Mapping[str, object]) -> Layout:
    """The layout in the body of a chart document; what does not fit in it is left out. What is written on it
    goes along: a product is released by a second person who has read its pages (decision 0066).

    >>> layout_of({"items": [{"entity": "0" * 32, "x": 1, "y": 2.5}], "hidden": [], "groups": []}).items[0].y
    2.5
    """
    groups = {
        str(one["id"]): str(one["name"])[:_LONGEST_GROUP]
        for one in _all(body.get("groups"))
        if "id" in one and "name" in one
    }
    items = {
        one.id: one for one in (_placed(item, groups) for item in _all(body.get("items"))) if one is not None
    }
    hidden = [
        one.id for one in (_placed(item, groups) for item in _all(body.get("hidden"))) if one is not None
    ]
    shut = {
        str(one["id"]) for one in _all(body.get("groups")) if "id" in one and one.get("collapsed") is True
    }
    stands, called = _shut(list(items.values()), {name: groups[name] for name in shut if name in groups})
    own = {
        f"{_end(one, 'a')} {_end(one, 'b')}": _ways(one.get("ways"))
        for one in _all(body.get("lines"))
        if "ways" in one
    }
    return Layout(
        tuple(items.values()),
        tuple(dict.fromkeys(hidden)),
        groups,
        tuple(text for one in _all(body.get("texts"))[:_MOST_TEXTS] if (text := _text(one)) is not None),
        _ways(body.get("ways")),
        own,
        stands,
        called,
        _photos(body),
        legend_edit(body),
    )


def _text(one: Mapping[str, object]) -> Text | None:
    text, statement = one.get("text"), one.get("statement")
    kind = next((name for name in get_args(TextKind) if name == one.get("kind")), None)
    cites = statement if isinstance(statement, str) else ""
    if not isinstance(text, str) or not text.strip() or kind is None or (kind == "source") != bool(cites):
        return None
    return Text(
        _finite(one.get("x")),
        _finite(one.get("y")),
        storable(text[:_LONGEST_TEXT]),
        kind,
        _end({"of": one.get("of")}, "of"),
        cites,
    )


def _photos(body: Mapping[str, object]) -> dict[str, str]:
    if body.get("faceless") is True:  # this chart shows its signs alone
        return {}
    found = ((one.get("entity"), one.get("photo")) for one in _all(body.get("items")))
    return {
        item: source for item, source in found if isinstance(item, str) and isinstance(source, str) and source
    }


def _ways(value: object) -> Ways:
    return next((one for one in WAYS if one == value), "one")


def _end(line: Mapping[str, object], end: str) -> str:
    found = line.get(end)
    return str(found.get("entity", "")) if isinstance(found, Mapping) else ""


def _shut(items: Sequence[Placed], groups: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The item that stands for each member of a collapsed group, the one nearest to their middle, and what it
    is called."""
    stands: dict[str, str] = {}
    called: dict[str, str] = {}
    for group, name in groups.items():
        inside = [one for one in items if one.group == group]
        if len(inside) < _FEWEST:
            continue
        x, y = (
            sum(values) / len(inside) for values in ([one.x for one in inside], [one.y for one in inside])
        )
        leader = min(inside, key=lambda one, x=x, y=y: math.hypot(one.x - x, one.y - y))  # type: ignore[misc]
        called[leader.id] = name
        stands.update((one.id, leader.id) for one in inside)
    return stands, called


def _all(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _placed(item: Mapping[str, object], groups: Mapping[str, str]) -> Placed | None:
    identity = item.get("entity")
    if not isinstance(identity, str) or len(identity) != 32 or set(identity) - _ID:
        return None
    group = str(item.get("group", ""))
    return Placed(
        identity,
        _finite(item.get("x")),
        _finite(item.get("y")),
        group if group in groups else "",
        item.get("apart") is True,
    )


def _finite(value: object) -> float:
    return (
        float(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        else 0.0
    )
