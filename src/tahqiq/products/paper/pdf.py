"""Drawings as PDF 1.7: vectors and shaped letters, fonts embedded as subsets, text that can be searched and
copied, no clock, so that the same drawing gives the same bytes.

Glyphs stand in the order in which they are seen (ISO 32000-1, 9.7.4, Identity-H). A code is a glyph with the
text it stands for, and maps to both (9.7.4.2, 9.10.3): one glyph may stand for several letters.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tahqiq.products.paper.letters import FONTS, Letters
from tahqiq.products.paper.marks import Mark, Outline, Photo, Picture, Words, ellipse
from tahqiq.products.paper.windows import Window, bounds, inside

Paper = Literal["a4", "a3"]
POINTS: dict[Paper, tuple[float, float]] = {"a4": (595.28, 841.89), "a3": (841.89, 1190.55)}
"""Width and height of a sheet in points, standing."""
_MANY = 200
"""From how many marks on a drawing is kept as it is written: heads and feet of sheets differ."""

_OBJECTS = 6
"""Objects that a font takes in a file."""


@dataclass(slots=True)
class Sheets:
    """Pages in the order in which they are added; ``save`` gives the file. ``letters.missing`` counts letters
    that no font has."""

    title: str
    language: str
    letters: Letters = field(default_factory=Letters)
    _sides: dict[bytes, int] = field(default_factory=dict)
    _photos: dict[bytes, int] = field(default_factory=dict)
    _pages: list[tuple[float, float, bytes]] = field(default_factory=list)
    _written: tuple[tuple[Mark, ...], float, list[tuple[str, Window]]] = ((), 0.0, [])

    def page(
        self,
        width: float,
        height: float,
        parts: Iterable[tuple[Picture, tuple[float, float, float, float], float]],
    ) -> None:
        """A page of so many points with drawings on it: each with the frame (left, top, width, height in
        points from the top left) that it is cut to, and its scale. The top left corner of a drawing stands in
        that of its frame."""
        out: list[str] = []
        for picture, (left, top, wide, high), scale in parts:
            out.append(f"q {_n(left)} {_n(height - top - high)} {_n(wide)} {_n(high)} re W n")
            out.append(
                f"1 0 0 1 {_n(left - picture.left * scale)} {_n(height - top + picture.top * scale)} cm"
            )
            window = (picture.left, picture.top, picture.left + wide / scale, picture.top + high / scale)
            out += [
                text
                for mark, (text, box) in zip(picture.marks, self._texts(picture.marks, scale), strict=True)
                if inside(mark, box, window)
            ]
            out.append("Q")
        self._pages.append((width, height, "\n".join(out).encode("ascii")))

    def _texts(self, marks: tuple[Mark, ...], scale: float) -> list[tuple[str, Window]]:
        """The marks as they are written and where, once however many pages show some of them."""
        known, at, told = self._written
        if known is not marks or at != scale:
            told = [(self._mark(mark, 0.0, 0.0, scale), bounds(mark)) for mark in marks]
            if len(marks) > _MANY:
                self._written = (marks, scale, told)
        return told

    def save(self) -> bytes:
        """The bytes of the file."""
        first = 3
        fonts = [at for at, used in enumerate(self.letters.used) if used]
        photos_at = first + _OBJECTS * len(fonts)
        pages_at = photos_at + len(self._photos)
        drawn = (
            f"/XObject << {' '.join(f'/P{at} {photos_at + at} 0 R' for at in range(len(self._photos)))} >> "
            if self._photos
            else ""
        )
        kids = [pages_at + 2 * at for at in range(len(self._pages))]
        listed = " ".join(f"{kid} 0 R" for kid in kids)
        named = " ".join(f"/F{font} {first + _OBJECTS * at} 0 R" for at, font in enumerate(fonts))
        objects: list[bytes] = [
            (
                f"<< /Type /Catalog /Pages 2 0 R /Lang ({self.language}) /ViewerPreferences << "
                "/DisplayDocTitle true >> >>"
            ).encode(),
            f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode(),
        ]
        for at, font in enumerate(fonts):
            objects += self._font(font, first + _OBJECTS * at)
        objects += [_jpeg(data, self._sides[data]) for data in self._photos]
        for kid, (width, height, content) in zip(kids, self._pages, strict=True):
            box = f"[0 0 {_n(width)} {_n(height)}]"
            objects.append(
                (
                    f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Resources << {drawn}/Font << {named} "
                    f">> >> /Contents {kid + 1} 0 R >>"
                ).encode()
            )
            objects.append(_stream(content))
        objects.append(
            b"<< /Title <feff" + self.title.encode("utf-16-be").hex().encode() + b"> /Producer (Tahqiq) >>"
        )
        return _file(objects)

    def _mark(self, mark: Mark, x: float, y: float, scale: float) -> str:
        if isinstance(mark, Words):
            return self._words(mark, x, y, scale)
        return self._photo(mark, x, y, scale) if isinstance(mark, Photo) else _outline(mark, x, y, scale)

    def _photo(self, mark: Photo, x: float, y: float, scale: float) -> str:
        number = self._photos.setdefault(mark.data, len(self._photos))
        self._sides[mark.data] = mark.side
        circle = _steps(Outline(ellipse(mark.x, mark.y, mark.radius, mark.radius)), x, y, scale)
        side = 2 * mark.radius * scale
        left, foot = x + (mark.x - mark.radius) * scale, y - (mark.y + mark.radius) * scale
        return f"q {circle} W n {_n(side)} 0 0 {_n(side)} {_n(left)} {_n(foot)} cm /P{number} Do Q"

    def _words(self, mark: Words, x: float, y: float, scale: float) -> str:
        size = mark.size * scale
        glyphs = self.letters.line(mark.text, mark.rtl)
        wide = sum(glyph.advance for glyph in glyphs) * size / 1000
        at = (
            x
            + mark.x * scale
            - (wide / 2 if mark.anchor == "middle" else wide if mark.anchor == "right" else 0)
        )
        base = y - mark.y * scale
        shown = []
        for glyph in glyphs:
            shown.append(
                f"/F{glyph.font} {_n(size)} Tf 1 0 0 1 {_n(at + glyph.dx * size / 1000)} "
                f"{_n(base + glyph.dy * size / 1000)} Tm <{glyph.code:04x}> Tj"
            )
            at += glyph.advance * size / 1000
        body = "\n".join(shown)
        halo = f"BT {_colour(mark.halo, 'RG')} {_n(2.6 * scale)} w 1 j 1 Tr {body} ET " if mark.halo else ""
        bold = f"{_colour(mark.fill, 'RG')} {_n(size * 0.035)} w 2 Tr" if mark.bold else "0 Tr"
        # the halo says nothing: it is marked as such, so that a text is copied once
        return (
            f"/Artifact BMC {halo}EMC " if halo else ""
        ) + f"BT {_colour(mark.fill, 'rg')} {bold} {body} ET"

    def _font(self, font: int, at: int) -> list[bytes]:
        codes = self.letters.used[font]
        name = f"TAHQIQ+{FONTS[font]}"
        widths = " ".join(f"{code} [{_n(self.letters.advance(font, no))}]" for (no, _), code in codes.items())
        return [
            (
                f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
                f"/DescendantFonts [{at + 1} 0 R] /ToUnicode {at + 4} 0 R >>"
            ).encode(),
            (
                f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << "
                "/Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                f"/FontDescriptor {at + 2} 0 R /CIDToGIDMap {at + 5} 0 R /DW 0 /W [{widths}] >>"
            ).encode(),
            (
                f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [-700 -600 2000 "
                "1200] /ItalicAngle 0 /Ascent 1069 /Descent -293 "
                f"/CapHeight 714 /StemV 80 /FontFile2 {at + 3} 0 R >>"
            ).encode(),
            _stream(self.letters.subset(font)),
            _stream(_to_unicode({code: said for (_, said), code in codes.items()})),
            _stream(b"".join(no.to_bytes(2, "big") for no in (0, *(no for no, _ in codes)))),
        ]


def _steps(mark: Outline, x: float, y: float, scale: float) -> str:
    steps = []
    for step in mark.steps:
        points = [
            (x if not at % 2 else y) + float(value) * (scale if not at % 2 else -scale)
            for at, value in enumerate(step[1:])
        ]
        steps.append(" ".join([*map(_n, points), {"M": "m", "L": "l", "C": "c", "Z": "h"}[str(step[0])]]))
    return " ".join(steps)


def _outline(mark: Outline, x: float, y: float, scale: float) -> str:
    pen = [_colour(mark.fill, "rg")] if mark.fill else []
    if mark.stroke:
        dash = f"[{_n(mark.dash[0] * scale)} {_n(mark.dash[1] * scale)}] 0 d" if mark.dash else "[] 0 d"
        pen += [
            _colour(mark.stroke, "RG"),
            f"{_n(mark.width * scale)} w",
            dash,
            "1 J 1 j" if mark.round else "0 J 0 j",
        ]
    return " ".join(
        [*pen, _steps(mark, x, y, scale), "B" if mark.fill and mark.stroke else "f" if mark.fill else "S"]
    )


def _colour(colour: str, operator: str) -> str:
    return " ".join(_n(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)) + f" {operator}"


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"


def _jpeg(data: bytes, side: int) -> bytes:
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceRGB "
        f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(data)} >>\nstream\n"
    )
    return head.encode() + data + b"\nendstream"


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 6)
    return (
        f"<< /Length {len(packed)} /Length1 {len(data)} /Filter /FlateDecode >>\nstream\n".encode()
        + packed
        + b"\nendstream"
    )


def _to_unicode(told: dict[int, str]) -> bytes:
    lines = [f"<{code:04x}> <{said.encode('utf-16-be').hex()}>" for code, said in told.items() if said]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Tahqiq def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end\n"
    ).encode()


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
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
