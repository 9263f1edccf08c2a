"""A name as units: the words as written, with compounds (Abd al-X, X al-Din, Abu X, Nasr Allah) as one,
articles and "son of" taken off."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from tahqiq.names.refusal import refusal
from tahqiq.names.skeleton import spelled
from tahqiq.names.words import (
    ARTICLES,
    BOOKING_TITLES,
    BOUND,
    FAITH_TAILS,
    FATHER_OF,
    MARKS,
    MOTHER_OF,
    NAMES_OF_GOD,
    NAMES_THAT_ARE_SONS,
    NO_ARTICLE,
    SERVANT,
    SERVANT_JOINED,
    SERVANT_MISTYPED,
    SONS,
    TAILS,
    TITLES,
)

MOST_UNITS = 12
_WORD = re.compile(
    "(?:[^\\W\\d_]|[2356789](?=[a-zA-Z]))(?:[^\\W_]|"
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d'’‘`´ʿʾʼʻ])*"
)
_INSIDE = re.compile("['’‘`´ʿʾʼʻ]")
_ARABIC_ARTICLE = re.compile("(?:ئال|وال|ال)(.{2,})")
_ARABIC_ABD = re.compile("عبد(الله|لله)|عبد(?:ا?ل)(.{2,})|(?:عبد|عەبد)(?:و?ل?)(.{2,})")
_LATIN_ABD = re.compile(r"[ae]bd(?:[aueio]([lrsnztd])(?:(?=\1)|(?<=l)))?(.{2,})")
_LATIN_ABU = re.compile(r"abu(?:l(?=[^aeiou]))?([^aeiou].{2,})")
_ARABIC_ABU = re.compile("ابو(?:ال)?(.{3,})")
_ARABIC_DIN = re.compile("(.{2,}?)الدين")
_LATIN_DIN = re.compile(r"(.{2,}?)(?:[aeuoi](?:l|d(?=d)))(d(?:i|ee|ie|y|ei)ne?)")
_GLUED_ARTICLE = re.compile("[aeu]l[a-z]{4,}")
_CHAT = str.maketrans({"7": "h", "5": "kh", "3": "a", "2": "", "6": "t", "8": "gh", "9": "s"})
_DIGIT = re.compile(r"\d")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_NO_LETTER = re.compile("[^a-z0-9]")
_JOINED_CASE = re.compile("(?<=[^\\W\\d_A-Z][^\\W\\d_A-Z])(?=[A-Z][a-z]{2})")
_SLIPPED_ARTICLE = re.compile(r"\b([AEae])-l(?=[A-Za-z]{3})")


class Kind(StrEnum):
    """What a unit is made of."""

    PLAIN = "plain"
    ARTICLE = "article"
    FATHER_OF = "father-of"
    MOTHER_OF = "mother-of"
    TITLE = "title"
    INITIAL = "initial"


@dataclass(frozen=True, slots=True)
class Unit:
    """One part of a name: ``text`` as written, ``key`` in small letters without article, its kind.

    ``son`` is True when "son of" stands before it.
    """

    text: str
    key: str
    kind: Kind
    son: bool = False


def parted(text: str) -> str:
    """A text with the blank that a typist lost or misplaced: between a small and a capital letter, and in an
    article.

    >>> parted("VladimirPutin"), parted("Majid A-lSamrai")
    ('Vladimir Putin', 'Majid Al-Samrai')
    """
    return _SLIPPED_ARTICLE.sub(r"\1l-", _JOINED_CASE.sub(" ", text))


def units(text: str) -> list[Unit]:
    """The units of a text in order, titles too; at most twelve.

    What binds no other word is known from the last time; only the rest is read word by word.

    >>> [(unit.text, unit.key) for unit in units("Nur al-Din bin Abd al Aziz Al-Juboori")]
    [('Nur al-Din', 'nurdin'), ('Abd al Aziz', 'abdaziz'), ('Al-Juboori', 'juboori')]
    """
    quick = known_units(text)
    return read_units(text) if quick is None else quick


def read_units(text: str) -> list[Unit]:
    """:func:`units`, word by word."""
    builder = _Builder(text)
    for found in _WORD.finditer(text):
        builder.take(found)
        if len(builder.made) > MOST_UNITS:
            break
    return builder.finished()[:MOST_UNITS]


def known_units(text: str) -> list[Unit] | None:
    """:func:`units` put together from pieces that were read before, None where the whole has to be read
    (titles, marks, a son without a father)."""
    pieces = text.split(" ")
    bonds = [_bond(piece) for piece in pieces]
    if not any(bonds):
        return [unit for piece in pieces for unit in _read(piece)][:MOST_UNITS]
    chunks: list[str] = []
    sons: list[bool] = []
    son = open_end = False
    for piece, bond in zip(pieces, bonds, strict=True):
        if not bond:
            if open_end:
                chunks[-1] = f"{chunks[-1]} {piece}"
                open_end = False
            else:
                chunks.append(piece)
                sons.append(son)
                son = False
            continue
        if bond & _WHOLE:
            return None
        if bond & _SON:
            if open_end or son or not chunks:
                return None
            son = True
            continue
        if open_end or (bond & _BEFORE and chunks):
            at = len(chunks) - 1
            if bond & _BEFORE and open_end and at > 0:
                if sons[at]:
                    return None
                chunks[at - 1 :] = [" ".join(chunks[at - 1 :])]
                del sons[at:]
            if son:
                return None
            chunks[-1] = f"{chunks[-1]} {piece}"
        else:
            chunks.append(piece)
            sons.append(son)
            son = False
        open_end = bool(bond & _NEXT)
    if open_end or son:
        return None
    made: list[Unit] = []
    for chunk, after_son in zip(chunks, sons, strict=True):
        found = _read(chunk)
        if after_son:
            if not found:
                return None
            made += (replace(found[0], son=True), *found[1:])
        else:
            made += found
    return made[:MOST_UNITS]


def lone_unit(piece: str) -> Unit | None:
    """The unit that a piece between blanks is whatever stands beside it; None where it binds another, is
    bound, or is a title, a mark or several units.

    >>> lone_unit("Al-Juboori").key, lone_unit("Abdul"), lone_unit("bin")
    ('juboori', None, None)
    """
    found = () if _bond(piece) else _read(piece)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1 << 16)
def _read(chunk: str) -> tuple[Unit, ...]:
    return tuple(read_units(chunk))


_NEXT, _BEFORE, _SON, _WHOLE = 1, 2, 4, 8
"""What a piece between blanks does: binds the next, is bound to the one before, says "son of", or needs the
whole text read."""


@lru_cache(maxsize=1 << 16)
def _bond(piece: str) -> int:
    words = [word for found in _WORD.finditer(piece) if (word := word_key(found[0]))]
    marked = spelled(piece) in MARKS or parted(piece) != piece or bool(refusal(piece))
    if marked or not words or piece != piece.strip() or any(word in TITLES for word in words):
        return _WHOLE
    if any(word in SONS for word in words):
        return _SON if len(words) == 1 else _WHOLE
    bond = _NEXT if words[-1] in ARTICLES or _head(words[-1]) else 0
    first = next((word for word in words if word not in ARTICLES), "")
    bare = first[2:] if first.isascii() and first[:2] in _WRITTEN_ARTICLES else bare_key(first)
    return bond | _BEFORE if first in BOUND or bare in BOUND else bond


_WRITTEN_ARTICLES = ("al", "el", "ul")


@lru_cache(maxsize=1 << 16)
def word_key(written: str) -> str:
    """A written word in small letters as the tables have it; digits of chat spellings (7assan, 3li) inside a
    word become letters, and so do letters of other scripts than Arabic (Иван)."""
    word = _INSIDE.sub("", spelled(written))
    if not word.isascii() and not _ARABIC.search(word):
        word = _NO_LETTER.sub("", anyascii(word).lower())
    if _DIGIT.search(word):
        bare = word.rstrip("0123456789")
        word = bare.translate(_CHAT) if bare.isascii() else _DIGIT.sub("", bare)
    return word


def part_key(written: str) -> str:
    """The key of a part as :func:`units` makes it; of the first when there are several.

    >>> part_key("Abdul-Karim"), part_key("عبدالكريم")
    ('abdkarim', 'عبدكريم')
    """
    return next((unit.key for unit in units(written)), "")


class _Builder:
    """Joins the words of a text to units, one word after the other."""

    def __init__(self, text: str) -> None:
        self.made: list[Unit] = []
        self._text = text
        self._starts: list[int] = []
        self._begun = -1
        self._head: _Head | None = None
        self._pending: re.Match[str]
        self._alone: re.Match[str] | None = None
        self._article = self._son = False

    def take(self, found: re.Match[str]) -> None:
        """The next word."""
        word = word_key(found[0])
        if not word:
            return
        if self._begun < 0:
            self._begun = found.start()
        if self._head:
            self._after_head(found, word, self._head)
        elif self._article:
            self._plain(found, word)
        elif word in SONS and (self.made or word not in NAMES_THAT_ARE_SONS):
            self._son, self._begun = bool(self.made), -1
            self._alone = self._alone or found
        elif word in ARTICLES:
            self._article, self._pending = True, found
        else:
            self._head = _head(word)
            self._pending = found
            if not self._head:
                self._plain(found, word)

    def finished(self) -> list[Unit]:
        """The units; a head or an article that no word followed is a name if it is a head or stands alone."""
        if self._begun >= 0 and (self._head or not self.made):
            self._add(self._pending.end(), word_key(self._pending[0]), Kind.PLAIN)
        if not self.made and self._alone:
            self._begun = self._alone.start()
            self._add(self._alone.end(), word_key(self._alone[0]), Kind.PLAIN)
        return self.made

    def _after_head(self, found: re.Match[str], word: str, head: "_Head") -> None:
        if word in ARTICLES and not self._article:
            self._article = True
            return
        bare = bare_key(word)
        if word.isascii() and head.kind is Kind.PLAIN and _GLUED_ARTICLE.fullmatch(word):
            bare = word[2:]
        if head.alone and not self._article and bare == word and word not in NAMES_OF_GOD:
            # "Abd" alone is a name too: what follows is the father's
            self._add(self._pending.end(), head.arabic if not word.isascii() else head.latin, Kind.PLAIN)
            self.take(found)
            return
        self._add(found.end(), (head.latin if word.isascii() else head.arabic) + bare, head.kind)

    def _plain(self, found: re.Match[str], word: str) -> None:
        bare = bare_key(word)
        if word.isascii() and word[:2] in ("al", "el", "ul") and word[2:] in TAILS:
            bare = word[2:]
        article = self._article or bare != word
        faith = word in FAITH_TAILS or (bare in FAITH_TAILS and article)
        if (
            self.made
            and (faith or (bare in TAILS and (article or bare in _GOD)))
            and self.made[-1].kind in (Kind.PLAIN, Kind.ARTICLE)
        ):
            before = self.made.pop()
            self._begun, self._son = self._starts.pop(), before.son
            self._add(found.end(), before.key + (_DIN[bare.isascii()] if faith else bare), before.kind)
            return
        first = all(unit.kind is Kind.TITLE for unit in self.made)
        if (
            word in TITLES
            and (word in BOOKING_TITLES or first)
            and not (self._article and word in BOOKING_TITLES)
        ):
            key, kind = word, Kind.TITLE
        else:
            key, kind = _inside(bare)
            if article and kind is Kind.PLAIN:
                kind = Kind.ARTICLE
            if len(key) == 1:
                kind = Kind.INITIAL
        self._add(found.end(), key, kind)

    def _add(self, end: int, key: str, kind: Kind) -> None:
        self.made.append(Unit(self._text[self._begun : end], key, kind, self._son))
        self._starts.append(self._begun)
        self._begun, self._head, self._article, self._son = -1, None, False, False


class _Head(NamedTuple):
    """A word that binds the next one: what both begin with in Latin and Arabic letters, their kind, whether
    it can be a name alone."""

    latin: str
    arabic: str
    kind: Kind
    alone: bool = False


def _head(word: str) -> _Head | None:
    if word in SERVANT or word in SERVANT_JOINED or word in SERVANT_MISTYPED:
        return _Head("abd", "عبد", Kind.PLAIN, word in SERVANT)
    if word in FATHER_OF:
        return _Head("abu", "ابو", Kind.FATHER_OF)
    return _Head("um", "ام", Kind.MOTHER_OF) if word in MOTHER_OF else None


_DIN = {True: "din", False: "دين"}
_GOD = frozenset(["allah", "ullah", "الله"])


def bare_key(word: str) -> str:
    """Without the article written onto it."""
    found = None if word.isascii() or word in _GOD or word in NO_ARTICLE else _ARABIC_ARTICLE.fullmatch(word)
    return found[1] if found else word


def _inside(word: str) -> tuple[str, Kind]:
    """Compounds written as one word, brought to the key they have when written apart."""
    if word.isascii():
        servant, father, faith = (
            _LATIN_ABD.fullmatch(word),
            _LATIN_ABU.fullmatch(word),
            _LATIN_DIN.fullmatch(word),
        )
        if servant:
            return "abd" + servant[2], Kind.PLAIN
        if father:
            return "abu" + father[1], Kind.FATHER_OF
        if faith:
            return faith[1] + "din", Kind.PLAIN
        return word, Kind.PLAIN
    servant, father, faith = (
        _ARABIC_ABD.fullmatch(word),
        _ARABIC_ABU.fullmatch(word),
        _ARABIC_DIN.fullmatch(word),
    )
    if servant:
        return "عبد" + ("الله" if servant[1] else servant[2] or servant[3]), Kind.PLAIN
    if father:
        return "ابو" + father[1], Kind.FATHER_OF
    if faith:
        return faith[1] + "دين", Kind.PLAIN
    return word, Kind.PLAIN


__all__ = ["MOST_UNITS", "Kind", "Unit", "bare_key", "lone_unit", "part_key", "parted", "units", "word_key"]
