"""Layouts: every node has a place of its own, the same for the same input, whatever the network is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from tahqiq.analyse.layout import EXACT, LayoutKind, layout

KINDS: tuple[LayoutKind, ...] = ("force", "circle", "hierarchy", "grid")


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    count = draw(st.integers(0, 40))
    number = st.integers(-2, count + 2)  # pairs beyond the nodes are left out
    return count, draw(st.lists(st.tuples(number, number), max_size=80))


@pytest.mark.parametrize("kind", KINDS)
@given(network=networks(), seed=st.integers(0, 2**31 - 1))
@settings(max_examples=60, deadline=None)
def test_every_node_has_a_place_of_its_own_and_it_repeats(kind: LayoutKind, network: tuple[int, list[tuple[int, int]]], seed: int) -> None:
    count, edges = network
    made = layout(kind, count, edges, seed)
    assert made.shape == (count, 2)
    assert np.isfinite(made).all()
    assert (made == layout(kind, count, edges[::-1], seed)).all()
    if count > 1:
        assert cKDTree(made).query(made, k=2)[0][:, 1].min() > 0.1


def test_what_is_linked_stands_nearer_than_what_is_not() -> None:
    """Two rings joined by one link come apart."""
    ring = [(at, (at + 1) % 12) for at in range(12)]
    made = layout("force", 24, [*ring, *((a + 12, b + 12) for a, b in ring), (0, 12)])
    linked = np.linalg.norm(made[:12] - np.roll(made[:12], -1, axis=0), axis=1).mean()
    assert linked < np.linalg.norm(made[:12].mean(axis=0) - made[12:].mean(axis=0)) / 2


def test_a_hierarchy_has_layers_by_distance_from_its_root() -> None:
    made = layout("hierarchy", 5, [(0, 1), (0, 2), (1, 3), (2, 4)], roots=[3])
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
