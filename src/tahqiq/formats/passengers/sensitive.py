"""What of a booking may not be kept: found by code and by word, so that it can be dropped before anything is
stored (list: ``sensitive.yaml``)."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from tahqiq.formats.edifact.segments import Segment

_FREE = ("IFT", "LTS", "RMK", "OSI", "FTX", "FTI")
"""Segments that hold free text."""
LOOKED_AT = frozenset(("SSR", "", *_FREE))
"""Tags of segments that may hold what may not be kept."""


@dataclass(frozen=True, slots=True)
class Sensitive:
    """What was found: ``label`` is counted (a service code, or the group of the word), ``group`` says why it
    is forbidden. The word itself goes nowhere."""

    label: str
    group: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The list, ready for use. ``first`` are the words with which an entry of ``words`` can begin, as they
    are folded; ``version`` is raised with each change of its entries."""

    version: int
    codes: dict[str, str]
    words: dict[str, re.Pattern[str]]
    first: frozenset[str]
    titles: frozenset[str]
    kept: frozenset[str]


@cache
def terms() -> Terms:
    """The list as it is installed."""
    told = yaml.safe_load(files(__package__).joinpath("sensitive.yaml").read_text("utf-8"))
    codes = {code: group for group, found in told["codes"].items() for code in found}
    listed = {
        group: [word for some in found.values() for word in some] for group, found in told["text"].items()
    }
    first = frozenset(
        f"{article}{fold(word).partition(' ')[0]}"
        for found in listed.values()
        for word in found
        for article in ("", *_ARTICLES)
    )
    words = {group: _pattern(found) for group, found in listed.items()}
    return Terms(
        int(told["version"]), codes, words, first, frozenset(told["titles"]), frozenset(told["kept"])
    )


_ARTICLES = ("وال", "بال", "لل", "ال", "و")
"""What Arabic writes in one with the word behind it."""


def _pattern(words: list[str]) -> re.Pattern[str]:
    some = "|".join(
        rf"(?:{'|'.join(_ARTICLES)})?{re.escape(fold(word))}" for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{some})(?!\w)")


def fold(text: str) -> str:
    """Text in the form in which words are looked for: small letters, Arabic without vowel signs and with one
    form of alef, teh and yeh, one blank between words.

    >>> fold("عُمْرة  UMRAH")
    'عمره umrah'
    """
    if text.isascii():
        return _SIGNS.sub(" ", text.lower()).strip()
    shown = re.sub("[\u0610-\u061a\u064b-\u065f\u0670\u0640]", "", text.casefold())
    shown = (
        re.sub("[أإآٱ]", "ا", shown).replace("ة", "ه").replace("ى", "ي").replace("ي", "ی").replace("ك", "ک")
    )
    return _SIGNS.sub(" ", shown).strip()


_SIGNS = re.compile(r"[\W_]+")


def in_text(text: str) -> Sensitive | None:
    """What a free text says that may not be kept; None where it says nothing such.

    >>> in_text("PAX NEEDS WHEELCHAIR")
    Sensitive(label='text health', group='health')
    >>> in_text("CALL BEFORE TICKETING") is None
    True
    """
    if not text:
        return None
    shown = fold(text)
    if terms().first.isdisjoint(shown.split(" ")):
        return None
    for group, pattern in terms().words.items():
        if pattern.search(shown):
            return Sensitive(f"text {group}", group)
    return None


def in_code(code: str) -> Sensitive | None:
    """Whether a service may not be kept, by its code.

    >>> in_code("MOML")
    Sensitive(label='SSR MOML', group='religion')
    """
    group = terms().codes.get(code.upper())
    return Sensitive(f"SSR {code.upper()}", group) if group else None


def sensitive(segment: Segment) -> Sensitive | None:
    """What of a segment may not be kept: the whole of it then is dropped. Documents, addresses and names are
    not searched for words."""
    tag = segment.tag
    if tag == "SSR":
        code = segment.get(0)
        found = in_code(code)
        if found is not None or code in ("DOCS", "DOCA", "DOCO", "SEAT", "NSST", "FQTV", "TKNE", "INFT"):
            return found
        return in_text(_words(segment))
    if tag in _FREE or not tag:
        if tag == "IFT" and (segment.get(0, 1) == "43" or segment.get(1).startswith("CTC")):
            return None  # who pays, and how to reach somebody: names and addresses
        coded = _meal(segment)
        return coded or in_text(_words(segment))
    return None


_CODE = re.compile(r"\b[A-Z]{4}\b")


def _meal(segment: Segment) -> Sensitive | None:
    """A service code written into free text ("OSI YY VGML")."""
    for word in _CODE.findall(segment.raw):
        found = in_code(word)
        if found is not None:
            return found
    return None


def _words(segment: Segment) -> str:
    return " ".join(value for element in segment.elements for value in element)


def title_dropped(name: str) -> tuple[str, str]:
    """A given name without a title that tells a belief and stands as its last word, and that title ("" for
    none).

    >>> title_dropped("JOHN REV"), title_dropped("JOHN MR")
    (('JOHN', 'REV'), ('JOHN MR', ''))
    """
    words = name.split()
    if len(words) > 1 and words[-1].rstrip(".").upper() in terms().titles:
        return " ".join(words[:-1]), words[-1]
    return name, ""
