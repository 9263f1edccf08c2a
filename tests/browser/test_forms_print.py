"""A form on paper: nothing stands outside the width of the sheet, in either direction."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tahqiq.casework.forms.answers import Answer, given
from tahqiq.casework.forms.filled_form import Filled
from tahqiq.casework.forms.page import Font, page
from tahqiq.casework.forms.paper import sheet
from tahqiq.casework.forms.parser import load
from tahqiq.kit.declarations import yaml_files

ROOT = Path(__file__).resolve().parents[2]
FONT = ROOT / "src" / "tahqiq" / "products" / "paper" / "fonts" / "NotoNaskhArabic-Regular.ttf"
FORM = load(yaml_files(ROOT / "tests" / "casework" / "forms" / "declared"))["arrival"][2]
ANSWERS = {
    "name": given("سارا عەلی"),
    "born": Answer("unknown", note="no papers"),
    "injured": given("found"),
    "injuries": given("x" * 400),
    "phone": given("0770 123 4567"),
    "property.1.thing": given("watch"),
    "witness": given("Officer"),
}
FILLED = Filled(
    "ACDE-FGHJ-KLMN", "arrival", 2, date(2026, 3, 1), "p1", datetime(2026, 3, 2, 8, tzinfo=UTC), "p2", ANSWERS
)


@pytest.mark.browser
@pytest.mark.parametrize("locale", ["en", "ar", "ckb"])
@pytest.mark.parametrize("filled", [None, FILLED], ids=["blank", "filled"])
def test_a_sheet_of_paper_holds_it(
    locale: str, filled: Filled | None, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "form.html"
    path.write_text(
        page(sheet(FORM, locale, filled, id="ACDE-FGHJ-KLMN"), (Font("Noto Naskh Arabic", FONT.as_uri()),)),
        "utf-8",
    )
    window = browser.new_page(viewport={"width": 794, "height": 1123})
    window.goto(path.as_uri())
    assert window.evaluate("document.documentElement.scrollWidth") <= 794
    assert window.evaluate("getComputedStyle(document.body).direction") == (
        "ltr" if locale == "en" else "rtl"
    )
    assert len(window.pdf(format="A4")) > 5_000
    window.close()
