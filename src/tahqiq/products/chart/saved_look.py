"""How a saved chart looks, read from its body: the rules of its looks, what its lines say, its photographs.
What stands there and is no rule is left out, as on the screen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from tahqiq.access.door import Door
from tahqiq.casework.documents import CaseDocuments
from tahqiq.kit.errors import NotFound
from tahqiq.model.scope import Scope
from tahqiq.model.types.zones import zone as zone_of
from tahqiq.products.board import Board
from tahqiq.products.board_rules import Dash, Rule, Test
from tahqiq.products.board_rules import Look as RuleLook
from tahqiq.products.board_times import Part
from tahqiq.products.chart.content import Gathered
from tahqiq.products.chart.view import Look, Saying, Sums, as_looked, looked
from tahqiq.products.chart.view import Rule as Says
from tahqiq.products.paper.chart_picture import Drawable
from tahqiq.products.paper.furniture import furniture_of
from tahqiq.products.paper.layout import Layout
from tahqiq.products.paper.marks import Picture
from tahqiq.products.paper.page_fit import Fitting
from tahqiq.products.paper.photographs import photographs
from tahqiq.products.paper.rule_styles import PLAIN, ruled

Json = Mapping[str, object]
_COLOUR = re.compile("#[0-9a-f]{6}")
_SAYS: Mapping[str, Says] = {one: one for one in get_args(Says)}
_TESTS: Mapping[str, Test] = {one: one for one in get_args(Test)}
_DASHES: Mapping[str, Dash] = {one: one for one in get_args(Dash)}
_MOST, _SETS_MOST = 50, 20
ROOM = (700.0, 520.0)
"""Width and height of a page of A4 without its margins, in points."""


def rules_of(body: Json) -> list[tuple[Rule, str]]:
    """The rules of a chart, or of a set of them, in their order, each with what its legend says ("" where
    nobody wrote anything). One that quotes a recorded value stands beside it (``rule``)."""
    listed = body.get("rules")
    told = [one for one in (listed if isinstance(listed, list) else [])[:_MOST] if isinstance(one, Mapping)]
    plain = [one["rule"] if isinstance(one.get("rule"), Mapping) else one for one in told]
    return [found for one in plain if (found := _rule(one))]


def rules_in_force(documents: CaseDocuments, case: str, body: Json) -> list[tuple[Rule, str]]:
    """The rules by which a saved chart looks: first those of the sets that it shares with others
    (``rule_sets``, each at the version that the chart was saved with, so that a product comes out the same
    when it is made again), then its own. A set that is put away, or that the person may not see, gives
    none."""
    listed = body.get("rule_sets")
    found: list[tuple[Rule, str]] = []
    for one in (listed if isinstance(listed, list) else [])[:_SETS_MOST]:
        identity, version = (_text(one, "id"), one.get("version")) if isinstance(one, Mapping) else ("", None)
        try:
            shown = documents.get(case, identity, version if isinstance(version, int) else None)
        except NotFound:
            continue
        if shown.document.kind == "rules":
            found += [
                (replace(rule, id=f"{identity}.{rule.id}"), name) for rule, name in rules_of(shown.body)
            ]
    return [*found, *rules_of(body)]


def _rule(one: Json) -> tuple[Rule, str] | None:
    on, identity, look = one.get("on"), _text(one, "id"), one.get("look")
    if on not in ("item", "line") or not identity or not isinstance(look, Mapping):
        return None
    drawn = RuleLook(
        _colour(look, "colour"),
        _colour(look, "frame"),
        _text(look, "icon"),
        _factor(look, "size", 4),
        _factor(look, "width", 8),
        _DASHES.get(_text(look, "dash"), ""),
        look.get("words") is True,
    )
    test = _TESTS.get(_text(one, "test"), "any")
    name = _text(one, "name") or _text(one, "value")
    return Rule(
        identity,
        "item" if on == "item" else "line",
        _text(one, "of"),
        _text(one, "by"),
        test,
        _text(one, "value"),
        drawn,
    ), name


def _text(one: Json, name: str) -> str:
    value = one.get(name)
    return value if isinstance(value, str) else ""


def _colour(look: Json, name: str) -> str:
    return text if _COLOUR.fullmatch(text := _text(look, name)) else ""


def _factor(look: Json, name: str, most: float) -> float:
    value = look.get(name)
    return min(most, max(0.0, float(value))) if isinstance(value, int | float) and value == value else 0.0


def look_of(body: Json, given: Json, zone: str) -> Look:
    """How a saved chart is looked at: what its lines say stands in its body, the part of the time in
    ``given`` (``since``, ``until``: minutes of its own ``zone``, else of the one of the case)."""
    part = Part(
        str(given.get("since", "")), str(given.get("until", "")), zone_of(str(given.get("zone") or zone))
    )
    return Look(_SAYS.get(_text(body, "label"), "all"), dict(_own(body)), part)


def _own(body: Json) -> Iterator[tuple[str, Says]]:
    lines = body.get("lines")
    for one in lines if isinstance(lines, list) else []:
        ends = [one.get(end) for end in ("a", "b")] if isinstance(one, Mapping) else []
        says = _SAYS.get(_text(one, "label")) if ends else None
        if says is not None:
            yield (
                " ".join(
                    sorted(str(end.get("entity", "")) if isinstance(end, Mapping) else "" for end in ends)
                ),
                says,
            )


def dressed(
    door: Door, scope: Scope, board: Board, body: Json, rules: list[tuple[Rule, str]], found: Gathered
) -> Gathered:
    """What was gathered of a saved chart, with its photographs, its frame and how ``rules``
    (:func:`rules_in_force`) let it look."""
    ids = [one.id for one in found.layout.items if one.id in found.items]
    styled = board.styled(ids, [rule for rule, _ in rules]) if rules and ids else PLAIN
    frame = furniture_of(body.get("frame"))
    mark = photographs(door, scope, Layout(photos={"": frame.mark})).shown.get("", b"") if frame.mark else b""
    return replace(
        found,
        photos=photographs(door, scope, found.layout).shown,
        styled=styled,
        ruled=ruled(styled, rules),
        frame=replace(frame, picture=mark),
    )


def saying(board: Board, body: Json, found: Gathered, language: str, zone: str) -> tuple[Gathered, Saying]:
    """What the lines of a saved chart say over the whole time, in a language and on the clocks of a zone."""
    look = look_of(body, {}, zone)
    times = (
        board.times([one.id for one in found.layout.items], "hour", look.part.zone) if look.timed else None
    )
    seen, sums = as_looked(found, times, look)
    return seen, Saying(look, sums, seen.items, language)


def sums_of(board: Board, found: Gathered, zone: str) -> dict[str, Sums]:
    """What the lines of a chart sum up to over the whole time, whatever stands on them."""
    return looked(
        found.lines, board.times([one.id for one in found.layout.items], "hour", zone_of(zone)), Look()
    )[1]


def drawn_of(found: Gathered, language: str) -> Picture:
    """The picture of what was gathered, as its chart looks, close enough for a page across."""
    what = Drawable(
        found.layout, found.items, found.lines, language, found.saying, found.styled, (), found.photos
    )
    return Fitting(what).best(ROOM).picture
