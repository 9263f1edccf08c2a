"""Two results beside each other: every row of both is counted once, as gone, come, changed or the same."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.comparison import Compared, compare
from tahqiq.kit.errors import WrongUse
from tahqiq.store.results import StoredResult

from .conftest import House


def result(
    rows: Sequence[tuple[str, int]], analysis: str = "degree", parameters: dict[str, object] | None = None
) -> StoredResult:
    """A kept result of things with their value, in this order."""
    recipe = {"parameters": parameters or {}, "seed": 1, "inputs": {"ab" * 8: "one"}}
    body = json.dumps({"rows": [{"thing": thing, "value": value} for thing, value in rows]})
    return StoredResult("", analysis, "", json.dumps(recipe), "", len(rows), frozenset(), "", "", body)


def told(
    made: Compared,
) -> tuple[tuple[int, ...], tuple[int, ...], list[tuple[int, int, tuple[str, ...]]], int]:
    return made.gone, made.come, [(one.before, one.after, one.columns) for one in made.changed], made.same


def test_rows_that_went_came_changed_and_moved() -> None:
    made = compare(
        result([("a", 3), ("b", 2), ("c", 1), ("d", 1)]),
        result([("a", 3), ("c", 1), ("b", 2), ("e", 9), ("d", 5)]),
    )
    assert told(made) == ((), (3,), [(1, 2, ()), (2, 1, ()), (3, 4, ("value",))], 1)


def test_a_row_before_the_others_does_not_move_them() -> None:
    assert told(compare(result([("a", 3), ("b", 2)]), result([("z", 9), ("a", 3), ("b", 2)]))) == (
        (),
        (0,),
        [],
        2,
    )


ROWS = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 3)), max_size=12)


@given(ROWS, ROWS)
def test_every_row_is_counted_once(before: list[tuple[str, int]], after: list[tuple[str, int]]) -> None:
    made = compare(result(before), result(after))
    assert len(made.gone) + len(made.changed) + made.same == len(before)
    assert len(made.come) + len(made.changed) + made.same == len(after)
    assert sorted([*made.gone, *(one.before for one in made.changed)]) == sorted(
        {*made.gone, *(one.before for one in made.changed)}
    )
    back = compare(result(after), result(before))
    assert (set(back.gone), set(back.come), back.same) == (set(made.come), set(made.gone), made.same)


@given(ROWS)
def test_a_result_is_the_same_as_itself(rows: list[tuple[str, int]]) -> None:
    assert told(compare(result(rows), result(rows))) == ((), (), [], len(rows))


def test_what_was_asked_otherwise_is_named() -> None:
    made = compare(
        result([], parameters={"limit": 5, "repeats": 0}), result([], parameters={"limit": 9, "repeats": 0})
    )
    assert made.parameters == (("limit", 5, 9),)


def test_two_analyses_are_not_compared() -> None:
    with pytest.raises(WrongUse) as refused:
        compare(result([]), result([], "closeness"))
    assert refused.value.code == "results-of-two-analyses"


def test_a_new_delivery_shows_in_inputs_and_rows(house: House) -> None:
    house.collect("one.csv", "name,phone,city\nSara Ahmed,07907654321,Erbil\n")
    bench = house.bench("analyst")
    before = bench.analyse("degree", {"repeats": 0}, "Harbour")
    house.collect("two.csv", "name,phone,city\nKarim Keptman,07902223344,Basra\n")
    after = bench.analyse("degree", {"repeats": 0}, "Harbour")
    made = bench.compare(before.id, after.id)
    assert [one.code for one in made.inputs] == ["input-added"]
    assert (made.gone, len(made.come), made.same + len(made.changed)) == (
        (),
        after.row_count - before.row_count,
        before.row_count,
    )
