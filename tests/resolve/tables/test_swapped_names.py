"""Given and family names in each other's columns are told; names that serve as both are not."""

from collections.abc import Sequence
from itertools import product

from tahqiq.resolve.tables.columns import Table, shared_columns
from tahqiq.resolve.tables.swapped_names import exchanged_rows, of_names

GIVEN = ["Ali", "Hasan", "Karim", "Zainab", "Omar", "Yusuf", "Mariam", "Sara", "Nadia", "Salim"]
FAMILY = [
    "Ghanimi",
    "Saidi",
    "Rubaie",
    "Juboori",
    "Dulaimi",
    "Obaidi",
    "Tikriti",
    "Basri",
    "Najafi",
    "Hilli",
    "Kaabi",
    "Maliki",
]
ROWS = list(product(GIVEN, FAMILY))


def codes(columns: Sequence[tuple[str, Sequence[str | None]]]) -> list[str]:
    return [problem.code for problem in of_names(columns)]


def test_some_rows_are_found_by_the_others() -> None:
    rows = [(family, given) if at % 30 == 0 else (given, family) for at, (given, family) in enumerate(ROWS)]
    given, family = [one for one, _ in rows], [two for _, two in rows]
    assert exchanged_rows(given, family) == [at for at in range(len(rows)) if at % 30 == 0]
    assert codes([("given name", given), ("family name", family)]) == ["tables-names-exchanged"]
    assert codes([("اللقب", family), ("الاسم الأول", given)]) == ["tables-names-exchanged"]


def test_headers_that_stand_over_each_other_are_told() -> None:
    more = [
        *GIVEN,
        "Munir",
        "Tariq",
        "Samir",
        "Jabbar",
        "Fadhil",
        "Husain",
        "Mahdi",
        "Kadhim",
        "Abbas",
        "Jasim",
        "Hamid",
        "Khalid",
    ]
    rows = list(product(more, [*FAMILY, *(f"{one}a" for one in FAMILY)]))
    given, family = [one for one, _ in rows], [two for _, two in rows]
    assert codes([("first name", family), ("surname", given)]) == ["tables-names-under-each-other"]
    assert codes([("first name", given), ("surname", family)]) == []


def test_nothing_is_said_of_names_that_are_both_and_of_other_columns() -> None:
    both = [(one, two) for one, two in product(GIVEN, GIVEN) if one != two]
    assert codes([("given", [one for one, _ in both]), ("family", [two for _, two in both])]) == []
    assert codes([("given", [one for one, _ in ROWS]), ("city", [two for _, two in ROWS])]) == []
    assert codes([("given", []), ("family", [])]) == []
    assert codes([("given", [None, "Ali"]), ("family", ["Saidi", None])]) == []


def test_it_is_said_of_a_table_that_is_linked() -> None:
    rows = [(family, given) if at % 20 == 0 else (given, family) for at, (given, family) in enumerate(ROWS)]
    told = shared_columns([Table("one", ("given name", "family name"), tuple(rows))], {}).remarks
    assert [(one.code, one.params["count"]) for one in told if one.code == "tables-names-exchanged"] == [
        ("tables-names-exchanged", 6)
    ]
