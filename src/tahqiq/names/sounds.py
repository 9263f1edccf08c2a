"""A word as sounds, the same alphabet for Arabic, Kurdish and Latin letters, and what it costs to take one
sound for another.

Edit distance over classes of letters after Freeman, Condon and Ackerman, "Cross Linguistic Name Matching in
English and Arabic" (HLT-NAACL 2006): letters that spellings confuse cost little, short vowels that Arabic
does not write cost next to nothing.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tahqiq.names.classes import SOUNDS

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
CONSONANTS = "bptdzshxqkgGSCjJfvlmnrTDZ"
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

_CLASSES = (
    ("tT", 0.15),
    ("TD", 0.1),
    ("TZ", 0.4),
    ("dDZ", 0.15),
    ("zZD", 0.3),
    ("dz", 0.7),
    ("sT", 0.5),
    ("kq", 0.1),
    ("qgG", 0.3),
    ("kg", 0.35),
    ("gj", 0.3),
    ("jJ", 0.15),
    ("zJ", 0.5),
    ("SC", 0.2),
    ("Cj", 0.35),
    ("CJ", 0.4),
    ("SJ", 0.6),
    ("xk", 0.35),
    ("xh", 0.25),
    ("xC", 0.6),
    ("hH", 0.1),
    ("fv", 0.05),
    ("bp", 0.1),
    ("vw", 0.4),
    ("vW", 0.5),
    ("fw", 0.8),
    ("sz", 0.6),
    ("td", 0.7),
    ("kx", 0.4),
    ("Gx", 0.6),
    ("Gh", 0.8),
    ("qx", 0.7),
    ("kC", 0.6),
    ("sS", 0.6),
    ("jy", 0.6),
    ("jY", 0.7),
    ("gq", 0.25),
    ("lr", 0.8),
    ("mn", 0.8),
)
_VOWEL_PAIRS = (
    ("aA", 0.0),
    ("ae", 0.05),
    ("eA", 0.1),
    ("ai", 0.15),
    ("au", 0.2),
    ("ei", 0.05),
    ("eY", 0.15),
    ("iY", 0.0),
    ("yY", 0.0),
    ("iy", 0.05),
    ("ey", 0.2),
    ("ou", 0.05),
    ("oW", 0.0),
    ("uW", 0.0),
    ("wW", 0.0),
    ("uw", 0.1),
    ("ow", 0.1),
    ("oA", 0.35),
    ("uA", 0.4),
    ("iA", 0.4),
    ("ao", 0.2),
    ("eo", 0.2),
    ("iu", 0.2),
    ("oi", 0.25),
    ("ue", 0.2),
    ("AY", 0.6),
    ("AW", 0.6),
    ("YW", 0.6),
    ("aY", 0.6),
    ("aW", 0.5),
    ("iW", 0.5),
    ("uY", 0.5),
    ("oY", 0.5),
    ("eW", 0.5),
    ("wy", 0.7),
    ("aH", 0.0),
    ("eH", 0.0),
    ("AH", 0.03),
    ("3a", 0.0),
    ("3A", 0.1),
    ("3e", 0.05),
    ("3i", 0.1),
    ("3o", 0.1),
    ("3u", 0.1),
    ("'a", 0.0),
    ("'i", 0.0),
    ("'A", 0.1),
    ("'Y", 0.2),
    ("'y", 0.2),
    ("'e", 0.0),
    ("'u", 0.05),
    ("'o", 0.05),
    ("'3", 0.2),
    ("'W", 0.2),
    ("'w", 0.2),
    ("YH", 0.5),
    ("3Y", 0.4),
    ("3W", 0.4),
    ("yi", 0.05),
    ("Va", 0.0),
    ("VA", 0.0),
    ("Ve", 0.03),
    ("Vi", 0.03),
    ("Vo", 0.05),
    ("Vu", 0.05),
    ("V3", 0.1),
    ("V'", 0.0),
    ("VY", 0.35),
    ("VW", 0.35),
    ("Vy", 0.4),
    ("Vw", 0.4),
    ("VH", 0.3),
    ("IY", 0.0),
    ("Ii", 0.0),
    ("Iy", 0.0),
    ("IY", 0.0),
    ("Ie", 0.05),
    ("Ia", 0.2),
    ("IA", 0.2),
    ("IH", 0.2),
    ("Io", 0.4),
    ("Iu", 0.4),
    ("I3", 0.3),
    ("I'", 0.2),
    ("IW", 0.6),
    ("Iw", 0.7),
)
GAP = {
    "a": 0.08,
    "e": 0.08,
    "i": 0.15,
    "o": 0.2,
    "u": 0.2,
    "A": 0.3,
    "V": 0.15,
    "I": 0.35,
    "W": 0.5,
    "Y": 0.55,
    "w": 0.5,
    "y": 0.45,
    "3": 0.03,
    "'": 0.05,
    "H": 0.25,
    "^": 0.3,
    "h": 0.7,
}
"""What it costs that a sound stands on one side only; a consonant 1."""


WRITTEN = {**GAP, "A": 0.6, "W": 0.8, "Y": 0.8, "I": 0.6, "H": 0.6}
"""The same between two words in Arabic letters, where a long vowel stands on purpose (سالم, سليم)."""
_WRITTEN_PAIRS = (
    ("AY", 1.0),
    ("AW", 1.0),
    ("YW", 0.9),
    ("YH", 0.9),
    ("IH", 0.5),
    ("IA", 0.2),
    ("VY", 0.7),
    ("VW", 0.7),
)


def _costs(
    gaps: Mapping[str, float], further: Sequence[tuple[str, float]] = ()
) -> dict[str, dict[str, float]]:
    signs = CONSONANTS + "AWYHVIaeiouwy3'^"
    table = {
        a: {b: 0.0 if a == b else min(1.6, gaps.get(a, 1.0) + gaps.get(b, 1.0)) for b in signs} for a in signs
    }
    for group, cost in further:
        table[group[0]][group[1]] = table[group[1]][group[0]] = cost
    told = {frozenset(group) for group, _ in further}
    for pairs in (_CLASSES, _VOWEL_PAIRS):
        for group, cost in pairs:
            for a in group:
                for b in group:
                    if a != b and frozenset((a, b)) not in told:
                        table[a][b] = min(table[a][b], cost)
    return table


COST = _costs(GAP)
_COST_WRITTEN = _costs(WRITTEN, _WRITTEN_PAIRS)
_GAPS = {sign: GAP.get(sign, 1.0) for sign in COST}
_GAPS_WRITTEN = {sign: WRITTEN.get(sign, 1.0) for sign in COST}


class Sounded:
    """A string of sounds made ready for :func:`distance`: ``costs`` are the signs with what each costs that
    stands on one side only, ``size`` what they cost all together, ``written`` whether both strings of a
    comparison are Arabic letters; ``bones`` the consonants in very wide classes (what is far apart in these
    need not be compared)."""

    __slots__ = ("bones", "costs", "size", "text", "written")

    def __init__(self, text: str, written: bool = False) -> None:
        self.text, self.written = text, written
        gaps = _GAPS_WRITTEN if written else _GAPS
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
    table = _COST_WRITTEN if one.written else COST
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
