"""What each layer of the map shows of a small ground: places, exactness, sources, and what is left out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import cast

import pytest

from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import LOCALES, catalogue
from tahqiq.products.maps.layer import Layer
from tahqiq.products.maps.layer_json import towns_json
from tahqiq.products.maps.places import placed_types
from tahqiq.products.maps.registry import LAYERS, layer
from tahqiq.workbench import Workbench

from ...analyse.places.ground import IMEI, A, B, made

Marks = list[dict[str, object]]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench.opened(made(tmp_path_factory.mktemp("ground"))) as opened:
        yield opened


def drawn(
    bench: Workbench, name: str, locale: str = "en", **values: object
) -> tuple[Marks, Marks, dict[str, int]]:
    """Marks, lines and counts of what was left out."""
    told = bench.layer(name, {key.replace("_", "-"): value for key, value in values.items()}, locale=locale)
    left_out = cast("Marks", told["left_out"])
    return (
        cast("Marks", told["marks"]),
        cast("Marks", told["lines"]),
        {str(one["reason"]): int(str(one["count"])) for one in left_out},
    )


@pytest.mark.parametrize("one", LAYERS, ids=lambda item: item.id)
def test_words_are_there(one: Layer) -> None:
    codes = {f"layer-{one.id}", f"layer-{one.id}-meaning"} | {
        f"parameter-{item.name}" for item in one.parameters
    }
    codes |= {f"choice-{choice}" for item in one.parameters for choice in item.choices}
    for code in sorted(codes):
        for locale in LOCALES:
            assert catalogue()[code][locale][0], (code, locale)
    assert all(catalogue()[f"layer-{one.id}-meaning"][locale][1] for locale in LOCALES), (
        "what it does not mean"
    )


@pytest.mark.parametrize("one", LAYERS, ids=lambda item: item.id)
def test_every_mark_and_line_says_where_it_rests(bench: Workbench, one: Layer) -> None:
    given = {item.name: A for item in one.parameters if item.required}
    marks, lines, _ = drawn(bench, one.id, **given)
    for item in (*marks, *lines):
        assert item["things"], item
        assert item["word"], item
        for rests in cast("Marks", item["evidence"]):
            assert rests["source_name"] in ("sites.csv", "calls.csv", "seen.csv", "things.ftm.json")
            assert "row" in rests or "statement" in rests
        assert item["evidence"], item
    assert len({item["id"] for item in marks}) == len(marks)


def test_sites_have_a_sector_only_where_the_list_gives_one(bench: Workbench) -> None:
    marks, _, _ = drawn(bench, "cell-sites")
    assert sorted(
        (str(mark["title"]), cast("dict[str, float]", mark["sector"] or {}).get("azimuth")) for mark in marks
    ) == [("Erbil", 240.0), ("Karkh", 120.0), ("Rusafa", None)]
    assert drawn(bench, "cell-sites", until="2023-01-01T00:00:00+00:00")[2]["outside-period"] == 3
    assert drawn(bench, "cell-sites", limit=1)[2]["beyond-limit"] == 2


def test_a_place_is_a_point_or_a_circle_of_the_size_of_what_is_known(bench: Workbench) -> None:
    marks, _, left_out = drawn(bench, "places")
    told = {str(mark["title"]): (mark["kind"], mark["exactness"], mark["metres"]) for mark in marks}
    assert told["Store"] == ("Place", "coordinates", 150.0)
    assert told["Seizure at the store"] == ("Seizure", "coordinates", 150.0)
    assert told["Seizure in a town"] == ("Seizure", "town", 20_000.0)
    assert told["Somewhere"] == ("Address", "governorate", 210_000.0)
    assert left_out == {"place-not-known": 1}
    only, _, _ = drawn(bench, "places", types=["Seizure"], since="2026-03-06T00:00:00+00:00")
    assert [mark["title"] for mark in only] == ["Seizure in a town"]
    (mark,) = only
    assert "“بغداد / الرصافة”" in str(mark["word"])
    arabic, _, _ = drawn(bench, "places", "ar", types=["Address"])
    assert "المحافظة" in str(arabic[0]["word"])


def test_cells_of_a_number_and_of_a_handset_are_the_same_and_what_no_list_places_is_counted(
    bench: Workbench,
) -> None:
    of_number, _, left_out = drawn(bench, "cells-used", item=A)
    assert sorted(int(str(mark["count"])) for mark in of_number) == [1, 1, 3]
    assert (left_out["places-without-coordinates"], left_out["records-without-coordinates"]) == (1, 1)
    assert str(of_number[0]["word"]).startswith("The handset used this cell")
    of_handset, _, _ = drawn(bench, "cells-used", item=IMEI)
    assert [(mark["lat"], mark["begin"]) for mark in of_handset] == [
        (mark["lat"], mark["begin"]) for mark in of_number
    ]


def test_a_route_goes_from_stop_to_stop_in_time_and_marks_what_no_vehicle_can_do(bench: Workbench) -> None:
    marks, lines, _ = drawn(bench, "route", item=A)
    assert [mark["count"] for mark in marks] == [2, 1, 1, 1]
    assert [mark["begin"] for mark in marks] == sorted(str(mark["begin"]) for mark in marks)
    assert [line["doubtful"] for line in lines] == [False, False, True]
    assert "no vehicle" in str(lines[2]["word"])
    car, way, _ = drawn(bench, "route", item="11 A 10001")
    assert [mark["lon"] for mark in car] == [42.9, 41.2]
    assert len(way) == 1


def test_a_meeting_shows_distance_and_time(bench: Workbench) -> None:
    marks, lines, _ = drawn(bench, "meetings", numbers_optional=[A, B], chance=10)
    (mark,) = marks
    assert mark["title"] == f"{A} · {B}"
    assert str(mark["word"]) == "Recorded 0 m and 3 minutes apart."
    assert lines == []
    far, between, _ = drawn(bench, "meetings", numbers_optional=[A, B], chance=10, metres=12_000, minutes=125)
    assert far
    assert len(between) <= len(far)


def test_cars_that_passed_together(bench: Workbench) -> None:
    marks, _, _ = drawn(bench, "passed-together", minutes=10, at_least=2)
    assert [(mark["lon"], mark["word"]) for mark in marks] == [
        (42.9, "Recorded 0 m and 2 minutes apart."),
        (41.2, "Recorded 0 m and 1 minutes apart."),
    ]
    none, _, _ = drawn(bench, "passed-together", item_optional="11 A 10003")
    assert none == []


def test_passages_count_by_place(bench: Workbench) -> None:
    marks, _, _ = drawn(bench, "passages")
    assert [(mark["title"], mark["count"], mark["kind"]) for mark in marks] == [
        ("CAM-1", 2, "Sighting"),
        ("CAM-2", 3, "Sighting"),
    ]
    only, _, _ = drawn(bench, "passages", item_optional="11 A 10003")
    assert [(mark["title"], mark["count"]) for mark in only] == [("CAM-2", 1)]


def test_the_same_mark_has_the_same_id_in_every_answer(bench: Workbench) -> None:
    first, _, _ = drawn(bench, "places")
    later, _, _ = drawn(bench, "places", types=["Seizure"])
    assert {mark["id"] for mark in later} <= {mark["id"] for mark in first}


def test_what_is_no_question_is_said(bench: Workbench) -> None:
    with pytest.raises(NotFound, match="no layer"):
        layer("nothing")
    with pytest.raises(NotFound):
        drawn(bench, "route", item="07400000000")
    with pytest.raises(WrongUse):
        drawn(bench, "route")
    with pytest.raises(WrongUse):
        drawn(bench, "cell-sites", depth=3)


def test_types_with_a_place_are_found_in_the_vocabulary() -> None:
    assert {"Place", "Address", "Seizure", "Detention", "Incident"} <= set(placed_types())
    assert not {"CellSite", "Crossing", "Call", "Person"} & set(placed_types())


def test_towns_are_told_in_the_language_of_the_reader() -> None:
    assert {"Baghdad"} < {str(town["name"]) for town in towns_json("en")}
    assert {"بەغدا"} < {str(town["name"]) for town in towns_json("ckb")}


def test_all_things_of_a_chart_stand_where_each_was_recorded_in_the_part_of_the_time(
    bench: Workbench,
) -> None:
    ids = [bench.search(number, schema="PhoneNumber").hits[0].id.hex() for number in (A, B)]
    marks, _, left_out = drawn(bench, "recorded", items=[*ids, "f" * 32, "11 A 10003"])
    first = [(cast("Marks", mark["things"])[0]["caption"], mark["kind"], mark["count"]) for mark in marks]
    assert sorted(first, key=str) == sorted(
        [(A, "Cell", 3), (A, "Cell", 1), (A, "Cell", 1), (B, "Cell", 1), ("IQ-BG A 10003", "Place", 1)],
        key=str,
    )
    assert (left_out["places-without-coordinates"], left_out["records-without-coordinates"]) == (1, 1)
    alone, _, _ = drawn(bench, "cells-used", item=A)
    assert {(one["lat"], one["begin"], one["end"]) for one in alone} <= {
        (one["lat"], one["begin"], one["end"]) for one in marks
    }
    week = {"since": "2026-03-01T08:30:00+00:00", "until": "2026-03-02T00:00:00+00:00"}
    part, _, _ = drawn(bench, "recorded", items=ids, **week)
    assert sorted(cast("Marks", mark["things"])[0]["caption"] for mark in part) == [A, B]  # type: ignore[type-var]
    of_handset, _, _ = drawn(bench, "recorded", items=[IMEI])
    assert sorted(int(str(mark["count"])) for mark in of_handset) == [1, 1, 3]
    assert drawn(bench, "recorded", items=ids, limit=2)[2]["beyond-limit"] == 2


def test_a_place_tells_how_many_events_it_has_beyond_those_listed(bench: Workbench) -> None:
    camera = next(hit.id.hex() for hit in bench.search("CAM-2").hits if hit.schema == "Place")
    told = bench.happenings(camera, limit=1)
    assert (len(told.events), told.total, told.records) == (1, 3, 3)
    part = bench.happenings(camera, since=datetime(2026, 3, 7, tzinfo=UTC), limit=1)
    assert (len(part.events), part.total) == (1, 1)
