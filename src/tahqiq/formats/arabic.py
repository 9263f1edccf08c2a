"""Repair of Arabic-script text as documents deliver it: presentation-form letters, and letters stored in the
order of the eye.

A PDF often stores shaped glyphs (U+FB50–U+FDFF, U+FE70–U+FEFC) and, worse, the letters from left to right as
they are drawn. ``compose`` turns the former into letters; ``Order`` finds the latter by the statistics of
words and ``to_logical`` turns a line round. The rules are ours: word endings (ة ى only end a word, ال only
begins one), frequent words read backwards, and the joining form of the outer letters of a word. They decide a
page, never a single line.
"""

import re
import unicodedata

_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc"
_WORD = re.compile(f"[{_ARABIC}\u064b-\u065f\u0640]{{2,}}")
_LETTER = re.compile(f"[{_ARABIC}]")
_LATIN = "A-Za-z\u00c0-\u024f"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_LTR_RUN = re.compile(
    f"[{_LATIN}](?:[{_LATIN}{_DIGIT} .,:;@/&'’+_%#-]*[{_LATIN}{_DIGIT}])?|"
    f"[+#]?[{_DIGIT}](?:[{_DIGIT}.,:/+٫٬-]*[{_DIGIT}])?%?"
)
_RTL_RUN = re.compile(
    f"[{_ARABIC}\u064b-\u065f\u0640](?:[{_ARABIC}\u064b-\u065f\u0640 ]*[{_ARABIC}\u064b-\u065f])?"
)
_ROMAN = re.compile(f"[{_LATIN}]")
_STRONG = re.compile(f"[{_LATIN}{_ARABIC}]")
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_WORDS = (
    "من في على إلى الى عن هذا هذه التي الذي تم أن ان كان مع بين بعد قبل رقم يوم سنة محمد علي عبد بن لە "
    "بە کە بۆ لەگەڵ ئەم"
)
_FREQUENT = frozenset(_WORDS.split())
_BACKWARDS = frozenset(word[::-1] for word in _FREQUENT) - _FREQUENT


def compose(text: str) -> str:
    """Presentation-form letters as ordinary letters (NFKC, only for them); everything else untouched.

    >>> compose("\ufeb3\ufefc\ufee1") == "سلام"
    True
    """
    return _FORMS.sub(lambda run: unicodedata.normalize("NFKC", run.group()), text)


class Order:
    """Counts signs for and against stored-as-drawn order.

    >>> order = Order(); order.look("ريرقتلا نم ةيادب ىلع ةكبشلا"); order.visual()
    True
    """

    def __init__(self) -> None:
        self.drawn = 0
        self.logical = 0

    def look(self, text: str) -> None:
        """Adds the words of ``text`` to the count."""
        for match in _WORD.finditer(text):
            word = match.group()
            plain = compose(word)
            self.drawn += _starts_like_an_end(plain) + (plain in _BACKWARDS) + _form(word, "final", "initial")
            self.logical += (
                _starts_like_an_end(plain[::-1]) + (plain in _FREQUENT) + _form(word, "initial", "final")
            )

    def decided(self) -> bool:
        """Whether there are enough signs (four) to decide."""
        return self.drawn + self.logical >= 4

    def visual(self) -> bool:
        """True when the signs for drawn order outweigh the others three to one."""
        return self.decided() and self.drawn > 3 * self.logical


def _starts_like_an_end(word: str) -> int:
    return (word[0] in "ةى") + (len(word) > 3 and word.endswith("لا"))


def _form(word: str, first: str, last: str) -> int:
    """1 when a word of shaped letters has the joining form ``first`` at its start or ``last`` at its end, and
    not the other way round."""
    start = unicodedata.decomposition(word[0])
    end = unicodedata.decomposition(word[-1])
    fits = f"<{first}>" in start or f"<{last}>" in end
    contradicts = f"<{last}>" in start or f"<{first}>" in end
    return int(fits and not contradicts)


def to_logical(line: str) -> str:
    """A line stored as drawn (left to right) turned into reading order; numbers and Latin words keep theirs,
    brackets are mirrored.

    >>> to_logical("2024/05/01 خيراتب (مالس)")
    '(سلام) بتاريخ 2024/05/01'
    """
    letters = len(_LETTER.findall(line))
    if not letters:
        return line
    if letters < len(_ROMAN.findall(line)) and _ROMAN.match(
        _STRONG.findall(line)[-1]
    ):  # a Latin line with an Arabic name in it
        return _RTL_RUN.sub(lambda run: run.group()[::-1], line)
    turned = line[::-1]
    pieces = []
    at = 0
    for run in _LTR_RUN.finditer(turned):
        pieces.append(turned[at : run.start()].translate(_MIRROR))
        pieces.append(run.group()[::-1])
        at = run.end()
    pieces.append(turned[at:].translate(_MIRROR))
    return "".join(pieces)
