"""The account of the fields of an original: each one that is not empty is used, set aside with a reason, or a
problem (docs/decisions/0021)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tahqiq.kit.messages import Message, message
from tahqiq.model.place import Part, Place

LOOK, TECHNICAL, REPEATED, CHECK, UNKNOWN, NOT_TEXT = (
    "aside-look",
    "aside-technical",
    "aside-repeated",
    "aside-check",
    "aside-unknown",
    "aside-not-text",
)
"""Reasons of readers: how something looks; a detail of the file or the program that wrote it; the same stands
in a field that was read; it counts or sums up what stands elsewhere; the reader does not know the field; a
picture or drawing without text."""

NOT_MAPPED, OTHER_SORT, CONDITION, ALTERNATIVE, PLACEHOLDER, NO_MATCH, NO_THING = (
    "aside-not-mapped",
    "aside-other-sort",
    "aside-condition",
    "aside-alternative",
    "aside-placeholder",
    "aside-no-match",
    "aside-no-thing",
)
NO_YEAR = "aside-no-year"
"""A column that no mapping uses, of days of which no year is written."""
HEADER, HEADER_AGAIN, ABOVE, BESIDE, TOTAL, MATRIX_EMPTY = (
    "aside-header",
    "aside-header-again",
    "aside-above",
    "aside-beside",
    "aside-total",
    "aside-matrix-empty",
)
"""Reasons of a mapping: see their sentences in ``kit/messages/account.yaml``."""


WITHHELD = "aside-withheld"
"""A password that a tool found: it is not spread."""

SENSITIVE = "aside-sensitive"
"""What the law forbids to keep: counted under a code, and gone."""

FORM_ANSWER = "aside-form-answer"
"""An answer of which the form does not say that it is a value of something."""

NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Aside:
    """Fields of one name of one part that no value and no event was made of.

    ``field`` is the name as the file has it (a header, a tag, a column ``#3``); ``count`` how many of them
    are not empty; ``why`` a code ``aside-…`` of the message catalogue; ``place`` where the first of them
    stands, with its part; ``kind`` the record kind whose column it is, "" for what a reader did not deliver.

    >>> Aside("colour", 3, LOOK).say("en").sentence
    'It says only how something looks or where it is drawn (colour, font, position).'
    """

    field: str
    count: int
    why: str
    place: Place = NOWHERE
    kind: str = ""

    def say(self, locale: str) -> Message:
        """Why it was set aside, and what one can do, in ``locale``."""
        return message(self.why, locale, {"field": self.field, "count": self.count})


@dataclass(frozen=True, slots=True)
class Fields:
    """How many fields of an original are not empty and what became of them: ``read`` = ``used`` +
    ``set_aside`` + ``problems``."""

    read: int = 0
    used: int = 0
    set_aside: int = 0
    problems: int = 0

    def to_json(self) -> dict[str, int]:
        """As ``collect --json`` prints it."""
        return {"read": self.read, "used": self.used, "set_aside": self.set_aside, "problems": self.problems}


def together(asides: Iterable[Aside]) -> list[Aside]:
    """What was set aside under one name for one reason counted together, whatever its part and kind; the most
    frequent first.

    >>> [item.count for item in together([Aside("x", 1, LOOK), Aside("x", 2, LOOK, Place(row=9))])]
    [3]
    """
    found: dict[tuple[str, str], Aside] = {}
    for item in asides:
        known = found.get((item.field, item.why))
        found[item.field, item.why] = replace(known, count=known.count + item.count) if known else item
    return sorted(found.values(), key=lambda item: -item.count)


class Account:
    """The ledger of one original or batch. Whatever is entered counts as read, so that it balances by
    construction.

    >>> account = Account(used=2)
    >>> account.aside(Aside("note", 1, NOT_MAPPED))
    >>> account.fields()
    Fields(read=3, used=2, set_aside=1, problems=0)
    """

    def __init__(self, used: int = 0, problems: int = 0) -> None:
        self.used, self.problems = used, problems
        self._aside: dict[tuple[Part, str, str, str], tuple[int, Place]] = {}

    def aside(self, *items: Aside) -> None:
        """Enter fields that were set aside; those of one part, kind, name and reason are counted together,
        the first place stays."""
        for item in items:
            if item.count > 0:
                key = (item.place.part, item.kind, item.field, item.why)
                count, place = self._aside.get(key, (0, item.place))
                self._aside[key] = (count + item.count, place)

    def add(self, other: "Account") -> None:
        """Enter all of another account."""
        self.used += other.used
        self.problems += other.problems
        self.aside(*other.asides())

    def asides(self) -> list[Aside]:
        """What was set aside, in the order in which it was met first."""
        return [
            Aside(field, count, why, place, kind)
            for (_, kind, field, why), (count, place) in self._aside.items()
        ]

    def fields(self) -> Fields:
        """The counts."""
        aside = sum(count for count, _ in self._aside.values())
        return Fields(self.used + aside + self.problems, self.used, aside, self.problems)


__all__ = [
    "ABOVE",
    "ALTERNATIVE",
    "BESIDE",
    "CHECK",
    "CONDITION",
    "HEADER",
    "HEADER_AGAIN",
    "LOOK",
    "MATRIX_EMPTY",
    "NOT_MAPPED",
    "NOT_TEXT",
    "NO_MATCH",
    "NO_THING",
    "NO_YEAR",
    "OTHER_SORT",
    "PLACEHOLDER",
    "REPEATED",
    "SENSITIVE",
    "TECHNICAL",
    "TOTAL",
    "UNKNOWN",
    "WITHHELD",
    "Account",
    "Aside",
    "Fields",
    "together",
]
