"""Where names stand on paper: none on another where there is room, none left out, and charts close enough for
one sheet."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.products.board import Item
from tahqiq.products.paper.chart_picture import READABLE, Drawable, named
from tahqiq.products.paper.label_overlap import pushed
from tahqiq.products.paper.layout import Layout, Placed, Text
from tahqiq.products.paper.marks import Words
from tahqiq.products.paper.names import Boxes, Named, placed, put_signs, wide
from tahqiq.products.paper.page_fit import Fitting
from tahqiq.products.paper.rule_styles import PLAIN
from tahqiq.products.paper.written import box_of, settled
from tests.products.paper.as_seen import draw


@given(st.lists(st.tuples(st.integers(-6, 6), st.integers(-6, 6)), min_size=1, max_size=30, unique=True))
def test_no_name_lies_on_another_or_on_a_sign_where_it_says_that_none_does(
    spots: list[tuple[int, int]],
) -> None:
    named = [Named(str(at), x * 60.0, y * 60.0, 13, 90, 24, 13) for at, (x, y) in enumerate(spots)]
    taken = Boxes()
    put_signs(named, taken)
    found = placed(named, taken)
    boxes = [(found[one.id].middle - one.wide / 2, found[one.id].top, one.wide, one.high) for one in named]
    signs = [(one.x - 13 * 1.3, one.y - 13, 13 * 2.6, 26.0) for one in named]
    assert set(found) == {one.id for one in named}

    def over(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
        return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]

    hits = sum(over(a, b) for at, a in enumerate(boxes) for b in [*boxes[:at], *signs])
    assert (hits > 0) == (taken.clashes > 0)


def test_a_name_goes_to_the_side_that_is_free() -> None:
    near = [Named("a", 0, 0, 13, 100, 14, 14), Named("b", 60, 0, 13, 100, 14, 14)]
    taken = Boxes()
    put_signs(near, taken)
    found = placed(near, taken)
    assert (found["a"].side, found["b"].side) == ("below", "above")


def test_arabic_is_measured_as_it_is_joined() -> None:
    assert 0 < wide("محمد", 10) < wide("م ح م د", 10)


def test_a_chart_that_would_be_made_too_small_is_drawn_closer_and_each_name_stands() -> None:
    ids = [f"{at:032x}" for at in range(16)]
    layout = Layout(tuple(Placed(one, (at % 4) * 4.0, at // 4 * 3.0) for at, one in enumerate(ids)))
    items: dict[str, Item] = {
        one: {"id": one, "schema": "Person", "caption": f"Name {at}", "linked": 0}
        for at, one in enumerate(ids)
    }
    room = (520.0, 300.0)
    fitting = Fitting(Drawable(layout, items, (), "en"))
    far, close = draw(layout, items, (), "en"), fitting.best(room).picture
    fit = [min(room[0] / one.width, room[1] / one.height) for one in (far, close)]
    assert fit[0] < READABLE <= fit[1]
    assert sorted(one.text for one in close.marks if isinstance(one, Words)) == sorted(
        f"Name {at}" for at in range(16)
    )
    assert fitting.best((5000.0, 5000.0)).picture == far


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12, unique=True))
def test_items_that_are_pushed_apart_leave_room_for_their_names_and_keep_their_order(
    spots: list[tuple[int, int]],
) -> None:
    layout = Layout(
        tuple(Placed(f"{at:032x}", x * 0.5, y * 0.5) for at, (x, y) in enumerate(spots)),
        texts=(Text(9, 9, "n", "note", "0" * 32),),
    )
    items: dict[str, Item] = {
        one.id: {"id": one.id, "schema": "Person", "caption": "A rather long name", "linked": 0}
        for one in layout.items
    }
    moved = pushed(Drawable(layout, items, (), "en"), 60.0).layout
    places = {one.id: (one.x * 60, one.y * 60) for one in moved.items}
    named_, _ = named(places, items, "en", PLAIN, {})
    taken = Boxes()
    put_signs(named_, taken)
    assert {one.side for one in placed(named_, taken).values()} == {"below"}
    first = moved.items[0]
    assert (moved.texts[0].x - first.x, moved.texts[0].y - first.y) == pytest.approx(
        (9 - layout.items[0].x, 9 - layout.items[0].y)
    )
    again = pushed(Drawable(layout, items, (), "en"), 60.0).layout
    assert again == moved


def test_a_call_out_stands_beside_the_sign_that_it_would_lie_on() -> None:
    layout = Layout(
        (Placed("a" * 32, 0, 0),), texts=(Text(-0.2, -0.2, "value: 17", "source", "a" * 32, "b" * 32),)
    )
    taken = Boxes()
    put_signs([Named("a", 0, 0, 13, 90, 24, 13)], taken)
    (text,) = settled(layout.texts, 60.0, taken)
    left, top, width, high = box_of(text, 60.0)
    assert not (left < 17 and left + width > -17 and top < 13 and top + high > -13)
    assert math.dist((left, top), (-12, -12)) < 80
    assert taken.clashes == 0
