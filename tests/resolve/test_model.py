from hypothesis import given
from hypothesis import strategies as st

from tahqiq.resolve.bands import threshold
from tahqiq.resolve.kinds import KINDS, PERSON
from tahqiq.resolve.model import Model

FORBIDDEN = ("tribe", "nisba", "sect", "religion", "ethnic", "health", "politic")


def test_parameters_survive_storing_and_the_id_names_them() -> None:
    model = Model.starting(PERSON, {"given": {"mhmd": 0.08}})
    again = Model.from_json(model.to_json())
    assert again.id == model.id
    assert again.to_json() == model.to_json()
    assert again.settings("spark", 1000).keys() == model.settings("duckdb", 1000).keys()
    other = model.with_parameters({"given": {"same": (0.5, None)}}, model.duplicates)
    assert other.id != model.id


def test_no_level_becomes_impossible() -> None:
    model = Model.starting(PERSON).with_parameters({"place": {"different": (0.0, 1.0)}}, 0.5)
    levels = next(c for c in model.comparisons if c.field == "place").levels
    assert levels[-1].m > 0
    assert levels[-1].u < 1


@given(st.integers(2, 10**8), st.integers(2, 10**8))
def test_a_larger_population_asks_for_more(one: int, two: int) -> None:
    small, large = sorted((one, two))
    model = Model.starting(PERSON)
    assert model.prior(small) >= model.prior(large)
    assert threshold(small) <= threshold(large)


def test_no_kind_compares_what_it_must_not() -> None:
    for kind in KINDS.values():
        for name in (*kind.texts, *kind.lists, *(comparison.field for comparison in kind.comparisons)):
            assert not any(word in name for word in FORBIDDEN), name


def test_levels_of_a_field_end_with_all_others_and_say_something() -> None:
    for kind in KINDS.values():
        for comparison in kind.comparisons:
            assert comparison.levels[-1].sql == "ELSE"
            assert all(
                0 < level.m < 1 and 0 < level.u < 1 and level.m != level.u for level in comparison.levels
            )
