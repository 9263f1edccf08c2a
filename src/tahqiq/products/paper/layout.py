"""Where the items of a chart stand, read from the body of a chart document (``ui/src/core/chart/document.ts`` writes it)."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

_ID = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Placed:
    """An item: ``id`` 32 hex digits; one unit is the length of a link, y grows downwards; ``group`` "" for none; ``apart`` drawn by itself though judged one with others."""

    id: str
    x: float
    y: float
    group: str = ""
    apart: bool = False


TextKind = Literal["title", "text", "note"]


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote on a chart: its left upper corner, and the id of the item that a note is about, "" for none."""

    x: float
    y: float
    text: str
    kind: TextKind = "text"
    of: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Items as they stand, the ids of those put away, the names of groups by their id, and what is written on the chart."""

    items: tuple[Placed, ...] = ()
    hidden: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[Text, ...] = ()


def layout_of(body: Mapping[str, object]) -> Layout:
    """The layout in the body of a chart document; what does not fit in it is left out, and so is what is written on it: nobody has read that for a product.

    >>> layout_of({"items": [{"entity": "0" * 32, "x": 1, "y": 2.5}], "hidden": [], "groups": []}).items[0].y
    2.5
    """
    groups = {str(one["id"]): str(one["name"]) for one in _all(body.get("groups")) if "id" in one and "name" in one}
    items = {one.id: one for one in (_placed(item, groups) for item in _all(body.get("items"))) if one is not None}
    hidden = [one.id for one in (_placed(item, groups) for item in _all(body.get("hidden"))) if one is not None]
    return Layout(tuple(items.values()), tuple(dict.fromkeys(hidden)), groups)


def _all(value: object) -> Iterable[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _placed(item: Mapping[str, object], groups: Mapping[str, str]) -> Placed | None:
    identity = item.get("entity")
    if not isinstance(identity, str) or len(identity) != 32 or set(identity) - _ID:
        return None
    group = str(item.get("group", ""))
    return Placed(identity, _finite(item.get("x")), _finite(item.get("y")), group if group in groups else "", item.get("apart") is True)


def _finite(value: object) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) else 0.0
