"""The rules of a chart on paper: colours, signs and words below names are those of the screen, and the legend
says what they mean."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from tahqiq.products.board_rules import InForce, Look, Rule, Style, Styled
from tahqiq.products.chart_export import ChartFormat
from tahqiq.products.paper.rule_styles import ruled, words_of
from tests.products.bundle.conftest import Office, office
from tests.products.test_chart_export import on_screen

__all__ = ["office"]
HOLDER = Rule("says-holder-0", "item", "", "told:holder", "any", "", Look(words=True))
RED = Rule("red", "item", "PhoneNumber", "", "any", "", Look("#c00123", icon="prison", size=2.0))


@pytest.mark.parametrize("name", ["html", "pdf"])
def test_a_number_on_paper_says_whose_it_is_and_looks_as_the_rules_say(
    office: Office, tmp_path: Path, name: ChartFormat
) -> None:
    bare = replace(on_screen(office), language="en")
    rules = ((HOLDER, "Whose it is"), (RED, "Numbers watched"))
    texts = []
    for at, seen in enumerate((bare, replace(bare, rules=rules))):
        path = tmp_path / str(at)
        office.bench("writer").chart_files.write(name, path, seen)
        texts.append(path.read_text("utf-8") if name == "html" else text_of(path))
    assert "Whose it is" not in texts[0]
    assert "Whose it is" in texts[1]
    assert "Numbers watched" in texts[1]
    if name == "html":
        assert ("#c00123" in texts[0], "#c00123" in texts[1]) == (False, True)


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))


def test_what_stands_below_a_name_is_written_as_the_language_writes_it() -> None:
    style = Style(
        Look(),
        ("2026-03-01 – 2026-03-05", "1500 USD", "B2", "Ali 2026-03-01"),
        ("told:period", "told:paid", "told:grade", "prop:alias"),
    )
    assert words_of(style, "en") == (
        "1 March 2026 – 5 March 2026",
        "paid 1,500 USD",
        "grade B2",
        "Ali 2026-03-01",
    )
    assert "١٬٥٠٠" in words_of(style, "ar")[1]
    assert words_of(None, "en") == ()


def test_the_legend_tells_only_rules_that_something_passes() -> None:
    styled = Styled({}, {}, (InForce("red", 3), InForce("says-holder-0", 0)))
    assert [
        (one.name, one.count, one.words_only) for one in ruled(styled, [(HOLDER, "Whose"), (RED, "Red")])
    ] == [("Red", 3, False)]
