"""The lines of a drawing: what lies between two items as one line, one for each direction, or one for each
event (``ui/src/core/chart/strands.ts`` does the same on the screen); and groups of items that are drawn as
one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tahqiq.products.board import Item
from tahqiq.products.board_events import Happened
from tahqiq.products.board_lines import Line
from tahqiq.products.paper.layout import Layout, Ways
from tahqiq.products.paper.routes import APART

SURENESS = ("confirmed", "unconfirmed", "tentative")
EVENTS_DRAWN = 12
"""Single events drawn between two items at most; the rest is one line more that says how many."""


@dataclass(frozen=True, slots=True)
class Once:
    """One event that is a line of its own: ISO 8601 UTC or a day, "" where not known; its amount with the
    currency, "" for none; its type."""

    at: str
    amount: str
    schema: str


@dataclass(frozen=True, slots=True)
class Joined:
    """All lines between two items as one: the surest of their strengths, all of their weights; or a part of
    it: ``once`` one event, ``only`` what goes one way. ``wish`` is how high it bows, seen from ``a``."""

    a: str
    b: str
    lines: tuple[Line, ...]
    strength: str
    weight: int
    forth: int
    back: int
    head_b: bool
    head_a: bool
    once: Once | None = None
    only: Literal["", "forth", "back"] = ""
    wish: float = 0.0


def joined(lines: Sequence[Line]) -> list[Joined]:
    """Recorded lines by their ends, in the order of their ends."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line["kind"] not in ("sameness", "same"):
            found.setdefault((min(line["a"], line["b"]), max(line["a"], line["b"])), []).append(line)
    return [_joined(a, b, some) for (a, b), some in sorted(found.items())]


def _joined(a: str, b: str, lines: Sequence[Line]) -> Joined:
    sure = min((SURENESS.index(line["strength"]) for line in lines), default=1)
    forth = sum(line["events"]["out" if line["a"] == a else "in"] for line in lines)
    back = sum(line["events"]["in" if line["a"] == a else "out"] for line in lines)
    at_b = forth > 0 or any(line["directed"] and line["a"] == a for line in lines)
    at_a = back > 0 or any(line["directed"] and line["a"] == b for line in lines)
    return Joined(
        a, b, tuple(lines), SURENESS[sure], sum(line["weight"] for line in lines), forth, back, at_b, at_a
    )


def strands(pair: Joined, how: Ways, events: Sequence[Happened] = ()) -> list[Joined]:
    """The lines of the picture for a pair, side by side."""
    parts = (
        [pair] if how == "one" else _directions(pair) if how == "ways" or not events else _each(pair, events)
    )
    return [replace(part, wish=(at - (len(parts) - 1) / 2) * APART) for at, part in enumerate(parts)]


def _directions(pair: Joined) -> list[Joined]:
    there = [one for one in pair.lines if _counted(one, pair.a) or (one["directed"] and one["a"] == pair.a)]
    back = [one for one in pair.lines if _counted(one, pair.b) or (one["directed"] and one["a"] == pair.b)]
    rest = [one for one in pair.lines if one not in there and one not in back]
    made = []
    if there:
        weight = max(pair.forth, _plain(there), 1)
        made.append(
            replace(pair, lines=tuple(there), back=0, weight=weight, head_a=False, head_b=True, only="forth")
        )
    if rest:
        made.append(
            replace(pair, lines=tuple(rest), forth=0, back=0, weight=_plain(rest), head_a=False, head_b=False)
        )
    if back:
        weight = max(pair.back, _plain(back), 1)
        made.append(
            replace(pair, lines=tuple(back), forth=0, weight=weight, head_a=True, head_b=False, only="back")
        )
    return made if len(made) > 1 else [pair]


def _counted(line: Line, end: str) -> int:
    return line["events"]["out" if line["a"] == end else "in"]


def _plain(lines: Iterable[Line]) -> int:
    return sum(line["weight"] for line in lines if not line["events"]["out"] + line["events"]["in"])


def _each(pair: Joined, events: Sequence[Happened]) -> list[Joined]:
    made = []
    for one in events[:EVENTS_DRAWN]:
        there = one.parties[0] == pair.a
        lines = tuple(line for line in pair.lines if line["label"] == one.schema) or pair.lines
        once = Once(one.at, one.amount, one.schema)
        made.append(
            replace(
                pair,
                lines=lines,
                weight=1,
                forth=int(there),
                back=int(not there),
                head_a=not there,
                head_b=there,
                once=once,
            )
        )
    facts = tuple(line for line in pair.lines if line["kind"] == "fact")
    more = sum(line["events"]["out"] + line["events"]["in"] for line in facts) - len(made)
    if more > 0:
        made.append(replace(pair, lines=facts, weight=more, forth=0, back=0, head_a=False, head_b=False))
    others = [line for line in pair.lines if line["kind"] != "fact"]
    return [*made, _joined(pair.a, pair.b, others)] if others else made


def between(events: Iterable[Happened], layout: Layout) -> dict[tuple[str, str], list[Happened]]:
    """Events by the items of the drawing between which they happened, each group at the item that stands for
    it."""
    found: dict[tuple[str, str], list[Happened]] = {}
    for one in events:
        parties = tuple(layout.stands.get(party, party) for party in one.parties)
        if len(parties) == 2 and parties[0] != parties[1]:
            found.setdefault((min(parties), max(parties)), []).append(replace(one, parties=parties))
    return found


def as_one(
    layout: Layout, items: Mapping[str, Item], lines: Sequence[Line]
) -> tuple[dict[str, Item], list[Line]]:
    """Items and lines with each collapsed group as the one item that stands for it, called as the group is,
    with how many it holds; its inner lines are left out."""
    if not layout.stands:
        return dict(items), list(lines)
    sizes: dict[str, int] = {}
    for member, leader in layout.stands.items():
        sizes[leader] = sizes.get(leader, 0) + (member in items)
    seen: dict[str, Item] = {}
    for identity, item in items.items():
        stands = layout.stands.get(identity)
        if stands is None:
            seen[identity] = item
        elif stands == identity:
            seen[identity] = {
                **item,
                "caption": f"{layout.called.get(identity, '')} ×{sizes[identity]}".strip(),
                "schema": "Thing",
            }
    made = []
    for line in lines:
        a, b = layout.stands.get(line["a"], line["a"]), layout.stands.get(line["b"], line["b"])
        if a != b:
            made.append(line if (a, b) == (line["a"], line["b"]) else Line(**{**line, "a": a, "b": b}))
    return seen, made
