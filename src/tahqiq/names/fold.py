"""Folding: one spelling for what a reader takes for the same letters, in Arabic, Sorani, Badini and Latin
script.

Folding is for finding and comparing; what is shown is always the text as it stands.
"""

import re
import unicodedata

from tahqiq.kit.text import fold_digits, strip_invisible
from tahqiq.names.classes import FOLD

_TABLE = str.maketrans(dict(FOLD))
_MARKS = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
_KURDISH = re.compile("[ەێۆڵڕڤ]|[هھ]\u200c|ئ[اهەوۆيیێ]")
_HEH_JOINED = re.compile("[هھ]\u200c")
_CARRIER_E = re.compile("(?<![^\\W\\d_])ئە")
_CARRIER = re.compile("(?<![^\\W\\d_])ئ(?=[اهوۆيیێ])")
_WORD = re.compile(r"[^\W_]+")


def is_kurdish(text: str) -> bool:
    """Whether a text in Arabic script has letters or letter groups that only Kurdish writes (ە ێ ۆ ڵ ڕ ڤ, heh
    with a joiner stop).

    >>> is_kurdish("نێچیرڤان"), is_kurdish("محمد")
    (True, False)
    """
    return _KURDISH.search(text) is not None


def letters(text: str) -> str:
    """The letters of a text in small case, decomposed for compatibility, without marks, joiners, tatweel and
    direction signs; ASCII digits.

    Kurdish keeps its own path: heh with a zero-width non-joiner is the vowel ە (U+06D5), the silent carrier ئ
    before a vowel goes, and ئە at the beginning of a word is alef, as Arabic documents write it.

    >>> letters("مه\u200cحمه\u200cد"), letters("أَحْمَد")
    ('مەحمەد', 'احمد')
    """
    if text.isascii():
        return text.lower()
    if _KURDISH.search(text):
        text = _CARRIER.sub("", _CARRIER_E.sub("ا", _HEH_JOINED.sub("ە", text)))
    # a second decomposition: case folding can make composed signs of decomposed ones
    low = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return fold_digits(_MARKS.sub("", strip_invisible(low, joiners=True)).replace("ـ", ""))


def fold(text: str) -> str:
    """The folded form of a text: words of folded letters and ASCII digits with single blanks between them.
    Idempotent.

    Alef with hamza or madda is alef; all yehs one, all kafs one; ة, ە, U+06BE and U+06C1 are heh; ڵ ڕ ڤ ۆ ێ
    their Arabic neighbours; Latin letters lose their accents. Signs between words become blanks; apostrophes
    go.

    >>> fold("أحمدُ  عَلى"), fold("Şêrko O’Neil-Böhm"), fold("٠٧٧٠")
    ('احمد علي', 'sherko oneil bohm', '0770')
    """
    return " ".join(tokens(text))


def tokens(text: str) -> list[str]:
    """The words of :func:`fold`, in order; empty when there is no letter or digit."""
    if not text.isascii():
        text = text.replace("ş", "sh").replace("Ş", "sh")
    return _WORD.findall(letters(text).translate(_TABLE))


__all__ = ["fold", "is_kurdish", "letters", "tokens"]
