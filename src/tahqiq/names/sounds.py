"""A word as sounds, the same alphabet for Arabic, Kurdish and Latin letters, and how far two words are apart
by the costs of :mod:`tahqiq.names.sound_costs`."""

import math
import re
from functools import lru_cache

from tahqiq.names.classes import SOUNDS
from tahqiq.names.sound_costs import CONSONANTS, COST, COST_WRITTEN, GAPS, GAPS_WRITTEN

_DIGRAPH = {
    "tch": "C",
    "sch": "S",
    "sh": "S",
    "ch": "C",
    "kh": "x",
    "gh": "G",
    "th": "T",
    "dh": "D",
    "ph": "f",
    "zh": "J",
    "dj": "j",
    "dz": "D",
    "ck": "k",
    "aa": "A",
    "ee": "Y",
    "ii": "Y",
    "ie": "Y",
    "ei": "Y",
    "oo": "W",
    "ou": "W",
    "uu": "W",
    "au": "aw",
    "iy": "Y",
    "ai": "ay",
    "qu": "q",
}
_LATIN = re.compile("|".join(_DIGRAPH))
_LATIN_ONE = {letter: sound for letter, sound in SOUNDS.items() if letter.isascii()} | {
    "a": "a",
    "e": "e",
    "i": "i",
    "o": "o",
    "u": "u",
    "y": "y",
    "w": "w",
}
_ARABIC_ONE = {letter: sound for letter, sound in SOUNDS.items() if not letter.isascii()} | {
    "ا": "A",
    "و": "W",
    "ي": "Y",
    "ی": "Y",
    "ى": "Y",
    "ێ": "Y",
    "ې": "Y",
    "ۆ": "W",
    "ۇ": "W",
    "ە": "e",
    "ة": "H",
    "ع": "3",
    "ئ": "'",
    "ء": "'",
    "ط": "t",
    "ث": "T",
    "ذ": "D",
    "ض": "D",
    "ظ": "Z",
}
_DOUBLE = re.compile(r"([^AWY])\1+")
_LONGEST = 40


@lru_cache(maxsize=1 << 16)
def sounds(key: str) -> str:
    """The sounds of a part (a key of :mod:`tahqiq.names.units`); capital A, W, Y are long vowels or the
    letters that carry them.

    >>> sounds("hussein"), sounds("حسين"), sounds("هۆشیار"), sounds("hoshyar")
    ('husYn', 'hsYn', 'hWSYAr', 'hoSyar')
    """
    key = key[:_LONGEST]
    if key.isascii():
        made = _LATIN.sub(lambda found: _DIGRAPH[found[0]], key)
        made = "".join(_LATIN_ONE.get(sign, sign if sign in "CSxGTDfJjkAYWqaw" else "") for sign in made)
    else:
        made = "".join(_ARABIC_ONE.get(sign, "") for sign in key)
    return _ends(_DOUBLE.sub(r"\1", made), key)


def _ends(made: str, key: str) -> str:
    """The edges of a word: a vowel at the beginning has its sign (alef carries any vowel), one at the end is
    written in every script."""
    if key.isascii():
        if made[:1] in _VOWELS:
            made = "^" + made
        if len(made) > 2 and key.endswith(("ah", "eh")):
            return made[:-2] + "H"
        return made[:-1] + _FINAL[made[-1]] if len(made) > 2 and made[-1] in _FINAL else made
    if made.startswith(("A", "3")):
        made = "^" + ("V" if made[0] == "A" else "3") + made[1:]
    if len(made) > 2:
        if made.endswith("Y"):
            made = made[:-1] + "I"
        elif key.endswith(("ه", "ة", "ە")):
            made = made[:-1] + "H"
    agent = _AGENT.fullmatch(made)
    return f"{made[:-1]}i{made[-1]}" if agent else made


_VOWELS = frozenset("aeiouAYW")
_FINAL = {"a": "A", "i": "I", "y": "I", "Y": "I", "u": "W", "o": "W"}
_AGENT = re.compile(f"[{CONSONANTS}3]A[{CONSONANTS}3][{CONSONANTS}]")
"""The form of Salih, Jasim, Khalid: between its last two letters an i is spoken that is not written."""


class Sounded:
    """A string of sounds made ready for :func:`distance`: ``costs`` are the signs with what each costs that
    stands on one side only, ``size`` what they cost all together, ``written`` whether both strings of a
    comparison are Arabic letters; ``bones`` the consonants in very wide classes (what is far apart in these
    need not be compared)."""

    __slots__ = ("bones", "costs", "size", "text", "written")

    def __init__(self, text: str, written: bool = False) -> None:
        self.text, self.written = text, written
        gaps = GAPS_WRITTEN if written else GAPS
        self.costs = [(sign, gaps[sign]) for sign in text]
        self.size = sum([gap for _, gap in self.costs])
        self.bones = text.translate(_BONES)


def distance(one: Sounded, two: Sounded, enough: float = math.inf) -> float:
    """The least cost of turning one string of sounds into the other, or ``enough`` where it is no less.
    Symmetric.

    >>> mohamed = Sounded(sounds("mohamed"))
    >>> distance(Sounded(sounds("محمد")), mohamed) < 0.5 < distance(mohamed, Sounded(sounds("mahmoud")))
    True
    """
    left_text, right_text = one.text, two.text
    end_left, end_right = len(left_text), len(right_text)
    start, most = 0, min(end_left, end_right)
    while start < most and left_text[start] == right_text[start]:
        start += 1
    while end_left > start and end_right > start and left_text[end_left - 1] == right_text[end_right - 1]:
        end_left -= 1
        end_right -= 1
    table = COST_WRITTEN if one.written else COST
    columns = two.costs[start:end_right]
    row = [0.0]
    left = 0.0
    for _, gap in columns:
        left += gap
        row.append(left)
    for sign, down in one.costs[start:end_left]:
        costs = table[sign]
        corner = row[0]
        left = corner + down
        made = [left]
        at = 1
        for other, gap in columns:
            up = row[at]
            best = corner + costs[other]
            if up + down < best:
                best = up + down
            left += gap
            if best < left:
                left = best
            made.append(left)
            corner = up
            at += 1
        row = made
        if min(row) >= enough:  # no step costs less than nothing
            return enough
    return row[-1]


_TWO_LETTERS = re.compile("(?<=.)(?:th|zh|dh|sh|kh|gh)")
_HEH_SPOKEN = 3
_II = 4
"""From here on two i at the end have an ain between them that is not written: Rabii and Rifaii are ربيعي and
رفاعي."""
_SOFT_C = re.compile("c(?![hk])")
"""In Kurmanji and Turkish spelling c is j (Cemal, Ciwan)."""
_OTHERWISE_WRITTEN = {
    "عمرو": "عمر",
    "رحمن": "رحمان",
    "عبدرحمن": "عبدرحمان",
    "اسحق": "اسحاق",
    "هرون": "هارون",
    "ابرهيم": "ابراهيم",
    "اسمعيل": "اسماعيل",
    "سليمن": "سليمان",
    "معويه": "معاويه",
    "يسن": "ياسين",
    "يس": "ياسين",
    "لقمن": "لقمان",
    "عثمن": "عثمان",
    "عمرن": "عمران",
    "داود": "داوود",
    "حرث": "حارث",
    "طه": "طاها",
    "خلد": "خالد",
    "يحيا": "يحيي",
    "موسا": "موسي",
    "عيسا": "عيسي",
    "مصطفا": "مصطفي",
    "مرتضا": "مرتضي",
    "رضي": "رضا",
    "عبداله": "عبدالله",
}
"""Names that are written with a letter less or another one (an alef that the old spelling leaves out, the
last letter of Amr that is not spoken)."""
_GLUED = re.compile("[ae]l[a-z]{3,}")


def readings(key: str) -> tuple[str, ...]:
    """The ways to sound a part: as it is; a Latin "th", "zh" … inside it as two letters (Fathi, Azhar);
    without an article written onto it; an ain between two i at the end.

    >>> readings("fathi"), readings("alobaidi")
    (('faTI', 'fathI'), ('^alobaydI', '^obaydI'))
    """
    made = [sounds(key)]
    if key.isascii():
        if _SOFT_C.search(key):
            made.append(sounds(_SOFT_C.sub("j", key)))
        if _TWO_LETTERS.search(key):
            made.append(sounds(_TWO_LETTERS.sub(lambda found: found[0][0] + "-h", key)))
        if key.endswith("ii") and len(key) > _II:
            made.append(f"{sounds(key)[:-1]}i3I")
        if key.endswith(("ah", "eh")) and len(key) > _HEH_SPOKEN:
            made.append(sounds(key + "-"))
        if _GLUED.fullmatch(key):
            made.append(sounds(key[2:]))
    elif key in _OTHERWISE_WRITTEN:
        made.append(sounds(_OTHERWISE_WRITTEN[key]))
    return tuple(dict.fromkeys(made))


_BONES = str.maketrans(
    {
        **dict.fromkeys("pb", "b"),
        **dict.fromkeys("tTdDZz", "d"),
        **dict.fromkeys("kqgGjx", "k"),
        **dict.fromkeys("SCJ", "S"),
        "v": "f",
        **dict.fromkeys("AWYHVIaeiouwy3'^", None),
    }
)


__all__ = ["Sounded", "distance", "readings", "sounds"]
