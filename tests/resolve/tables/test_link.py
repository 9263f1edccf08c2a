"""Linking plain tables: invented people with slips of the pen, in two scripts, and input that must not
link."""

from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tahqiq.kit.errors import WrongUse
from tahqiq.resolve.tables.columns import Table, is_placeholder, recognise, shared_columns
from tahqiq.resolve.tables.fellegi import falling
from tahqiq.resolve.tables.link import Linked, link
from tahqiq.samples.pools import MALE, SURNAMES

HEADER = ("given name", "surname", "date of birth", "phone", "town")
TOWNS = ("Basra", "Mosul", "Erbil", "Kirkuk", "Najaf", "Hilla")
Row = tuple[str, ...]


def people(count: int, seed: int = 1, arabic: bool = False) -> tuple[list[Row], list[Row]]:
    """The same invented people twice, the second time with slips and gaps."""
    rng = Random(seed)
    clean: list[Row] = []
    dirty: list[Row] = []
    for _ in range(count):
        first, last = rng.choice(MALE), rng.choice(SURNAMES)
        born, phone = (
            f"{rng.randrange(1950, 2005)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
            f"0770{rng.randrange(10**7):07d}",
        )
        town = rng.choice(TOWNS)
        clean.append(
            (first.ar, last.ar, born, phone, town)
            if arabic
            else (first.latin[0], last.latin[0], born, phone, town)
        )
        slipped = born[:-1] + str(rng.randrange(10)) if rng.random() < 0.2 else born
        dirty.append(
            (
                rng.choice(first.latin),
                rng.choice(last.latin),
                slipped,
                phone if rng.random() < 0.5 else "",
                town,
            )
        )
    return clean, dirty


def right(found: Linked, count: int) -> int:
    """How many of ``count`` people were linked with themselves and nobody else."""
    groups = found.groups
    sizes = np.bincount(groups)
    return int(sum(groups[at] == groups[at + count] and sizes[groups[at]] == 2 for at in range(count)))


@pytest.mark.parametrize("arabic", [False, True])
def test_two_tables_across_slips_and_scripts(arabic: bool) -> None:
    clean, dirty = people(300, arabic=arabic)
    found = link([Table("a", HEADER, tuple(clean)), Table("b", HEADER, tuple(dirty))])
    assert found.one_to_one
    assert right(found, 300) >= 285
    assert dict(found.columns)["date of birth"] == "date"


def test_duplicates_in_one_table() -> None:
    clean, dirty = people(300)
    found = link([Table("a", HEADER, (*clean, *dirty))])
    assert right(found, 300) >= 280


def test_the_same_tables_give_the_same_answer() -> None:
    clean, dirty = people(60)
    tables = [Table("a", HEADER, tuple(clean)), Table("b", HEADER, tuple(dirty))]
    one, two = link(tables), link(tables)
    assert one.weights.tolist() == two.weights.tolist()
    assert one.groups.tolist() == two.groups.tolist()


def test_placeholders_say_nothing() -> None:
    rows = [("UNKNOWN", "N/A", "", "0000000", "مجهول")] * 40
    clean, dirty = people(60)
    found = link([Table("a", HEADER, (*clean, *dirty, *rows))])
    placeholders = set(range(120, 160))
    assert not placeholders & {*found.left.tolist(), *found.right.tolist()}


def test_one_phone_of_two_hundred_people_does_not_glue_them() -> None:
    clean, dirty = people(300)
    shared = [(*row[:3], "07701112223", row[4]) if at < 200 else row for at, row in enumerate(clean)]
    found = link([Table("a", HEADER, (*shared, *dirty))])
    assert np.bincount(found.groups).max() <= 4


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ([Table("a", ("x",), ())], "tables-empty"),
        ([Table("a", ("x",), (("1",),)), Table("b", ("y",), (("1",),))], "tables-no-columns"),
        ([], "tables-count"),
        ([Table("a", ("x",), (("",), ("",)))], "tables-no-columns"),
    ],
)
def test_what_cannot_be_linked_is_said(tables: list[Table], code: str) -> None:
    with pytest.raises(WrongUse) as error:
        link(tables)
    assert error.value.code == code


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(WrongUse) as error:
        link([Table("a", ("x",), (("1",), ("2",)))], roles={"z": "code"})
    assert error.value.code == "no-such-column"


@pytest.mark.parametrize(
    ("label", "values", "role"),
    [
        ("soc_sec_id", ["5304218", "4066625"], "code"),
        ("price", ["12.50", "9.99"], "number"),
        ("المواليد", ["1980/3/2", "1975/7/1"], "date"),
        ("x", ["3434 peachtree rd. ne", "12224 ventura blvd"], "text"),
        ("state", ["nsw"] * 40 + ["vic"] * 40, "category"),
        ("رقم الهاتف", ["07701234567", "07801234567"], "phone"),
    ],
)
def test_columns_are_recognised(label: str, values: list[str], role: str) -> None:
    assert recognise(label, values) == role


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[st.text(max_size=12)] * 3), min_size=2, max_size=12))
def test_whatever_stands_in_a_table_every_row_gets_a_group(rows: list[tuple[str, str, str]]) -> None:
    assume(any(not is_placeholder(cell) for row in rows for cell in row))
    found = link([Table("a", ("one", "two", "three"), tuple(rows))])
    assert len(found.groups) == len(rows)
    assert ((found.probabilities > 0) & (found.probabilities <= 1)).all()
    assert (found.left < found.right).all()


@given(st.lists(st.tuples(st.floats(1e-6, 1), st.floats(1e-6, 1)), min_size=1, max_size=8))
def test_pooled_weights_never_rise(pairs: list[tuple[float, float]]) -> None:
    weights = falling(np.array([one for one, _ in pairs]), np.array([two for _, two in pairs]))
    assert len(weights) == len(pairs)
    assert (np.diff(weights) <= 1e-9).all()


def test_numbers_of_rows_and_known_answers_are_no_evidence() -> None:
    rows = tuple((str(at), str(at // 2), f"name {at}") for at in range(6))
    assert [
        column.label
        for column in shared_columns([Table("a", ("rec_id", "cluster", "title"), rows)], {}).columns
    ] == ["title"]
    assert "rec_id" in [
        column.label
        for column in shared_columns(
            [Table("a", ("rec_id", "cluster", "title"), rows)], {"rec_id": "code"}
        ).columns
    ]
