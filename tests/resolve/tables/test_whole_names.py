"""Whole names in one column: recognised as names, compared part by part, and a part of one's own is another
person's."""

from random import Random

import numpy as np
import pytest

from tahqiq.resolve.tables.columns import Table, recognise
from tahqiq.resolve.tables.cuts import cuts, is_mostly_missing
from tahqiq.resolve.tables.guard import TOP, enough
from tahqiq.resolve.tables.link import Linked, link
from tahqiq.resolve.tables.whole_names import WholeNames
from tahqiq.samples.pools import MALE, SURNAMES

HEADER = ("name", "birth date", "sex")


def alike(one: str, two: str) -> float:
    """How alike two whole names are."""
    return float(WholeNames([one, two]).alike(np.array([0]), np.array([1]))[0])


def opposed(one: str, two: str) -> bool:
    """Whether two whole names are two people's."""
    return bool(WholeNames([one, two]).opposed(np.array([0]), np.array([1]))[0])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kubaisi Hassan Hassan", "حسن حسن الكبيسي"),
        ("Ali Hassan Kubaisi", "Kubaisi Ali Hassan"),
        ("Salim Jaburi", "Salim Karim Jaburi"),
        ("Jonathan Whitfield", "Jonathn Whitfeild"),
    ],
)
def test_one_name_in_another_script_order_or_with_slips(one: str, two: str) -> None:
    assert alike(one, two) >= 0.85
    assert not opposed(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Omar Hassan Jaburi", "Karim Hassan Jaburi"),
        ("Jaburi Omar Hassan", "Jaburi Karim Hassan"),
        ("حسن علي كاظم الجبوري", "حسين علي كاظم الجبوري"),
    ],
)
def test_a_brother_bears_another_name(one: str, two: str) -> None:
    assert opposed(one, two)
    assert alike(one, two) < 0.7


def test_a_column_of_whole_names_is_recognised_and_a_title_of_things_is_not() -> None:
    people = [f"{one.latin[0]} {two.latin[0]}" for one, two in zip(MALE, SURNAMES, strict=False)]
    firms = ["Blue River Trading", "Northern Steel Works", "Old Bridge Bakery"] * 5
    assert recognise("name", people) == "name"
    assert recognise("full name", ["Ann Smith", "Bob Stone"], people=True) == "name"
    assert recognise("name", firms) == "text"
    assert recognise("title", people) == "text"


def linked(seed: int = 3) -> Linked:
    """People in Arabic letters with their brothers born the same day, and the same people in Latin ones."""
    rng, one, two = Random(seed), [], []
    for at in range(300):
        given, father, family = rng.choice(MALE), rng.choice(MALE), rng.choice(SURNAMES)
        day = f"{rng.randrange(1950, 2005)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
        sex = rng.choice("MF")
        one.append((f"{given.ar} {father.ar} {family.ar}", day, sex))
        other = rng.choice([part for part in MALE if part is not given]) if at % 10 == 0 else given
        two.append((f"{other.latin[0]} {father.latin[0]} {family.latin[0]}", day, sex))
    return link([Table("a", HEADER, tuple(one)), Table("b", HEADER, tuple(two))])


def test_people_meet_across_scripts_by_whole_name_and_birth_and_twins_are_less_sure() -> None:
    found = linked()
    assert [role for label, role in found.columns if label == "name"] == ["name"]
    met = [at for at in range(300) if found.groups[at] == found.groups[at + 300]]
    assert len([at for at in met if at % 10]) > 0.95 * 270
    twins = (found.left % 10 == 0) & (found.right == found.left + 300)
    assert (found.probabilities[twins] < TOP).all()
    assert np.median(found.probabilities[twins]) < 0.9 < found.probabilities[~twins].min()


def test_evidence_for_the_top_tier_grows_with_the_partners_a_record_might_have() -> None:
    assert enough(4096, before=-12.0) == 22.0
    assert enough(8192, before=-12.0) == 23.0
    assert enough(4096, before=-24.0) == 34.0


def test_what_is_expected_of_a_cut_adds_up() -> None:
    chances = np.array([0.9995, 0.95, 0.3, 0.3, 0.3])
    made = cuts(chances, [0.9])[0]
    assert made.pairs == 2
    assert made.pairs - made.wrong + made.missing == pytest.approx(chances.sum(), abs=0.2)
    assert not is_mostly_missing(chances, 0.9)
    assert is_mostly_missing(np.full(9, 0.3), 0.5)
