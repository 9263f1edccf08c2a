"""Reasons that repeat earlier ones: how much of two texts is the same, word by word. No meaning is read into
them; both are shown side by side."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from tahqiq.desks.covert.authorisations.record import Authorisation

COPIED = 0.9
"""From this likeness on both are shown (IPCO 2018: formulaic text)."""
_LEAST = 8
"""Texts of fewer words are not compared: short sentences repeat."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """The words of an application's reasons and every three of them that stand together."""

    number: str
    text: str
    words: tuple[str, ...]
    threes: frozenset[tuple[str, ...]]


def reasons(body: Authorisation) -> Reasons:
    """What is compared of an application."""
    text = "\n".join(filter(None, (body.necessity, body.proportionality)))
    words = tuple(re.findall(r"\w+", text.casefold()))
    return Reasons(body.number, text, words, frozenset(zip(words, words[1:], words[2:], strict=False)))


def likeness(one: Reasons, other: Reasons) -> float:
    """How much of two texts is the same, 0 to 1: twice the words in common and in order, by the words of
    both."""
    if min(len(one.words), len(other.words)) < _LEAST:
        return 0.0
    together = len(one.threes) + len(other.threes)
    if (
        not together or 2 * len(one.threes & other.threes) / together < 0.4
    ):  # far apart: no need to align the words
        return 0.0
    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio()


def copied(one: Reasons, earlier: Iterable[Reasons]) -> list[tuple[Reasons, float]]:
    """The earlier ones that it repeats, the most alike first."""
    found = [(other, likeness(one, other)) for other in earlier if other.number != one.number]
    return sorted((pair for pair in found if pair[1] > COPIED), key=lambda pair: (-pair[1], pair[0].number))
