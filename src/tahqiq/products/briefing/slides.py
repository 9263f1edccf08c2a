"""A briefing as a set of slides (PPTX): a heading begins a slide; charts, tables and pictures have one each;
citations and sources at the end, the handling on every one."""

import datetime as dt
import io
from collections.abc import Sequence

from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.text import first_strong, storable
from tahqiq.products.briefing.columns import lines_in, shares
from tahqiq.products.briefing.content import Composed, Drawn, Grid, Paragraph, Photo, Run
from tahqiq.products.briefing.endings import TYPED, endings, graded, word
from tahqiq.products.briefing.pixels import pixels, png
from tahqiq.products.briefing.plain import plain
from tahqiq.products.briefing.sheet import ROOM as SHEET
from tahqiq.products.briefing.sheet import sheet
from tahqiq.products.briefing.word import FIXED, FONT, LANGUAGES, steady
from tahqiq.products.bundle.pages import Act

WIDE, HIGH, MARK = 33.867, 19.05, 1.6
"""Centimetres of a slide of 16:9, and of the mark of an agency on it."""
MOST_LETTERS, LONGEST = 620, 90
LETTER, LINE, ROOM = 0.2, 0.62, 12.4
"""Centimetres that a letter of a table is wide and its line high, and of a slide that is left for rows."""
GRID_STYLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""The name that the format gives to a table with thin black lines."""
assert isinstance(FIXED, dt.datetime)


def slides(made: Composed, acts: tuple[Act, ...], names: dict[str, str], draft: bool) -> bytes:
    """The bytes of the file."""
    return _Deck(made, draft).write(acts, names)


class _Deck:
    def __init__(self, made: Composed, draft: bool) -> None:
        from pptx import Presentation  # loaded only where slides are made
        from pptx.util import Cm

        self.made, self.say, self.cm = made, made.say, Cm
        self.rtl = locale_of(made.language).direction == "rtl"
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = Cm(WIDE), Cm(HIGH)
        first = self.say.band(made.audience, draft)
        self.band = " · ".join(filter(None, [first, *map(self.say.handling, made.handling)]))

    def write(self, acts: tuple[Act, ...], names: dict[str, str]) -> bytes:
        """Title, blocks, endings."""
        self.front(acts, names)
        heading, held = "", []
        for block in self.made.blocks:
            if isinstance(block, Paragraph) and block.kind != "heading":
                held.append(self.runs(block))
                continue
            heading, held = self.flush(heading, held), []
            if isinstance(block, Paragraph):
                heading = "".join(run.text for run in block.runs if run.kind != "cite")
            elif isinstance(block, Drawn):
                self.chart(block, heading)
            elif isinstance(block, Grid):
                self.grid(block, block.caption or heading)
            else:
                self.photo(block, heading)
        self.flush(heading, held)
        for one in endings(self.made):
            if one.grid:
                self.grid(one.grid, one.heading)
            if one.sentences:
                self.text(self.slide(one.heading), [[Run(told)] for told in one.sentences], 3.6, 14)
        core = self.deck.core_properties
        core.title, core.author, core.created, core.modified = (
            storable(self.made.title),
            "Tahqiq",
            FIXED,
            FIXED,
        )
        out = io.BytesIO()
        self.deck.save(out)
        return steady(out.getvalue())

    def front(self, acts: tuple[Act, ...], names: dict[str, str]) -> None:
        """The first slide: what this is, of which case, who answers for it."""
        slide = self.slide("")
        named = [
            [Run(one, "left-out" if not at else "plain")]
            for at, one in enumerate(filter(None, (self.made.frame.agency, self.made.frame.unit)))
        ]
        if named:
            self.box(slide, named, 2.6, 1.8, 18)
        self.box(slide, [[Run(self.made.title, "left-out")]], 5.6, 2.4, 36)
        self.box(slide, [[Run(self.made.case)]], 8.4, 1.4, 22)
        told = [
            f"{self.say.say(f'act-{one.what}')} {names.get(one.by, one.by)} · {self.say.moment(one.at)}"
            for one in acts
        ]
        self.box(slide, [[Run(one)] for one in told], 10.6, 1.0 * max(1, len(told)), 16)

    def flush(self, heading: str, held: list[list[Run]]) -> str:
        """The paragraphs that wait, on as many slides as they need."""
        while held:
            taken, letters = 0, 0
            while taken < len(held) and (not taken or letters + _length(held[taken]) <= MOST_LETTERS):
                letters += _length(held[taken])
                taken += 1
            self.text(self.slide(heading), held[:taken], 3.6, 20)
            held = held[taken:]
        return heading

    def runs(self, block: Paragraph) -> list[Run]:
        """A paragraph as runs, with what it is in front or behind."""
        made = [Run(f"{word('gap', self.made.language)} ", "left-out")] if block.kind == "gap" else []
        made += block.runs
        return made + (
            [Run(f" ({graded(block, self.made.language)})", "left-out")] if block.likelihood else []
        )

    def slide(self, heading: str) -> object:
        """An empty slide with handling, heading and number, and what the agency puts round it."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[6])
        self.box(slide, [[Run(self.band, "left-out")]], 0.3, 1.0, 11, "ctr")
        if heading:
            self.box(slide, [[Run(heading, "left-out")]], 1.5, 1.6, 26)
        self.frame(slide)
        self.box(
            slide,
            [[Run(" · ".join((self.say.number(len(self.deck.slides)), *self.foot())))]],
            HIGH - 1.2,
            0.9,
            10,
        )
        return slide

    def foot(self) -> list[str]:
        """What stands behind the number of a slide."""
        return [one for one in (self.made.case, self.made.frame.named, self.made.frame.note) if one]

    def frame(self, slide: object) -> None:
        """Border and mark of the agency; the mark stands where lines of the language end."""
        from pptx.dml.color import RGBColor
        from pptx.util import Pt

        for inset in {"none": (), "line": (0.25,), "double": (0.2, 0.32)}[self.made.frame.border]:
            border = slide.shapes.add_shape(  # type: ignore[attr-defined]
                1, *(self.cm(one) for one in (inset, inset, WIDE - 2 * inset, HIGH - 2 * inset))
            )
            border.fill.background()
            border.line.color.rgb, border.line.width = RGBColor.from_string("1C2328"), Pt(1)  # type: ignore[no-untyped-call]
        if self.made.frame.picture:
            self.picture(
                slide, self.made.frame.picture, 0.7 if self.rtl else WIDE - 0.7 - MARK, 0.6, MARK, MARK
            )

    def text(self, slide: object, paragraphs: list[list[Run]], top: float, size: int) -> None:
        """Paragraphs down to the foot."""
        self.box(slide, paragraphs, top, HIGH - top - 1.5, size)

    def box(
        self, slide: object, paragraphs: list[list[Run]], top: float, high: float, size: int, align: str = ""
    ) -> None:
        """A box of text over the width of the slide."""
        frame = slide.shapes.add_textbox(  # type: ignore[attr-defined]
            self.cm(1.5), self.cm(top), self.cm(WIDE - 3), self.cm(high)
        ).text_frame
        frame.word_wrap = True
        self.fill(frame, paragraphs, size, align)

    def fill(
        self, frame: object, paragraphs: list[list[Run]], size: int, align: str = "", ltr: bool = False
    ) -> None:
        """Paragraphs of runs in a frame, in the direction of the language, or of a value that runs from left
        to right (``ltr``)."""
        for at, runs in enumerate(paragraphs):
            line = frame.paragraphs[0] if not at else frame.add_paragraph()  # type: ignore[attr-defined]
            properties = line._p.get_or_add_pPr()
            properties.set("rtl", "1" if self.rtl and not ltr else "0")
            properties.set("algn", align or ("r" if self.rtl else "l"))
            for run in runs:
                self.run(line, run.text, size, run.kind == "left-out", run.kind == "cite")
                if run.kind == "typed":
                    self.run(line, TYPED, size, False, True)

    def run(self, line: object, text: str, size: int, bold: bool, raised: bool) -> None:
        """A run with a font for both kinds of letters."""
        from pptx.oxml import parse_xml
        from pptx.util import Pt

        made = line.add_run()  # type: ignore[attr-defined]
        made.text = plain(text)
        made.font.size, made.font.bold, made.font.name = Pt(size), bold, FONT
        properties = made._r.get_or_add_rPr()
        properties.set(
            "lang", LANGUAGES[self.made.language] if first_strong(plain(text)) != "ltr" else "en-GB"
        )
        if raised:
            properties.set("baseline", "30000")
        namespace = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        properties.append(parse_xml(f'<a:cs {namespace} typeface="{FONT}"/>'))

    def chart(self, block: Drawn, heading: str) -> None:
        """A chart as large as the slide lets it be, the legend and what is said of it below."""
        slide = self.slide(block.caption or heading)
        if block.apart:
            width, high = SHEET[block.apart.size]
            tall = HIGH - 3.3 - 2.4
            wide = min(WIDE - 3, tall * width / high)
            drawn = pixels(sheet(block, block.apart, self.made.language))
            self.picture(slide, drawn, (WIDE - wide) / 2, 3.3, wide, wide * high / width)
            self.box(slide, [[Run(" ".join(block.told))]], HIGH - 2.2, 1.0, 10)
            return
        ratio = block.picture.width / block.picture.height
        legend_high = min(2.6, (WIDE - 3) * block.legend.height / block.legend.width)
        high = HIGH - 3.4 - legend_high - 2.4
        width = min(WIDE - 3, high * ratio)
        self.picture(
            slide, png(block.picture, self.made.language), (WIDE - width) / 2, 3.3, width, width / ratio
        )
        wide = legend_high * block.legend.width / block.legend.height
        self.picture(
            slide,
            png(block.legend, self.made.language),
            (WIDE - wide) / 2,
            HIGH - legend_high - 2.3,
            wide,
            legend_high,
        )
        self.box(slide, [[Run(" ".join(block.told))]], HIGH - 2.2, 1.0, 10)

    def picture(
        self, slide: object, data: bytes, left: float, top: float, width: float, height: float
    ) -> None:
        """A picture at a place, centimetres."""
        slide.shapes.add_picture(io.BytesIO(data), *(self.cm(one) for one in (left, top, width, height)))  # type: ignore[attr-defined]

    def photo(self, block: Photo, heading: str) -> None:
        """A picture in the middle."""
        slide = self.slide(block.caption or heading)
        scale = min((WIDE - 3) / block.width, (HIGH - 5) / block.height)
        self.picture(
            slide,
            block.data,
            (WIDE - block.width * scale) / 2,
            3.4,
            block.width * scale,
            block.height * scale,
        )

    def grid(self, grid: Grid, heading: str) -> None:
        """A table, on as many slides as its rows need. Columns stand where the language begins as they are
        written: not every program turns a table round that says it is to be."""
        wide = [(WIDE - 3) * share for share in shares(grid)]
        high = [
            max(lines_in(text, (width - 0.5) / LETTER) for text, width in zip(row, wide, strict=True)) * LINE
            + 0.35
            for row in map(_cut, grid.rows)
        ]
        start = 0
        while start < max(1, len(grid.rows)):
            end = start + 1
            while end < len(grid.rows) and sum(high[start : end + 1]) <= ROOM:
                end += 1
            slide = self.slide(heading)
            self.table(
                slide, [grid.heads, *map(_cut, grid.rows[start:end])], wide, [LINE + 0.35, *high[start:end]]
            )
            if end >= len(grid.rows) and grid.more:
                self.box(
                    slide,
                    [[Run(word("more", self.made.language, count=self.say.number(grid.more)))]],
                    HIGH - 2.1,
                    0.9,
                    12,
                )
            start = end

    def table(
        self, slide: object, rows: Sequence[Sequence[str]], wide: Sequence[float], high: Sequence[float]
    ) -> None:
        """Rows of a table in black and white, the first one its headings."""
        from pptx.dml.color import RGBColor

        shape = slide.shapes.add_table(  # type: ignore[attr-defined]
            len(rows), len(wide), *(self.cm(one) for one in (1.5, 3.4, WIDE - 3, sum(high[: len(rows)])))
        )
        shape.table._tbl.tblPr.find("{*}tableStyleId").text = GRID_STYLE
        shape.table.horz_banding = False
        order = -1 if self.rtl else 1
        for column, width in zip(shape.table.columns, wide[::order], strict=True):
            column.width = self.cm(width)
        for at, (row, height) in enumerate(zip(rows, high, strict=True)):
            shape.table.rows[at].height = self.cm(height)
            for cell, text in zip(shape.table.rows[at].cells, row[::order], strict=True):
                cell.margin_top = cell.margin_bottom = self.cm(0.08)
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor.from_string("FFFFFF" if at else "E8EDF1")  # type: ignore[no-untyped-call]
                self.fill(
                    cell.text_frame,
                    [[Run(text, "left-out" if not at else "plain")]],
                    12,
                    "",
                    first_strong(plain(text)) == "ltr",
                )


def _cut(row: Sequence[str]) -> list[str]:
    return [text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…" for text in row]


def _length(runs: list[Run]) -> int:
    return sum(len(run.text) for run in runs) + 40
