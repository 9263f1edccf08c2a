"""Real messages of others: what their README says is true comes out, and nothing is lost in silence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tahqiq.formats.passengers.reader import READER
from tahqiq.formats.reader import Item, Records
from tahqiq.model.problem import Problem

Rows = dict[str, list[dict[str, str | None]]]


def read(path: Path) -> tuple[Rows, list[Problem]]:
    rows: Rows = {}
    problems: list[Problem] = []
    items: list[Item] = list(READER.read(path, path.name))
    for item in items:
        if isinstance(item, Records):
            rows.setdefault(item.kind.removeprefix("passengers."), []).extend(item.columns.to_pylist())
        elif isinstance(item, Problem):
            problems.append(item)
    return rows, problems


EXPECTED = {
    # file: (version, people, crew, documents, bags, bookings)
    "gtas/flight1.txt": ("D.02B", 10, 0, 15, 16, 0),
    "gtas/Test1.txt": ("D.02B", 0, 8, 8, 0, 0),
    "gtas/apisMessage.txt": ("D.05B", 2, 0, 0, 0, 0),
    "gtas/2_pnrs_basic.edi": ("10.1", 4, 0, 4, 0, 2),
    "gtas/pnr2.txt": ("10.1", 2, 0, 2, 0, 1),
    "gtas/pnr_split.edi": ("11.1", 3, 0, 1, 0, 2),
    "gtas/adult_and_infant.edi": ("11.1", 2, 0, 2, 0, 1),
    "gtas/no_pnr_history.edi": ("11.1", 4, 0, 4, 0, 3),
    "gtas/pnrMessageExample.txt": ("13.1", 5, 0, 5, 18, 1),
    "gtas/bigMessagePnr.txt": ("13.1", 7, 0, 7, 22, 1),
    "gtas/pnrWithDoco.txt": ("13.1", 1, 0, 2, 0, 1),
    "gtas/pnrWithPrefixesAndBookingDetailBags.txt": ("13.1", 2, 0, 2, 4, 1),
    "edifabric/PassengerData.txt": ("11.1", 2, 0, 2, 0, 1),
    "ediclean/original/A.txt": ("D.05B", 1, 0, 1, 0, 0),
    "ediclean/original/B.txt": ("D.05B", 1, 0, 1, 0, 0),
    "ediclean/original/C.txt": ("D.05B", 3, 0, 3, 3, 0),
    "ediclean/original/D.txt": ("D.05B", 1, 0, 1, 1, 0),
    "ediclean/original/E.txt": ("D.05B", 3, 0, 3, 0, 0),
    "ediclean/original/F.txt": ("D.05B", 0, 1, 2, 0, 0),
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_real_message(name: str, shared_data: Callable[[str], Path]) -> None:
    rows, problems = read(shared_data("passengers") / name)
    people = rows.get("person", [])
    crew = [one for one in people if "crew" in str(one["role"])]
    counts = (
        len(people) - len(crew),
        len(crew),
        len(rows.get("document", [])),
        len(rows.get("bag", [])),
        len(rows.get("booking", [])),
    )
    assert (rows["message"][0]["version"], *counts) == EXPECTED[name]
    assert not [
        one.code
        for one in problems
        if one.records or one.code in ("passengers-out-of-place", "passengers-nobody", "edifact-no-end")
    ]


@pytest.mark.parametrize("letter", "ABCDEF")
def test_a_telex_gives_what_its_cleaned_form_gives(letter: str, shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("passengers") / "ediclean"
    found = [read(folder / kind / f"{letter}.txt") for kind in ("original", "reference")]
    without = [
        {kind: [{**row, "at": None} for row in some] for kind, some in rows.items()} for rows, _ in found
    ]
    assert without[0] == without[1]
    assert [(one.code, one.value) for one in found[0][1]] == [(one.code, one.value) for one in found[1][1]]
    assert "edifact-parts-missing" in [one.code for one in found[0][1]]


def test_a_list_of_a_lorry_is_refused(shared_data: Callable[[str], Path]) -> None:
    rows, problems = read(shared_data("passengers") / "edifabric" / "PassengerList.txt")
    assert not rows.get("person")
    assert [(one.code, one.records) for one in problems] == [("passengers-not-air", 1)]


def test_values_that_others_assert(shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("passengers") / "gtas"
    assert read(folder / "pnrMessageExample.txt")[0]["booking"][0]["origin"] == "WDH"
    seats = [one for one in read(folder / "pnrMessageExample.txt")[0]["seat"] if one["cabin"]]
    assert seats[1]["cabin"] == "Y"
    visa = read(folder / "pnrWithDoco.txt")[0]["document"][1]
    assert [visa[name] for name in ("number", "type", "issued", "place", "expires")] == [
        "8675309",
        "V",
        "2006-12-22",
        "OTHER PLACE",
        None,
    ]
    bags = read(folder / "pnrWithPrefixesAndBookingDetailBags.txt")[0]["bag"]
    assert [bags[0][name] for name in ("tag", "destination")] == ["UA0506", "KWI"]
    flight = read(folder / "2_pnrs_basic.edi")[0]["flight"][0]
    assert [flight[name] for name in ("number", "origin", "destination", "departs")] == [
        "DL324",
        "LHR",
        "JFK",
        "2010-12-12T09:15",
    ]
    crew = read(folder / "Test1.txt")[0]["flight"][0]
    assert [crew[name] for name in ("flight", "origin", "destination")] == [
        "UA989/2017-01-27/FRA",
        "FRA",
        "IAD",
    ]
    flights = read(folder / "apisMessage.txt")[0]["flight"]
    assert [(one["origin"], one["destination"]) for one in flights] == [("ATL", "ORD"), ("ORD", "JFK")]
    assert [one.value for one in read(folder / "bigMessagePnr.txt")[1] if one.field == "EQN"] == ["7"]
