"""A name into slots: given, father, grandfather, further ancestors, kunya, laqab, nisba, mother's name,
titles.

The slots are for comparing one name with another and for showing it; nothing is concluded from what a slot
holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from tahqiq.kit.text import script, strip_bidi, tidy
from tahqiq.names.fold import is_kurdish
from tahqiq.names.known import is_known, sounds_known
from tahqiq.names.refusal import Refusal, refusal
from tahqiq.names.units import Kind, Unit, bare_key, known_units, part_key, parted, units, word_key
from tahqiq.names.words import BOOKING_TITLES, BOUND, STUCK_TITLES, TITLES_AND_NAMES

LONGEST = 400
"""Letters of a text that are read; a name has no more."""
_CACHE = 1 << 15


class Slot(StrEnum):
    """The place of a part in a name."""

    GIVEN = "given"
    FATHER = "father"
    GRANDFATHER = "grandfather"
    ANCESTOR = "ancestor"
    KUNYA = "kunya"
    LAQAB = "laqab"
    NISBA = "nisba"
    MOTHER = "mother"
    TITLE = "title"


_BESIDE = frozenset([Slot.TITLE, Slot.MOTHER])
CHAIN = (Slot.GIVEN, Slot.FATHER, Slot.GRANDFATHER)


@dataclass(frozen=True, slots=True)
class NamePart:
    """One part: ``text`` as written, ``key`` in small letters without article, ``slot``, and whether it is
    only an initial."""

    text: str
    key: str
    slot: Slot
    initial: bool = False


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name in slots.

    ``text`` is the tidied text, ``script`` one of Arab, Latn, … (ISO 15924), ``kurdish`` whether letters or
    groups stand in it that only Kurdish writes, ``parts`` in the order they are written, ``family_first``
    whether the family name stands first, ``refused`` why the text is no name to compare ("" when it is one),
    ``cut`` whether something beyond the first 400 letters or twelve parts was left out.
    """

    text: str
    script: str
    kurdish: bool
    parts: tuple[NamePart, ...]
    family_first: bool
    refused: Refusal
    cut: bool

    def of(self, slot: Slot) -> tuple[str, ...]:
        """The parts of one slot as written; empty when there is none."""
        return tuple(part.text for part in self.parts if part.slot is slot)

    def first(self, slot: Slot) -> str:
        """The first part of a slot as written, "" when there is none."""
        return next((part.text for part in self.parts if part.slot is slot), "")

    def core(self) -> tuple[NamePart, ...]:
        """The parts that are compared: all but titles and the mother's name."""
        if _BESIDE.isdisjoint([part.slot for part in self.parts]):
            return self.parts
        return tuple(part for part in self.parts if part.slot not in _BESIDE)

    def titled(self) -> tuple[NamePart, ...]:
        """The parts that are compared and those titles that are given names too (Sayed), as if they were
        none; empty where there are none."""
        if not any(part.slot is Slot.TITLE and part.key in TITLES_AND_NAMES for part in self.parts):
            return ()
        found = [part for part in self.parts if part.slot is not Slot.MOTHER]
        return tuple(
            replace(part, key=bare_key(part.key), slot=Slot.LAQAB) if part.slot is Slot.TITLE else part
            for part in found
            if part.slot is not Slot.TITLE or part.key in TITLES_AND_NAMES
        )


_BOOKING = re.compile(r"\s*([^/,،]{1,80})/([^/]{1,120})\s*")
_COMMA = re.compile(r"\s*([^,،]{2,80})[,،]\s*([^,،]{1,120})\s*")
_ASIDE = re.compile(r"[(\[{«\"“”][^()\[\]{}«»\"“”]{1,120}[)\]}»\"“”]")
_MOTHER = re.compile(
    r"(?:\b(?:name of (?:the )?mother|mother'?s? ?(?:name)?)\b|\b(?:اسم الأم|اسم الام|إسم الأم|اسم "
    r"الوالدة|والدته|والدتها|الوالدة)\b|\b(?:أمه|امه|أمها|امها)\b|"
    r"ناوی دایک|ناڤێ دایکێ)\s*[:：=\-–]?\s*",
    re.IGNORECASE,
)
_KNOWN_AS = re.compile(
    (
        r"(?:\ba\.?k\.?a\b\.?|\balias\b|\bknown as\b|\bnicknamed\b|الملقبة? ب|الملقبة?|المعروفة? ب|"
        r"المكنى ب?|الشهيرة? ب|المشهور ب|ناسراو بە|نافنیاس ب)\s*[:：]?\s*"
    ),
    re.IGNORECASE,
)


@lru_cache(maxsize=_CACHE)
def parse(text: str) -> ParsedName:
    """The slots of a name in Arabic, Sorani, Badini or Latin letters. Accepts any text and never raises.

    Booking forms (``JUBURI/MOHAMED MR``), "Family, Given", family name first, initials, bin/ibn and none, and
    compounds written joined or apart are read. Which of two parts without a mark is a father's and which a
    family name cannot be told from the text; the parts are then a chain (given, father, grandfather,
    ancestors).

    >>> [(part.slot.value, part.text) for part in parse("محمد جاسم كاظم الجبوري").parts]
    [('given', 'محمد'), ('father', 'جاسم'), ('grandfather', 'كاظم'), ('nisba', 'الجبوري')]
    >>> [(part.slot.value, part.text) for part in parse("JUBURI/MOHAMED MR").parts]
    [('nisba', 'JUBURI'), ('given', 'MOHAMED'), ('title', 'MR')]
    """
    simple = _simple(text)
    if simple is not None:
        return simple
    tidied = tidy(text[: 4 * LONGEST])
    read = strip_bidi(tidied)[:LONGEST]
    refused = refusal(read)
    cut = len(tidied) > LONGEST or len(text) > 4 * LONGEST
    if refused:
        return ParsedName(tidied[:LONGEST], script(read), is_kurdish(read), (), False, refused, cut)
    aside: list[NamePart] = []
    core, mother = _split(_MOTHER, parted(read))
    aside += [NamePart(unit.text, unit.key, Slot.MOTHER) for unit in units(mother)]
    core, known_as = _split(_KNOWN_AS, core)
    inside = [found[0][1:-1] for found in _ASIDE.finditer(core)]
    rest = _ASIDE.sub(" ", core)
    if inside and units(rest):
        core = rest
        known_as = " ".join([known_as, *inside])
    for unit in units(known_as):
        called = Slot.KUNYA if unit.kind in (Kind.FATHER_OF, Kind.MOTHER_OF) else Slot.LAQAB
        aside.append(NamePart(unit.text, unit.key, Slot.TITLE if unit.key in BOOKING_TITLES else called))
    parts, family_first = _core(core)
    if not parts:
        parts, aside = tuple(aside), []
    return ParsedName(
        tidied[:LONGEST],
        script(read),
        is_kurdish(read),
        (*parts, *aside),
        family_first,
        "" if parts else "name-no-letters",
        cut,
    )


_LETTERS = (
    "A-Za-z\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a4\u06a9\u06af\u06b5\u0695\u06be\u06c6"
    "\u06cc\u06ce\u06d5"
)
SIMPLE = re.compile(f"[{_LETTERS}'-]{{2,}}(?: [{_LETTERS}'-]+)*")


def simple_parts(text: str) -> tuple[NamePart, ...] | None:
    """The parts of a text of letters and single blanks in which nothing but these has to be recognised, as
    most names are; None for any other.

    None of them is a title or a mother's name.
    """
    found = _simple_units(text)
    return None if found is None else tuple(_slots(found)[0])


def _simple_units(text: str) -> list[Unit] | None:
    if len(text) > LONGEST or not SIMPLE.fullmatch(text):
        return None
    found = known_units(text)
    if (
        not found
        or Kind.INITIAL in [unit.kind for unit in found]
        or (not text.isascii() and LATIN.search(text))
    ):
        return None
    return found


def _simple(text: str) -> ParsedName | None:
    found = _simple_units(text)
    if found is None:
        return None
    parts, family_first = _slots(found)
    latin = text.isascii()
    return ParsedName(
        text,
        "Latn" if latin else "Arab",
        not latin and is_kurdish(text),
        tuple(parts),
        family_first,
        "",
        False,
    )


LATIN = re.compile("[A-Za-z]")


def _split(mark: re.Pattern[str], text: str) -> tuple[str, str]:
    """The text before a mark and after it; all of it and "" when the mark is absent or nothing stands on one
    side."""
    found = mark.search(text)
    if not found:
        return text, ""
    before, after = text[: found.start()].rstrip(" (-–،,;؛/["), text[found.end() :].strip(" )]")
    return (before, after) if before and after else (text, "")


def _core(text: str) -> tuple[tuple[NamePart, ...], bool]:
    booking = _BOOKING.fullmatch(text)
    if booking:
        family = units(booking[1])
        given = [unit for one in units(booking[2]) for bare in _unstuck(one) for unit in _apart(bare)]
        if family and given:
            return (*_family(family), *_chain(given, with_family=False)), True
    comma = _COMMA.fullmatch(text)
    if comma:
        family, given = units(comma[1]), units(comma[2])
        if family and given and any(unit.kind is not Kind.TITLE for unit in given):
            return (*_family(family), *_chain(given, with_family=False)), True
    parts, family_first = _slots(units(text))
    return tuple(parts), family_first


def _slots(found: Sequence[Unit]) -> tuple[list[NamePart], bool]:
    """The parts in the order they are written, and whether the family name stands first."""
    if found and found[0].kind is not Kind.ARTICLE and found[0].kind is not Kind.TITLE:
        return _chain(found), False
    plain = [unit for unit in found if unit.kind is not Kind.TITLE]
    if (
        len(plain) > 1
        and plain[0].kind is Kind.ARTICLE
        and plain[-1].kind is not Kind.ARTICLE
        and is_nisba(plain[0])
    ):
        start = found.index(plain[0])
        return [
            *_chain(found[:start]),
            *_family([plain[0]]),
            *_chain(found[start + 1 :], with_family=False),
        ], True
    return _chain(found), False


def _unstuck(unit: Unit) -> list[Unit]:
    """A booking's given name without the title written onto it, and the title."""
    upper = unit.text.upper()
    for title in STUCK_TITLES:
        rest = unit.text[: -len(title)]
        if upper.isascii() and upper.endswith(title) and unit.kind is Kind.PLAIN and not is_known(unit.key):
            key = word_key(rest)
            if len(key) >= 4 or is_known(key):
                return [*units(rest), Unit(unit.text[-len(title) :], title.lower(), Kind.TITLE)]
    return [unit]


def _apart(unit: Unit) -> list[Unit]:
    """A booking's given name and father's name written as one word (``MAJIDYOUSSEF``): two common names, or a
    common one beside four letters or more."""
    text = unit.text
    simple = unit.kind is Kind.PLAIN and text.isascii() and text.isalpha() and not unit.key.endswith("din")
    if not simple or len(text) < 2 * _LEAST_HALF or is_known(unit.key):
        return [unit]
    best, cut = 0, 0
    for at in range(_LEAST_HALF, len(text) - _LEAST_HALF + 1):
        worth = _worth(text[:at].lower(), text[at:].lower())
        if worth > best:
            best, cut = worth, at
    return [*units(text[:cut]), *units(text[cut:])] if cut else [unit]


def _worth(left: str, right: str) -> int:
    """How likely a word of a booking is these two names; 0 where it is not."""
    sides = (left, right)
    if left in BOUND or right in BOUND:
        return 0
    known = [len(side) if is_known(part_key(side)) else 0 for side in sides]
    heard = [bool(one) or sounds_known(part_key(side)) for side, one in zip(sides, known, strict=True)]
    if all(heard):
        return _SURE + sum(known)
    if min(map(len, sides)) <= _LEAST_HALF or not any(heard):
        return 0
    if max(known) > _LEAST_HALF:
        return _SURE - _LONGEST_NAME + max(known)
    side = left if heard[0] else right
    return (
        _SURE - _LONGEST_NAME - len(side) + 2 * (right[0] not in "aeiou")
        if 2 * _LEAST_HALF <= len(side) < _LONGEST_NAME
        else 0
    )


_LEAST_HALF, _LONGEST_NAME, _SURE = 3, 40, 100


def is_nisba(unit: Unit) -> bool:
    """Whether a unit ends like a family name from a place or a tribe's; said of its letters alone."""
    key = unit.key
    return len(key) > 3 and (
        key.endswith(("i", "y", "ee", "ie")) if key.isascii() else key.endswith(("ي", "ی", "ى"))
    )


def _family(found: Sequence[Unit]) -> list[NamePart]:
    return [
        NamePart(unit.text, unit.key, _by_kind(unit) or (Slot.NISBA if is_nisba(unit) else Slot.LAQAB))
        for unit in found
    ]


def _by_kind(unit: Unit) -> Slot | None:
    if unit.kind is Kind.TITLE:
        return Slot.TITLE
    return Slot.KUNYA if unit.kind in (Kind.FATHER_OF, Kind.MOTHER_OF) else None


def _chain(found: Sequence[Unit], with_family: bool = True) -> list[NamePart]:
    """Given, father, grandfather …; with the family name at the end when ``with_family``."""
    names = [at for at, unit in enumerate(found) if unit.kind is not Kind.TITLE]
    if not names and found:  # nothing but words that can be titles: then they are names
        return [
            NamePart(unit.text, unit.key, CHAIN[min(at, 2)] if at < 3 else Slot.ANCESTOR)
            for at, unit in enumerate(found)
        ]
    made: list[NamePart] = []
    place = 0
    for at, unit in enumerate(found):
        slot = None if unit.kind is Kind.PLAIN or unit.kind is Kind.ARTICLE else _by_kind(unit)
        if slot is None:
            made_any = at > names[0]
            last = at == names[-1] and with_family and place > 0
            if unit.kind is Kind.ARTICLE and with_family and made_any and not unit.son:
                slot = Slot.NISBA if is_nisba(unit) else Slot.LAQAB
            elif last and not unit.son and is_nisba(unit) and not is_known(unit.key):
                slot = Slot.NISBA
            else:
                slot = CHAIN[place] if place < len(CHAIN) else Slot.ANCESTOR
                place += 1
        elif slot is Slot.KUNYA and place > 0 and at > 0 and made and made[-1].slot is Slot.KUNYA:
            slot = Slot.LAQAB
        made.append(NamePart(unit.text, unit.key, slot, unit.kind is Kind.INITIAL))
    return made


__all__ = [
    "CHAIN",
    "LATIN",
    "LONGEST",
    "SIMPLE",
    "NamePart",
    "ParsedName",
    "Slot",
    "is_nisba",
    "parse",
    "simple_parts",
]
