"""A chart file that is read becomes a chart whose items stand where the file draws them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tahqiq.formats import anx
from tahqiq.formats.chart import Card, Chart, ChartItem, ChartLink
from tahqiq.products.chart_export import ChartFormat, OnScreen
from tahqiq.products.paper.layout import layout_of
from tests.formats.test_graphs import PICTURE
from tests.products.bundle.conftest import Office, office

__all__ = ["office"]
FOREIGN = Chart(
    (
        ChartItem("1", "Karwan", "Person", x=100.0, y=200.0, picture=PICTURE, cards=(Card("seen"),)),
        ChartItem("2", "+9647901112223", "Telephone", x=900.0, y=200.0),
        ChartItem("3", "Nobody's", "Thing", x=900.0, y=1000.0),
    ),
    (
        ChartLink("1", "2", "l1", "uses", when="2026-03-01T10:00:00", direction="forward"),
        ChartLink("2", "3", "l2", "with"),
    ),
)


def items_of(office: Office, path: Path) -> list[dict[str, object]]:
    """The items of the chart that is begun from a file."""
    writer = office.bench("writer")
    (read,) = [one for one in writer.collect([path], writer.deposit("Harbour")) if one.path == path.name]
    made = writer.chart_of(read.source)
    body = writer.documents.get(made.case, made.id).body["items"]
    assert isinstance(body, list)
    return body


def test_items_of_another_program_keep_place_picture_number_and_lines(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "foreign.anx"
    anx.write(path, FOREIGN)
    items = items_of(office, path)
    drawn = office.bench("writer").draw([str(one["entity"]) for one in items])
    called = {item["id"]: item["caption"] for item in drawn.items}
    places = {called[str(one["entity"])]: (one["x"], one["y"]) for one in items}
    unit = 800.0  # its lines are far longer than ours: the middle one is one unit
    assert places["Karwan"] == (100 / unit, 200 / unit)
    assert places["Nobody's"] == (900 / unit, 1000 / unit)
    assert len(items) == 3
    assert [one["entity"] for one in items if "photo" in one] == [
        next(one for one, name in called.items() if name == "Karwan")
    ]
    (uses,) = [line for line in drawn.lines if line["first"]]
    assert (called[uses["a"]], called[uses["b"]]) == ("Karwan", "+9647901112223")
    assert uses["first"].startswith("2026-03-01")


@pytest.mark.parametrize("name", ["anx", "graphml", "gexf"])
def test_our_own_file_stands_as_the_chart_did(office: Office, tmp_path: Path, name: ChartFormat) -> None:
    writer = office.bench("writer")
    begun = writer.chart_of(office.sources["calls.csv"], "Calls")
    body = writer.documents.get(begun.case, begun.id).body
    path = tmp_path / f"own.{name}"
    writer.chart_files.write(name, path, OnScreen(layout_of(body), "Calls", begun.case, "en"))
    again = items_of(office, path)
    stood, stand = (
        sorted((round(float(str(one["x"])), 1), round(float(str(one["y"])), 1)) for one in some)
        for some in (layout_items(body), again)
    )
    assert stand == stood
    ids = [str(one["entity"]) for one in again]
    old = writer.draw([str(one["entity"]) for one in layout_items(body)]).lines
    new = writer.draw(ids).lines
    assert sorted(line["first"] for line in new) == sorted(line["first"] for line in old)
    assert (len(old), min(line["first"] for line in new)) == (3, "2024-03-01T07:00:00Z")


def layout_items(body: Mapping[str, object]) -> list[dict[str, float]]:
    """The items in the body of a chart."""
    found = body["items"]
    assert isinstance(found, list)
    return found
