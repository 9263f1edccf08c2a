"""Properties of the three answers: what is unknown never decides, a register that is not complete is never
wrong, and hours are counted as one would."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.conditions import All, Compare, Condition, Count, Exists, Gap, Not, Operand, Some
from tahqiq.casework.rules import Verdict
from tests.casework.rules.told import NOW, moment, solitary, stay, verdict

FIELDS = ("a", "b", "c")
operands = st.sampled_from([Operand("field", name) for name in FIELDS])
numbers = st.integers(0, 3).map(lambda number: Operand("value", number))
compares = st.builds(
    Compare, st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]), operands, st.one_of(operands, numbers)
)
leaves: st.SearchStrategy[Condition] = st.one_of(
    compares,
    st.builds(Exists, st.sampled_from(FIELDS)),
    st.builds(
        Count,
        st.just("others"),
        st.one_of(st.none(), compares),
        st.sampled_from(["eq", "lt", "le", "gt", "ge"]),
        st.integers(0, 3),
    ),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
cells = st.one_of(st.integers(0, 3), st.none())
bodies = st.fixed_dictionaries(dict.fromkeys(FIELDS, cells))


@given(conditions, st.one_of(st.none(), conditions), bodies, st.lists(bodies, max_size=4), st.data())
def test_what_becomes_unknown_never_decides(
    must: Condition,
    when: Condition | None,
    own: dict[str, object],
    others: list[dict[str, object]],
    data: st.DataObject,
) -> None:
    before = verdict(must, when, own, others, True)
    bodies_ = [own, *others]
    place, name = data.draw(st.integers(0, len(bodies_) - 1)), data.draw(st.sampled_from(FIELDS))
    cut = [{**body, name: Gap()} if number == place else body for number, body in enumerate(bodies_)]
    assert verdict(must, when, cut[0], cut[1:], True) in (before, Verdict.UNKNOWN)
    assert verdict(must, when, own, others, False) in (before, Verdict.UNKNOWN)


@given(conditions, bodies, st.lists(bodies, max_size=4), st.lists(bodies, max_size=5))
def test_a_register_that_is_not_complete_is_right_whatever_it_lacks(
    must: Condition, own: dict[str, object], seen: list[dict[str, object]], unseen: list[dict[str, object]]
) -> None:
    cut, whole = verdict(must, None, own, seen, False), verdict(must, None, own, [*seen, *unseen], True)
    assert cut in (whole, Verdict.UNKNOWN)


counted = st.builds(
    Count,
    st.just("others"),
    st.one_of(st.none(), compares),
    st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]),
    st.integers(0, 3),
)


@given(counted, st.lists(bodies, max_size=3), st.lists(bodies, max_size=5))
def test_a_count_over_a_register_that_is_not_complete_is_right(
    must: Count, seen: list[dict[str, object]], unseen: list[dict[str, object]]
) -> None:
    own: dict[str, object] = dict.fromkeys(FIELDS, 1)
    assert verdict(must, None, own, seen, False) in (
        verdict(must, None, own, [*seen, *unseen], True),
        Verdict.UNKNOWN,
    )


spells = st.lists(
    st.tuples(st.integers(0, 18 * 24), st.integers(1, 18 * 24), st.sampled_from(["23", "23", "10"])),
    max_size=6,
)


@given(spells, st.data())
def test_a_stretch_is_as_long_as_hours_counted_one_by_one(
    pieces: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    begin = moment(1)
    stays = [
        stay(str(n), begin + timedelta(hours=start), min(begin + timedelta(hours=start + length), NOW), hours)
        for n, (start, length, hours) in enumerate(pieces)
    ]
    held = [
        any(s <= hour < s + length and hours == "23" for s, length, hours in pieces)
        for hour in range(19 * 24)
    ]
    longest, run, pause = 0, 0, 0
    for hour in held:  # pauses up to three hours are no break
        if hour:
            run += 1 + (pause if run else 0)
            pause = 0
        else:
            pause += 1
            if pause > 3:
                run = 0
        longest = max(longest, run)
    assert solitary(*stays).verdict is (Verdict.BROKEN if longest > 15 * 24 else Verdict.HOLDS)
