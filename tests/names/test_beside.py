"""What stands beside a name moves its score, and what is missing does not."""

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.names.beside import Traits, beside

TRAITS = st.builds(
    Traits,
    st.sampled_from(["", "1980", "1980-01-01", "1980-05-03", "1981-05-03", "1990"]),
    st.sampled_from(["", "male", "female"]),
    st.sampled_from(["", "زهرة جاسم", "Zahra Jasim", "سعاد رشيد"]),
)


@given(st.floats(0, 1), TRAITS, TRAITS)
def test_symmetrical_and_between_0_and_1(score: float, one: Traits, two: Traits) -> None:
    found, said = beside(score, one, two)
    assert (found, said) == beside(score, two, one)
    assert 0.0 <= found <= 1.0
    assert bool(said) or found == round(score, 12)


@given(st.floats(0, 1), TRAITS)
def test_what_one_lacks_says_nothing(score: float, one: Traits) -> None:
    assert beside(score, one, Traits()) == (round(score, 12), ())


def test_a_default_day_is_only_its_year() -> None:
    assert beside(0.8, Traits("1980-01-01"), Traits("1980-01-01"))[1] == ("year",)
    assert beside(0.8, Traits("1980-05-03"), Traits("1980-07-01"))[1] == ("year",)
    assert beside(0.8, Traits("1980-05-03"), Traits("1980-05-04"))[1] == ()
    assert beside(0.8, Traits("1980-05-03"), Traits("1985"))[1] == ("other-year",)


def test_signs_weigh_in_their_direction() -> None:
    same = beside(0.8, Traits("1980-05-03", "male", "زهرة جاسم"), Traits("1980-05-03", "male", "Zahra Jasim"))
    other = beside(
        0.8, Traits("1980-05-03", "male", "زهرة جاسم"), Traits("1950-05-03", "female", "سعاد رشيد")
    )
    assert same[1] == ("born", "mother")
    assert other[1] == ("other-year", "other-sex", "other-mother")
    assert same[0] > 0.9
    assert other[0] < 0.4
