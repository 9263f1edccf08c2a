"""Parts of names that share their consonants and are two names all the same: Hasan and Husain, Muhammad and
Mahmud, Karim and Karima.

Candidates meet by skeletons, which leave vowels out; brothers are often named so, and they share father,
mother, phone, and as twins the day of birth. So every scored candidate is looked at once more with the names
as they are written, and what was taken for agreement becomes contradiction.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tahqiq.names.known import are_two_names
from tahqiq.names.score import AGAINST, score
from tahqiq.resolve.evidence import Field, Numbers
from tahqiq.resolve.kinds import WRITTEN

_FEMININE = ("ه", "ة")


def heard(
    found: Mapping[str, Field], weights: Numbers, left: pa.Table, right: pa.Table
) -> tuple[dict[str, Field], Numbers]:
    """The fields and weights of candidates with such parts as contradictions; ``left`` and ``right`` are
    their records, row by row."""
    made, total = dict(found), weights
    for name, column in WRITTEN.items():
        if name not in found or column not in left.column_names:
            continue
        field = found[name]
        apart = _apart(left[column], right[column]) & field.at("same", "same-sounds", "near", "near-sounds")
        if apart.any():
            levels, bits = field.levels.copy(), field.weights.copy()
            last = len(field.comparison.levels) - 1
            levels[apart] = last
            bits[apart] = field.bits(last)
            made[name] = replace(field, levels=levels, weights=bits)
            total = total + (bits - field.weights)
    return made, total


def _apart(left: pa.ChunkedArray, right: pa.ChunkedArray) -> NDArray[np.bool_]:
    """Which rows hold two names; each pair of spellings is looked at once."""
    sides = [
        pa.concat_arrays([side.combine_chunks().cast(pa.string())]).fill_null("").dictionary_encode()
        for side in (left, right)
    ]
    words = [side.dictionary.to_pylist() for side in sides]
    codes = sides[0].indices.to_numpy().astype(np.int64) * max(1, len(words[1])) + sides[1].indices.to_numpy()
    different, back = np.unique(codes, return_inverse=True)
    told = np.array(
        [
            two_names(words[0][code // len(words[1])], words[1][code % len(words[1])])
            for code in different.tolist()
        ],
        dtype=bool,
    )
    return told[back] if len(told) else np.zeros(len(codes), dtype=bool)


@lru_cache(maxsize=1 << 16)
def two_names(one: str, two: str) -> bool:
    """Whether two parts, as the parser writes them, are two names: common ones that nobody takes for
    spellings of one, or a man's and a woman's.

    Careless spellings (Salim, Salem) are left alone.

    >>> (two_names("حسن", "حسين"), two_names("hasan", "husain"), two_names("حسن", "hasan"),
    ...  two_names("ساجد", "ساجده"), two_names("salim", "salem"))
    (True, True, False, True, False)
    """
    if not one or not two or one == two:
        return False
    if any(long == short + sign for long, short in ((one, two), (two, one)) for sign in _FEMININE):
        return True
    return are_two_names(one, two) and score(one, two) < AGAINST


__all__ = ["heard", "two_names"]
