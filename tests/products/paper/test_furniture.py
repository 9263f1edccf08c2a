"""What an agency puts round its charts: read from the body of a chart with whatever stands in it, and on the
sheet in the direction of the language."""

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.products.bundle.pages import whose
from tahqiq.products.paper.furniture import FEET, PLAIN, Furniture, furniture_of
from tahqiq.products.paper.legend import legend
from tahqiq.products.paper.marks import Outline, Words
from tahqiq.products.paper.sheets import SheetHeading, sheets
from tests.products.paper.test_pdf import drawn

AGENCY = Furniture(
    "مديرية مكافحة المخدرات", "Unit 4", "", "double", legend_end=True, foot=("author",), note="No copies"
)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_name_unit_and_foot_stand_on_the_sheet(language: str) -> None:
    items = [{"id": "0" * 32, "schema": "Person", "caption": "x", "linked": 0}]
    foot = " · ".join(AGENCY.footer("2026-03-01", "Sara", "Harbour"))
    data, count, missing = sheets(
        drawn(),
        legend(items, [], language),  # type: ignore[arg-type]
        SheetHeading("T", ("one",), foot, language, AGENCY),
        "a4",
    )
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert (count, missing) == (1, 0)
    assert all(one in text for one in ("مديرية مكافحة المخدرات", "Unit 4", "Sara", "No copies"))
    assert "Harbour" not in text


def test_the_name_stands_where_lines_of_the_language_end() -> None:
    for rtl in (False, True):
        marks = AGENCY.marks(800, 600, 28, rtl)
        (name,) = (one for one in marks if isinstance(one, Words) and one.text == AGENCY.agency)
        assert (name.x, name.anchor) == ((28, "left") if rtl else (772, "right"))
        assert sum(isinstance(one, Outline) for one in marks) == 2


def test_a_chart_without_a_frame_is_as_it_was() -> None:
    assert PLAIN.marks(800, 600, 28, rtl=False) == []
    assert PLAIN.footer("a", "b", "c") == ("c", "b", "a")
    assert whose(PLAIN) == ""
    assert "Unit 4" in whose(AGENCY)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=200),
        lambda one: (
            st.lists(one)
            | st.dictionaries(
                st.sampled_from(["agency", "unit", "mark", "border", "legend", "foot", "note"]), one
            )
        ),
        max_leaves=8,
    )
)
def test_whatever_stands_in_a_body_is_read(told: object) -> None:
    made = furniture_of(told)
    assert made.border in ("none", "line", "double")
    assert set(made.foot) <= set(FEET)
    assert max(map(len, (made.agency, made.unit, made.mark, made.note))) <= 120
