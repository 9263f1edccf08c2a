"""The legend as somebody edited it: what is left out, called otherwise and put first is so on paper."""

from dataclasses import replace
from pathlib import Path

import pytest

from tahqiq.products.board_rules import Look, Rule
from tahqiq.products.chart_export import ChartFormat
from tahqiq.products.paper.layout import layout_of
from tahqiq.products.paper.legend_edit import LegendEdit
from tests.products.bundle.conftest import Office, office
from tests.products.paper.test_rule_styles import text_of
from tests.products.test_chart_export import on_screen

__all__ = ["office"]
RED = Rule("red", "item", "PhoneNumber", "", "any", "", Look("#c00123"))
EDIT = LegendEdit(
    frozenset({"line confirmed"}),
    {"type PhoneNumber": "Handsets of the cell", "rule red": "Seen at the river"},
    ("rule red",),
)


@pytest.mark.parametrize("name", ["html", "pdf"])
def test_what_is_edited_in_the_legend_stands_so_on_paper(
    office: Office, tmp_path: Path, name: ChartFormat
) -> None:
    bare = replace(on_screen(office), language="en", rules=((RED, "Numbers watched"),))
    texts = []
    for at, seen in enumerate((bare, replace(bare, layout=replace(bare.layout, legend=EDIT)))):
        path = tmp_path / str(at)
        office.bench("writer").chart_files.write(name, path, seen)
        told = path.read_text("utf-8") if name == "html" else text_of(path)
        texts.append(told.partition("class=legend")[2].partition("</svg>")[0] if name == "html" else told)
    usual, edited = texts
    for word in ("Numbers watched", "Confirmed"):
        assert (word.casefold() in usual.casefold(), word.casefold() in edited.casefold()) == (True, False)
    for word in ("Handsets of the cell", "Seen at the river"):
        assert (word in usual, word in edited) == (False, True)
    assert edited.index("Seen at the river") < edited.index("Handsets of the cell")


def test_a_saved_chart_keeps_what_somebody_changed_for_products() -> None:
    body: dict[str, object] = {
        "legend": {
            "hidden": ["width", 3],
            "order": ["line confirmed"],
            "names": [{"of": "width", "name": "x"}],
        }
    }
    assert layout_of(body).legend == LegendEdit(frozenset({"width"}), {"width": "x"}, ("line confirmed",))
    assert layout_of({"legend": "none"}).legend == LegendEdit()
