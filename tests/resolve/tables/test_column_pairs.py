"""Two files with different headers, in different languages, exchanged or misnamed."""

from random import Random

import pytest

from tahqiq.kit.errors import WrongUse
from tahqiq.resolve.tables.column_pairs import overlap, paired
from tahqiq.resolve.tables.column_topics import meaning
from tahqiq.resolve.tables.columns import Table
from tahqiq.resolve.tables.link import Linked, link
from tahqiq.samples.pools import MALE, SURNAMES

ENGLISH = ("first name", "family name", "date of birth", "mobile")
ARABIC = ("رقم الهاتف", "المواليد", "اللقب", "الاسم الاول")
Row = tuple[str, ...]


def both(count: int = 200, seed: int = 8) -> tuple[list[Row], list[Row]]:
    """The same invented people in English and, in another order of columns, in Arabic."""
    rng = Random(seed)
    one: list[Row] = []
    two: list[Row] = []
    for _ in range(count):
        first, last = rng.choice(MALE), rng.choice(SURNAMES)
        born = (rng.randrange(1950, 2005), rng.randrange(1, 13), rng.randrange(2, 29))
        phone = f"0770{rng.randrange(10**7):07d}"
        one.append((first.latin[0], last.latin[0], f"{born[0]}-{born[1]:02d}-{born[2]:02d}", phone))
        two.append((phone, f"{born[2]}/{born[1]}/{born[0]}", last.ar, first.ar))
    return one, two


def met(found: Linked, count: int) -> int:
    """How many people of the first table stand with themselves in the second."""
    return sum(int(found.groups[at] == found.groups[at + count]) for at in range(count))


def codes(found: Linked) -> set[str]:
    """The codes of the remarks."""
    return {one.code for one in found.remarks}


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("الاسم الاول", "given"),
        ("ناوی باوک", "father"),
        ("ناڤێ دایکێ", "mother"),
        ("DateOfBirth", "birth"),
        ("Phone_Number", "phone"),
        ("Site name", "name"),
        ("zz", ""),
    ],
)
def test_what_headers_say_in_four_languages(label: str, said: str) -> None:
    assert meaning(label) == said


def test_headers_of_two_languages_meet_by_meaning() -> None:
    one, two = both()
    found = link([Table("a", ENGLISH, tuple(one)), Table("b", ARABIC, tuple(two))])
    assert [label for label, _ in found.columns] == list(ENGLISH)
    assert met(found, len(one)) > 0.97 * len(one)
    assert codes(found) == {"tables-column-matched", "tables-two-scripts"} - {"tables-two-scripts"}


def test_headers_that_say_nothing_meet_by_what_stands_below() -> None:
    one, two = both()
    found = link([Table("a", ENGLISH, tuple(one)), Table("b", ("c1", "c2", "c3", "c4"), tuple(two))])
    assert [label for label, _ in found.columns] == list(ENGLISH)
    assert met(found, len(one)) > 0.97 * len(one)


def test_columns_named_by_hand_go_before_everything() -> None:
    one, two = both()
    tables = [Table("a", ENGLISH, tuple(one)), Table("b", ("c1", "c2", "c3", "c4"), tuple(two))]
    matches = {"first name": "c4", "family name": "c3", "date of birth": "c2", "mobile": "c1"}
    found = link(tables, matches=matches)
    assert codes(found) == set()
    assert met(found, len(one)) > 0.97 * len(one)
    with pytest.raises(WrongUse) as error:
        link(tables, matches={"first name": "c9"})
    assert error.value.code == "no-such-column"


def test_columns_exchanged_in_one_file_are_put_right_and_said() -> None:
    one, two = both()
    english = [
        (row[2 + 1], row[2], row[0], row[1]) for row in one
    ]  # first and family name below one another's header
    found = link(
        [
            Table("a", ENGLISH, tuple(one)),
            Table("b", ("mobile", "date of birth", "family name", "first name"), tuple(english)),
        ]
    )
    assert "tables-columns-exchanged" in codes(found)
    assert met(found, len(one)) > 0.97 * len(one)
    assert len(two) == len(one)


def test_the_same_columns_are_not_taken_for_exchanged() -> None:
    one, _ = both()
    assert {item.how for item in paired([ENGLISH, ENGLISH], [one, one], {})} == {"header"}


def test_nearly_empty_columns_have_nothing_in_common() -> None:
    assert overlap(frozenset("ab"), frozenset("ab")) == 0.0


HOUSES = ("person", "age", "street number", "street name")
MAIL = ("name of payee", "employer street number", "mailing street number", "mailing street name")


def addresses(count: int = 120, seed: int = 4) -> tuple[list[Row], list[Row]]:
    """The same invented people with an age and an address, and with their employer's beside their own."""
    rng = Random(seed)
    one: list[Row] = []
    two: list[Row] = []
    for at in range(count):
        name = f"{rng.choice(MALE).latin[0]} {rng.choice(SURNAMES).latin[0]}"
        number, street = str(rng.randrange(1, 99)), f"{rng.choice(SURNAMES).latin[0]} road {at % 40}"
        one.append((name, str(rng.randrange(18, 90)), number, street))
        two.append((name, str(rng.randrange(1, 99)), number, street))
    return one, two


def test_short_numbers_are_no_reason_to_take_two_columns_for_one() -> None:
    one, two = addresses()
    found = paired([HOUSES, MAIL], [one, two], {})
    pairs = {item.label: MAIL[item.last] for item in found if item.how != "unsure"}
    assert "age" not in pairs
    assert pairs["street name"] == "mailing street name"
    assert pairs["street number"] == "mailing street number"


def test_of_two_columns_that_may_be_meant_neither_is_compared_and_it_is_said() -> None:
    rng = Random(2)
    names = [part.latin[0] for part in MALE]
    one = [(f"{rng.randrange(10**6)}x", rng.choice(names)) for _ in range(200)]
    two = [(row[0], row[1], rng.choice(names)) for row in one]
    found = link([Table("a", ("ref", "p"), tuple(one)), Table("b", ("ref", "q", "r"), tuple(two))])
    assert [label for label, _ in found.columns] == ["ref"]
    assert "tables-column-unsure" in codes(found)


def test_headers_that_say_two_things_are_not_one_whatever_they_hold() -> None:
    one, _ = both()
    rows = [(row[0], row[2]) for row in one]
    found = paired([("first name", "dob"), ("father", "dob")], [rows, rows], {})
    assert [(item.label, item.how) for item in found] == [("dob", "header")]
