"""The association matrix: what counts as a link between two, how sure it is, and the orders of the items."""

import itertools
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tahqiq.analyse.methods.seriation import by_cluster, by_links
from tahqiq.kit.errors import WrongUse

from .conftest import PEOPLE, Case, Rows, opened


def pairs(rows: Rows) -> dict[frozenset[str], dict[str, object]]:
    """Rows by the captions of their two items."""
    return {
        frozenset(str(cast("dict[str, object]", row[end])["caption"]) for end in ("left", "right")): row
        for row in rows
    }


def status(row: dict[str, object]) -> str:
    return str(cast("dict[str, object]", row["status"])["code"])


@pytest.fixture(scope="module")
def rows(case: Case) -> Rows:
    return case.rows("association-matrix", items_chosen=[case.id(name) for name in PEOPLE])


def test_every_pair_has_a_row(rows: Rows) -> None:
    assert set(pairs(rows)) == {frozenset(pair) for pair in itertools.combinations(PEOPLE, 2)}
    assert len(rows) == 10


def test_what_is_recorded_between_two_and_how_sure_it_is(rows: Rows) -> None:
    found = pairs(rows)
    told = {
        tuple(sorted(pair)): (status(row), row["direct"], row["by-means"], row["by-shared"])
        for pair, row in found.items()
    }
    assert told[("Azad", "Behar")] == ("status-confirmed", 1, 0, 1), (
        "recorded directly in a source graded B1, and both were at the dinner"
    )
    assert told[("Azad", "Cemal")] == ("status-suspected", 0, 2, 0), "only their telephones talked"
    assert told[("Azad", "Dilan")] == ("status-suspected", 0, 0, 2), "the same company and the same dinner"
    assert told[("Behar", "Cemal")] == ("status-suspected", 0, 0, 1)
    assert {told[pair] for pair in told if "Evin" in pair} == {("status-none", 0, 0, 0)}


def test_kinds_times_and_sources_of_a_pair(rows: Rows) -> None:
    found = pairs(rows)
    called = found[frozenset({"Azad", "Cemal"})]
    assert (called["kinds"], called["first"], called["last"], called["links"]) == (
        ["Call"],
        "2026-01-10T07:00:00Z",
        "2026-01-12T08:00:00Z",
        2,
    )
    assert {place["source_name"] for place in cast("list[dict[str, object]]", called["sources"])} == {
        "calls.csv"
    }
    recorded = found[frozenset({"Azad", "Behar"})]
    assert all(
        place["source_name"] == "graded.json" and place["entity"]
        for place in cast("list[dict[str, object]]", recorded["sources"])
    )
    assert recorded["kinds"] == ["UnknownLink", "involved"]


def test_a_direct_link_of_a_lower_grade_is_suspected(case: Case) -> None:
    (row,) = case.rows("association-matrix", items_chosen=[case.id("Fatin"), case.id("Gulan")])
    assert (status(row), row["direct"]) == ("status-suspected", 1)


def test_one_number_of_two_people_is_a_shared_thing_and_no_talk(case: Case) -> None:
    (row,) = case.rows("association-matrix", items_chosen=[case.id("Fatin"), case.id("Behar")])
    assert (row["direct"], row["by-means"], row["by-shared"], status(row)) == (0, 0, 1, "status-suspected")


def test_means_and_shared_things_can_be_left_aside(case: Case) -> None:
    chosen = [case.id(name) for name in PEOPLE]
    only = pairs(case.rows("association-matrix", items_chosen=chosen, means=False, shared_things=False))
    assert {tuple(sorted(pair)) for pair, row in only.items() if row["links"]} == {("Azad", "Behar")}


def test_what_is_too_common_is_counted_and_no_link(case: Case) -> None:
    told = case.readable(
        "association-matrix", {"items-chosen": [case.id(name) for name in PEOPLE], "busiest": 2}
    )
    assert pairs(cast(Rows, told["rows"]))[frozenset({"Azad", "Dilan"})]["by-shared"] == 1, (
        "the dinner of three is left out, the company of two is not"
    )
    assert [
        (item["reason"], item["count"]) for item in cast("list[dict[str, object]]", told["left_out"])
    ] == [("too-common", 1)]


def test_the_nearest_of_one_person_are_people_and_companies(case: Case) -> None:
    found = pairs(case.rows("association-matrix", around=case.id("Azad"), nearest=2))
    assert {name for pair in found for name in pair} == {"Azad", "Behar", "Sample Trade"}, (
        "one link away, before what is further"
    )
    people = pairs(case.rows("association-matrix", around=case.id("Azad"), nearest=2, item_types=["Person"]))
    assert {name for pair in people for name in pair} == {"Azad", "Behar", "Dilan"}


def test_a_period_without_anything_leaves_empty_cells(case: Case) -> None:
    found = case.rows(
        "association-matrix",
        items_chosen=[case.id(name) for name in PEOPLE],
        since="2030-01-01T00:00:00+00:00",
    )
    assert {status(row) for row in found} == {"status-none"}


def test_nothing_chosen_and_one_item_are_refused(case: Case) -> None:
    with pytest.raises(WrongUse) as refused:
        case.rows("association-matrix")
    assert refused.value.code == "nothing-chosen"
    with pytest.raises(WrongUse) as refused:
        case.rows("association-matrix", items_chosen=[case.id("Azad")])
    assert refused.value.code == "too-few-things"


def test_the_orders_are_orders_of_the_items(rows: Rows) -> None:
    for name in ("by-links", "by-cluster"):
        places: dict[str, set[int]] = {}
        for row in rows:
            for end in ("left", "right"):
                places.setdefault(str(cast("dict[str, object]", row[end])["caption"]), set()).add(
                    int(str(row[f"{end}-{name}"]))
                )
        assert sorted(place for one in places.values() for place in one) == [0, 1, 2, 3, 4]
    assert {
        row["left-by-links"]
        if cast("dict[str, object]", row["left"])["caption"] == "Evin"
        else row["right-by-links"]
        for row in rows
        if "Evin" in str(row)
    } == {4}


@given(arrays.arrays(np.int64, st.integers(2, 12).map(lambda size: (size, size)), elements=st.integers(0, 3)))
def test_orders_are_permutations_and_repeat(drawn: "np.ndarray[tuple[int, int], np.dtype[np.int64]]") -> None:
    counts = np.triu(drawn, 1)
    counts = counts + counts.T
    for order in (by_links, by_cluster):
        places = order(counts)
        assert sorted(places.tolist()) == list(range(len(counts)))
        assert places.tolist() == order(counts).tolist()


def test_groups_stand_together() -> None:
    counts = np.zeros((6, 6), np.int64)
    for group in ((0, 2, 4), (1, 3, 5)):
        for one, two in itertools.permutations(group, 2):
            counts[one, two] = 7
    counts[0, 1] = counts[1, 0] = 1
    places = by_cluster(counts)
    assert sorted(places[[0, 2, 4]].tolist()) in ([0, 1, 2], [3, 4, 5])
    assert abs(int(places[0]) - int(places[1])) == 1, "the two that join the groups stand at the seam"


def test_what_was_judged_the_same_is_one_item(tmp_path: Path) -> None:
    with opened(tmp_path) as bench:
        case = Case(bench)
        behar, fatin, gulan = case.id("Behar"), case.id("Fatin"), case.id("Gulan")
        bench.identity.judge(behar, fatin, "same", "one number")
        for name in (behar, fatin):
            (row,) = case.rows("association-matrix", items_chosen=[name, gulan])
            assert (row["direct"], status(row)) == (1, "status-suspected"), (
                "what one of the two had is recorded with the other as well"
            )
        with pytest.raises(WrongUse) as refused:
            case.rows("association-matrix", items_chosen=[behar, fatin])
        assert refused.value.code == "too-few-things"
