"""Where records of a file go: rows in the order of the file, what is left of each segment named, problems
located."""

from collections.abc import Mapping
from operator import itemgetter

from tahqiq.formats.edifact.messages import ENVELOPE
from tahqiq.formats.edifact.plain import Plain
from tahqiq.formats.edifact.segments import WIDE, Segment
from tahqiq.formats.passengers.kinds import COLUMNS, OTHER, PARTS
from tahqiq.formats.passengers.sensitive import Sensitive, sensitive
from tahqiq.formats.rows import Rows
from tahqiq.model.account import CHECK, NOT_MAPPED, SENSITIVE, TECHNICAL, UNKNOWN
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

__all__ = ["CHECK", "NOT_MAPPED", "SENSITIVE", "TECHNICAL", "UNKNOWN", "Sheet"]


_FIRST = itemgetter(0)
MANY = 99
"""How many elements of a segment are named each by its number when they are set aside; those behind it share
one name (``IFT.100+``). No segment of the guides has half as many."""


class Sheet:
    """The records of one file on their way out. ``add`` gathers those of one message or booking, ``put``
    hands them on sorted by segment."""

    def __init__(self, rows: Rows, plain: Plain | None) -> None:
        self.rows, self.plain = rows, plain
        self._shift = plain.lost[0] if plain is not None and len(plain.cuts) == 1 else None
        """How far offsets in the file are from signs of the text, where that is the same everywhere."""
        self._waiting: dict[str, list[tuple[int, dict[str, str | None]]]] = {}
        self._asides: dict[tuple[str, str, frozenset[int]], list[int]] = {}
        """By tag, reason and what of the segment was left (:meth:`Segment.rest`): how often, and the segment
        in which it was first."""
        self._named: dict[tuple[str, int, int, str], list[int]] = {}
        """The same by tag, element, component and reason."""

    def add(self, kind: str, segment: Segment, cells: Mapping[str, str | None]) -> None:
        """A record that begins at ``segment``."""
        self.keep(kind, segment, {**cells})

    def keep(self, kind: str, segment: Segment, cells: dict[str, str | None]) -> None:
        """The same with a mapping that is the sheet's from now on."""
        if self._shift is not None:
            cells["at"] = str(segment.start + self._shift)
        else:
            cells["at"] = str(self.plain.offset(segment.start)) if self.plain else None
        waiting = self._waiting.get(kind)
        if waiting is None:
            self._waiting[kind] = [(segment.no, cells)]
        else:
            waiting.append((segment.no, cells))

    def put(self) -> None:
        """Hand on what waits."""
        extend = self.rows.extend
        for kind, found in self._waiting.items():
            if len(found) > 1:
                found.sort(key=_FIRST)
            extend(f"passengers.{kind}", PARTS[kind], COLUMNS[kind], found)
        self._waiting = {}

    def tell(
        self,
        code: str,
        segment: Segment | None,
        field: str = "",
        value: str | None = None,
        records: int = 0,
        **params: str | int,
    ) -> None:
        """A problem at a segment."""
        self.rows.tell(
            Problem(code, Place(OTHER, segment.no if segment else 0), field, value, records, params)
        )

    def left(self, segment: Segment, why: str = NOT_MAPPED) -> None:
        """Name what of a segment nobody took."""
        rest = segment.rest()
        if not rest:
            return
        key = (segment.tag, TECHNICAL if segment.tag in ENVELOPE else why, rest)
        known = self._asides.get(key)
        if known is not None:
            known[0] += 1
            return
        self._asides[key] = [1, segment.no]
        if len(rest) > MANY or len(self._asides) > MANY * MANY:
            self._name()  # patterns are kept where they come again, not where each takes room for itself

    def close(self) -> None:
        """Enter all that was left into the account of the file, once."""
        self._name()
        for (tag, element, component, why), (count, no) in self._named.items():
            several = (
                "+" if element == MANY else f".{component + 1}" if component else ""
            )  # nobody reads a list of ten thousand names
            self.rows.aside(f"{tag or '?'}.{element + 1}{several}", Place(OTHER, no), why, count)
        self._named = {}

    def _name(self) -> None:
        """What was left, by its name."""
        named = self._named
        for (tag, why, rest), (count, no) in self._asides.items():
            for key in sorted(rest):
                element, component = divmod(key, WIDE)
                if element >= MANY:
                    element, component = MANY, 0
                known = named.setdefault((tag, element, component, why), [0, no])
                known[0] += count
        self._asides = {}

    def forbidden(self, segment: Segment) -> bool:
        """Whether a segment holds what may not be kept: it is counted by its code and nothing of it goes
        on."""
        found = sensitive(segment)
        if found is not None:
            self.drop(found, segment)
        return found is not None

    def drop(self, found: Sensitive, segment: Segment) -> None:
        """Count something forbidden that is the whole of its segment."""
        self.count_forbidden(found, segment)
        segment.used()

    def count_forbidden(self, found: Sensitive, segment: Segment) -> None:
        """Count something forbidden that is a part of its segment."""
        self.rows.aside(found.label, Place(OTHER, segment.no), SENSITIVE)
