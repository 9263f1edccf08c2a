"""A chart as slides: drawing, tables that run from right to left in every program, documents; a table never
goes below the foot of its slide."""

import io
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Cm

from tahqiq.products.briefing.columns import lines_in, shares
from tahqiq.products.briefing.content import Block, Composed, Grid
from tahqiq.products.briefing.slides import HIGH, slides
from tahqiq.products.briefing.typeset import pdf
from tahqiq.products.briefing.word import written
from tahqiq.products.paper.furniture import Furniture
from tests.products.bundle.conftest import Office, office
from tests.products.test_chart_export import on_screen

__all__ = ["office"]
PATH = "03_subscribers_sites/subscribers_nakhla_9647430517956_SAMPLE.csv"


def test_a_chart_leaves_as_slides(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "chart.pptx"
    office.bench("writer").chart_files.write("pptx", path, on_screen(office))
    deck = Presentation(str(path))
    told = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert "شبكة" in told
    assert any("Harbour" in one for one in told)
    assert (
        sum(shape.shape_type == 13 for slide in deck.slides for shape in slide.shapes) == 2
    )  # drawing and legend
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert [cell.text for cell in tables[-1].rows[0].cells][
        -1
    ] == "الرقم"  # the first column stands at the right
    names = {cell.text for table in tables for row in table.rows for cell in row.cells}
    assert "people.csv" in names


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_table_goes_below_the_foot_of_its_slide(language: str) -> None:
    grid = Grid(
        ("a", "b", "c"), tuple((f"S{at}", PATH * (at % 3 + 1), "+9647430517956") for at in range(40)), "t", 3
    )
    blocks: tuple[Block, ...] = (grid,)
    made = Composed("t", "c", language, "", blocks, (), (), (), (), {})
    deck = Presentation(io.BytesIO(slides(made, (), {}, draft=False)))
    shown = 0
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                shown += len(shape.table.rows) - 1
                assert shape.top + sum(row.height for row in shape.table.rows) <= Cm(HIGH - 1.2)
    assert shown == 40


def test_columns_are_as_wide_as_what_they_hold() -> None:
    grid = Grid(("no", "file", "number"), (("1", PATH, "+9647430517956"),), "")
    no, file, number = shares(grid)
    assert no < number < file
    assert sum((no, file, number)) == pytest.approx(1)
    assert lines_in(PATH, 100) == 1
    assert lines_in(PATH, 20) > 2


def test_a_number_with_its_sign_is_never_turned_round_in_word() -> None:
    made = Composed(
        "t", "c", "ar", "court", (Grid(("الرقم",), (("+9647430517956",), ("علي",)), ""),), (), (), (), (), {}
    )
    table = docx.Document(io.BytesIO(written(made, (), {}, draft=False))).tables[0]
    number, name = (table.rows[at].cells[0].paragraphs[0]._p.xml for at in (1, 2))
    assert "w:bidi/" not in number
    assert "w:rtl" not in number
    assert "w:bidi/" in name


def framed(language: str) -> Composed:
    """A briefing in the frame of an agency with a mark."""
    out = io.BytesIO()
    Image.new("RGB", (32, 32), "#204060").save(out, "JPEG")
    frame = Furniture(
        "مديرية مكافحة المخدرات", "Unit 4", "", "double", note="No copies", picture=out.getvalue()
    )
    return Composed(
        "Harbour", "Case", language, "court", (Grid(("a",), (("x",),), ""),), (), (), (), (), {}, frame=frame
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_slides_carry_the_frame_of_the_agency(language: str) -> None:
    deck = Presentation(io.BytesIO(slides(framed(language), (), {}, draft=False)))
    for slide in deck.slides:
        told = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert all(one in told for one in ("مديرية مكافحة المخدرات", "Unit 4", "No copies"))
        (mark,) = (shape for shape in slide.shapes if shape.shape_type == 13)
        assert (mark.left < deck.slide_width // 2) == (language == "ar")
        assert sum(shape.shape_type == 1 for shape in slide.shapes) == 2  # the two lines of the border


def test_a_document_of_word_carries_the_frame_of_the_agency() -> None:
    book = docx.Document(io.BytesIO(written(framed("ar"), (), {}, draft=False)))
    told = [line.text for line in book.paragraphs]
    assert told.index("مديرية مكافحة المخدرات") < told.index("Unit 4") < told.index("Harbour")
    assert len(book.inline_shapes) == 1
    assert book.sections[0]._sectPr.xml.count('w:val="double"') == 4
    assert "No copies" in book.sections[0].footer.paragraphs[0].text


def test_a_briefing_as_pdf_carries_the_frame_of_the_agency() -> None:
    page = pypdfium2.PdfDocument(pdf(framed("en"), (), {}, draft=False))[0]
    text = page.get_textpage().get_text_range()
    assert all(one in text for one in ("مديرية مكافحة المخدرات", "Unit 4", "No copies"))
    assert sum(one.type == 3 for one in page.get_objects(max_depth=3)) == 1  # its mark
