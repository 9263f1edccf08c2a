"""Families in one table: what a house shares is one sign, brothers and twins are not one person, and a table
without duplicates gives none."""

from random import Random

import numpy as np
import pytest

from tahqiq.resolve.tables.columns import Table
from tahqiq.resolve.tables.guard import TOP
from tahqiq.resolve.tables.link import Linked, link
from tahqiq.samples.pools import FEMALE, MALE, SURNAMES

HEADER = ("given name", "father", "family name", "date of birth", "address", "phone", "town")
TOWNS = ("Basra", "Mosul", "Erbil", "Kirkuk", "Najaf", "Hilla")
Row = tuple[str, ...]


def houses(count: int, seed: int = 5, latin: bool = True) -> list[Row]:
    """Invented families of two to six: father's name, family name, address, telephone and town in common,
    every fifth with twins."""
    rng = Random(seed)
    made: list[Row] = []
    for number in range(count):
        father, family = rng.choice(MALE), rng.choice(SURNAMES)
        house = (
            f"house {number % 97} street {rng.randrange(400)}",
            f"0770{rng.randrange(10**7):07d}",
            rng.choice(TOWNS),
        )
        names = rng.sample([*MALE, *FEMALE], rng.randrange(2, 7))
        days = [
            f"{rng.randrange(1950, 2015)}-{rng.randrange(1, 13):02d}-{rng.randrange(2, 29):02d}"
            for _ in names
        ]
        if number % 5 == 0:
            days[1] = days[0]
        for name, day in zip(names, days, strict=True):
            parts = (
                (name.latin[0], father.latin[0], family.latin[0])
                if latin
                else (name.ar, father.ar, family.ar)
            )
            made.append((*parts, day, *house))
    return made


def again(row: Row, rng: Random) -> Row:
    """The same person once more, with a gap or a slip."""
    cells = list(row)
    if rng.random() < 0.3:
        cells[rng.choice((4, 5))] = ""
    if rng.random() < 0.2 and len(cells[2]) > 4:
        cells[2] = cells[2][:-2] + cells[2][-1]
    return tuple(cells)


def top(found: Linked) -> list[tuple[int, int]]:
    """The pairs of the top tier."""
    sure = found.probabilities >= TOP
    return list(zip(found.left[sure].tolist(), found.right[sure].tolist(), strict=True))


@pytest.mark.parametrize("latin", [True, False])
def test_families_without_any_duplicate_give_no_pair_of_the_top_tier(latin: bool) -> None:
    found = link([Table("a", HEADER, tuple(houses(500, latin=latin)))])
    assert top(found) == []
    assert np.bincount(found.groups).max() == 1


def test_families_in_two_tables_meet_person_by_person() -> None:
    rows = houses(250)
    rng = Random(9)
    found = link(
        [Table("a", HEADER, tuple(rows)), Table("b", HEADER, tuple(again(row, rng) for row in rows))]
    )
    pairs = top(found)
    assert len(pairs) > 0.6 * len(rows)
    assert all(right == left + len(rows) for left, right in pairs)


def test_duplicates_among_families_are_found_and_brothers_are_not() -> None:
    rows = houses(250, seed=6)
    rng = Random(10)
    found = link([Table("a", HEADER, (*rows, *(again(row, rng) for row in rows)))])
    pairs = top(found)
    assert len(pairs) > 0.4 * len(rows)
    assert all(right == left + len(rows) for left, right in pairs)
    assert sum(int(found.groups[at] == found.groups[at + len(rows)]) for at in range(len(rows))) > 0.9 * len(
        rows
    )


def test_a_country_with_few_names_and_one_day_makes_nobody_one() -> None:
    rng = Random(3)
    rows = [
        (
            rng.choice(MALE).latin[0],
            rng.choice(SURNAMES).latin[0],
            f"{rng.randrange(1940, 2010)}-{rng.randrange(1, 13):02d}-{rng.randrange(2, 29):02d}",
            "IQ",
        )
        for _ in range(3000)
    ]
    rows += [
        (
            rng.choice(("Minho", "Jisoo", "Jihun", "Sora")),
            rng.choice(("Kim", "Lee", "Park")),
            "1981-03-12",
            "KR",
        )
        for _ in range(60)
    ]
    found = link([Table("a", ("first name", "surname", "birth date", "country"), tuple(rows))])
    assert [pair for pair in top(found) if pair[0] >= 3000] == []
