"""Words of headers, compared without regard to case, diacritics, letter variants, punctuation and articles;
the dictionary of headers."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from tahqiq.kit.tables import table

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱا", "ا"),
        **dict.fromkeys("ىيی", "ي"),
        "ة": "ه",
        "ە": "ه",
        "ھ": "ه",
        "ک": "ك",
        "ؤ": "و",
        "ئ": "ي",
        "ڕ": "ر",
        "ڵ": "ل",
        "ۆ": "و",
        "ێ": "ي",
        "ڤ": "ف",
        "ـ": None,
        "گ": "ك",
        "\u200c": None,
        "\u200f": None,
        "\u200e": None,
    }
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_GAP = re.compile(r"(?:[^\w#%]|_)+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(65_536)
def fold(text: str) -> str:
    """A header or word as it is compared: NFKC, lower case, no marks, one letter for variants, Latin digits,
    words apart by one blank.

    >>> fold("  Call_Date/Time ") == fold("call date time"), fold("إتجاه المكالمة") == fold("اتجاه المكالمه")
    (True, True)
    """
    split = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    bare = "".join(
        char
        for char in unicodedata.normalize("NFD", split.translate(_LETTERS).lower())
        if not unicodedata.combining(char)
    )
    return _GAP.sub(" ", bare.translate(_LETTERS).translate(_DIGITS)).strip()


def folded(words: str) -> frozenset[str]:
    """Words of a list, each as it is compared.

    >>> sorted(folded("Calls SMS"))
    ['calls', 'sms']
    """
    return frozenset(map(fold, words.split()))


_NUMBER_WORDS = frozenset(["number", "id", "code", "رقم", "ژماره", "ژمارا", "كود", "رمز"])
_QUALIFYING = frozenset(
    [
        "call",
        "calls",
        "first",
        "last",
        "subscriber",
        "customer",
        "party",
        "target",
        "sim",
        "person",
        "text",
        "mobile",
        "transaction",
        "local",
        "sec",
        "secs",
        "seconds",
        "min",
        "minutes",
        "utc",
        "hour",
        "location",
        "value",
        "item",
        "مكالمه",
        "مشترك",
        "متصل",
        "هدف",
        "شريحه",
        "جهاز",
        "برج",
        "خليه",
    ]
)
"""Words that are headers themselves and as often only qualify another word."""
_SAME = {"no": "number", "nr": "number", "num": "number", "nbr": "number"}


def _bare(word: str) -> str:
    word = _SAME.get(word, word)
    return word[2:] if len(word) > 4 and word.startswith("ال") else word


@lru_cache(65_536)
def _key(text: str) -> str:
    return " ".join(_bare(word) for word in fold(text).split())


def without_remark(header: str) -> str:
    """A header without what stands in brackets.

    >>> without_remark("Amount ($)").strip()
    'Amount'
    """
    return _BRACKETS.sub(" ", header)


@cache
def dictionary() -> Mapping[str, frozenset[str]]:
    """Meaning → the folded phrases that stand for it, from ``headers.yaml`` and, with where each is
    documented, ``headers_world.yaml``.

    Under ``none`` stands what headers say that no template has a place for, so that it is not taken for
    something near it.
    """
    found: dict[str, set[str]] = {}
    for meaning, langs in table(__package__, "headers.yaml").items():
        found.setdefault(meaning, set()).update(
            _key(str(phrase)) for phrases in langs.values() for phrase in phrases
        )
    for origin in table(__package__, "headers_world.yaml"):
        for meaning, phrases in origin["meanings"].items():
            found.setdefault(meaning, set()).update(_key(str(phrase)) for phrase in phrases)
    return {meaning: frozenset(phrases) for meaning, phrases in found.items()}


@cache
def _every() -> frozenset[str]:
    return frozenset(phrase for phrases in dictionary().values() for phrase in phrases)


@lru_cache(65_536)
def likeness(header: str, meaning: str) -> float:
    """How well a header says a meaning, 0 … 1: the phrase itself 1, a phrase with a remark in brackets, a
    slip or an added word less, else 0.

    >>> likeness("Calling Number", "a_number"), likeness("Dur", "a_number"), likeness("CI (hex)", "ci")
    (1.0, 0.0, 0.95)
    """
    phrases = dictionary()[meaning.removesuffix("_other") if "_" in meaning else meaning]
    bare = without_remark(header)
    if _key(header) in phrases:
        return 1.0
    if bare != header and _key(bare) in phrases:
        return 0.95
    key = _key(header)
    if not key or key in _every() or (bare != header and _key(bare) in _every()):
        return 0.0
    sided = _sided(key, meaning)
    if sided is not None:
        return sided
    told = frozenset(key.split()) & _sufficient_words()
    told -= phrases
    if told & _clock_words() and meaning in _CLOCK:
        told -= _clock_words()
    return max((_near(key, phrase, told) for phrase in phrases), default=0.0)


_CLOCK = frozenset(
    [
        "date",
        "time",
        "datetime",
        "end_datetime",
        "booking_date",
        "value_date",
        "travel_date",
        "happening_date",
    ]
)


@cache
def _clock_words() -> frozenset[str]:
    return frozenset(phrase for meaning in _CLOCK for phrase in dictionary()[meaning])


@cache
def _sufficient_words() -> frozenset[str]:
    """Words that say a meaning by themselves: a header that holds one of them beside a phrase says something
    else than the phrase."""
    return (
        frozenset(phrase for phrase in _every() if " " not in phrase and len(phrase) > 1)
        - _NUMBER_WORDS
        - _QUALIFYING
    )


@cache
def _words() -> frozenset[str]:
    return frozenset(word for phrase in _every() for word in phrase.split())


_SIDES = {
    "a_number": frozenset(
        ["src", "source", "orig", "originating", "from", "caller", "calling", "sender", "sending"]
    ),
    "b_number": frozenset(
        [
            "dst",
            "dest",
            "destination",
            "term",
            "terminating",
            "to",
            "called",
            "callee",
            "rec",
            "receiver",
            "receiving",
            "recipient",
        ]
    ),
}
_NUMBERED = frozenset(["number", "phone", "telephone", "tel", "msisdn", "mobile", "party", "subscriber"])
"""Words that say the side of a number, and words for the number beside them (``destPhoneNumber``,
``sending_telephone``)."""


def _sided(key: str, meaning: str) -> float | None:
    """How well a header of a side and a number says one of the parties: 0.9, 0 for the other side or for a
    number without side, None where it is no such header."""
    words = set(key.split())
    side = next((name for name, told in _SIDES.items() if words & told), "")
    numbers = words & _NUMBERED
    if not side or not numbers or words - _SIDES[side] - _NUMBERED:
        return None
    if meaning == "other":
        return 0.9 if side == "b_number" else 0.0
    return (0.9 if meaning == side else 0.0) if meaning in _SIDES or meaning in ("target", "phone") else None


def _near(key: str, phrase: str, told: frozenset[str] = frozenset()) -> float:
    """``told``: the words of the header that say another meaning by themselves."""
    ours, theirs = set(key.split()), set(phrase.split())
    if told - theirs:
        return 0.0
    if theirs <= ours and max(map(len, theirs)) > 2:
        return 0.3 if theirs <= _NUMBER_WORDS else 0.55 + 0.4 * len(theirs) / len(ours)
    if (
        len(phrase) > 4
        and not (ours - theirs) & _words()
        and Levenshtein.normalized_similarity(key, phrase) >= 0.84
    ):
        return 0.85  # a slip of the pen; “call id” is none of “cell id”
    common = ours & theirs
    if len(common - _NUMBER_WORDS) >= 2:
        return 0.5 + 0.3 * len(common) / len(ours | theirs)
    return 0.0


@lru_cache(4_096)
def says_something(header: str) -> bool:
    """Whether a header clearly says one of the meanings of the dictionary."""
    return any(likeness(header, meaning) >= 0.8 for meaning in dictionary())


def is_header_word(text: str) -> bool:
    """Whether a cell reads as the header of some meaning."""
    return _is_word(_key(text)) or (
        text.rstrip().endswith((")", "]")) and _is_word(_key(without_remark(text)))
    )


@lru_cache(65_536)
def _is_word(key: str) -> bool:
    return bool(key) and (key in _every() or any(_near(key, phrase) >= 0.84 for phrase in _candidates(key)))


def _candidates(key: str) -> list[str]:
    words = set(key.split())
    return [phrase for word in words for phrase in _by_word().get(word, ())]


@cache
def _by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for phrase in _every():
        for word in phrase.split():
            found.setdefault(word, []).append(phrase)
    return {word: tuple(phrases) for word, phrases in found.items()}
