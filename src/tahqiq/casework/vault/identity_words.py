"""Whether a text says who somebody is: compared as the duplicate check folds, never more than yes or no."""

import re
from collections.abc import Iterable
from itertools import pairwise

from tahqiq.casework.vault.identity_keys import folded

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
_PARTICLE_WORDS = """
عبد أبو أبي أبا أم ال آل ابن بن بنت بو الله الدين حاج الحاج سيد السيد سيدة شيخ الشيخ ملا الملا دكتور الدكتور
كاك کاک كوري کوڕی کچی abd abdul abu abi umm um al el ad ibn bin bint haji hajji sayyid sheikh mulla dr mr mrs
"""
"""Words that are in names and in every text; alone they tell nobody."""
_LAST = 7
"""So many last digits of a number tell whose it is."""


def words(text: str) -> list[str]:
    """The words of a text, folded: letters and digits only, Arabic ones without vowel signs, their forms of
    alef, yeh and teh as one.

    >>> words("Unit ٣, البصرة")
    ['unit', '3', 'البصره']
    """
    return _WORD.findall(_MARKS.sub("", folded(text)).translate(_ALIKE))


_PARTICLES = frozenset(words(_PARTICLE_WORDS))


def stands(text: str, name: str) -> bool:
    """Whether a name of one or more words stands in a text, whole; Arabic words that are written together
    with it (in, and, to) do not hide it.

    >>> stands("seen near the old mill", "Old Mill"), stands("seen near the mills", "mill")
    (True, False)
    >>> stands("شوهد في البصرة وبالعشار", "العشار")
    True
    """
    sought, own = words(name), words(text)
    return bool(sought) and any(
        sought[0] in _forms(own[at]) and own[at + 1 : at + len(sought)] == sought[1:]
        for at in range(len(own) - len(sought) + 1)
    )


def _forms(word: str) -> set[str]:
    found = {word}
    for _ in range(2):
        found |= {one[1:] for one in found if len(one) > 3 and one[0] in "وفبكل"} | {
            "ا" + one for one in found if one.startswith("لل")
        }
    return found


def tells(text: str, values: Iterable[str]) -> bool:
    """Whether a text says one of the values of an identity: a name of one word, two words of a longer one in
    any order, or the last seven digits of a number.

    A longer name is not met by one word of it alone: fathers' names are common, and reports about others have
    them.

    >>> tells("Jasim, Ali son of", ["Ali Hasan Jasim"]), tells("Ali went", ["Ali Hasan Jasim"])
    (True, False)
    >>> tells("0770 000-0001", ["+9647700000001"])
    True
    """
    own = {form for word in words(text) for form in _forms(word)}
    digits = re.sub(r"\D", "", folded(text))
    for value in values:
        number = re.sub(r"\D", "", folded(value))
        if len(number) >= _LAST and number[-_LAST:] in digits:
            return True
        parts = set(words(value))
        if parts and len(parts & own) >= min(2, len(parts)):
            return True
    return False


def tells_part(text: str, names: Iterable[str]) -> bool:
    """Whether a text has any one part of a name, with its article or without; particles alone (ابو, عبد, ibn)
    are none. For a text beside the code of whose name it is: there the family's name alone is enough, and a
    part that is an ordinary word too (كريم, سلام) is met as well.

    >>> tells_part("الدراجي موثوق", ["سلمان جبار الدراجي"]), tells_part("يعرف أبو المخزن", ["علي أبو خضير"])
    (True, False)
    >>> tells_part("زاره عبد الكريم", ["عبدالكريم حسن"]), tells_part("He is calm", ["Karim Calmly"])
    (True, False)
    """
    own = {form for word in _joined(words(text)) for form in _forms(word)}
    bare = {_bare(word) for word in own}
    return any(
        _bare(part) in bare for name in names for part in _joined(words(name)) if part not in _PARTICLES
    )


def _joined(own: list[str]) -> list[str]:
    """Words, and each particle with the word after it as the one word that it is written as, too."""
    return own + [first + second for first, second in pairwise(own) if first in _PARTICLES]


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
