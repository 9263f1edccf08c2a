"""What an agency puts round its charts: who it is, its mark, a border, on which side the legend stands, and
what the foot says. The same on the screen and on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from tahqiq.kit.text import first_strong, storable
from tahqiq.products.paper.marks import Mark, Outline, Photo, Words
from tahqiq.products.paper.photographs import SIDE

Border = Literal["none", "line", "double"]
Foot = Literal["date", "author", "case"]
FEET: tuple[Foot, ...] = get_args(Foot)
_LONGEST = 120
_INK = "#1c2328"
_MARK, _ROOM = 20.0, 8.0


@dataclass(frozen=True, slots=True)
class Furniture:
    """``agency`` and ``unit`` as they are written, "" for none; ``mark`` the id of the source that is the
    agency's mark, "" for none, and ``picture`` its JPEG of :data:`SIDE` pixels once it was read;
    ``legend_end`` puts the legend on the side where lines of the language end; ``foot`` what the last line
    says, with ``note`` after it."""

    agency: str = ""
    unit: str = ""
    mark: str = ""
    border: Border = "none"
    legend_end: bool = False
    foot: tuple[Foot, ...] = FEET
    note: str = ""
    picture: bytes = b""

    @property
    def is_named(self) -> bool:
        """Whether it says whose the sheet is: a name, unit, mark, border or note.

        >>> Furniture(unit="Unit 4").is_named, Furniture().is_named
        (True, False)
        """
        return bool(self.agency or self.unit or self.picture or self.note or self.border != "none")

    @property
    def named(self) -> str:
        """Agency and unit in one line, "" for neither."""
        return " · ".join(filter(None, (self.agency, self.unit)))

    def footer(self, date: str, author: str, case: str) -> tuple[str, ...]:
        """The parts of the last line.

        >>> Furniture(foot=("author",), note="No copies").footer("1 May", "Sara", "Harbour")
        ('Sara', 'No copies')
        """
        said: Mapping[Foot, str] = {"case": case, "author": author, "date": date}
        return tuple(
            part for part in (*(text for name, text in said.items() if name in self.foot), self.note) if part
        )

    def marks(self, wide: float, high: float, margin: float, rtl: bool) -> list[Mark]:
        """Border, name and mark for a sheet of so many points, the name at the end of the head."""
        made: list[Mark] = []
        for inset in {"none": (), "line": (12.0,), "double": (10.0, 14.0)}[self.border]:
            corners = (
                (inset, inset),
                (wide - inset, inset),
                (wide - inset, high - inset),
                (inset, high - inset),
            )
            steps = (("M", *corners[0]), *(("L", *corner) for corner in corners[1:]), ("Z",))
            made.append(Outline(steps, "", _INK, 1.2 if self.border == "line" else 0.8))
        end, way = (margin, 1.0) if rtl else (wide - margin, -1.0)
        if self.picture:
            made.append(Photo(end + way * _MARK, margin + _MARK, _MARK, self.picture, SIDE))
            end += way * (2 * _MARK + _ROOM)
        for text, y, size, bold in ((self.agency, 14.0, 12.0, True), (self.unit, 28.0, 9.5, False)):
            if text:
                made.append(
                    Words(
                        end,
                        margin + y,
                        text,
                        size,
                        _INK,
                        "left" if rtl else "right",
                        first_strong(text) == "rtl",
                        bold,
                    )
                )
        return made


PLAIN = Furniture()
"""A chart round which nobody put anything."""


def furniture_of(told: object) -> Furniture:
    """The furniture in the body of a chart (``frame``), or of a template; what does not fit is left out.

    >>> furniture_of({"agency": "Harbour police", "border": "wavy", "foot": ["date", "moon"]}).foot
    ('date',)
    """
    if not isinstance(told, Mapping):
        return PLAIN
    foot = told.get("foot")
    border = next((one for one in get_args(Border) if one == told.get("border")), PLAIN.border)
    return Furniture(
        _line(told, "agency"),
        _line(told, "unit"),
        _line(told, "mark"),
        border,
        told.get("legend") == "end",
        tuple(one for one in FEET if one in foot) if isinstance(foot, list) else FEET,
        _line(told, "note"),
    )


def _line(told: Mapping[str, object], name: str) -> str:
    value = told.get(name)
    return storable(value[:_LONGEST]) if isinstance(value, str) else ""
