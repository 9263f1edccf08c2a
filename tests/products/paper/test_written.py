"""Titles, texts and notes of a chart: they are on page and PDF with their line to the item, and in the losses
of files that cannot hold them."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.products.chart_export import ChartFormat
from tahqiq.products.paper.chart_picture import UNIT
from tahqiq.products.paper.layout import Layout, Placed, Text
from tahqiq.products.paper.written import box_of
from tests.products.bundle.conftest import NUMBERS, Office, office
from tests.products.paper.as_seen import draw
from tests.products.test_chart_export import on_screen

__all__ = ["office"]
TITLE, NOTE = (
    Text(-3, -6, "Harbour network", "title"),
    Text(2, 2, "ملاحظة المحلل\nseen twice", "note", NUMBERS[1]),
)


@pytest.mark.parametrize("name", ["html", "pdf"])
def test_what_is_written_on_a_chart_is_on_its_paper(
    office: Office, tmp_path: Path, name: ChartFormat
) -> None:
    seen = on_screen(office)
    path = tmp_path / "chart"
    office.bench("writer").chart_files.write(
        name, path, replace(seen, layout=replace(seen.layout, texts=(TITLE, NOTE)))
    )
    if name == "html":
        text = path.read_text("utf-8")
        assert "ملاحظة المحلل" in text
    else:
        document = pypdfium2.PdfDocument(path)
        text = "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))
    assert "Harbour network" in text
    assert "seen twice" in text


def test_a_file_for_other_programs_says_that_it_has_no_texts(office: Office, tmp_path: Path) -> None:
    seen = on_screen(office)
    made = office.bench("writer").chart_files.write(
        "graphml", tmp_path / "chart", replace(seen, layout=replace(seen.layout, texts=(TITLE, NOTE)))
    )
    assert made.lost["texts"] == 2


@given(
    st.lists(
        st.tuples(
            st.floats(-50, 50), st.floats(-50, 50), st.sampled_from(["a", "عنوان طويل جداً", "two\nlines"])
        ),
        max_size=6,
    )
)
def test_the_picture_holds_every_text_whole(found: list[tuple[float, float, str]]) -> None:
    texts = tuple(Text(x, y, text) for x, y, text in found)
    item = {"id": "a" * 32, "schema": "Person", "caption": "A", "linked": 0}
    picture = draw(Layout((Placed("a" * 32, 0, 0),), texts=texts), {"a" * 32: item}, [], "en")  # type: ignore[dict-item]
    for text in texts:
        left, top, width, height = box_of(text, UNIT)
        assert picture.left <= left
        assert picture.top <= top
        assert left + width <= picture.left + picture.width + 1e-6
        assert top + height <= picture.top + picture.height + 1e-6
