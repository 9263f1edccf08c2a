"""Icons on paper are those of the page, and every kind of thing has one that can be drawn."""

import re
from pathlib import Path

import pytest

from tahqiq.kit.tables import table
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.paper.icons import colour_of, icon_of, shape_of, steps_of

UI = Path(__file__).resolve().parents[3] / "ui" / "src"


def test_paths_pictures_families_and_colours_are_those_of_the_page() -> None:
    known = table("tahqiq.products.paper", "icons.yaml")
    icon = (UI / "design" / "Icon.tsx").read_text("utf-8")
    look = (UI / "views" / "chart" / "look.ts").read_text("utf-8")
    paths = dict(re.findall(r'^  (\w+): "([^"]+)",$', icon.split("} as const")[0], re.MULTILINE))
    assert known["paths"] == {name: paths[name] for name in known["paths"]}
    assert known["pictures"] == dict(
        re.findall(r'"?([\w-]+)"?: "(\w+)"', icon.partition("const OF_TYPE")[2].partition("};")[0])
    )
    assert known["families"] == dict(
        re.findall(r'(\w+): "(\w+)"', look.partition("const OF_ICON")[2].partition("};")[0])
    )
    assert known["colours"] == dict(
        re.findall(
            r'(\w+): "(#[0-9a-f]{6})"',
            look.partition("LIGHT")[2].partition("families: {")[2].partition("}")[0],
        )
    )


def test_every_kind_of_thing_can_be_drawn() -> None:
    for schema in vocabulary().schemata:
        assert icon_of(schema)[0][0] == "M"
        assert colour_of(schema).startswith("#")
        assert shape_of(schema) in {"circle", "square", "diamond", "hexagon", "triangle", "pill"}


def test_an_arc_ends_where_it_says_and_keeps_its_distance_from_the_middle() -> None:
    steps = steps_of("M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z")
    assert steps[-2][-2:] == pytest.approx((12, 4))
    for step in steps[1:-1]:
        x, y = (float(value) for value in step[-2:])
        assert (x - 12) ** 2 + (y - 12) ** 2 == pytest.approx(64)


@pytest.mark.parametrize("path", ["M1 2x", "M1 2L3", "url(x)"])
def test_other_path_data_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        steps_of(path)
