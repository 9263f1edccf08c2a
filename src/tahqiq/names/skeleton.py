"""Consonant skeletons: what is left of a name when vowels, doubled letters and the choices of romanisation
are taken away.

Names written in Arabic, Kurdish or Latin letters meet in the same skeleton, in which the rest of the
comparison can be done.
"""

import re
from functools import lru_cache

from tahqiq.names.classes import ARTICLES, COARSE, DIGRAPHS, FINE, SILENT, SOUNDS
from tahqiq.names.fold import letters

_WORD = re.compile(r"[^\W\d_]+")
_TOUCHING = re.compile(r"['’‘`´ʿʾʼʻ]")
_FORMS = str.maketrans(
    {"ک": "ك", "ھ": "ه", "ہ": "ه", "ۃ": "ة", "ی": "ي", "ى": "ي", "ې": "ي", "ے": "ي", "ۍ": "ي"}
)
_SPECIAL = re.compile("[şçğšžčḥḫġṯḏẓ]")
_DIGRAPH = re.compile("|".join(DIGRAPHS))
_SOUND = {ord(letter): sound for letter, sound in SOUNDS.items()}
_ARABIC_ABD = re.compile("عبد(?:ا?ل)(.{2,})|عبد(.{2,})")
_LATIN_ABD = re.compile(r"[aeo]bd(?:[auei]([lrsnztd])(?:(?=\1)|(?<=l)))?(.{2,})")
_ARABIC_ARTICLE = re.compile("(?:وال|بال|ال|لل)(.{2,})")
_ARABIC_DIN = re.compile("(.{2,})الدين")
_LATIN_DIN = re.compile(r"(.{2,}?)[aeuoi]l(d(?:i|ee|ie|y)ne?)")
_SOFT_C = re.compile("(?<!s)c(?=[eiy])")
_REPEATED = re.compile(r"(.)\1+")
_CACHE = 1 << 17


def skeleton(text: str) -> str:
    """The fine skeleton: one word of class letters for each part of the name, with blanks between. Compounds
    (Abd al-X, X al-Din) are one part.

    >>> skeleton("عبد الرحمن محمد"), skeleton("Abdul-Rahman Mohammed"), skeleton("عبدالرحمن محەمەد")
    ('bdrhmn mhmd', 'bdrhmn mhmd', 'bdrhmn mhmd')
    """
    return " ".join(filter(None, (fine for fine, _ in parts(text))))


def coarse(text: str) -> str:
    """The coarse skeleton, in which z and d, g and k and q, kh and h, j and ch count as one.

    >>> coarse("Kazim"), coarse("كاظم"), coarse("نيجيرفان") == coarse("نێچیرڤان")
    ('kdm', 'kdm', True)
    """
    return " ".join(filter(None, (rough for _, rough in parts(text))))


def parts(text: str) -> list[tuple[str, str]]:
    """Fine and coarse skeleton of each part of a name; a part without consonants (Ali has one, "aa" none) has
    empty ones."""
    return [word_skeleton(word) for word in name_words(text)]


def name_words(text: str) -> list[str]:
    """The parts of a name as small letters: articles and silent words (bin, ibn, Mr) gone, Abd al-X and X
    al-Din joined.

    >>> name_words("Nur al-Din bin Abd al Aziz")
    ['nurdin', 'abdaziz']
    """
    found = _WORD.findall(_TOUCHING.sub("", spelled(text)))
    made: list[str] = []
    joining = ""
    for word in found:
        if word in SILENT and len(found) > 1:
            continue
        if word in _ABD:
            joining = "abd" if word.isascii() else "عبد"
            continue
        if word in ARTICLES and len(found) > 1:
            continue
        if joining:
            word, joining = joining + _bare(word), ""
        elif made and word in _DIN:
            made[-1] += "din" if word.isascii() else "دين"
            continue
        made.append(word)
    return [*made, joining] if joining else made


_ABD = frozenset(["abd", "abdul", "abdel", "abdal", "abdol", "abdur", "عبد"])
_DIN = frozenset(
    [
        "din",
        "deen",
        "dine",
        "aldin",
        "aldeen",
        "uldin",
        "uldeen",
        "eldin",
        "eldine",
        "eddine",
        "addin",
        "uddin",
        "الدين",
        "دين",
    ]
)


def spelled(text: str) -> str:
    """Small letters as they are needed for sounds: Kurdish vowels and the carons and cedillas that change a
    consonant are still there."""
    if text.isascii():
        return text.lower()
    low = text.lower()
    if _SPECIAL.search(low):
        low = _SPECIAL.sub(lambda found: _SPELLED[found[0]], low)
    return letters(low).translate(_FORMS)


_SPELLED = {
    "ş": "sh",
    "ç": "ch",
    "ğ": "gh",
    "š": "sh",
    "ž": "zh",
    "č": "ch",
    "ḥ": "h",
    "ḫ": "kh",
    "ġ": "gh",
    "ṯ": "th",
    "ḏ": "dh",
    "ẓ": "dh",
}


def _bare(word: str) -> str:
    found = _ARABIC_ARTICLE.fullmatch(word)
    return found[1] if found else word


@lru_cache(maxsize=_CACHE)
def word_skeleton(word: str) -> tuple[str, str]:
    """Fine and coarse skeleton of one part as :func:`name_words` gives it."""
    sounds = _latin(word) if word.isascii() else _arabic(word)
    return _finish(sounds, FINE), _finish(sounds, COARSE)


def _arabic(word: str) -> str:
    compound = _ARABIC_ABD.fullmatch(word)
    word = "عبد" + (compound[1] or compound[2]) if compound else _bare(word)
    din = _ARABIC_DIN.fullmatch(word)
    if din:
        word = din[1] + "دين"
    return "".join(_SOUND.get(ord(sign), "") for sign in word)


def _latin(word: str) -> str:
    compound = _LATIN_ABD.fullmatch(word)
    if compound:
        word = "abd" + compound[2]
    din = _LATIN_DIN.fullmatch(word)
    if din:
        word = din[1] + din[2]
    word = _SOFT_C.sub("j", word)
    return "".join(
        _SOUND.get(ord(sign), sign if sign in _UPPER else "")
        for sign in _DIGRAPH.sub(lambda found: DIGRAPHS[found[0]], word)
    )


_UPPER = frozenset(DIGRAPHS.values())


def _finish(sounds: str, table: dict[int, str]) -> str:
    """Classes with doubles as one; h at the end goes (ة, silent heh and Latin -ah are written or not)."""
    merged = _REPEATED.sub(r"\1", sounds.translate(table))
    return merged[:-1] if len(merged) > 1 and merged.endswith("h") else merged


__all__ = ["coarse", "name_words", "parts", "skeleton", "spelled", "word_skeleton"]
