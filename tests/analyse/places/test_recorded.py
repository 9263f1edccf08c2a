"""Who was recorded in an area, and the gaps of one thing, over a small ground."""

from collections.abc import Iterator

import pytest

from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.workbench import Workbench

from ..judged import rows
from .ground import IMEI, A, B, C, made

BAGHDAD, ERBIL = "33.2 44.2; 33.2 44.6; 33.5 44.6; 33.5 44.2", "36.19 44.01 5000"
PHONES = ["Call"]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench.opened(made(tmp_path_factory.mktemp("ground"))) as opened:
        yield opened


def test_areas_are_intersected_and_each_row_cites_its_records(bench: Workbench) -> None:
    found = rows(bench, "recorded-in-area", areas=[BAGHDAD, ERBIL], kinds=PHONES)
    assert [(row["item"], row["areas_met"], row["records"], row["places"]) for row in found] == [
        (A, 2, 5, 3),
        *sorted([(B, 1, 1, 1), (C, 1, 1, 1)], key=lambda one: [row["item"] for row in found].index(one[0])),
    ]
    assert [
        row["item"] for row in rows(bench, "recorded-in-area", areas=[BAGHDAD, ERBIL], **{"at-least": 2})
    ] == [A]
    assert all(one["source_name"] == "calls.csv" and one["row"] for one in found[0]["evidence"])  # type: ignore[attr-defined]


def test_an_area_may_have_a_period_of_its_own(bench: Workbench) -> None:
    morning = "@2026-03-01T06:00:00+00:00/2026-03-01T08:00:00+00:00"
    (row,) = rows(bench, "recorded-in-area", areas=[BAGHDAD + morning], kinds=PHONES)
    assert (row["item"], row["records"], row["first"], row["last"]) == (
        A,
        2,
        "2026-03-01T07:00:00Z",
        "2026-03-01T07:40:00Z",
    )
    assert rows(bench, "recorded-in-area", areas=[BAGHDAD], until="2026-01-01T00:00:00+00:00") == []


def test_handsets_and_cameras_are_asked_alike_and_cells_without_place_are_counted(bench: Workbench) -> None:
    (row,) = rows(bench, "recorded-in-area", areas=[ERBIL], kinds=PHONES, **{"count-by": "handset"})
    assert row["item"] == IMEI
    told = bench.readable(bench.analyse("recorded-in-area", {"areas": ["33.2 42.9 100"]}), "en")
    assert len(told["rows"]) == 2  # type: ignore[arg-type]
    assert {one["reason"]: one["count"] for one in told["left_out"]}["places-without-coordinates"] == 1  # type: ignore[attr-defined]


def test_a_gap_is_told_with_the_places_before_and_after(bench: Workbench) -> None:
    found = rows(bench, "record-gaps", items=[A], **{"times-usual": 2, "at-least-hours": 24})
    assert [(row["item"], row["begin"], row["end"], row["length"], row["to_place"]) for row in found] == [
        (A, "2026-03-02T06:10:00Z", "2026-03-20T06:10:00Z", 18 * 86400, "418-20-99-9")
    ]
    assert found[0]["metres"] is None, "one of the two cells has no coordinates"
    assert len(found[0]["evidence"]) == 2  # type: ignore[arg-type]
    assert rows(bench, "record-gaps", items=[B]) == []


def test_a_handset_stops_like_a_number(bench: Workbench) -> None:
    of_handset, of_number = (
        rows(bench, "stops", item=item, **{"dwell-minutes": 0, "gap-hours": 24}) for item in (IMEI, A)
    )
    assert [(row["begin"], row["records"]) for row in of_handset] == [
        (row["begin"], row["records"]) for row in of_number
    ]


def test_what_cannot_be_asked_is_said(bench: Workbench) -> None:
    with pytest.raises(WrongUse, match="area"):
        bench.analyse("recorded-in-area", {"areas": ["here"]})
    with pytest.raises(NotFound):
        bench.analyse("record-gaps", {"items": ["07400000000"]})
