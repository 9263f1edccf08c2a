"""The terms by which values are found. What is done to a value here is done to a question too."""

import re
from functools import lru_cache
from itertools import combinations

import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.kit.text import tidy_code
from tahqiq.names.classes import ARTICLES
from tahqiq.names.fold import tokens
from tahqiq.names.rarity import grams, rarity
from tahqiq.names.skeleton import parts

MOST_WORDS, LONGEST_WORD, LONGEST_NAME = 12, 64, 400
CODE_GRAM, LONGEST_CODE = 4, 64
FEWEST_GRAMS, MOST_GRAMS, ASKED_BONES = 8, 12, 5
MANY = 100
"""From so many texts on Arrow is quicker: its calls cost a millisecond whatever they are given."""
EXPECTED = 0.002
"""More grams than the fewest are asked for only as long as they are expected in this share of names
together."""
_SIGNS = re.compile(r"[\W_]+")
_CACHE = 1 << 16


def scoped(data_class: int, term: str) -> str:
    """A term of one data class."""
    return f"{data_class:x}.{term}"


@lru_cache(maxsize=256)
def _prefix(data_class: int) -> str:
    return f"{data_class:x}."


def joined(data_class: int, terms: list[str]) -> str:
    """Terms of one class as the text of a field."""
    before = _prefix(data_class)
    return " ".join([before + term for term in terms])


@lru_cache(maxsize=_CACHE)
def _word_grams(word: str) -> tuple[str, ...]:
    return tuple(grams(word[:LONGEST_WORD]))


@lru_cache(maxsize=_CACHE)
def _word_field(before: str, word: str) -> str:
    return " ".join([before + gram for gram in _word_grams(word)])


def name_words(folded: list[str]) -> list[str]:
    """The folded words of a name that grams are made of: at most twelve, without articles unless there is
    nothing else."""
    found = folded[:MOST_WORDS]
    return [word for word in found if word not in ARTICLES] or found


def name_grams(text: str) -> list[str]:
    """The distinct 3-grams of a name's folded words."""
    found: dict[str, None] = {}
    for word in name_words(tokens(text[:LONGEST_NAME])):
        found.update(dict.fromkeys(_word_grams(word)))
    return list(found)


def gram_field(data_class: int, folded: list[str]) -> str:
    """Field ``gram`` of a name given as its folded words."""
    before = _prefix(data_class)
    return " ".join([_word_field(before, word) for word in name_words(folded)])


def bones(text: str) -> list[str]:
    """What a name is found by in the other script: grams of the coarse skeletons of its parts, and each two
    parts together.

    >>> sorted(bones("محمد علي")) == sorted(bones("Ali Mohammed"))
    True
    """
    rough = _rough(text)
    return [*dict.fromkeys(gram for part in rough for gram in _word_grams(part)), *pairs(rough)]


def bone_field(data_class: int, latin: bool, text: str) -> str:
    """Field ``bone`` of a name, marked as written in Latin or in another script."""
    before = _prefix(data_class) + script_mark(latin)
    rough = _rough(text)
    return " ".join(
        [*(_word_field(before, part) for part in rough), *(before + pair for pair in pairs(rough))]
    )


def _rough(text: str) -> list[str]:
    return [part for _, part in parts(text[:LONGEST_NAME])[:MOST_WORDS] if part]


def pairs(rough: list[str]) -> list[str]:
    """Each two of the skeletons as one term, in alphabetical order."""
    return [f"{min(a, b)}+{max(a, b)}" for a, b in combinations(dict.fromkeys(rough), 2)]


def asked_grams(text: str) -> list[str]:
    """The rarest grams of a question, by a static measure: eight, and up to twelve when they are rare."""
    found = sorted(name_grams(text), key=lambda gram: (-rarity(gram), gram))[:MOST_GRAMS]
    expected = 0.0
    for count, gram in enumerate(found):
        expected += 2 ** -rarity(gram)
        if count >= FEWEST_GRAMS and expected > EXPECTED:
            return found[:count]
    return found


def asked_bones(text: str) -> list[str]:
    """The rarest skeleton grams of a question and all its pairs of parts."""
    found = bones(text)
    together = [term for term in found if "+" in term]
    alone = sorted((term for term in found if "+" not in term), key=lambda gram: (-rarity(gram, True), gram))
    return together + alone[:ASKED_BONES]


def is_latin(text: str) -> bool:
    """Whether the folded text is in ASCII letters: which of the two kinds of script it counts as."""
    return text.isascii() or all(word.isascii() for word in tokens(text[:LONGEST_NAME]))


def script_mark(latin: bool) -> str:
    """What stands before a skeleton term of a name in Latin or in another script."""
    return "l" if latin else "a"


def compact(text: str) -> str:
    """An identifier without signs and letter case, digits in ASCII.

    >>> compact("+964 (770) 123-45-67"), compact("IQ-BG A 12345")
    ('9647701234567', 'iqbga12345')
    """
    return _SIGNS.sub("", tidy_code(text).casefold())


def code_terms(text: str) -> list[str]:
    """A whole identifier (``=…``) and its 4-grams."""
    code = compact(text)[:LONGEST_CODE]
    return [f"={code}", *code_grams(code)] if code else []


def code_fields(data_class: int, texts: list[str]) -> list[str]:
    """Field ``code`` of many identifiers: what :func:`joined` makes of the :func:`code_terms` of each, at the
    speed of Arrow where they are many.

    >>> code_fields(1, ["+9641", "A-1"])
    ['1.=9641 1.9641', '1.=a1']
    """
    array = pa.array(texts, pa.string())
    if (
        len(texts) < MANY
        or not pc.all(pc.match_substring_regex(array, rf"^[!-~]{{0,{LONGEST_CODE}}}$")).as_py()
    ):
        return [joined(data_class, code_terms(text)) for text in texts]
    before = _prefix(data_class)
    codes = pc.replace_substring_regex(pc.ascii_lower(array), "[^0-9a-z]+", "")
    longest = pc.max(pc.binary_length(codes)).as_py() or 0
    pieces = [pc.binary_join_element_wise(f"{before}=", codes, "")]
    for at in range(longest - CODE_GRAM + 1):
        gram = pc.utf8_slice_codeunits(codes, at, at + CODE_GRAM)
        whole = pc.greater_equal(pc.binary_length(codes), at + CODE_GRAM)
        pieces.append(
            pc.if_else(whole, pc.binary_join_element_wise(before, gram, ""), pa.scalar(None, pa.string()))
        )
    fields = pc.binary_join_element_wise(*pieces, " ", null_handling="skip")
    made: list[str] = pc.if_else(pc.greater(pc.binary_length(codes), 0), fields, "").to_pylist()
    return made


def code_grams(code: str) -> list[str]:
    """The distinct 4-grams of a compact identifier."""
    return list(dict.fromkeys(code[at : at + CODE_GRAM] for at in range(len(code) - CODE_GRAM + 1)))


def words(text: str) -> list[str]:
    """The folded words of a text, in order, very long ones cut."""
    return [word[:LONGEST_WORD] for word in tokens(text)]
