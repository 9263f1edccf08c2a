"""Whole names in one column ("Ali Hassan al-Kubaisi"), of any script: how alike two are, part by part, and
under which keys they meet."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from tahqiq.names.fold import tokens
from tahqiq.names.form import Form, form
from tahqiq.names.parts import alike
from tahqiq.names.score import likeness
from tahqiq.names.skeleton import coarse

Rows = NDArray[np.int64]
Scores = NDArray[np.float64]
Flags = NDArray[np.bool_]

_WORDS = 1.7
"""From so many words on the mean a column holds whole names."""
_WORTH_A_LOOK = 0.5
"""Names with less in common than this, letter by letter, are not compared part by part."""
_AT_ONCE = 200_000
_PARTNER, _SURE_PARTNER = 0.6, 0.8
"""From here on a part of a name has a partner in the other, and from here on one that bears the top tier."""
_CLOSE, _TWO_NAMES = 0.85, 0.49
"""Names that the scorer finds less alike than the first and that each have a part without a partner are two
people's, and no more alike than the second, whatever letters the rest has in common."""


def are_whole(values: Sequence[str | None]) -> bool:
    """Whether names are written whole, several words in a cell.

    >>> are_whole(["Ali Hassan", None]), are_whole(["Ali", "Abd al-Karim", "Omar"])
    (True, False)
    """
    counts = [len(tokens(value)) for value in values if value]
    return sum(counts) > _WORDS * max(1, len(counts))


class WholeNames:
    """The names of a column, prepared. ``sounds``: the consonants of their words, by row, in order."""

    def __init__(self, values: Sequence[str | None]) -> None:
        self._values = values
        words = [tokens(value) if value else [] for value in values]
        self.sounds = [coarse(" ".join(row)).split() or row for row in words]
        mixed = sum(not " ".join(row).isascii() for row in words) * 50 > len(words)
        compared = self.sounds if mixed else words
        self._mixed = mixed
        self._plain = np.array([" ".join(row) for row in compared], dtype=object)
        self._sorted = np.array([" ".join(sorted(row)) for row in compared], dtype=object)
        self._forms: dict[str, Form] = {}
        self._known: dict[tuple[str, str], float] = {}

    def alike(self, left: Rows, right: Rows) -> Scores:
        """How alike the names of pairs of rows are, 0 to 1: the better of the scorer of names and the share
        of letters in common, in either order of the words."""
        made = np.empty(len(left))
        for start in range(0, len(left), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            made[part] = self._some(left[part], right[part])
        return made

    def _some(self, left: Rows, right: Rows) -> Scores:
        letters = np.maximum(
            *(
                np.asarray(
                    cpdist(texts[left], texts[right], scorer=Indel.normalized_similarity, dtype=np.float32),
                    dtype=np.float64,
                )
                for texts in (self._plain, self._sorted)
            )
        )
        for at in np.flatnonzero(letters >= _WORTH_A_LOOK):
            letters[at] = self._pair(int(left[at]), int(right[at]), float(letters[at]))
        return letters

    def opposed(self, left: Rows, right: Rows) -> Flags:
        """Pairs of rows of which each name has a part that is nowhere in the other: brothers share all parts
        but one, and what one record leaves out opposes nothing."""
        return np.array(
            [
                self._is_opposed(self._values[one] or "", self._values[two] or "", _SURE_PARTNER)
                for one, two in zip(left.tolist(), right.tolist(), strict=True)
            ],
            dtype=bool,
        )

    def _pair(self, left: int, right: int, letters: float) -> float:
        one, two = self._values[left] or "", self._values[right] or ""
        if (one, two) not in self._known:
            scored = likeness(self._form(one), self._form(two))
            if self._mixed and one.isascii() is two.isascii():  # consonants alone hide what the script tells
                letters = _by_letters(tokens(one), tokens(two))
            if scored < _CLOSE and self._is_opposed(one, two, _PARTNER):
                letters = scored = min(scored, _TWO_NAMES)
            self._known[one, two] = max(scored, letters)
        return self._known[one, two]

    def _is_opposed(self, one: str, two: str, least: float) -> bool:
        left, right = self._form(one).words, self._form(two).words
        return all(
            any(all(alike(part, other) < least for other in others) for part in parts)
            for parts, others in ((left, right), (right, left))
            if parts and others
        ) and bool(left and right)

    def _form(self, value: str) -> Form:
        if value not in self._forms:
            self._forms[value] = form(value)
        return self._forms[value]


def _by_letters(one: Sequence[str], two: Sequence[str]) -> float:
    return max(
        Indel.normalized_similarity(" ".join(one), " ".join(two)),
        Indel.normalized_similarity(" ".join(sorted(one)), " ".join(sorted(two))),
    )


__all__ = ["WholeNames", "are_whole"]
