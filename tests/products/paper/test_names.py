"""Where names stand on paper: none on another where there is room, none left out, and charts close enough for one sheet."""

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.products.board import Item
from tahqiq.products.paper.drawing import READABLE, draw
from tahqiq.products.paper.layout import Layout, Placed
from tahqiq.products.paper.marks import Words
from tahqiq.products.paper.names import Boxes, Named, placed, wide


@given(st.lists(st.tuples(st.integers(-6, 6), st.integers(-6, 6)), min_size=1, max_size=30, unique=True))
def test_no_name_lies_on_another_or_on_a_sign_where_it_says_that_none_does(spots: list[tuple[int, int]]) -> None:
    named = [Named(str(at), x * 60.0, y * 60.0, 13, 90, 24, 13) for at, (x, y) in enumerate(spots)]
    taken = Boxes()
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
    found = placed(near, Boxes())
    assert (found["a"].side, found["b"].side) == ("below", "above")


def test_arabic_is_measured_as_it_is_joined() -> None:
    assert 0 < wide("محمد", 10) < wide("م ح م د", 10)


def test_a_chart_that_would_be_made_too_small_is_drawn_closer_and_each_name_stands() -> None:
    ids = [f"{at:032x}" for at in range(16)]
    layout = Layout(tuple(Placed(one, (at % 4) * 4.0, at // 4 * 3.0) for at, one in enumerate(ids)))
    items: dict[str, Item] = {one: {"id": one, "schema": "Person", "caption": f"Name {at}", "linked": 0} for at, one in enumerate(ids)}
    room = (520.0, 300.0)
    far, close = draw(layout, items, (), "en"), draw(layout, items, (), "en", room=room)
    fit = [min(room[0] / one.width, room[1] / one.height) for one in (far, close)]
    assert fit[0] < READABLE <= fit[1]
    assert sorted(one.text for one in close.marks if isinstance(one, Words)) == sorted(f"Name {at}" for at in range(16))
    assert draw(layout, items, (), "en", room=(5000.0, 5000.0)) == far
