"""Circles that change their numbers together, successors in thin use before, old numbers that go on: invented
worlds, each for one of these cases."""

from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.analyse.telephone.likeness import Likeness
from tahqiq.analyse.telephone.lives import Lives, bereft, lives
from tahqiq.analyse.telephone.number_change import Change, changes
from tahqiq.analyse.telephone.overlap import Search
from tahqiq.analyse.telephone.stretches import Rules
from tahqiq.analyse.telephone.turns import turns

from .held import SCOPE, store

DAY = 86_400
NOBODY = np.zeros(0, dtype=np.int64)
Call = tuple[int, int, int, int]
RING = {1: 101, 2: 102, 3: 103, 4: 104, 5: 105}


def ring(
    days: int, change: int, outside: int, rng: Random, thin: int = 0, after: int = 0, boss: bool = True
) -> list[Call]:
    """Five who speak with each other every day or two, each but 1 (the boss) with ``outside`` others too; on
    day ``change`` all take new numbers. ``thin`` calls are made with each new number before, ``after`` with
    each old one afterwards. Around them a town of 60 that goes on."""
    calls: list[Call] = []
    members = sorted(RING)
    rates = {(one, two): rng.uniform(0.5, 1.5) for one in members for two in members if one < two}
    friends = {one: rng.sample(range(20, 80), 0 if boss and one == 1 else outside) for one in members}

    def named(one: int, at: int) -> int:
        return RING[one] if at >= change * DAY + one * 3000 else one

    for day in range(days):
        for (one, two), rate in rates.items():
            if rng.random() < rate:
                at = day * DAY + rng.randrange(DAY)
                calls.append((named(one, at), named(two, at), at, 40))
        for one, some in friends.items():
            for other in some:
                if rng.random() < 0.5:
                    at = day * DAY + rng.randrange(DAY)
                    calls.append(
                        (named(one, at), other, at, 30)
                        if rng.random() < 0.5
                        else (other, named(one, at), at, 30)
                    )
        for other in range(20, 80):
            at = day * DAY + rng.randrange(DAY)
            calls.append((other, 20 + (other - 20 + rng.randrange(1, 6)) % 60, at, 20))
    for old, new in RING.items():
        known = friends[old] or [two for two in members if two != old]
        calls += [(new, rng.choice(known), rng.randrange(change * DAY), 20) for _ in range(thin)]
        calls += [(old, rng.choice(known), rng.randrange(change * DAY, days * DAY), 20) for _ in range(after)]
    return sorted(calls, key=lambda call: call[2])


def search(root: Path, calls: list[Call]) -> tuple[Lives, dict[tuple[int, int], Change]]:
    facts = store(root, [{"a": a, "b": b, "start": at, "seconds": length} for a, b, at, length in calls])
    found = lives(facts, SCOPE, ("Call",), NOBODY, None, Rules())
    certain, _ = changes(found, Search(), Likeness(facts, SCOPE, ("Call",), found, 0))
    return found, {
        (int(found.number[item.best.old]), int(found.number[item.best.new])): item for item in certain
    }


@pytest.mark.parametrize(
    ("days", "change"), [(10, 6), (30, 15), (180, 90)], ids=["ten days", "a month", "six months"]
)
def test_a_ring_that_changes_on_one_day(days: int, change: int, tmp_path: Path) -> None:
    _, got = search(tmp_path, ring(days, change, 5, Random(4)))
    assert set(got) == set(RING.items())


def test_the_one_whose_circle_is_the_ring_is_told_as_such(tmp_path: Path) -> None:
    """Not one counterpart of number 1 is a counterpart of 101: only the changes of the others make them the
    same."""
    _, got = search(tmp_path, ring(30, 15, 5, Random(2)))
    boss = got[1, 101]
    assert boss.decided_by == "ring"
    assert boss.best.followed == boss.best.shared == 4
    assert {"frequency", "hours"} <= set(boss.alike)
    assert all(
        item.decided_by != "ring" and item.best.followed >= 3
        for pair, item in got.items()
        if pair != (1, 101)
    )


def test_a_successor_that_was_in_thin_use_before(tmp_path: Path) -> None:
    found, got = search(tmp_path, ring(30, 18, 5, Random(7), thin=3))
    assert set(RING.items()) - {(1, 101)} <= set(got)
    assert any(found.early[item.best.new] for item in got.values())


def test_old_numbers_that_go_on_for_days(tmp_path: Path) -> None:
    found, got = search(tmp_path, ring(30, 14, 5, Random(3), after=3))
    assert set(RING.items()) - {(1, 101)} <= set(got)
    assert any(found.late[item.best.old] for item in got.values())
    assert all(abs(item.best.days) < 4 for item in got.values())


def test_an_old_number_that_goes_on_with_others_only(tmp_path: Path) -> None:
    """Number 1 keeps its old telephone for two people outside the ring: it has no end, but the ring left
    it."""
    calls = ring(20, 12, 6, Random(5)) + [
        (1, other, day * DAY + 50_000 + other, 30) for day in range(10, 20) for other in (30, 31)
    ]
    found, got = search(tmp_path, sorted(calls, key=lambda call: call[2]))
    assert set(got) == set(RING.items())
    assert found.late[got[1, 101].best.old] >= 10


def test_people_who_leave_and_others_who_come_are_no_ring(tmp_path: Path) -> None:
    """Four who speak with each other leave; four others, with a life of their own, come on the same day."""
    rng = Random(6)
    calls = [call for call in ring(40, 99, 5, rng) if not {call[0], call[1]} & set(RING)]
    for day in range(40):
        group, others = (
            ((1, 2, 3, 4), (20, 25, 30, 35)) if day < 20 else ((201, 202, 203, 204), (40, 45, 50, 55))
        )
        for at, one in enumerate(group):
            calls.append((one, group[(at + 1 + day % 3) % 4], day * DAY + rng.randrange(DAY), 30))
            calls += [
                (one, other, day * DAY + rng.randrange(DAY), 30) for other in others if rng.random() < 0.6
            ]
    _, got = search(tmp_path, sorted(calls, key=lambda call: call[2]))
    assert not got


def test_two_who_speak_with_each_other_are_two(tmp_path: Path) -> None:
    """Number 1 stops and 101 begins with the same friends, but before that they rang each other: a successor
    in the family, not in the pocket."""
    friends = (20, 24, 28, 32, 36)
    calls = [call for call in ring(40, 99, 5, Random(6)) if not {call[0], call[1]} & set(RING)]
    calls += [
        (1 if day < 20 else 101, other, day * DAY + 40_000 + 60 * other, 30)
        for day in range(40)
        for other in friends
    ]
    _, got = search(tmp_path / "one", sorted(calls, key=lambda call: call[2]))
    assert set(got) == {(1, 101)}
    calls += [(1, 101, day * DAY + 70_000, 60) for day in (16, 17, 18, 19)]
    _, got = search(tmp_path / "two", sorted(calls, key=lambda call: call[2]))
    assert not got


def test_order_of_the_rows_and_names_of_the_numbers_do_not_matter(tmp_path: Path) -> None:
    calls = ring(20, 10, 5, Random(8))
    names = list(range(1, 301))
    Random(1).shuffle(names)
    _, one = search(tmp_path / "one", calls)
    _, two = search(tmp_path / "two", [(names[a], names[b], at, length) for a, b, at, length in calls])
    assert {(names[old], names[new]) for old, new in one} == set(two)


def test_bereft_needs_most_of_a_circle_within_days(tmp_path: Path) -> None:
    calls = ring(20, 12, 6, Random(5)) + [
        (1, other, day * DAY + 50_000 + other, 30) for day in range(10, 20) for other in (30, 31)
    ]
    facts = store(
        tmp_path,
        [
            {"a": a, "b": b, "start": at, "seconds": length}
            for a, b, at, length in sorted(calls, key=lambda call: call[2])
        ],
    )
    found = lives(facts, SCOPE, ("Call",), NOBODY, None, Rules())
    assert 1 in found.number[found.stops]
    assert not len(bereft(found, 3)), "whoever got a life of the kind is known"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40 * 24 * 3600), st.booleans()), min_size=1, max_size=80))
def test_turns_keep_within_the_life_and_lose_no_sign(given_rows: list[tuple[int, bool]]) -> None:
    rows = sorted(given_rows)
    start = np.array([at for at, _ in rows], dtype=np.int64) * 1_000_000
    sign = np.array([mark for _, mark in rows], dtype=np.bool_)
    marked = start[sign] if sign.any() else start
    life, number = np.zeros(len(rows), dtype=np.int64), np.array([1], dtype=np.int64)
    whole_begin, whole_end = np.array([marked[0]]), np.array([marked[-1]])
    begin, end, early, late, events = turns(
        life, number, start, sign, whole_begin, whole_end, 0, 40 * DAY * 1_000_000, 0.2, 6.0, 5
    )
    assert whole_begin[0] <= begin[0] <= end[0] <= whole_end[0]
    inside = int(((marked >= begin[0]) & (marked <= end[0])).sum())
    assert early[0] + inside + late[0] == len(marked)
    assert events[0] == int(((start >= begin[0]) & (start <= end[0])).sum())
