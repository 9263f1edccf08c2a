"""No line of a drawing runs through the icon of an item; lines are one, one for each direction, or one for
each event; a collapsed group is one item."""

import json
import math
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.products.board import Item
from tahqiq.products.board_events import Happened
from tahqiq.products.board_lines import Line
from tahqiq.products.paper.chart_picture import RADIUS, UNIT
from tahqiq.products.paper.joined_lines import EVENTS_DRAWN, as_one, between, joined, strands
from tahqiq.products.paper.layout import Layout, Placed, Ways, layout_of
from tahqiq.products.paper.marks import Outline, Words
from tahqiq.products.paper.routes import CLEAR, POINTS, Field, hits, point_at, routed, without_ends
from tests.products.paper.as_seen import draw

GOLDEN = Path(__file__).parents[2] / "golden"

PLACES = st.lists(st.tuples(st.floats(0, 12), st.floats(0, 12)), min_size=2, max_size=40)


def named(at: int) -> str:
    return f"{at:032x}"


def line(at: int, a: str, b: str, out: int, back: int) -> Line:
    return {
        "id": str(at),
        "a": a,
        "b": b,
        "kind": "fact",
        "label": "Call",
        "strength": "confirmed",
        "directed": not back,
        "weight": out + back,
        "events": {"out": out, "in": back},
        "records": out + back,
        "first": "",
        "last": "",
        "entity": "",
        "sources": [],
    }


def item(at: int) -> Item:
    return {"id": named(at), "schema": "Person", "caption": f"P{at}", "linked": 0}


@settings(max_examples=60)
@given(PLACES, st.integers(0, 2))
def test_no_line_runs_through_an_item_that_leaves_room(places: list[tuple[float, float]], bowed: int) -> None:
    apart: list[tuple[float, float]] = []
    for place in places:
        if all(math.dist(place, other) >= 0.9 for other in apart):
            apart.append(place)
    spots = [(x, y, CLEAR) for x, y in apart]
    for at, a in enumerate(apart):
        b = apart[(at * 7 + 1) % len(apart)]
        if a == b:
            continue
        way = routed(a, b, Field(spots), bowed * 0.16)
        assert hits(way, [one for one in spots if one[:2] not in (a, b)]) == 0
        assert len(way) <= POINTS
        assert (way[0], way[-1]) == (a, b)


def test_the_ways_on_paper_are_those_of_the_screen() -> None:
    told = json.loads((GOLDEN / "products" / "routes.json").read_text("utf-8"))
    field = Field([(x, y, CLEAR) for x, y in told["items"]])
    for one in told["lines"]:
        way = routed(tuple(one["a"]), tuple(one["b"]), field, one["wish"])
        assert len(way) == len(one["way"])
        assert max(math.dist(point, (x, y)) for point, (x, y) in zip(way, one["way"], strict=True)) < 1e-6


def test_a_drawing_keeps_its_lines_off_other_signs() -> None:
    layout = Layout(tuple(Placed(named(at), at * 1.0, 0.0) for at in range(6)))
    items = {named(at): item(at) for at in range(6)}
    picture = draw(layout, items, [line(1, named(0), named(5), 3, 0)], "en")
    strokes = [
        mark
        for mark in picture.marks
        if isinstance(mark, Outline) and mark.stroke and len(mark.steps) > 10 and not mark.round
    ]
    way = [(float(x), float(y)) for mark in strokes[:1] for _, x, y in mark.steps]
    assert way
    assert hits(way, [(at * UNIT, 0.0, RADIUS) for at in range(1, 5)]) == 0


def test_both_directions_are_told_apart_and_each_event_is_a_line() -> None:
    (pair,) = joined([line(1, named(1), named(2), 3, 2)])
    assert (pair.head_a, pair.head_b) == (True, True)
    there, back = strands(pair, "ways")
    assert (there.forth, there.back, there.head_b, there.head_a) == (3, 0, True, False)
    assert (back.forth, back.back, back.head_b, back.head_a) == (0, 2, False, True)
    assert there.wish == -back.wish != 0
    told = [
        Happened(
            str(at),
            "Call",
            f"2026-01-{at + 10}",
            1,
            (named(1 + at % 2), named(2 - at % 2)),
            "",
            1,
            "",
            "",
            "s",
        )
        for at in range(14)
    ]
    single = between(told, Layout())[named(1), named(2)]
    (many,) = joined([line(1, named(1), named(2), 30, 20)])
    made = strands(many, "each", single)
    assert len(made) == EVENTS_DRAWN + 1
    assert made[-1].weight == 50 - EVENTS_DRAWN
    assert [one.head_b for one in made[:2]] == [True, False]


def test_a_collapsed_group_is_one_item_with_the_lines_of_all() -> None:
    body = {
        "items": [
            {"entity": named(at), "x": at, "y": 0, **({"group": "g"} if at < 3 else {})} for at in range(5)
        ],
        "groups": [{"id": "g", "name": "Three", "collapsed": True}],
        "ways": "ways",
        "lines": [{"a": {"entity": named(3)}, "b": {"entity": named(4)}, "ways": "each"}],
    }
    layout = layout_of(body)
    assert set(layout.stands) == {named(0), named(1), named(2)}
    assert set(layout.stands.values()) == {named(1)}
    assert (layout.ways, layout.line_ways) == ("ways", {f"{named(3)} {named(4)}": "each"})
    items = {named(at): item(at) for at in range(5)}
    lines = [
        line(1, named(0), named(3), 2, 0),
        line(2, named(2), named(3), 1, 4),
        line(3, named(0), named(1), 9, 9),
    ]
    seen, kept = as_one(layout, items, lines)
    assert set(seen) == {named(1), named(3), named(4)}
    assert seen[named(1)]["caption"] == "Three ×3"
    (pair,) = joined(kept)
    assert (pair.forth, pair.back, pair.weight) == (3, 4, 7)
    words = [mark.text for mark in draw(layout, items, lines, "en").marks if isinstance(mark, Words)]
    assert "Three ×3" in words
    assert not {"P0", "P2"} & set(words)


def test_what_no_chart_says_is_one_line() -> None:
    unknown: dict[str, object] = {
        "ways": "nothing of the kind",
        "lines": [{"ways": 5}],
        "groups": [{"id": "g"}],
    }
    assert layout_of(unknown).ways == "one"
    assert layout_of({}).line_ways == {}
    hows: list[Ways] = ["one", "ways", "each"]
    (pair,) = joined([line(1, named(1), named(2), 3, 0)])
    assert [len(strands(pair, how)) for how in hows] == [1, 1, 1]


def test_a_way_without_its_ends() -> None:
    assert without_ends([(0.0, 0.0), (4.0, 0.0), (8.0, 0.0)], 1, 2) == [(1.0, 0.0), (4.0, 0.0), (6.0, 0.0)]
    assert without_ends([(0.0, 0.0), (2.0, 0.0)], 5, 5) == [(1.0, 0.0), (1.0, 0.0)]
    assert point_at([(1.0, 1.0), (1.0, 1.0)], 0.5) == (1.0, 1.0)
