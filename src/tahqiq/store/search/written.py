"""How near a recorded value stands to the very letters that somebody typed: other spellings and scripts are
found too, and come after."""

import unicodedata
from typing import Literal

from tahqiq.store.search.question import Question
from tahqiq.store.search.terms import is_latin

Nearness = Literal[0, 1, 2, 3]
AS_TYPED: Nearness = 0
"""The whole value is what was typed, but for case and blanks."""
WITH_WORDS: Nearness = 1
"""It has every word as it was typed."""
SAME_SCRIPT: Nearness = 2
OTHER: Nearness = 3


def nearness(question: Question, value: str) -> Nearness:
    """How near ``value`` stands to the text of ``question``; letters that only look or sound alike (ا and أ)
    are other letters here.

    >>> from tahqiq.store.search.question import ask
    >>> [nearness(ask("ابو ليث"), value) for value in ("ابو  ليث", "السيد ابو ليث", "أبو ليث", "Abu Layth")]
    [0, 1, 2, 3]
    """
    asked, said = _plain(question.text.replace('"', " ")), _plain(value)
    if asked == said:
        return AS_TYPED
    if asked and set(asked) <= set(said):
        return WITH_WORDS
    return SAME_SCRIPT if is_latin(" ".join(asked)) == is_latin(" ".join(said)) else OTHER


def _plain(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).casefold().split()
