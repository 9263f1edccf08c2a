"""The list of a shift: within the hands, in the order of its reasons, the best there is, and drawn by lot
where nobody can say otherwise."""

from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.cargo.selection_lists import solver
from tahqiq.desks.cargo.selection_lists.candidates import ANY, Candidates
from tahqiq.desks.cargo.selection_lists.selection import Selection, select
from tahqiq.desks.cargo.selection_lists.shift import Examination, Lot, Shift, Threat

SCAN = Examination("scan", {"scanner": 10}, {"drugs": 0.5, "revenue": 0.25})
FULL = Examination("full", {"scanner": 10, "team": 60}, {"drugs": 1.0, "revenue": 1.0})
SHIFT = Shift(
    "morning",
    3,
    {"scanner": 60, "team": 120},
    (SCAN, FULL),
    (Threat("drugs", 5, 0), Threat("revenue", 1, 0)),
    None,
    None,
)


def offered(
    chances: list[tuple[float, float]],
    holds: dict[int, str] | None = None,
    declarants: dict[int, str] | None = None,
) -> Candidates:
    count, held, named = range(len(chances)), holds or {}, declarants or {}
    table = np.array(chances, float).reshape(len(chances), 2)
    return Candidates(
        tuple(f"C{row}" for row in count),
        tuple(row + 2 for row in count),
        table,
        tuple(named.get(row, "") for row in count),
        tuple(held.get(row, "") for row in count),
        (),
    )


def harm(choice: Selection) -> float:
    return sum(one.harm for one in choice.opened)


def best(shift: Shift, rows: Candidates) -> float:
    """The most harm that any list within the hands shows, by trying all of them."""
    found = 0.0
    for plan in product(range(-1, len(shift.examinations)), repeat=len(rows.ids)):
        used: Counter[str] = Counter()
        shown = 0.0
        for row, examination in enumerate(plan):
            if examination >= 0:
                used.update(shift.examinations[examination].minutes)
                shown += sum(
                    rows.chances[row, at] * shift.examinations[examination].shows[threat.name] * threat.harm
                    for at, threat in enumerate(shift.threats)
                )
        if all(used[hand] <= minutes for hand, minutes in shift.hands.items()):
            found = max(found, float(shown))
    return found


CHANCES = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda pair: (pair[0] / 100, pair[1] / 100)),
    min_size=1,
    max_size=6,
)


@given(CHANCES, st.integers(0, 60), st.integers(0, 180))
def test_no_list_within_the_hands_shows_more(
    chances: list[tuple[float, float]], scanner: int, team: int
) -> None:
    shift = replace(SHIFT, hands={"scanner": scanner, "team": team})
    choice = select(shift, offered(chances))
    assert harm(choice) >= best(shift, offered(chances)) * (1 - 1e-3) - 1e-9
    assert all(choice.used[hand] <= minutes for hand, minutes in shift.hands.items())


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.floats(0, 1),
            st.sampled_from(["", "", "", ANY, "full"]),
            st.sampled_from(["", "A", "B"]),
        ),
        min_size=1,
        max_size=40,
    ),
    st.integers(0, 300),
    st.integers(0, 400),
    st.integers(0, 5),
    st.sampled_from([None, 1, 2]),
    st.integers(0, 9),
)
def test_every_list_keeps_what_a_shift_promises(
    rows: list[tuple[float, float, str, str]],
    scanner: int,
    team: int,
    least: int,
    most: int | None,
    seed: int,
) -> None:
    shift = replace(
        SHIFT,
        hands={"scanner": scanner, "team": team},
        lot=Lot(0.1, "full"),
        most_per_declarant=most,
        seed=seed,
        threats=(Threat("drugs", 5, least), Threat("revenue", 1, 0)),
    )
    given_ = offered(
        [row[:2] for row in rows],
        {at: row[2] for at, row in enumerate(rows) if row[2]},
        {at: row[3] for at, row in enumerate(rows)},
    )
    choice = select(shift, given_)
    assert select(shift, given_) == choice, "the same shift and rows give the same list"
    opened = {one.row: one for one in choice.opened}
    assert len(opened) == len(choice.opened), "nothing is opened twice"
    assert all(choice.used[hand] <= minutes for hand, minutes in shift.hands.items())
    held = {at for at, row in enumerate(rows) if row[2]}
    assert held == {one.row for one in choice.opened if one.why == "hold"} | set(choice.left)
    assert all(
        opened[at].examination == 1 for at, row in enumerate(rows) if row[2] == "full" and at in opened
    )
    counted = Counter(
        rows[one.row][3] for one in choice.opened if one.why in ("quota", "harm") and rows[one.row][3]
    )
    assert most is None or all(count <= most for count in counted.values())
    assert choice.drawn == sum(one.why == "random" for one in choice.opened)
    assert all(one.probability == (1.0 if one.why != "random" else one.probability) for one in choice.opened)
    assert [one.why for one in choice.opened] == sorted(
        (one.why for one in choice.opened), key=lambda why: why != "hold"
    )


def test_what_is_held_goes_before_everything_and_what_finds_no_hands_is_told() -> None:
    shift = replace(SHIFT, hands={"scanner": 20, "team": 60})
    choice = select(shift, offered([(0.0, 0.0), (0.0, 0.0), (0.9, 0.9)], {0: "full", 1: "full"}))
    assert len(choice.left) == 1
    assert {one.why for one in choice.opened} == {"hold", "harm"}
    assert next(one for one in choice.opened if one.row == 2).examination == 0, (
        "what the hold leaves is a scan"
    )


def test_a_threat_is_owed_its_openings_although_another_weighs_more() -> None:
    chances = [(0.5, 0.0)] * 6 + [(0.0, 0.4), (0.0, 0.3)]
    without = select(SHIFT, offered(chances))
    assert all(one.row < 6 for one in without.opened)
    owed = select(replace(SHIFT, threats=(Threat("drugs", 5, 0), Threat("revenue", 1, 1))), offered(chances))
    assert [(one.row, one.threat) for one in owed.opened if one.why == "quota"] == [(6, 1)]
    assert owed.owed == ((0, 0), (1, 1))


def test_the_lot_draws_everybody_alike_and_says_with_what_chance() -> None:
    counted: Counter[int] = Counter()
    rows = offered([(0.01 * row, 0.0) for row in range(20)], {0: ANY})
    for seed in range(400):
        choice = select(replace(SHIFT, lot=Lot(0.5, "scan"), seed=seed), rows)
        drawn = [one for one in choice.opened if one.why == "random"]
        assert (len(drawn), choice.among) == (3, 19)
        assert {round(one.probability, 9) for one in drawn} == {round(3 / 19, 9)}
        assert all(one.examination == 0 for one in drawn)
        counted.update(one.row for one in drawn)
    assert 0 not in counted
    assert all(30 <= counted[row] <= 100 for row in range(1, 20)), "63 are expected of each, give or take 7"


@pytest.mark.parametrize("hands", [{"scanner": 0, "team": 0}, {"scanner": 9, "team": 500}])
def test_without_hands_nothing_is_opened(hands: dict[str, int]) -> None:
    choice = select(replace(SHIFT, hands=hands, lot=Lot(0.1, "full")), offered([(1.0, 1.0)], {0: ANY}))
    assert (choice.opened, choice.left, choice.drawn) == ((), (0,), 0)


def test_where_the_solver_finds_nothing_in_time_the_hands_are_filled_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A busy machine makes a list that may be less than the best one, says so, and wastes no hands."""
    monkeypatch.setattr(solver, "SECONDS", 0.0)
    rows = offered([(0.1 + no / 100, 0.2) for no in range(12)], holds={3: "full"})
    made = select(SHIFT, rows)
    assert 3 in {one.row for one in made.opened}
    assert made.used["scanner"] == 60
    assert all(made.used[hand] <= minutes for hand, minutes in SHIFT.hands.items())
