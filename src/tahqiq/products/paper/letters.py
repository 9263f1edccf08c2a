"""Letters on paper: the order of a line as it is seen, and shaped glyphs of the fonts in ``fonts/`` (Noto
Naskh Arabic, the Latin of Noto Sans Arabic, arrows of Noto Sans Math; SIL Open Font License 1.1).

The order is the part of the Unicode bidirectional algorithm (UAX 9) that names, numbers and labels need:
letters have a direction, numbers (with their signs) run left to right, what stands between takes the
direction of both sides or else that of the line. Embeddings and overrides in a text are left out.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import uharfbuzz as hb

from tahqiq.kit.errors import Damaged

FONTS = ("NotoNaskhArabic-Regular", "NotoSansArabic-latin", "NotoSansArabic-latin-ext", "NotoSansMath-signs")
MISSING = "?"
"""What stands for a letter that no font here has; how many did is told (:attr:`Letters.missing`)."""
_NUMBER = re.compile(r"[+#]?\d(?:[\d.,:/+\-٫٬]*\d)?%?")
_ARABIC_DIGITS = frozenset("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬")
_LEFT_OUT = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile("[\u200e\u200f]")
"""Marks that have a direction and no letter: they decide the order and are then left out."""


def right(letter: str) -> bool:
    """Whether a letter belongs to the Arabic blocks and runs from right to left."""
    return ("\u0600" <= letter <= "\u08ff" or "\ufb50" <= letter <= "\ufefc") and not letter.isdigit()


def seen(text: str, rtl: bool) -> list[tuple[str, bool]]:
    """The stretches of a line from left to right as they are seen, each in the order of reading and with
    whether it runs from right to left.

    >>> seen("رقم +9647 ali", True)
    [('ali', False), (' ', True), ('+9647', False), ('رقم ', True)]
    """
    line = _LEFT_OUT.sub("", text)
    levels = _levels(line, 1 if rtl else 0)
    runs: list[tuple[int, int, int]] = []
    for at, level in enumerate(levels):
        if runs and runs[-1][2] == level:
            runs[-1] = (runs[-1][0], at + 1, level)
        else:
            runs.append((at, at + 1, level))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[at:end] = runs[at:end][::-1]
            at = max(end, at + 1)
    told = [(_MARKS.sub("", line[start:end]), level % 2 == 1) for start, end, level in runs]
    return [(run, turned) for run, turned in told if run]


def _levels(line: str, base: int) -> list[int]:
    kinds = [
        "R" if right(one) or one == "\u200f" else "L" if one.isalpha() or one == "\u200e" else "N"
        for one in line
    ]
    for found in _NUMBER.finditer(line):
        kinds[found.start() : found.end()] = ["E"] * (found.end() - found.start())
    strong = "R" if base else "L"
    sides: list[str] = []
    for letter, kind in zip(
        line, kinds, strict=True
    ):  # a number counts with what stands before it, one in Arabic digits with Arabic letters
        strong = kind if kind in "RL" else strong
        sides.append(kind if kind in "RLN" else "R" if strong == "R" or letter in _ARABIC_DIGITS else "L")
    own = "R" if base else "L"
    at = 0
    while at < len(sides):
        end = at
        while end < len(sides) and sides[end] == "N":
            end += 1
        if end > at:
            before = sides[at - 1] if at else own
            after = sides[end] if end < len(sides) else own
            sides[at:end] = [before if before == after else own] * (end - at)
        at = max(end, at + 1)
    return [
        (2 if base or side == "R" else 0) if kind == "E" else 1 if side == "R" else (2 if base else 0)
        for kind, side in zip(kinds, sides, strict=True)
    ]


@cache
def _font(name: str) -> tuple[hb.Face, hb.Font, frozenset[int]]:
    """A font of the program. Raises ``Damaged`` (``font-missing``) where the installation has lost it or its
    file is none."""
    try:
        data = files("tahqiq.products.paper").joinpath(f"fonts/{name}.ttf").read_bytes()
    except OSError as error:
        raise Damaged("font-missing", name=f"{name}.ttf") from error
    face = hb.Face(hb.Blob(data))
    if not face.glyph_count or not face.unicodes:
        raise Damaged("font-missing", name=f"{name}.ttf")
    return face, hb.Font(face), frozenset(face.unicodes)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph in its place: the font it is of, its code in the file, how far it goes on, and where it is
    moved to (thousandths of the size)."""

    font: int
    code: int
    advance: float
    dx: float
    dy: float


@dataclass(slots=True)
class Letters:
    """Shapes lines and gives a code to each glyph with the text it stands for: ه and ە look the same in some
    places and are two codes, so that each is copied as what it is. ``missing`` counts letters that no font
    has."""

    used: list[dict[tuple[int, str], int]] = field(default_factory=lambda: [{} for _ in FONTS])
    """By font: the code of a glyph number and its text ("" where the glyph before has it), from 1 on in the
    order of the codes."""
    missing: int = 0

    def line(self, text: str, rtl: bool) -> list[Glyph]:
        """The glyphs of a line from left to right."""
        made: list[Glyph] = []
        for run, turned in seen(text, rtl):
            pieces = self._pieces(run)
            for font, piece in reversed(pieces) if turned else pieces:
                made += self._shape(font, piece, turned)
        return made

    def width(self, text: str, rtl: bool) -> float:
        """How wide a line is, in thousandths of its size."""
        return sum(glyph.advance for glyph in self.line(text, rtl))

    def advance(self, font: int, glyph: int) -> float:
        """How wide a glyph is by its font, in thousandths of its size."""
        return float(_font(FONTS[font])[1].get_glyph_h_advance(glyph))

    def subset(self, font: int) -> bytes:
        """A font with only the glyphs that are used, under their own numbers."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({glyph for glyph, _ in self.used[font]})
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        return bytes(hb.subset(_font(FONTS[font])[0], wanted).blob.data)

    def _pieces(self, run: str) -> list[tuple[int, str]]:
        pieces: list[tuple[int, str]] = []
        for letter in run:
            last = pieces[-1][0] if pieces else -1
            order = [last, *range(len(FONTS))] if last >= 0 else range(len(FONTS))
            font = next((one for one in order if ord(letter) in _font(FONTS[one])[2]), None)
            if font is None:
                self.missing += not letter.isspace()
                font, letter = 1, " " if letter.isspace() else MISSING
            if last == font:
                pieces[-1] = (font, pieces[-1][1] + letter)
            else:
                pieces.append((font, letter))
        return pieces

    def _shape(self, font: int, text: str, rtl: bool) -> list[Glyph]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        hb.shape(_font(FONTS[font])[1], buffer, {"kern": False, "liga": False})
        starts = [*sorted({info.cluster for info in buffer.glyph_infos}), len(text)]
        made, told = [], set[int]()
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            said = "" if info.cluster in told else text[info.cluster : starts[starts.index(info.cluster) + 1]]
            told.add(info.cluster)
            codes = self.used[font]
            code = codes.setdefault((info.codepoint, said), len(codes) + 1)
            made.append(Glyph(font, code, position.x_advance, position.x_offset, position.y_offset))
        return made
