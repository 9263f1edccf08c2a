"""A name prepared for comparison: its parts as words with their weights, and what else it may be read as."""

from functools import lru_cache

from tahqiq.names.known import is_known
from tahqiq.names.parse import CHAIN, LATIN, LONGEST, SIMPLE, NamePart, Slot, is_nisba, parse, simple_parts
from tahqiq.names.parts import Word, word
from tahqiq.names.refusal import Refusal
from tahqiq.names.units import MOST_UNITS, Kind, Unit, lone_unit
from tahqiq.names.words import TAILS as COMPOUND_TAILS

HEADS = ("abd", "عبد", "abu", "ابو")
TAILS = ("din", "دين", *sorted(COMPOUND_TAILS))
FAMILY = frozenset([Slot.NISBA, Slot.LAQAB, Slot.KUNYA])
"""Slots of parts that stand beside the chain of given name and ancestors."""
_CACHE = 1 << 15


class Form:
    """A name prepared for :func:`tahqiq.names.score.likeness`.

    ``signs`` are the consonants of all parts as bits. ``words`` and ``weights`` go with ``parts``; ``head``
    is the place of the given name (0 when none is told apart), ``key`` the keys of all parts, ``half``
    whether a part is half a compound. ``titled`` is the name with a title that may be a given name (Sayed) as
    a part, ``cut`` the name with the first half of a compound as a part of its own: what was "Abdul Karim
    al-Rawi" may have become "Abdul Rawi".
    """

    __slots__ = (
        "_cut",
        "_cut_known",
        "_joined",
        "_titled",
        "half",
        "head",
        "key",
        "parts",
        "refused",
        "signs",
        "titled",
        "torn",
        "weights",
        "words",
    )

    def __init__(
        self,
        parts: tuple[NamePart, ...],
        refused: Refusal = "",
        titled: tuple[NamePart, ...] = (),
        words: tuple[Word, ...] = (),
    ) -> None:
        self.refused = refused
        self.parts = parts
        self.key = tuple([part.key for part in parts])
        self.words: tuple[Word, ...] = words or tuple([word(key) for key in self.key])
        self.weights = tuple([one.weight for one in self.words])
        self.head = 0
        if parts and parts[0].slot is not Slot.GIVEN:
            self.head = next((at for at, part in enumerate(parts) if part.slot is Slot.GIVEN), 0)
        self.signs, self.half = 0, False
        for one in self.words:
            self.signs |= one.signs
            self.half = self.half or one.half
        self._joined: dict[int, Form] | None = None
        self._cut: Form | None = None
        self._cut_known = False
        self.torn: Word | None = None
        """The half of the first compound that is a name by itself; known when ``cut`` was asked for."""
        self.titled: Form | None = Form(titled) if titled else None

    @property
    def cut(self) -> "Form | None":
        """The name with its first compound written apart as two parts; None when there is none."""
        if not self._cut_known:
            self._cut, self._cut_known = self._apart(), True
        return self._cut

    def _apart(self) -> "Form | None":
        for at, part in enumerate(self.parts):
            before, blank, after = part.text.rpartition(" ")
            if not blank or len(self.parts) >= MOST_UNITS:
                continue
            head = next((head for head in HEADS if part.key.startswith(head)), "")
            tail = next((tail for tail in TAILS if part.key.endswith(tail)), "")
            if (head or tail) and len(part.key) > len(head or tail) + 1:
                first, second = (head, part.key[len(head) :]) if head else (part.key[: -len(tail)], tail)
                self.torn = word(second if head else first)
                halves = NamePart(before, first, part.slot), NamePart(after, second, Slot.FATHER)
                return Form((*self.parts[:at], *halves, *self.parts[at + 1 :]))
        return None

    def pair(self, at: int) -> Word:
        """The parts ``at`` and ``at + 1`` as one word."""
        return word(self.key[at] + self.key[at + 1])

    def joined(self, at: int) -> "Form":
        """The name with the parts ``at`` and ``at + 1`` as one."""
        if self._joined is None:
            self._joined = {}
        made = self._joined.get(at)
        if made is None:
            one, two = self.parts[at : at + 2]
            both = NamePart(f"{one.text} {two.text}", one.key + two.key, one.slot)
            made = self._joined[at] = Form((*self.parts[:at], both, *self.parts[at + 2 :]))
        return made


class _Lone:
    """A piece between blanks that is one part whatever stands beside it, and what it is at each place of a
    name."""

    __slots__ = ("behind", "chain", "last", "latin", "word")

    def __init__(self, unit: Unit, latin: bool) -> None:
        self.latin, self.word = latin, word(unit.key)
        nisba = is_nisba(unit)
        self.chain = tuple([NamePart(unit.text, unit.key, slot) for slot in (*CHAIN, Slot.ANCESTOR)])
        self.behind: NamePart | None = None
        """With an article: the family name that it is behind other parts."""
        self.last: NamePart | None = None
        """The family name that it is in last place."""
        if unit.kind is Kind.ARTICLE:
            self.behind = NamePart(unit.text, unit.key, Slot.NISBA if nisba else Slot.LAQAB)
        elif nisba and not is_known(unit.key):
            self.last = NamePart(unit.text, unit.key, Slot.NISBA)


@lru_cache(maxsize=1 << 16)
def _lone(piece: str) -> _Lone | None:
    if not SIMPLE.fullmatch(piece):
        return None
    unit = lone_unit(piece)
    if (
        unit is None
        or unit.kind not in (Kind.PLAIN, Kind.ARTICLE)
        or (not piece.isascii() and LATIN.search(piece))
    ):
        return None
    return _Lone(unit, piece.isascii())


def _quick(text: str) -> Form | None:
    """The form of a name put together of pieces that are parts by themselves, as most names are; None of any
    other."""
    if len(text) > LONGEST:
        return None
    pieces = text.split(" ")
    if len(pieces) > MOST_UNITS:
        return None
    latin, last, place = text.isascii(), len(pieces) - 1, 0
    parts: list[NamePart] = []
    words: list[Word] = []
    for at, piece in enumerate(pieces):
        lone = _lone(piece)
        if lone is None or lone.latin is not latin:
            return None
        if lone.behind is not None:
            if at == 0:
                return None
            parts.append(lone.behind)
        elif at == last and place and lone.last is not None:
            parts.append(lone.last)
        else:
            parts.append(lone.chain[place if place < len(CHAIN) else -1])
            place += 1
        words.append(lone.word)
    return Form(tuple(parts), words=tuple(words))


@lru_cache(maxsize=_CACHE)
def form(text: str) -> Form:
    """The prepared form of a name; keep it when one name is compared with many."""
    quick = _quick(text)
    if quick is not None:
        return quick
    parts = simple_parts(text)
    if parts is not None:
        return Form(parts)
    parsed = parse(text)
    return Form(parsed.core(), parsed.refused, parsed.titled())


__all__ = ["FAMILY", "HEADS", "TAILS", "Form", "form"]
