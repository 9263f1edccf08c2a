"""A name as somebody begins to type it: for fields in which people are chosen."""

from collections.abc import Callable

from tahqiq.names.fold import tokens
from tahqiq.names.skeleton import name_words, word_skeleton


def typed(text: str) -> Callable[[str], bool]:
    """Whether a name is one that somebody began to type: each part of the text begins a part of the name, in
    its folded letters or in its sounds, in any order; blanks within a compound are written or not. A text
    without a letter fits no name.

    >>> fits = typed("عبد الرحمان فاضل")
    >>> fits("عبدالرحمن فاضل جاسم"), fits("Abdul Rahman Fadhil"), fits("عبدالرحيم فاضل")
    (True, True, False)
    """
    words = tokens(text)
    together = "".join(words)
    sounds = [_sound(word) for word in name_words(text)]

    def fits(name: str) -> bool:
        parts = tokens(name)
        if all(any(part.startswith(word) for part in parts) for word in words):
            return True
        if any("".join(parts[start:]).startswith(together) for start in range(len(parts))):
            return True
        heard = {_sound(word) for word in name_words(name)}
        return bool(sounds) and all(
            any(one.startswith(word) if len(word) > 1 else one == word for one in heard) for word in sounds
        )

    return fits if words else lambda _name: False


def _sound(word: str) -> str:
    """The fine skeleton of a part."""
    return word_skeleton(word)[0]


__all__ = ["typed"]
