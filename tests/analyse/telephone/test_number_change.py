"""The search for changed numbers in invented worlds whose truth is known."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tahqiq.analyse.telephone.likeness import Likeness
from tahqiq.analyse.telephone.lives import Lives, lives
from tahqiq.analyse.telephone.number_change import Change, changes
from tahqiq.analyse.telephone.overlap import Search
from tahqiq.analyse.telephone.stretches import Rules

from .held import SCOPE, store
from .world import Shape, World, make

NOBODY = np.zeros(0, dtype=np.int64)
DAY = 86_400


def search(
    root: Path, world: World, sources: int = 1, left_out: tuple[int, ...] = ()
) -> tuple[Lives, list[Change], list[Change]]:
    facts = store(
        root, [{"a": a, "b": b, "start": at, "seconds": length} for a, b, at, length in world.calls], sources
    )
    found = lives(facts, SCOPE, ("Call",), np.array(left_out, dtype=np.int64), None, Rules())
    return found, *changes(found, Search(), Likeness(facts, SCOPE, ("Call",), found, 0))


def told(found: Lives, some: list[Change]) -> set[tuple[int, int]]:
    return {(int(found.number[item.best.old]), int(found.number[item.best.new])) for item in some}


def wanted(world: World) -> set[tuple[int, int]]:
    return {(old, new) for old, (new, _) in world.changed.items()}


@pytest.mark.parametrize(
    "shape",
    [
        Shape(),
        Shape(sides=0.0),
        Shape(days=30, gap=2, both=2),
        Shape(hubs=30),
        Shape(changes=20, together=20),
        Shape(people=60, changes=4, quitters=3, newcomers=3, circle=8),
    ],
    ids=["everybody", "one side only", "thirty days", "popular numbers", "all at once", "few people"],
)
def test_planted_changes_are_found(shape: Shape, tmp_path: Path) -> None:
    world = make(shape, 5)
    found, certain, _ = search(tmp_path, world)
    right, want = told(found, certain) & wanted(world), wanted(world)
    assert len(right) >= 0.9 * len(want)
    assert len(told(found, certain) - want) <= 1


def test_several_sources_tell_the_same(tmp_path: Path) -> None:
    world = make(Shape(people=150, changes=5, quitters=4, newcomers=4), 2)
    one, certain, _ = search(tmp_path / "one", world)
    three, again, _ = search(tmp_path / "three", world, 3)
    assert told(one, certain) == told(three, again)


def test_the_date_is_that_of_the_first_sign(tmp_path: Path) -> None:
    world = make(Shape(people=150, changes=5, quitters=0, newcomers=0, both=0.0), 4)
    found, certain, _ = search(tmp_path, world)
    for item in certain:
        new, moment = world.changed[int(found.number[item.best.old])]
        assert new == int(found.number[item.best.new])
        assert abs(int(found.begin[item.best.new]) / 1_000_000 - 1_709_251_200 - moment) < 4 * DAY


def test_calls_to_a_number_given_up_do_not_prolong_its_life(tmp_path: Path) -> None:
    world = make(Shape(people=120, changes=3, quitters=2, newcomers=2, late_calls=0.0), 1)
    for old in world.changed:
        world.calls += [(other, old, 89 * DAY + other, 0) for other in (30, 40, 50)]
    world.calls.sort(key=lambda call: call[2])
    found, certain, _ = search(tmp_path, world)
    assert wanted(world) <= told(found, certain)


def test_a_number_used_again_after_weeks_has_two_lives(tmp_path: Path) -> None:
    early = [(1, other, day * DAY + other * 60, 30) for day in range(20) for other in (2, 3, 4, 5)]
    late = [(1, other, day * DAY + other * 60, 30) for day in range(60, 80) for other in (12, 13, 14, 15)]
    rest = [(20, 21, hour * 3600, 10) for hour in range(90 * 24)]
    facts = store(
        tmp_path,
        [{"a": a, "b": b, "start": at, "seconds": length} for a, b, at, length in early + late + rest],
    )
    found = lives(facts, SCOPE, ("Call",), NOBODY, None, Rules())
    mine = np.flatnonzero(found.number == 1)
    assert [(bool(found.starts[at]), bool(found.stops[at])) for at in mine] == [(False, True), (True, True)]
    assert [sorted(found.other[found.circle(int(at))].tolist()) for at in mine] == [
        [2, 3, 4, 5],
        [12, 13, 14, 15],
    ]


def test_two_who_change_on_one_day_are_told_apart_by_structure(tmp_path: Path) -> None:
    """1 and 2 have the same friends; 1 calls some of them often at night, 2 the others by day. On day 45 they
    become 101 and 102."""
    rows: list[tuple[int, int, int, int]] = []
    friends = (11, 12, 13, 14, 15, 16)
    for day in range(90):
        shift = 100 if day >= 45 else 0
        for other in friends:
            one, two = (4, 1) if other < 14 else (1, 4)
            rows += [(1 + shift, other, day * DAY + 79_000 + 300 * turn + other, 60) for turn in range(one)]
            rows += [(2 + shift, other, day * DAY + 36_000 + 300 * turn + other, 60) for turn in range(two)]
        rows += [
            (other, 50 + other, day * DAY + 100 * other, 20) for other in range(1, 41) if other not in (1, 2)
        ]
        rows += [(60 + day % 20, 100 + day % 7 + 20, day * DAY + 5000, 9)]
    world = World(sorted(rows, key=lambda call: call[2]), {1: (101, 45 * DAY), 2: (102, 45 * DAY)})
    found, certain, open_ = search(tmp_path, world)
    assert told(found, certain) == wanted(world)
    assert not open_
    assert certain[0].decided_by == "structure"
    assert certain[0].structure["hours"][0] > certain[0].structure["hours"][1]


def test_nothing_to_find(tmp_path: Path) -> None:
    found, certain, open_ = search(tmp_path, World())
    assert (len(found.number), certain, open_) == (0, [], [])
    steady = World([(1 + at % 7, 1 + (at * 3 + 1) % 11, at * 3600, 10) for at in range(900)])
    assert search(tmp_path / "steady", steady)[1] == []


def test_left_out_numbers_are_nobodys_contact_and_counted(tmp_path: Path) -> None:
    world = make(Shape(people=80, changes=2, quitters=1, newcomers=1, hubs=3), 3)
    facts = store(
        tmp_path,
        [{"a": a, "b": b, "start": at, "seconds": length} for a, b, at, length in world.calls]
        + [{"a": 5, "b": 5, "start": 9, "seconds": 1}],
    )
    rules = Rules()
    found = lives(facts, SCOPE, ("Call",), np.array([1, 2, 3]), None, rules)
    assert not set(found.other.tolist()) & {1, 2, 3}
    assert rules.left_out["service-numbers"] == sum(a <= 3 or b <= 3 for a, b, _, _ in world.calls)
    assert rules.left_out["self-calls"] == 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_many_worlds(seed: int, tmp_path: Path) -> None:
    shapes = {
        "plain": Shape(),
        "sparse": Shape(rate=(0.2, 1.0)),
        "both": Shape(both=8, gap=0),
        "half": Shape(kept=(0.5, 0.7)),
        "big": replace(Shape(), circle=40),
    }
    for name, shape in shapes.items():
        world = make(shape, seed)
        found, certain, _ = search(tmp_path / name, world)
        got, want = told(found, certain), wanted(world)
        assert len(got & want) >= 0.8 * len(want), name
        assert len(got - want) <= 1, name


def test_who_changes_again_and_again_leaves_a_chain(tmp_path: Path) -> None:
    """Number 1 becomes 101, 102 and 103, twenty days each, with the same friends: nobody steps over a number
    in between."""
    rows: list[tuple[int, int, int, int]] = []
    for day in range(80):
        mine = 1 if day < 20 else 100 + day // 20
        rows += [
            (mine, other, day * DAY + 40_000 + 300 * other, 60)
            for other in (11, 12, 13, 14, 15, 16)
            if (day + other) % 3
        ]
        rows += [(other, 40 + other, day * DAY + 100 * other, 20) for other in range(11, 41)]
    world = World(
        sorted(rows, key=lambda call: call[2]),
        {1: (101, 20 * DAY), 101: (102, 40 * DAY), 102: (103, 60 * DAY)},
    )
    found, certain, open_ = search(tmp_path, world)
    assert told(found, certain) == wanted(world)
    assert not open_
    assert all(item.decided_by == "alone" for item in certain)
