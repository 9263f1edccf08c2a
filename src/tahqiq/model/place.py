"""Where in an original a value stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from tahqiq.kit.locale import format_number
from tahqiq.kit.messages import catalogue, message

PartKind = Literal["file", "sheet", "page", "message", "entry", "feature"]
PART_KINDS: Mapping[str, PartKind] = {kind: kind for kind in get_args(PartKind)}
"""The kinds by their names, for what is read as text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an original that has its own row numbers: a sheet, a page, the whole file.

    ``no`` counts from 0 in the order of the original; ``name`` is what the person sees (sheet name), empty
    for a whole file.
    """

    no: int
    kind: PartKind = "file"
    name: str = ""

    def called(self, language: str) -> str:
        """The name as a person reads it: of a part that the program made, in a language.

        >>> Part(5, "entry", "bags").called("ar"), Part(0, "sheet", "Calls").called("ar")
        ('الحقائب', 'Calls')
        """
        code = f"part-{self.name.replace(' ', '-')}"
        known = self.kind == "entry" and code in catalogue()
        return message(code, language, {}).sentence if known else self.name


WHOLE = Part(0)


class Place(NamedTuple):
    """A cell or row of a part. ``row`` is 1-based as the person sees it, 0 = the part as a whole; ``column``
    1-based, 0 = the row.

    >>> Place(Part(0, "sheet", "Calls"), 12, 3).label()
    'Calls · C12'
    """

    part: Part = WHOLE
    row: int = 0
    column: int = 0

    def label(self) -> str:
        """A short text in Latin letters and digits: ``Sheet · C12``, ``line 7``, ``page 3 · line 4``, empty
        for the whole file."""
        return " · ".join(text if not word else f"{word} {text}" for word, text in self.pieces())

    def in_words(self, language: str, entry: str = "place-entry") -> str:
        """The same in a language, with its digits, for whoever reads of it: ``السطر ٧``. ``entry`` is the
        message for what the entries of the file are (``lab-place-scan``).

        >>> Place(Part(0, "entry", "segments"), 12).in_words("en")
        'segment 12'
        >>> Place(row=2, column=3).in_words("en"), Place().in_words("ar")
        ('line 2 · field 3', '')
        """
        if self.part.name == "segments" and self.row and not self.column:
            return _worded("place-segment", str(self.row), language)
        return " · ".join(
            _worded(entry if word == "entry" else f"place-{word}", text, language) if word else text
            for word, text in self.pieces()
        )

    def pieces(self) -> list[tuple[str, str]]:
        """The parts of :meth:`label` for whoever says them in a language: a word (page, line, entry, field,
        "" for none) and the name or number after it.

        >>> Place(Part(2, "page"), 4).pieces()
        [('page', '3'), ('line', '4')]
        """
        if self.part.kind == "sheet":
            return [
                ("", text) for text in (self.part.name, f"{_letters(self.column)}{self.row or ''}") if text
            ]
        found = []
        if self.part.kind == "page":
            found.append(("page", str(self.part.name or self.part.no + 1)))
        elif self.part.name:
            found.append(("", self.part.name))
        if self.row:
            found.append(("line" if self.part.kind in ("file", "page") else "entry", str(self.row)))
        if self.column:
            found.append(("field", str(self.column)))
        return found


def _worded(code: str, text: str, language: str) -> str:
    return message(
        code, language, {"n": format_number(int(text), language) if text.isdigit() else text}
    ).sentence


def _letters(column: int) -> str:
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
