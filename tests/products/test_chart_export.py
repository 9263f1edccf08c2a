"""A chart of the screen as a file: places, groups and colours come back as they were written, a page holds
what is seen, and what is lost is told."""

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats import anx, gexf, graphml
from tahqiq.formats.chart import Chart, ChartItem, from_records
from tahqiq.kit.errors import Refused
from tahqiq.products.board_rules import Look as RuleLook
from tahqiq.products.board_rules import Rule
from tahqiq.products.chart.view import Look
from tahqiq.products.chart_export import ChartFormat, OnScreen
from tahqiq.products.paper.chart_positions import SCALE, placed
from tahqiq.products.paper.layout import Layout, Placed, Text, layout_of
from tests.products.bundle.conftest import NUMBERS, Office, office, said

__all__ = ["office"]
READERS = {"anx": anx.READER, "graphml": graphml.READER, "gexf": gexf.READER}


def on_screen(office: Office, *more: str) -> OnScreen:
    person = next(
        one
        for one in office.people
        if office.bench("writer")
        .captions([bytes.fromhex(one)])
        .get(bytes.fromhex(one), "")
        .startswith("ئاوات")
    )
    items = tuple(
        Placed(one, at * 1.5, -at / 2, "حلقة" if at else "")
        for at, one in enumerate((person, NUMBERS[1], *more))
    )
    return OnScreen(Layout(items, ("ab" * 16,), {"حلقة": "حلقة"}), "شبكة", "Harbour", "ar", Look(filtered=2))


@pytest.mark.parametrize("name", READERS)
def test_places_groups_and_colours_come_back_as_they_were_written(
    office: Office, tmp_path: Path, name: ChartFormat
) -> None:
    seen = on_screen(office)
    path = tmp_path / f"chart.{name}"
    made = office.bench("writer").chart_files.write(name, path, seen)
    back = from_records(READERS[name].read(path, path.name))
    assert {(item.x, item.y) for item in back.items} == {
        (0.0, 0.0),
        (round(1.5 * SCALE), round(-0.5 * SCALE)),
    }
    assert sorted(dict(item.attributes).get("group", "") for item in back.items) == ["", "حلقة"]
    assert all(item.colour.startswith("#") for item in back.items)
    assert made.lost["hidden"] == 1
    assert ("cards" in made.lost) == (name != "anx")


def test_what_rules_say_and_what_is_written_comes_back_from_anx(office: Office, tmp_path: Path) -> None:
    """Colours (as BGR in the file), icon, frame, size, width, words below names, titles and notes; a line
    dashed by a rule is told."""
    seen = on_screen(office, office.people[0])
    person = seen.layout.items[0].id
    look = RuleLook("#c00000", "#0000ff", "truck", 2.0, words=True)
    rules = (
        (Rule("1", "item", "Person", "prop:name", "any", "", look), "Drivers"),
        (Rule("2", "line", "", "", "any", "", RuleLook("#00aa00", width=3.0, dash="dotted")), "All"),
    )
    texts = (Text(0, -2, "شبكة الميناء", "title"), Text(1, 1, "seen twice", "note", person))
    seen = replace(seen, rules=rules, layout=replace(seen.layout, texts=texts))
    path = tmp_path / "chart.anx"
    made = office.bench("writer").chart_files.write("anx", path, seen)
    back = from_records(anx.READER.read(path, path.name))
    (styled,) = [
        item
        for item in back.items
        if item.type == "Person" and dict(item.attributes).get("name", "").startswith("ئاوات")
    ]
    assert (styled.colour, styled.frame, styled.icon, styled.size) == (
        "#c00000",
        "#0000ff",
        "truck",
        "double",
    )
    assert "ئاوات" in dict(styled.attributes)["shown"]
    assert 'IconShadingColour="192"' in path.read_text("utf-16")
    lines = [link for link in back.links if link.type != "Note"]
    assert lines
    assert {(link.colour, link.width) for link in lines} == {("#00aa00", "3")}
    assert [(item.label, item.type, item.shape) for item in back.items if item.shape == "text"] == [
        ("شبكة الميناء", "Title", "text"),
        ("seen twice", "Note", "text"),
    ]
    assert [link.target for link in back.links if link.type == "Note"] == [styled.id]
    assert made.items == 3
    assert made.lost["dashes"] == len(lines)
    assert "texts" not in made.lost


def test_graph_files_tell_the_looks_they_cannot_hold(office: Office, tmp_path: Path) -> None:
    rules = ((Rule("1", "item", "Person", "", "any", "", RuleLook(icon="truck")), "Drivers"),)
    made = office.bench("writer").chart_files.write(
        "gexf", tmp_path / "c.gexf", replace(on_screen(office), rules=rules)
    )
    assert made.lost["looks"] == 1


def test_the_page_holds_what_is_seen_and_asks_for_nothing(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "chart.html"
    made = office.bench("writer").chart_files.write("html", path, on_screen(office))
    page = path.read_text("utf-8")
    for wanted in (
        "ئاوات ڕەحیم",
        "<svg",
        'dir="rtl"',
        "people.csv",
        "default-src &#x27;none&#x27;" if "&#x27;" in page else "default-src 'none'",
    ):
        assert wanted in page
    assert "http://" not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "https://" not in page
    assert (made.items, made.lost) == (2, {"hidden": 1})


@pytest.mark.parametrize("name", get_args(ChartFormat))
def test_a_handling_code_forbids_every_form(office: Office, tmp_path: Path, name: ChartFormat) -> None:
    writer = office.bench("writer")
    secret = next(
        one
        for one in office.people
        if "zzqx" in writer.captions([bytes.fromhex(one)]).get(bytes.fromhex(one), "")
    )
    path = tmp_path / "chart"
    with said("export-forbidden", Refused):
        writer.chart_files.write(name, path, on_screen(office, secret))
    assert not path.exists()


@pytest.mark.parametrize("name", get_args(ChartFormat))
def test_a_stranger_gets_a_file_of_nothing(office: Office, tmp_path: Path, name: ChartFormat) -> None:
    path = tmp_path / "chart"
    stranger = office.bench("stranger")
    stranger.open_case("Elsewhere")
    made = stranger.chart_files.write(name, path, on_screen(office))
    assert (made.entities, made.values, made.links) == (0, 0, 0)
    assert "ئاوات".encode() not in path.read_bytes()


@given(st.lists(st.tuples(st.floats(-9000, 9000), st.floats(-9000, 9000)), max_size=6))
@settings(max_examples=30, deadline=None)
def test_any_place_is_written_as_a_whole_number(places: list[tuple[float, float]]) -> None:
    chart = Chart(tuple(ChartItem(f"{at:032x}") for at in range(len(places))))
    layout = Layout(tuple(Placed(f"{at:032x}", x, y) for at, (x, y) in enumerate(places)))
    for item, (x, y) in zip(
        placed(chart, layout, {one.id: one.id for one in chart.items}).items, places, strict=True
    ):
        assert (item.x, item.y) == (round(x * SCALE), round(y * SCALE))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
)


@given(JSON, JSON, JSON)
@settings(max_examples=60, deadline=None)
def test_any_body_of_a_chart_gives_a_layout(items: object, hidden: object, groups: object) -> None:
    found = layout_of({"items": items, "hidden": hidden, "groups": groups})
    assert json.dumps([one.x for one in found.items], allow_nan=False)
