"""Layouts: every node has a place of its own, the same for the same input, whatever the network is."""

import subprocess
import sys
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from tahqiq.analyse.layout import Known, LayoutKind, layout
from tahqiq.analyse.layouts import network as net
from tahqiq.analyse.layouts.force import EXACT
from tahqiq.analyse.layouts.room import LEAST

KINDS: tuple[LayoutKind, ...] = get_args(LayoutKind)


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    count = draw(st.integers(0, 40))
    number = st.integers(-2, count + 2)  # pairs beyond the nodes are left out
    return count, draw(st.lists(st.tuples(number, number), max_size=80))


@st.composite
def knowledge(draw: st.DrawFn, count: int) -> Known:
    """What may be known of nodes: anything, also of none of them, and some that are held where they are."""
    spot = st.tuples(st.floats(-30, 30), st.floats(-30, 30))
    place = st.one_of(st.none(), st.tuples(st.floats(-180, 180), st.floats(-90, 90)))
    return Known(
        draw(st.lists(st.integers(-1, count + 1), max_size=3)),
        draw(st.one_of(st.just([]), st.lists(st.integers(0, 4), min_size=count, max_size=count))),
        draw(
            st.one_of(
                st.just([]), st.lists(st.one_of(st.none(), st.floats(0, 2e9)), min_size=count, max_size=count)
            )
        ),
        draw(st.one_of(st.just([]), st.lists(place, min_size=count, max_size=count))),
        draw(st.dictionaries(st.integers(0, max(0, count - 1)), spot, max_size=4)) if count else {},
    )


@pytest.mark.parametrize("kind", KINDS)
@given(network=networks(), seed=st.integers(0, 2**31 - 1), data=st.data())
@settings(max_examples=25, deadline=None)
def test_everybody_has_room_who_is_pinned_stays_and_it_repeats(
    kind: LayoutKind, network: tuple[int, list[tuple[int, int]]], seed: int, data: st.DataObject
) -> None:
    count, edges = network
    known = data.draw(knowledge(count))
    made = layout(kind, count, edges, seed, known)
    assert made.shape == (count, 2)
    assert np.isfinite(made).all()
    assert (made == layout(kind, count, edges[::-1], seed, known)).all()
    for node, place in known.fixed.items():
        assert made[node] == pytest.approx(place, abs=1e-4)
    near = cKDTree(made).query_pairs(LEAST * 0.99) if count > 1 else set()
    assert all(a in known.fixed and b in known.fixed for a, b in near)


def test_what_is_linked_stands_nearer_than_what_is_not() -> None:
    """Two rings joined by one link come apart."""
    ring = [(at, (at + 1) % 12) for at in range(12)]
    made = layout("force", 24, [*ring, *((a + 12, b + 12) for a, b in ring), (0, 12)])
    linked = np.linalg.norm(made[:12] - np.roll(made[:12], -1, axis=0), axis=1).mean()
    assert linked < np.linalg.norm(made[:12].mean(axis=0) - made[12:].mean(axis=0)) / 2


def test_a_hierarchy_has_layers_by_distance_from_its_root() -> None:
    made = layout("hierarchy", 5, [(0, 1), (0, 2), (1, 3), (2, 4)], known=Known(roots=[3]))
    assert made[:, 1].tolist() == [4.0, 2.0, 6.0, 0.0, 8.0]


def test_leaves_of_a_hub_do_not_hide_one_another() -> None:
    made = layout("force", 1001, [(0, at) for at in range(1, 1001)])
    assert cKDTree(made).query(made, k=2)[0][:, 1].min() > 0.5


def test_a_large_network_is_spread_evenly() -> None:
    random = np.random.default_rng(3)
    count = EXACT * 3
    made = layout("force", count, [(int(a), int(b)) for a, b in random.integers(0, count, (count * 2, 2))])
    assert np.median(cKDTree(made).query(made, k=2)[0][:, 1]) > 0.6


def test_separate_parts_stand_side_by_side() -> None:
    made = layout("force", 9, [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (6, 7), (7, 8), (8, 6)])
    boxes = [(made[at : at + 3].min(axis=0), made[at : at + 3].max(axis=0)) for at in (0, 3, 6)]
    for one, (low, high) in enumerate(boxes):
        for other_low, other_high in boxes[one + 1 :]:
            assert (high < other_low).any() or (other_high < low).any()


def test_two_that_hang_on_neighbours_do_not_overlap() -> None:
    """Leaves of items that stand close together kept no distance from one another."""
    ring = [(at, (at + 1) % 6) for at in range(6)]
    made = layout("force", 42, [*ring, *((at % 6, at) for at in range(6, 42))])
    assert cKDTree(made).query(made, k=2)[0][:, 1].min() >= LEAST * 0.999


def test_new_items_come_beside_those_that_stay() -> None:
    fixed = {0: (0.0, 0.0), 1: (4.0, 0.0)}
    made = layout("force", 5, [(0, 2), (1, 3), (3, 4)], known=Known(fixed=fixed))
    assert np.linalg.norm(made[2] - made[0]) < 2.5
    assert np.linalg.norm(made[3] - made[1]) < 2.5


def test_each_group_stands_on_a_circle_of_its_own() -> None:
    groups = [0] * 8 + [1] * 5
    made = layout("groups", 13, [(0, 8)], known=Known(groups=groups))
    for members in (made[:8], made[8:]):
        far = np.linalg.norm(members - members.mean(axis=0), axis=1)
        assert np.ptp(far) < 1e-3
    assert (
        np.linalg.norm(made[:8].mean(axis=0) - made[8:].mean(axis=0))
        > 8 * 1.1 / 2 / np.pi + 5 * 1.1 / 2 / np.pi
    )


def test_circles_of_groups_in_a_row_stand_beside_one_another() -> None:
    """A row has no width: stretched to the room of a disc its circles stood ten times too far apart."""
    groups = [0] * 12 + [1, 1, 2]
    made = layout("groups", 15, [(0, 12), (1, 14), (12, 13)], known=Known(groups=groups))
    middles = [made[np.array(groups) == one].mean(axis=0) for one in range(3)]
    radius = 12 * 1.1 / 2 / np.pi
    assert max(np.linalg.norm(middles[0] - middles[1]), np.linalg.norm(middles[0] - middles[2])) < 2 * (
        radius + 1.7
    )


def test_blocks_of_groups_do_not_reach_into_one_another() -> None:
    made = layout("attribute", 30, [], known=Known(groups=[at % 3 for at in range(30)]))
    boxes = [(made[at::3].min(axis=0), made[at::3].max(axis=0)) for at in range(3)]
    for one, (low, high) in enumerate(boxes):
        assert all((high < a).any() or (b < low).any() for a, b in boxes[one + 1 :])


def test_the_fans_of_a_peacock_begin_at_the_most_linked() -> None:
    edges = [(0, 1), (0, 2), (0, 3), (1, 4), (1, 5), (2, 6)]
    made = layout("peacock", 7, edges)
    far = np.linalg.norm(made - made[0], axis=1)
    assert far[[1, 2, 3]].max() < far[[4, 5, 6]].min()


def test_an_organisation_stands_above_what_is_below_it_and_no_lines_of_its_tree_cross() -> None:
    edges = [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5)]
    made = layout("organisation", 6, edges, known=Known(roots=[0]))
    assert made[0, 1] < made[[1, 2], 1].min() < made[[3, 4, 5], 1].min()
    assert made[[3, 4], 0].max() < made[5, 0]
    assert made[1, 0] == pytest.approx(made[[3, 4], 0].mean())


@pytest.mark.parametrize("kind", ["hierarchy", "organisation"])
def test_rows_use_the_height_as_well_as_the_width(kind: LayoutKind) -> None:
    edges = [(0, at) for at in range(1, 13)] + [(at, at + 12) for at in range(1, 13)]
    width, height = np.ptp(layout(kind, 25, edges, known=Known(roots=[0])), axis=0)
    assert height >= 0.49 * width


def test_theme_lines_are_one_below_the_other_in_the_order_of_time() -> None:
    made = layout("themes", 4, [], known=Known(times=[300.0, None, 100.0, 200.0]))
    assert made[[2, 3, 0, 1], 1].tolist() == [0.0, 1.0, 2.0, 3.0]
    assert made[1, 0] < made[2, 0] < made[3, 0] < made[0, 0]


def test_a_map_has_north_above_and_what_has_no_place_near_what_it_is_linked_to() -> None:
    made = layout("map", 4, [(0, 3)], known=Known(places=[(44.4, 33.3), (47.8, 30.5), (43.1, 36.3), None]))
    assert made[2, 1] < made[0, 1] < made[1, 1]
    assert made[2, 0] < made[0, 0] < made[1, 0]
    assert np.argmin(np.linalg.norm(made[:3] - made[3], axis=1)) == 0


def crowd(count: int, seed: int = 3) -> list[tuple[int, int]]:
    """Few are linked to many, most to one or two."""
    random = np.random.default_rng(seed)
    rest = np.arange(1, count)
    known = (random.random(count - 1) ** 2 * rest).astype(int)
    more = (count * random.random((count // 2, 2)) ** 3).astype(int)
    return [(int(a), int(b)) for a, b in np.concatenate([np.stack([rest, known], axis=1), more])]


@pytest.mark.parametrize("kind", KINDS)
def test_large_pictures_repeat_have_room_for_everybody_and_keep_who_is_pinned(kind: LayoutKind) -> None:
    """As many as only the compiled ways take, the pinned ones in the middle of the others and on one
    another."""
    count = EXACT * 5
    edges = crowd(count)
    fixed = {node: (float(node % 7), float(node % 3)) for node in range(0, count, 40)}
    known = Known(groups=[node % 9 for node in range(count)], fixed=fixed)
    made = layout(kind, count, edges, 5, known)
    assert (made == layout(kind, count, edges[::-1], 5, known)).all()
    for node, place in fixed.items():
        assert made[node].tolist() == list(place)
    near = cKDTree(made).query_pairs(LEAST * 0.99)
    assert all(a in fixed and b in fixed for a, b in near)


def test_thousands_in_one_place_of_the_map_find_room_beside_it() -> None:
    """All pairs of them would be more than any memory."""
    count = 20_000
    made = layout("map", count, [], known=Known(places=[(44.4, 33.3)] * count))
    assert cKDTree(made).query(made, k=2)[0][:, 1].min() >= LEAST * 0.99
    assert np.ptp(made, axis=0).max() < 3 * np.sqrt(count)


def test_a_large_net_is_drawn_unfolded() -> None:
    """Streets of a town: whoever is linked stands beside the other, and far corners stay far."""
    side = 40
    number = np.arange(side * side).reshape(side, side)
    across = np.stack([number[:, :-1].ravel(), number[:, 1:].ravel()], axis=1)
    down = np.stack([number[:-1].ravel(), number[1:].ravel()], axis=1)
    made = layout("force", side * side, [(int(a), int(b)) for a, b in np.concatenate([across, down])])
    linked = np.linalg.norm(made[across[:, 0]] - made[across[:, 1]], axis=1)
    assert np.quantile(linked, 0.99) < 2.5 * np.median(cKDTree(made).query(made, k=2)[0][:, 1])
    assert np.linalg.norm(made[0] - made[-1]) > side


def test_parts_are_those_of_the_network_each_with_its_own_links() -> None:
    count, edges = 60, net.clean(60, [(at, at + 6) for at in range(30)] + [(40, 41), (41, 42), (50, 59)])
    found = net.parts(count, edges)
    assert sorted(int(node) for part, _ in found for node in part) == list(range(count))
    assert [len(part) for part, _ in found] == sorted((len(part) for part, _ in found), reverse=True)
    back = [sorted((int(part[a]), int(part[b]))) for part, inner in found for a, b in inner]
    assert sorted(back) == edges.tolist()
    for part, inner in found:
        assert inner.tolist() == net.inside(part, edges, count).tolist()


FIRST_LAYOUTS = """
from tahqiq.analyse.layout import *
from tahqiq.analyse.layouts import room, stress
from tahqiq.analyse.layouts.force import EXACT

def compiled():
    return [(name, len(one.signatures)) for held in (room, stress) for name, one in vars(held).items()
            if hasattr(one, "signatures")]

compile_loops()
before = compiled()
assert ("_relaxed", 1) in before and ("pushed", 1) in before, before
for kind in LayoutKind.__args__:
    layout(kind, EXACT + 5, [(node, node // 3) for node in range(1, EXACT + 5)])
    layout(kind, 7, [(0, 1)], known=Known(fixed={2: (1.0, 0.0)}))
assert compiled() == before, compiled()
"""


def test_no_loop_is_left_to_compile_for_the_first_layout_of_a_chart() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_LAYOUTS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
