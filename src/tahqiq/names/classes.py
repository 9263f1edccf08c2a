"""Letters as data: how Arabic, Kurdish and Latin letters fold, and which consonants are one class.

Two codes share one pass over the letters. A letter first becomes a *sound* (one ASCII sign); :data:`FINE` and
:data:`COARSE` say which sounds count as one. Fine keeps apart what careful spellings keep apart; coarse joins
everything that Iraqi documents, Kurdish names in Arabic orthography and French or English spellings are seen
to confuse (the idea of equivalence classes: Freeman, Condon and Ackerman, "Cross Linguistic Name Matching in
English and Arabic", HLT-NAACL 2006).
"""

from collections.abc import Mapping

FOLD: Mapping[str, str] = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ێ": "ي",
    "ے": "ي",
    "ۍ": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "ګ": "گ",
    "ھ": "ه",
    "ہ": "ه",
    "ۀ": "ه",
    "ة": "ه",
    "ۃ": "ه",
    "ە": "ه",
    "ۆ": "و",
    "ۇ": "و",
    "ۈ": "و",
    "ۋ": "و",
    "ڕ": "ر",
    "ڵ": "ل",
    "ڤ": "ف",
    "ڥ": "ف",
    "ڨ": "ق",
    "ڭ": "ك",
    "ں": "ن",
    "ٹ": "ت",
    "ڈ": "د",
    "ڑ": "ر",
    "ء": "",
    "ـ": "",
    "ş": "sh",
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ʿ": "",
    "ʾ": "",
    "ʼ": "",
    "ʻ": "",
    "'": "",
    "’": "",
    "‘": "",
    "`": "",
    "´": "",
    "ʹ": "",
}
"""Sign → folded form, after compatibility decomposition and without combining marks."""

SOUNDS: Mapping[str, str] = {
    "ب": "b",
    "پ": "p",
    "ت": "t",
    "ط": "t",
    "ث": "T",
    "د": "d",
    "ذ": "D",
    "ض": "D",
    "ظ": "Z",
    "ز": "z",
    "س": "s",
    "ص": "s",
    "ح": "h",
    "ه": "h",
    "خ": "x",
    "ق": "q",
    "ك": "k",
    "گ": "g",
    "غ": "G",
    "ش": "S",
    "چ": "C",
    "ج": "j",
    "ژ": "J",
    "ف": "f",
    "ڤ": "v",
    "ل": "l",
    "ڵ": "l",
    "م": "m",
    "ن": "n",
    "ر": "r",
    "ڕ": "r",
    "b": "b",
    "p": "p",
    "t": "t",
    "d": "d",
    "z": "z",
    "s": "s",
    "h": "h",
    "x": "x",
    "q": "q",
    "k": "k",
    "c": "k",
    "g": "g",
    "j": "j",
    "f": "f",
    "v": "v",
    "l": "l",
    "m": "m",
    "n": "n",
    "r": "r",
    "ş": "S",
    "ç": "C",
    "ğ": "G",
    "š": "S",
    "č": "C",
    "ž": "J",
    "ḥ": "h",
    "ḫ": "x",
    "ġ": "G",
    "ṯ": "T",
    "ḏ": "D",
    "ẓ": "Z",
}
"""Letter → sound. Vowels, w, y, hamza and ayn are in no class: they are what spellings differ in most."""

DIGRAPHS: Mapping[str, str] = {
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
    "dz": "z",
    "ck": "k",
    "ts": "s",
}
"""Latin letters that are one sound together."""

FINE = str.maketrans(
    {"p": "b", "T": "t", "D": "d", "Z": "d", "q": "k", "G": "g", "S": "c", "C": "c", "J": "j", "v": "f"}
)
COARSE = str.maketrans(
    {
        "p": "b",
        "T": "t",
        "D": "d",
        "Z": "d",
        "z": "d",
        "q": "k",
        "G": "k",
        "g": "k",
        "x": "h",
        "S": "c",
        "C": "j",
        "J": "j",
        "v": "f",
    }
)

SILENT = frozenset(
    ["بن", "ابن", "إبن", "بنت", "bin", "ibn", "bint", "ben", "mr", "mrs", "ms", "miss", "mstr", "dr"]
)
"""Words that are no part of a name: written or left out at will, or titles of a booking."""

ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "as",
        "ash",
        "an",
        "ad",
        "ar",
        "at",
        "az",
        "adh",
        "ath",
        "il",
        "es",
        "esh",
        "en",
        "ed",
        "er",
        "et",
        "ez",
        "ur",
        "us",
        "un",
        "ud",
        "ال",
    ]
)
"""The article as a word of its own, with its assimilated forms."""
