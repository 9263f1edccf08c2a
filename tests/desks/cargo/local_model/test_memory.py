"""What openings teach: counted by sign, the newest most; finds followed up for a time; cells tried with a
chance that is kept."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.cargo.local_model.memory import CLEAN, HALF_LIFE, OPEN_DAYS, STRENGTH, Memory, Observation
from tahqiq.desks.cargo.local_model.signs import FAMILIES, Appearance, signs_of
from tahqiq.desks.cargo.selection_lists.candidates import Candidates, Learned
from tahqiq.desks.cargo.selection_lists.selection import Selection, select
from tahqiq.desks.cargo.selection_lists.shift import Examination, Learning, Lot, Shift, Threat

FULL = Examination("full", {"team": 60}, {"drugs": 1.0})
SHIFT = Shift(
    "morning",
    3,
    {"team": 1200},
    (FULL,),
    (Threat("drugs", 5, 0),),
    Lot(0.05, "full"),
    None,
    Learning(0.1, 0.1, "full"),
)


def offered(signs: list[tuple[str, ...]], memory: Memory, today: int = 100) -> Candidates:
    count = len(signs)
    chances = np.linspace(0.001, 0.002, count)[:, None]
    return Candidates(
        tuple(f"C{row}" for row in range(count)),
        tuple(range(count)),
        chances,
        ("",) * count,
        ("",) * count,
        (),
        Learned(memory, tuple(signs), today),
    )


def by(choice: Selection, why: str) -> list[int]:
    return [one.row for one in choice.opened if one.why == why]


@given(
    st.lists(
        st.tuples(st.sampled_from(["word:a", "word:b", "cell:08/JO"]), st.integers(0, 200), st.booleans()),
        max_size=25,
    )
)
def test_counts_fade_as_if_each_opening_were_weighed_on_the_day(told: list[tuple[str, int, bool]]) -> None:
    memory, today = Memory(Observation((sign,), day, found) for sign, day, found in told), 200
    for sign in ("word:a", "word:b", "cell:08/JO"):
        weights = [(0.5 ** ((today - day) / HALF_LIFE), found) for one, day, found in told if one == sign]
        found = sum(weight for weight, hit in weights if hit)
        expected = (found + STRENGTH * memory.usual) / (sum(weight for weight, _ in weights) + STRENGTH)
        assert abs(memory.rate(sign, today) - expected) < 1e-9
    assert len(memory.rates(("word:a",), today)) == len(FAMILIES)


def test_a_find_is_followed_for_a_time_and_until_enough_came_clean() -> None:
    clean = [Observation(("party:x",), 1, False)] * 30
    memory = Memory([*clean, Observation(("word:tiles",), 50, True)])
    assert memory.followed(("word:tiles", "party:x"), 60)[0] == "word:tiles"
    assert memory.followed(("word:tiles",), 50 + OPEN_DAYS + 1)[0] == ""
    for _ in range(CLEAN):
        memory.add(Observation(("word:tiles",), 61, False))
    assert memory.followed(("word:tiles",), 62)[0] == ""
    assert memory.counts("word:tiles", 62) == (1, 1 + CLEAN)


def test_a_list_follows_a_find_tries_cells_and_says_with_what_chance() -> None:
    memory = Memory(
        [
            *([Observation(("cell:10/IN",), 90, False)] * 40),
            Observation(("word:tiles", "cell:69/CN"), 95, True),
        ]
    )
    signs: list[tuple[str, ...]] = [
        *[("word:tiles", "cell:10/IN")] * 3,
        *[("cell:94/TR",)] * 10,
        *[("cell:10/IN",)] * 60,
    ]
    made = select(SHIFT, offered(signs, memory))
    followed, tried = by(made, "follow-up"), by(made, "cell")
    assert followed
    assert set(followed) <= {0, 1, 2}
    assert tried
    assert all(
        0 < one.probability <= 1 and one.sign.startswith("cell:") for one in made.opened if one.why == "cell"
    )
    assert len(made.opened) == 20
    assert made == select(SHIFT, offered(signs, memory))
    nothing = select(SHIFT, offered(signs, Memory()))
    assert not by(nothing, "follow-up")
    assert not by(nothing, "cell")
    assert by(nothing, "random")
    without = select(replace(SHIFT, learning=None), offered(signs, memory))
    assert {one.why for one in without.opened} == {"random", "harm"}


def test_signs_cut_across_goods_and_hold_nothing_of_people() -> None:
    told = signs_of(
        Appearance(
            ("690721", "080810"), "CN", "CNSHA", "IQUQR", "Palm", "Stores", "", "Ceramic tiles 60", 9800, 40
        )
    )
    assert {one.partition(":")[0] for one in told} == set(FAMILIES)
    assert "way:palm/cnsha>iquqr" in told
    assert signs_of(Appearance()) == ()
    assert signs_of(Appearance(gross=9800)) == signs_of(Appearance(gross=9805))
