"""The files of a briefing: PDF, DOCX and slides, the pictures in them, and a page across for a full chart."""

import base64
import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENT
from PIL import Image
from pptx import Presentation

from tahqiq.kit.errors import WrongUse
from tahqiq.products.board import Item
from tahqiq.products.briefing.content import Composed, Drawn, Paragraph, Run
from tahqiq.products.briefing.file import briefing_of
from tahqiq.products.briefing.sheet import on_sheet
from tahqiq.products.briefing.slides import slides
from tahqiq.products.briefing.typeset import pdf, q
from tahqiq.products.briefing.word import written
from tahqiq.products.bundle.product import Product
from tahqiq.products.paper.chart_picture import Drawable
from tahqiq.products.paper.layout import Layout, Placed
from tahqiq.products.paper.legend import legend
from tahqiq.products.paper.page_fit import Fitting
from tests.products.bundle.conftest import AGENCY, Office, office, said

from .office_briefs import page, prepared, released

__all__ = ["office"]


def test_pdf_says_it_all_and_comes_out_the_same(office: Office, tmp_path: Path) -> None:
    made = released(office)
    for name in ("a.pdf", "b.pdf"):
        office.products("writer").write(office.case, made.id, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    text = "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))
    for wanted in ("إحاطة عن الميناء", "ئاوات ڕەحیم", "9647901234567", "Chief", AGENCY):
        assert wanted in text


def test_docx_runs_from_right_to_left_and_comes_out_the_same(office: Office, tmp_path: Path) -> None:
    made = released(office)
    for name in ("a.docx", "b.docx"):
        office.products("writer").write(office.case, made.id, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    book = docx.Document(str(tmp_path / "a.docx"))
    text = "\n".join(line.text for line in book.paragraphs)
    assert "ئاوات ڕەحیم" in text
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    assert any("\u200e+9647" in cell for cell in cells)  # the sign stays in front of its number
    with zipfile.ZipFile(tmp_path / "a.docx") as files:
        xml = files.read("word/document.xml").decode()
    assert xml.count("<w:bidi/>") > 5
    assert "<w:bidiVisual/>" in xml
    assert len(book.inline_shapes) == 2


def test_slides_hold_the_same_blocks_and_come_out_the_same(office: Office, tmp_path: Path) -> None:
    made = released(office)
    for name in ("a.pptx", "b.pptx"):
        office.products("writer").write(office.case, made.id, tmp_path / name)
    data = (tmp_path / "a.pptx").read_bytes()
    assert data == (tmp_path / "b.pptx").read_bytes()
    deck = Presentation(io.BytesIO(data))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    text = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    assert "ئاوات ڕەحیم" in text
    assert "غير معلوم" in text
    assert sum(shape.has_table for shape in shapes) >= 3
    assert all(
        line._p.pPr.get("rtl") == "1"
        for shape in shapes
        if shape.has_text_frame
        for line in shape.text_frame.paragraphs
    )


def test_a_bundle_is_no_pdf_and_a_briefing_no_bundle(office: Office) -> None:
    made = released(office)
    with said("briefing-file", WrongUse):
        office.products("writer").write(office.case, made.id, Path("x.zip"))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"- a", b"title: x", b"a: [", b"title: 3\nblocks: []"])
def test_a_file_that_is_none_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.yaml").write_bytes(content)
    with said("briefing-unreadable", WrongUse):
        briefing_of(tmp_path / "x.yaml")


def test_nothing_in_a_text_is_a_command_of_the_typesetter() -> None:
    assert q('#read("/etc/passwd") \\ "') == '"#read(\\"/etc/passwd\\") \\\\ \\""'


def pictured(office: Office, path: Path) -> Product:
    """A briefing of the case with a picture in it, deposited from a file."""
    writer = office.bench("writer")
    (source,) = writer.collect([path], writer.deposit("Harbour"))
    return prepared(office, more=[{"kind": "picture", "source": source.source, "caption": "الميناء"}])


def test_a_picture_is_printed_without_what_a_camera_wrote_into_it(office: Office, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "zzqxcamera"
    Image.new("RGB", (3000, 1000), "navy").save(tmp_path / "port.jpg", exif=exif)
    made = pictured(office, tmp_path / "port.jpg")
    found = re.search(r"data:image/jpeg;base64,([^\"]+)", page(office, made))
    assert found is not None
    data = base64.b64decode(found[1])
    assert b"zzqxcamera" not in data
    assert Image.open(io.BytesIO(data)).size == (1600, 533)


BOMB = (
    (b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0)),
    (b"IDAT", zlib.compress(bytes(100))),
    (b"IEND", b""),
)
"""A picture that says it has 400 million pixels."""


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    name, data = part
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_a_picture_that_would_fill_the_memory_is_refused_by_its_block(office: Office, tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, BOMB)))
    with said("briefing-picture", WrongUse):
        pictured(office, tmp_path / "bomb.png")


@pytest.mark.slow
def test_a_picture_of_100_mb_is_made_small(office: Office, tmp_path: Path) -> None:
    Image.radial_gradient("L").resize((6000, 6000)).convert("RGB").save(tmp_path / "large.bmp")
    assert (tmp_path / "large.bmp").stat().st_size > 100_000_000
    assert len(page(office, pictured(office, tmp_path / "large.bmp"))) < 5_000_000


def test_a_full_chart_has_a_page_across_of_its_own_behind_the_text_in_every_form() -> None:
    ids = [f"{at:032x}" for at in range(30)]
    items: dict[str, Item] = {
        one: {"id": one, "schema": "Person", "caption": f"علي حسن كاظم {at}", "linked": 0}
        for at, one in enumerate(ids)
    }
    layout = Layout(tuple(Placed(one, at % 6 * 0.8, at // 6 * 0.8) for at, one in enumerate(ids)))
    fitting = Fitting(Drawable(layout, items, (), "ar"))
    assert not fitting.best((300.0, 200.0)).readable
    below, *others = (legend(items.values(), (), "ar", columns) for columns in (3, 1, 4))
    picture, apart = on_sheet(fitting, others, 1)
    words = Paragraph("text", (Run("قبل"),))
    made = Composed(
        "إحاطة",
        "",
        "ar",
        "court",
        (Drawn(picture, below, "الشبكة", ("قيل",), apart), words),
        (),
        (),
        ("open",),
        (),
        {},
    )
    pages = pypdfium2.PdfDocument(pdf(made, (), {}, False))
    assert [page.get_width() > page.get_height() for page in pages] == [False, True]
    assert "كاظم" in pages[1].get_textpage().get_text_range()
    assert "الشكل" in pages[0].get_textpage().get_text_range()
    book = docx.Document(io.BytesIO(written(made, (), {}, False)))
    assert [one.orientation for one in book.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    deck = Presentation(io.BytesIO(slides(made, (), {}, False)))
    assert sum(shape.shape_type == 13 for slide in deck.slides for shape in slide.shapes) == 1
