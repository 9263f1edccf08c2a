"""Every paper of an exercise says so, in the language of the paper, and no other paper does."""

import pytest

from tahqiq.casework.forms.page import page as form_page
from tahqiq.casework.forms.paper import Sheet
from tahqiq.kit.exercise_mark import band, within
from tahqiq.kit.messages import LOCALES
from tahqiq.products.bundle.html import page as product_page
from tahqiq.products.paper.marks import Picture, Words
from tahqiq.products.paper.sheets import SheetHeading, _around
from tahqiq.products.product_words import Tongue
from tahqiq.products.rows import csv_of, workbook_of

EXERCISE = "exercise-0011223344556677"


def sheet(locale: str) -> Sheet:
    words = {"basis": "Basis", "number": "No.", "closed": "Closed"}
    return Sheet(locale, "ltr", "Receipt", "R-1", "1", "", (), (), (), words)


@pytest.mark.parametrize("locale", LOCALES)
def test_papers_say_it(locale: str) -> None:
    with within(EXERCISE):
        said = band(locale)
        assert said
        assert said in form_page(sheet(locale))
        assert said in product_page("Title", locale, "<p>Body</p>")
        for audience, draft in (("court", False), ("", False), ("court", True)):
            assert Tongue(locale).band(audience, draft).startswith(said)
        around = _around(SheetHeading("Chart", ("Handling",), "foot", locale), 595, 842, "")
        marks = [one for picture, _, _ in around for one in picture.marks if isinstance(one, Words)]
        assert any(said in one.text for one in marks)
    assert band(locale) == ""
    assert said not in form_page(sheet(locale))
    assert said not in product_page("Title", locale, "<p>Body</p>")
    assert said not in Tongue(locale).band("court", False)


def test_a_chart_without_heads_says_it_too() -> None:
    with within(EXERCISE):
        around = _around(SheetHeading("Chart", (), "foot", "en"), 595, 842, "")
    assert isinstance(around[0][0], Picture)
    assert any(isinstance(one, Words) and one.text == "Exercise: invented case" for one in around[0][0].marks)


def test_tables_say_it_in_their_first_line() -> None:
    with within(EXERCISE):
        assert b"Exercise: invented case" in csv_of(["a"], [["b"]]).splitlines()[0]
        assert b"TAHQIQ-EXERCISE" in workbook_of("t", ["a"], [["b"]])
    assert csv_of(["a"], [["b"]]).splitlines()[0].endswith(b"a")
