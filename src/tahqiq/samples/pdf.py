"""A small PDF writer for running text in Arabic, Kurdish and Latin letters: shaped by HarfBuzz, no clock,
fonts from this package.

Arabic letters use Noto Naskh Arabic (``tahqiq/products/paper/fonts``, SIL Open Font License 1.1), embedded as
a subset that keeps glyph numbers (PDF 32000-1, 9.7.4, CIDFontType2 with Identity-H); everything else uses
Helvetica, one of the fourteen standard fonts. Glyphs stand in visual order, as office programs write them.
The order of runs in a line is a small part of the Unicode bidirectional algorithm (UAX 9): letters have a
direction, digits and Latin go left to right, what is between two runs of one direction takes it, else that of
the paragraph.
"""

import zlib
from dataclasses import dataclass
from importlib.resources import files

import uharfbuzz as hb

A4 = (595, 842)
MARGIN, SIZE, LEADING = 60, 12, 20
MIRROR = str.maketrans("()[]{}<>", ")(][}{><")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line in one direction and font; ``text`` is in logical order."""

    text: str
    rtl: bool


def is_rtl(char: str) -> bool:
    """Whether the character belongs to the Arabic blocks (letters, marks, Arabic punctuation)."""
    return "\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f"


def runs(line: str, rtl: bool) -> list[Run]:
    """The runs of a line from left to right as they are seen.

    >>> [run.text for run in runs("رقم 12 عينة", True)]
    ['عينة', ' ', '12', ' ', 'رقم']
    """
    kinds = ["R" if is_rtl(char) else "L" if char.isalnum() else "N" for char in line]
    at = 0
    while at < len(kinds):
        if kinds[at] != "N":
            at += 1
            continue
        end = next((k for k in range(at, len(kinds)) if kinds[k] != "N"), len(kinds))
        same = at > 0 and end < len(kinds) and kinds[at - 1] == kinds[end] == "L"
        kinds[at:end] = ["L" if same or not rtl else "n"] * (end - at)
        at = end
    found: list[Run] = []
    for char, kind in zip(line, kinds, strict=True):
        right = kind == "R"
        if found and kind != "n" and found[-1].rtl == right and _kind(found[-1]) == kind:
            found[-1] = Run(found[-1].text + char, right)
        else:
            found.append(Run(char.translate(MIRROR) if kind == "n" else char, right))
    return found[::-1] if rtl else _mixed(found)


def _kind(run: Run) -> str:
    return (
        "R"
        if run.rtl
        else "n"
        if not any(char.isalnum() for char in run.text) and len(run.text) == 1
        else "L"
    )


def _mixed(found: list[Run]) -> list[Run]:
    """In a left-to-right line, Arabic runs with only spaces between them are turned round together."""
    result: list[Run] = []
    block: list[Run] = []
    for run in found:
        if run.rtl or (block and not run.text.strip()):
            block.append(run)
            continue
        result += [*block[::-1], run]
        block = []
    return result + block[::-1]


class Shaper:
    """The Arabic font: shapes runs and remembers which glyph stands for which text."""

    def __init__(self) -> None:
        self.data = files("tahqiq.products.paper").joinpath("fonts/NotoNaskhArabic-Regular.ttf").read_bytes()
        self.face = hb.Face(hb.Blob(self.data))
        self.font = hb.Font(self.face)
        self.text: dict[int, str] = {}
        self.width: dict[int, int] = {}

    def shape(self, text: str) -> list[int]:
        """Glyph numbers in visual order; the text of each glyph is the characters of its cluster."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        hb.shape(self.font, buffer, {"kern": False, "liga": False})
        starts = [*sorted({info.cluster for info in buffer.glyph_infos}), len(text)]
        glyphs: list[int] = []
        seen: set[int] = set()
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(info.codepoint)
            self.width[info.codepoint] = position.x_advance
            if info.cluster not in seen:
                seen.add(info.cluster)
                self.text.setdefault(
                    info.codepoint, text[info.cluster : starts[starts.index(info.cluster) + 1]]
                )
        return glyphs

    def subset(self) -> bytes:
        """The font with only the glyphs used so far, under their old numbers."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(self.text)
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        return bytes(hb.subset(self.face, wanted).blob.data)


HELVETICA = {
    " ": 278,
    ".": 278,
    ",": 278,
    ":": 278,
    "-": 333,
    "/": 278,
    "(": 333,
    ")": 333,
    "'": 191,
    "i": 222,
    "j": 222,
    "l": 222,
    "f": 278,
    "t": 278,
    "r": 333,
    "I": 278,
    "m": 833,
    "w": 722,
    "M": 833,
    "W": 944,
    "+": 584,
    ";": 278,
}
"""Widths of Helvetica (Adobe's metrics) that differ from the default below."""


def _latin_width(char: str) -> int:
    return HELVETICA.get(char, 690 if char.isupper() else 556 if char.isdigit() else 530)


class Document:
    """Pages of paragraphs; ``save`` gives the bytes."""

    def __init__(self, title: str) -> None:
        self.title, self.shaper = title, Shaper()
        self.pages: list[list[str]] = []
        self._y = 0.0

    def paragraph(self, text: str, *, rtl: bool, size: int = SIZE) -> None:
        """Set a paragraph, broken into lines at spaces; a new page begins where the old one is full."""
        line = ""
        for word in text.split(" "):
            longer = f"{line} {word}".strip()
            if line and self._width(longer, size) > A4[0] - 2 * MARGIN:
                self._line(line, rtl, size)
                line = word
            else:
                line = longer
        self._line(line, rtl, size)
        self._y -= LEADING / 2

    def _width(self, line: str, size: int) -> float:
        return sum(self._run_width(run) for run in runs(line, True)) * size / 1000

    def _run_width(self, run: Run) -> int:
        if run.rtl:
            return sum(self.shaper.width[glyph] for glyph in self.shaper.shape(run.text))
        return sum(_latin_width(char) for char in run.text)

    def _line(self, line: str, rtl: bool, size: int) -> None:
        if not self.pages or self._y < MARGIN + LEADING:
            self.pages.append([])
            self._y = A4[1] - 40
            self._draw("SAMPLE عينة", False, 10)
            self._y -= LEADING
        self._draw(line, rtl, size)

    def _draw(self, line: str, rtl: bool, size: int) -> None:
        x = A4[0] - MARGIN - self._width(line, size) if rtl else float(MARGIN)
        for run in runs(line, rtl):
            font, code = ("F2", _hex(self.shaper.shape(run.text))) if run.rtl else ("F1", _literal(run.text))
            self.pages[-1].append(f"BT /{font} {size} Tf 1 0 0 1 {x:.2f} {self._y:.2f} Tm {code} Tj ET")
            x += self._run_width(run) * size / 1000
        self._y -= LEADING

    def save(self) -> bytes:
        """The document as PDF 1.7 without dates; the same content gives the same bytes."""
        kids = [9 + 2 * at for at in range(len(self.pages))]
        listed = " ".join(f"{kid} 0 R" for kid in kids)
        glyphs = sorted(self.shaper.text)
        widths = " ".join(f"{glyph} [{self.shaper.width[glyph]}]" for glyph in glyphs)
        box = f"/MediaBox [0 0 {A4[0]} {A4[1]}]"
        objects = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode(),
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            4: (
                b"<< /Type /Font /Subtype /Type0 /BaseFont /SAMPLE+NotoNaskhArabic /Encoding /Identity-H "
                b"/DescendantFonts [5 0 R] /ToUnicode 8 0 R >>"
            ),
            5: (
                "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SAMPLE+NotoNaskhArabic "
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
                f"/Supplement 0 >> /FontDescriptor 6 0 R /CIDToGIDMap /Identity /DW 0 /W [{widths}] >>"
            ).encode(),
            6: b"<< /Type /FontDescriptor /FontName /SAMPLE+NotoNaskhArabic /Flags 4 /FontBBox [-500 "
            b"-700 1500 1200] /ItalicAngle 0 /Ascent 1069 "
            b"/Descent -634 /CapHeight 714 /StemV 80 /FontFile2 7 0 R >>",
            7: _stream(self.shaper.subset()),
            8: _stream(_to_unicode(self.shaper.text)),
        }
        for kid, page in zip(kids, self.pages, strict=True):
            objects[kid] = (
                f"<< /Type /Page /Parent 2 0 R {box} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> "
                f">> /Contents {kid + 1} 0 R >>"
            ).encode()
            objects[kid + 1] = _stream("\n".join(page).encode("latin-1"))
        return assemble(objects, self.title)


def picture_page(width: int, height: int, bits: bytes, title: str) -> bytes:
    """A page that holds nothing but a picture of one bit per point (1 = white), as a scanner makes it."""
    head = (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
        "/BitsPerComponent 1 "
    )
    return assemble(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Resources << /XObject << "
                "/Im 5 0 R >> >> /Contents 4 0 R >>"
            ).encode(),
            4: _stream(f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /Im Do Q".encode()),
            5: _stream(bits, head),
        },
        title,
    )


def assemble(objects: dict[int, bytes], title: str) -> bytes:
    """Objects numbered from 1 as a file with its cross-reference table and a title."""
    objects = {
        **objects,
        len(objects) + 1: b"<< /Title <feff"
        + title.encode("utf-16-be").hex().encode()
        + b"> /Producer (SAMPLE) >>",
    }
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets: list[int] = []
    for number, body in sorted(objects.items()):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += (
        f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R /Info {len(offsets)} 0 R >>\nstartxref\n"
        f"{start}\n%%EOF\n"
    ).encode()
    return bytes(out)


def _stream(data: bytes, head: str = "") -> bytes:
    packed = zlib.compress(data, 9)
    return (
        f"<< {head}/Length {len(packed)} /Length1 {len(data)} /Filter /FlateDecode >>\nstream\n".encode()
        + packed
        + b"\nendstream"
    )


def _hex(glyphs: list[int]) -> str:
    return "<" + "".join(f"{glyph:04x}" for glyph in glyphs) + ">"


def _literal(text: str) -> str:
    """A string in Windows-1252; raises ``UnicodeEncodeError`` for a letter that Helvetica does not have, so
    that none is lost unseen."""
    data = "".join(f"\\{char}" if char in "()\\" else char for char in text)
    return (
        "(" + "".join(char if ord(char) < 128 else f"\\{char.encode('cp1252')[0]:03o}" for char in data) + ")"
    )


def _to_unicode(text: dict[int, str]) -> bytes:
    lines = [f"<{glyph:04x}> <{value.encode('utf-16-be').hex()}>" for glyph, value in sorted(text.items())]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /SAMPLE def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end\n"
    ).encode()
