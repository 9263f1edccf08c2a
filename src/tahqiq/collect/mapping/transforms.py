"""Changes of a text before it is cleaned: patterns, whole-word replacements and named transforms, over Arrow
arrays of distinct texts."""

import re
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.collect.mapping.document import Transform, Value
from tahqiq.collect.mapping.words import fold
from tahqiq.formats.cargo.amounts import weighed
from tahqiq.kit.text import fold_digits, squeeze

_CUT = "\x1e"
_NOT_DIGIT = re.compile(r"[^0-9]+")
_NOT_WORD = re.compile(r"[^\w]+")


def _hex_to_decimal(text: str) -> str:
    bare = text.strip().lower().removeprefix("0x")
    return (
        str(int(bare, 16))
        if bare and len(bare) <= 16 and all(sign in "0123456789abcdef" for sign in bare)
        else text
    )


def _decimal_to_hex(text: str) -> str:
    bare = fold_digits(text.strip())
    return f"{int(bare):X}" if bare.isascii() and bare.isdigit() and len(bare) <= 20 else text


def _weighed(unit: str) -> Callable[[str], str]:
    """A weight in kilograms: in the unit behind the number, else in that of the column; what is none stays as
    it stands."""

    def to_kilograms(text: str) -> str:
        kilograms = weighed(text, unit)
        return text if kilograms is None else f"{kilograms:.3f}".rstrip("0").rstrip(".")

    return to_kilograms


NAMED: dict[Transform, Callable[[str], str]] = {
    "digits": lambda text: _NOT_DIGIT.sub("", fold_digits(text)),
    "letters_and_digits": lambda text: _NOT_WORD.sub("", fold_digits(text)),
    "latin_digits": fold_digits,
    "upper": str.upper,
    "lower": str.lower,
    "collapse": squeeze,
    "hex_to_decimal": _hex_to_decimal,
    "decimal_to_hex": _decimal_to_hex,
    "absolute": lambda text: text.strip().lstrip("-+").strip("()"),
    "first_line": lambda text: text.strip().splitlines()[0] if text.strip() else "",
    "kilograms": _weighed("KGM"),
    "tonnes_to_kilograms": _weighed("TNE"),
    "pounds_to_kilograms": _weighed("LBR"),
}
"""What each named transform does with one text; none of them raises."""


def shape(value: Value, texts: pa.Array) -> pa.Array:
    """``texts`` (utf8) after the pattern, the words and the transforms of ``value``, in this order; null
    where nothing is left."""
    shaped = keep_match(texts, value.pattern) if value.pattern else texts
    if not value.words and not value.transform:
        return shaped
    words = {fold(word): replacement for word, replacement in value.words.items()}
    return pa.array(
        [None if text is None else _one(text, words, value.transform) for text in shaped.to_pylist()],
        pa.string(),
    )


def _one(text: str, words: dict[str, str], names: tuple[Transform, ...]) -> str | None:
    result = words.get(fold(text), text) if words else text
    for name in names:
        result = NAMED[name](result)
    return result or None


def keep_match(texts: pa.Array, pattern: str) -> pa.Array:
    """What the first group of an RE2 pattern (or, without groups, the whole pattern) matches in each text;
    null where it does not match.

    Raises ``pa.ArrowInvalid`` for a pattern that is none; documents are checked for that when they are
    compiled.

    >>> keep_match(pa.array(["CDR_0770123_May", "x"]), r"_(\\d+)_").to_pylist()
    ['0770123', None]
    """
    named = _with_one_group(pattern)
    found = pc.extract_regex(texts, pattern=named)
    kept = pc.struct_field(found, "g")
    return pc.if_else(
        pc.and_(pc.is_valid(found), pc.greater(pc.binary_length(kept), 0)), kept, pa.scalar(None, pa.string())
    )


def found_in(text: str, pattern: str) -> bool:
    """Whether an RE2 pattern is found in a text. A pattern that a person wrote never goes to ``re``, which
    may take for ever over it."""
    return bool(pc.match_substring_regex(pa.scalar(text), pattern).as_py())


def cut(texts: pa.Array, pattern: str) -> list[list[str | None]]:
    """Each text without blanks at its ends, cut where an RE2 pattern matches; nothing for null and empty
    texts.

    >>> cut(pa.array(["a; b ;c", "", None]), " *; *")
    [['a', 'b', 'c'], [], []]
    """
    marked = pc.replace_substring_regex(pc.utf8_trim_whitespace(texts), pattern, _CUT)
    return [list(text.split(_CUT)) if text else [] for text in marked.to_pylist()]


def _with_one_group(pattern: str) -> str:
    """The pattern with its first capturing group named ``g`` and the others not capturing; without one, all
    of it is the group."""
    result: list[str] = []
    named = in_class = False
    index = 0
    while index < len(pattern):
        sign = pattern[index]
        if sign == "\\":
            result.append(pattern[index : index + 2])
            index += 2
            continue
        opened = re.match(r"\((?:\?P?<\w+>|(?!\?))", pattern[index:]) if not in_class else None
        if opened:
            result.append("(?:" if named else "(?P<g>")
            named = True
            index += opened.end()
            continue
        in_class = sign == "[" or (in_class and sign != "]")
        result.append(sign)
        index += 1
    text = "".join(result)
    return text if named else f"(?P<g>{text})"


def find(pattern: str, text: str) -> str | None:
    """:func:`keep_match` for one text."""
    kept: str | None = keep_match(pa.array([text], pa.string()), pattern)[0].as_py()
    return kept
