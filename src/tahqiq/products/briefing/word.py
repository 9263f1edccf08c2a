"""A briefing as DOCX, for somebody who has to write on: our own styles, right to left where the language is,
the same bytes each time."""

import datetime as dt
import io
import zipfile

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.text import first_strong, storable
from tahqiq.products.briefing.columns import JOINTS, LONG, shares
from tahqiq.products.briefing.content import Apart, Block, Composed, Drawn, Grid, Paragraph, Photo, Run
from tahqiq.products.briefing.endings import TYPED, endings, graded, word
from tahqiq.products.briefing.pixels import pixels, png
from tahqiq.products.briefing.plain import plain
from tahqiq.products.briefing.sheet import ROOM, sheet
from tahqiq.products.bundle.pages import Act

FONT = "Noto Naskh Arabic"
LANGUAGES = {"ar": "ar-IQ", "ckb": "ku-Arab-IQ", "kmr-Arab": "ku-Arab-IQ", "en": "en-GB"}
FIXED = dt.datetime(2000, 1, 1)
WIDE = 17.0
"""Centimetres of the text on a page of A4."""


def written(made: Composed, acts: tuple[Act, ...], names: dict[str, str], draft: bool) -> bytes:
    """The bytes of the file."""
    return _Book(made).write(acts, names, draft)


class _Book:
    def __init__(self, made: Composed) -> None:
        self.made, self.say = made, made.say
        self.rtl = locale_of(made.language).direction == "rtl"
        self.book: Document = docx.Document()
        style = self.book.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(11)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), FONT)
        style.paragraph_format.space_after = Pt(4)
        section = self.book.sections[0]
        section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        if self.rtl:
            section._sectPr.append(OxmlElement("w:bidi"))

    def write(self, acts: tuple[Act, ...], names: dict[str, str], draft: bool) -> bytes:
        made, say = self.made, self.say
        first = say.band(made.audience, draft)
        band = self.line(
            " · ".join([first, *map(say.handling, made.handling)]),
            10,
            True,
            self.book.sections[0].header.paragraphs[0],
        )
        band.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot = " · ".join(filter(None, (made.case, made.title, made.frame.note)))
        self.line(foot, 8, False, self.book.sections[0].footer.paragraphs[0])
        self.frame()
        self.line(made.title, 20, True)
        for act in acts:
            self.line(f"{say.say(f'act-{act.what}')} {names.get(act.by, act.by)} · {say.moment(act.at)}", 9)
        for block in made.blocks:
            self.block(block)
        for one in endings(made):
            self.heading(one.heading)
            for told in one.sentences:
                self.line(told, 8.5)
            if one.grid:
                self.grid(one.grid, 7.5)
        for drawn, apart in made.apart:
            self.sheet(drawn, apart)
        core = self.book.core_properties
        core.title, core.author, core.language = storable(made.title), "Tahqiq", LANGUAGES[made.language]
        core.created = core.modified = FIXED
        out = io.BytesIO()
        self.book.save(out)
        return steady(out.getvalue())

    def frame(self) -> None:
        """Border of the pages, mark and name of the agency."""
        frame = self.made.frame
        if frame.border != "none":
            borders = OxmlElement("w:pgBorders")
            borders.set(qn("w:offsetFrom"), "page")
            for side in ("top", "left", "bottom", "right"):
                border = OxmlElement(f"w:{side}")
                for name, value in (
                    ("val", {"line": "single", "double": "double"}[frame.border]),
                    ("sz", "8"),
                    ("space", "18"),
                    ("color", "1C2328"),
                ):
                    border.set(qn(f"w:{name}"), value)
                borders.append(border)
            self.book.sections[0]._sectPr.find(qn("w:pgMar")).addnext(borders)  # where the format wants it
        if frame.picture:
            line = self.book.add_paragraph()
            self.turn(line)
            line.add_run().add_picture(io.BytesIO(frame.picture), height=Cm(1.6))
            line.paragraph_format.keep_with_next = True
        for text, size, bold in ((frame.agency, 12, True), (frame.unit, 10, False)):
            if text:
                self.line(text, size, bold)

    def heading(self, text: str) -> None:
        """A heading that stays with what follows."""
        line = self.line(text, 14, True, self.book.add_heading(level=1))
        line.paragraph_format.keep_with_next = True

    def line(self, text: str, size: float, bold: bool = False, into: Line | None = None) -> Line:
        """A paragraph of one run."""
        found = into if into is not None else self.book.add_paragraph()
        self.turn(found)
        self.run(found, text, size, bold)
        return found

    def turn(self, line: Line) -> None:
        """A paragraph in the direction of the language."""
        if self.rtl:
            line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))

    def run(self, line: Line, text: str, size: float = 11, bold: bool = False, raised: bool = False) -> None:
        """A run of text, right to left where it is."""
        made = line.add_run(plain(text))
        made.font.size, made.font.bold, made.font.superscript = Pt(size), bold or None, raised or None
        made.font.name, made.font.color.rgb = FONT, RGBColor(0, 0, 0)
        properties = made._r.get_or_add_rPr()
        properties.get_or_add_rFonts().set(qn("w:cs"), FONT)
        for tag, value in (
            ("w:szCs", str(round(size * 2))),
            *((("w:bCs", "1"),) if bold else ()),
            *((("w:rtl", "1"),) if self.rtl and _turned(text) else ()),
        ):
            element = OxmlElement(tag)
            element.set(qn("w:val"), value)
            properties.append(element)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), LANGUAGES[self.made.language])
        language.set(qn("w:bidi"), LANGUAGES[self.made.language])
        properties.append(language)

    def block(self, block: Block) -> None:
        """One block of the briefing."""
        if isinstance(block, Paragraph):
            self.paragraph(block)
            return
        if isinstance(block, Drawn) and block.apart:
            self.line(
                (
                    f"{block.caption} · "
                    f"{word('figure-apart', self.made.language, number=self.say.number(block.apart.number))}"
                ).strip(" ·"),
                11,
                True,
            )
            return
        if block.caption:
            self.line(block.caption, 11.5, True).paragraph_format.keep_with_next = True
        if isinstance(block, Grid):
            self.grid(block, 9)
        elif isinstance(block, Drawn):
            wide = block.picture.width >= block.picture.height
            self.book.add_picture(
                io.BytesIO(png(block.picture, self.made.language)),
                **({"width": Cm(17)} if wide else {"height": Cm(17)}),
            )
            self.book.add_picture(io.BytesIO(png(block.legend, self.made.language)), width=Cm(17))
            self.line(" ".join(block.told), 8.5)
        else:
            self.photo(block)

    def sheet(self, block: Drawn, apart: Apart) -> None:
        """A page across with one chart, the handling and the foot as on the pages before it."""
        section = self.book.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (
            (Cm(29.7), Cm(21)) if apart.size == "a4" else (Cm(42), Cm(29.7))
        )
        section.left_margin = section.right_margin = Cm(1.5)
        section.top_margin, section.bottom_margin = Cm(2), Cm(1.5)
        told = word("figure", self.made.language, number=self.say.number(apart.number))
        self.line(
            " · ".join(filter(None, [told, block.caption])), 11.5, True
        ).paragraph_format.keep_with_next = True
        drawn = pixels(sheet(block, apart, self.made.language))
        self.book.add_picture(io.BytesIO(drawn), width=Pt(ROOM[apart.size][0]))
        self.line(" ".join(block.told), 8.5)

    def photo(self, block: Photo) -> None:
        """A picture no wider than the page."""
        self.book.add_picture(io.BytesIO(block.data), width=Cm(min(17.0, block.width / 40)))

    def paragraph(self, block: Paragraph) -> None:
        """Text with its figures and citations."""
        line = self.book.add_heading(level=1) if block.kind == "heading" else self.book.add_paragraph()
        self.turn(line)
        size, bold = (14.0, True) if block.kind == "heading" else (11.0, False)
        if block.kind == "gap":
            self.run(line, f"{word('gap', self.made.language)} ", size, True)
        for run in block.runs:
            self.one(line, run, size, bold)
        if block.likelihood:
            self.run(line, f" ({graded(block, self.made.language)})", size, True)

    def one(self, line: Line, run: Run, size: float, bold: bool) -> None:
        """A run by its kind."""
        self.run(line, run.text, size, bold or run.kind == "left-out", run.kind == "cite")
        if run.kind == "typed":
            self.run(line, TYPED, size, bold, True)

    def cell(self, line: Line, text: str, size: float) -> None:
        """A value in its own direction, at the side where the language begins; names of files may be broken
        behind their joints."""
        if first_strong(plain(text)) != "ltr":
            self.line(text, size, False, line)
        else:
            if self.rtl:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self.run(line, JOINTS.sub("\u200b", text) if len(text) > LONG else text, size)
        line.paragraph_format.space_after = Pt(0)

    def grid(self, grid: Grid, size: float) -> None:
        """A table whose first column stands where the language begins."""
        table = self.book.add_table(1, len(grid.heads), "Table Grid")
        table.autofit = False
        if self.rtl:
            table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        wide = [Cm(WIDE * share) for share in shares(grid)]
        for column, width in zip(table.columns, wide, strict=True):
            column.width = width
        for cell, text, width in zip(table.rows[0].cells, grid.heads, wide, strict=True):
            cell.width = width
            self.line(text, size, True, cell.paragraphs[0])
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        for row in grid.rows:
            for cell, text, width in zip(table.add_row().cells, row, wide, strict=True):
                cell.width = width
                self.cell(cell.paragraphs[0], text, size)
        if grid.more:
            self.line(word("more", self.made.language, count=self.say.number(grid.more)), 8)


def _turned(text: str) -> bool:
    """Whether a run holds letters that run from right to left, or none at all: numbers alone go with the
    line, but for those with a sign in front."""
    return first_strong(plain(text)) != "ltr"


def steady(data: bytes) -> bytes:
    """A ZIP file whose entries have a fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for info in book.infolist():
            made.writestr(
                zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), book.read(info), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
