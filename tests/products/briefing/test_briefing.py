"""A briefing: numbers from records, citations, what stays out, who may let it leave, and its three forms."""

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

from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.products.board import Item
from tahqiq.products.briefing.composing import _typed
from tahqiq.products.briefing.content import Composed, Drawn, Paragraph, Run
from tahqiq.products.briefing.file import briefing_of
from tahqiq.products.briefing.sheet import on_sheet
from tahqiq.products.briefing.slides import slides
from tahqiq.products.briefing.typeset import pdf, q
from tahqiq.products.briefing.word import written
from tahqiq.products.bundle.product import Changed, Product
from tahqiq.products.paper.drawing import Drawable
from tahqiq.products.paper.fitting import Fitting
from tahqiq.products.paper.layout import Layout, Placed
from tahqiq.products.paper.legend import legend
from tahqiq.products.selection import Selection
from tahqiq.resolve.entities import Entities
from tests.products.bundle.conftest import AGENCY, NUMBERS, Office, office, said

__all__ = ["office"]


def statement_of(office: Office, entity: str, prop: str) -> dict[str, str]:
    writer = office.bench("writer")
    found = Entities(office.door.workspace, writer.scope("work", office.case)).entity(entity)[1]
    one = next(one for one in found.statements if one.prop == prop)
    return {"entity": one.entity.hex(), "statement": one.id.hex()}


def person(office: Office, beginning: str) -> str:
    captions = office.bench("writer").captions([bytes.fromhex(one) for one in office.people])
    return next(one.hex() for one, name in captions.items() if name.startswith(beginning))


def blocks(office: Office) -> list[dict[str, object]]:
    awat = person(office, "ئاوات")
    line = {"a": {"entity": NUMBERS[0]}, "b": {"entity": NUMBERS[1]}}
    return [
        {"kind": "heading", "text": "الخلاصة"},
        {
            "kind": "text",
            "text": "{1} اتصل {2} مرة، وكان أول اتصال في {3}؛ وفي المخطط {4} عناصر خلال 14 يوماً.",
            "refs": [
                {"value": statement_of(office, awat, "name")},
                {"chart": office.chart, "line": line, "what": "count"},
                {"chart": office.chart, "line": line, "what": "first"},
                {"chart": office.chart, "count": "items"},
            ],
        },
        {"kind": "judgement", "text": "هو المنظم.", "likelihood": "likely", "confidence": "moderate"},
        {"kind": "chart", "chart": office.chart, "caption": "الشبكة"},
        {"kind": "table", "chart": office.chart, "of": "lines", "caption": "الصلات"},
        {"kind": "gap", "text": "من يملك الهاتف الثالث؟"},
    ]


def prepared(office: Office, language: str = "ar", more: list[dict[str, object]] | None = None) -> Product:
    writer = office.bench("writer")
    made = writer.documents.make(
        office.case,
        "briefing",
        "إحاطة عن الميناء",
        {"language": language, "blocks": [*blocks(office), *(more or [])]},
    )
    return office.products("writer").brief(office.case, made.document.id, "court")


def released(office: Office) -> Product:
    made = prepared(office)
    chief = office.products("chief")
    chief.pages(office.case, made.id)
    return chief.release(office.case, made.id)


def page(office: Office, made: Product) -> str:
    read = office.products("chief").pages(office.case, made.id)
    assert read.cover == ""
    return read.report


def test_numbers_come_from_records_and_each_is_cited(office: Office) -> None:
    text = page(office, prepared(office))
    assert "ئاوات ڕەحیم" in text
    assert "<bdi>٢</bdi><sup>[٢]</sup>" in text  # two calls lie within the order, the third is held back
    assert "people.csv" in text
    assert "admiralty:B1" in text or "B1" in text
    assert "مرجّح" in text
    assert "غير معلوم" in text


def test_a_figure_by_hand_is_marked_and_one_from_a_record_is_not(office: Office) -> None:
    text = page(office, prepared(office))
    assert "<bdi>14</bdi><sup>†</sup>" in text
    assert "<bdi>٢</bdi><sup>†</sup>" not in text
    assert list(_typed("في +964 و 3,5")) == [
        Run("في "),
        Run("+964", "typed"),
        Run(" و "),
        Run("3,5", "typed"),
    ]


def test_what_may_not_leave_is_a_number_and_nothing_else(office: Office) -> None:
    secret = statement_of(office, person(office, "zzqx"), "name")
    text = page(
        office, prepared(office, more=[{"kind": "text", "text": "{1} معه.", "refs": [{"value": secret}]}])
    )
    assert "zzqx" not in text
    assert "[محجوب]" in text
    assert "[٣]" in text.split("حُذف")[1]


def test_a_draft_reads_as_what_is_prepared_of_it_and_nothing_is_kept(office: Office) -> None:
    writer = office.bench("writer")
    before = len(writer.documents.all(office.case))
    made = writer.drafts.preview(
        office.case, "إحاطة عن الميناء", {"language": "ar", "blocks": blocks(office)}, "court"
    )
    assert "<bdi>٢</bdi><sup>[٢]</sup>" in made.page
    assert (made.typed, made.left_out) == (1, ())
    assert len(writer.documents.all(office.case)) == before
    secret = statement_of(office, person(office, "zzqx"), "name")
    hidden = {"blocks": [{"kind": "text", "text": "{1}", "refs": [{"value": secret}]}]}
    kept = writer.drafts.preview(office.case, "x", hidden, "court")
    assert (kept.left_out, "zzqx" in kept.page) == ((1,), False)


def test_figures_of_a_chart_are_those_that_are_printed(office: Office) -> None:
    found = office.bench("writer").drafts.figures(office.case, office.chart, "court")
    calls = next(one for one in found.lines if {one.a, one.b} == set(NUMBERS))
    assert (calls.count, calls.first) == (2, "2024-03-01")
    assert found.counts["items"] == len(office.people) + len(NUMBERS) - 1  # one may not leave
    assert "zzqx" not in repr(found)
    assert [one.count for one in found.lines] == sorted((one.count for one in found.lines), reverse=True)
    drafts = office.bench("writer").drafts
    with said("product-unknown-audience", WrongUse):
        drafts.figures(office.case, office.chart, "press")
    with said("no-such-document", NotFound):
        drafts.figures(office.case, "ab" * 8, "court")


def test_the_list_says_what_became_of_what_a_product_rests_on(office: Office) -> None:
    made = prepared(office)
    awat = person(office, "ئاوات")
    one = statement_of(office, awat, "name")

    def told() -> Changed | None:
        return next(item.changed for item in office.products("chief").all(office.case) if item.id == made.id)

    assert told() == Changed((), (), 0)
    office.bench("writer").acts.retract(awat, one["statement"], "withdrawn")
    assert told() == Changed((), (), 1)
    office.bench("writer").acts.reinstate(awat, one["statement"], "it holds")
    assert told() == Changed((), (), 0)


def test_who_prepared_it_does_not_release_it_nor_who_has_not_read_it(office: Office) -> None:
    made = prepared(office)
    with said("product-own", Refused):
        office.products("writer").review(office.case, made.id)
    with said("product-unread", Refused):
        office.products("chief").release(office.case, made.id)
    with said("product-not-released", Refused):
        office.products("writer").write(office.case, made.id, Path("x.pdf"))


def test_a_later_version_of_its_text_does_not_change_it(office: Office) -> None:
    made = prepared(office)
    writer = office.bench("writer")
    document = writer.documents.get(office.case, made.recipe.chart).document
    writer.documents.save(
        office.case,
        document.id,
        document.version,
        document.title,
        {"language": "ar", "blocks": [{"kind": "text", "text": "شيء آخر"}]},
    )
    assert "شيء آخر" not in page(office, made)


def test_a_retracted_value_is_said_and_nothing_leaves(office: Office, tmp_path: Path) -> None:
    made = released(office)
    bench = office.bench("writer")
    awat = person(office, "ئاوات")
    one = statement_of(office, awat, "name")
    bench.acts.retract(awat, one["statement"], "withdrawn")
    try:
        assert office.products("chief").changed(office.case, made.id).retracted == 1
        with said("product-changed", Conflict):
            office.products("chief").write(office.case, made.id, tmp_path / "a.pdf")
    finally:
        bench.acts.reinstate(awat, one["statement"], "it holds")


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


@pytest.mark.parametrize("language", LOCALES)
def test_every_language_has_its_words(office: Office, language: str) -> None:
    assert f'lang="{language}"' in page(office, prepared(office, language))


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ({"kind": "song", "text": "x"}, "briefing-block"),
        ({"kind": "judgement", "text": "x", "likelihood": "surely"}, "briefing-judgement"),
        ({"kind": "text", "text": "{1}"}, "briefing-reference"),
        ({"kind": "picture", "source": "none"}, "briefing-picture"),
    ],
)
def test_a_block_that_does_not_fit_is_named(office: Office, block: dict[str, object], code: str) -> None:
    with said(code, WrongUse):
        prepared(office, more=[block])


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


@pytest.mark.parametrize("form", ["page", "pdf", "docx", "pptx"])
def test_a_translation_stands_beside_the_words_with_the_translators_name(
    office: Office, tmp_path: Path, form: str
) -> None:
    """Of a value that is cited and of an event of the chart; without them the briefing is another one."""
    writer, chief = office.bench("writer"), office.products("chief")
    of = statement_of(office, person(office, "ئاوات"), "name")
    event = next(
        one
        for one in Selection(
            office.door.workspace, writer.scope("product", office.case), list(NUMBERS)
        ).events()
    )
    by = {"language": "en", "translator": "Translator Hana"}
    value = writer.documents.make(office.case, "translation", "v", {"of": of, "text": "Awat Rahim", **by})
    words = {"of": {"entity": NUMBERS[1]}, "event": event.entity.id.hex(), "text": "come to the river", **by}
    talk = writer.documents.make(office.case, "translation", "e", words)
    made = prepared(office)
    try:
        if form == "page":
            text = page(office, made)
        else:
            chief.pages(office.case, made.id)
            chief.release(office.case, made.id)
            path = tmp_path / f"briefing.{form}"
            chief.write(office.case, made.id, path)
            text = told_in(path)
        for one in (
            "Awat Rahim",
            "come to the river",
            "Translator Hana",
        ):  # in a PDF each word by itself: they are taken out in the order of the paper
            assert one in text or (form == "pdf" and all(word in text for word in one.split()))
    finally:
        for document in (value, talk):
            writer.documents.delete(office.case, document.document.id, document.document.version)
    assert "Translator Hana" not in page(office, made)
    if form != "page":
        with said("product-changed", Conflict):
            chief.write(office.case, made.id, tmp_path / "again.pdf")


def told_in(path: Path) -> str:
    """What a file of a briefing says."""
    if path.suffix == ".pdf":
        return " ".join(
            " ".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(path)).split()
        )
    if path.suffix == ".docx":
        return "\n".join(
            cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells
        )
    cells = (
        cell.text
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    )
    return "\n".join(cells)


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
