"""Columns made ready: the text that is compared, its levels, and the keys under which candidates meet."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist
from scipy.sparse import csr_matrix

from tahqiq.kit.text import fold_digits
from tahqiq.model.types.base import Context
from tahqiq.model.types.date import DateType
from tahqiq.names.fold import fold, tokens
from tahqiq.names.skeleton import coarse, skeleton
from tahqiq.resolve.tables.column_topics import is_part_of_name
from tahqiq.resolve.tables.columns import Column
from tahqiq.resolve.tables.whole_names import WholeNames, are_whole

Rows = NDArray[np.int64]
Levels = NDArray[np.int8]
Texts = NDArray[np.object_]
MISSING = -1
_FAR = 10**6
_GRAM = 3
_DEFAULT_DAYS = ("01-01", "07-01")
"""Days that stand for an unknown one: between two of them a slip of one digit is another year."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A column ready to be compared.

    ``codes``: equal numbers for equal values, -1 for none; ``shares``: the share of each code; ``count``: how
    many levels, 0 the strongest (equal), the last "different" (``ordered``: in between they fall from strong
    to weak); ``levels`` gives them for pairs of rows; ``keys``: named block keys, each with a number for
    every row (-1 none); ``words``: for texts, pairs (row, word number), under which rows meet too; ``near``:
    the last level at which two values are taken for one with a slip; ``plain``: of names, the texts that are
    compared; ``figures``: of texts, equal numbers for the same figures in them (part 2, 2004), -1 for none;
    ``opposed``: of names of people, which pairs of rows have two people's.
    """

    label: str
    role: str
    codes: Rows
    shares: NDArray[np.float64]
    count: int
    levels: Callable[[Rows, Rows], Levels]
    keys: dict[str, Rows]
    words: tuple[Rows, Rows] | None = None
    ordered: bool = True
    near: int = 1
    plain: Texts | None = None
    figures: Rows | None = None
    opposed: Callable[[Rows, Rows], NDArray[np.bool_]] | None = None

    def same(self) -> float:
        """The chance that two random rows agree."""
        return float((self.shares**2).sum())


def prepare(column: Column) -> Prepared:
    """Make a column ready according to its role."""
    make = {
        "date": _date,
        "number": _number,
        "text": _text,
        "code": _code,
        "phone": _code,
        "email": _email,
    }.get(column.role, _name)
    return make(column)


def coded(values: Sequence[str | None]) -> Rows:
    """A number for each different value, -1 for None."""
    known: dict[str, int] = {}
    return np.array(
        [-1 if not value else known.setdefault(value, len(known)) for value in values], dtype=np.int64
    )


def _shares(codes: Rows) -> NDArray[np.float64]:
    counts = np.bincount(codes[codes >= 0])
    shares: NDArray[np.float64] = counts / max(1, int(counts.sum()))
    return shares


def _grade(
    scores: NDArray[np.float64], steps: Sequence[float], equal: NDArray[np.bool_], missing: NDArray[np.bool_]
) -> Levels:
    """Level 0 where equal, then by falling steps of similarity, the last below all steps; -1 where
    missing."""
    made = np.full(len(scores), len(steps) + 1, dtype=np.int8)
    for at in range(len(steps), 0, -1):
        made[scores >= steps[at - 1]] = at
    made[equal] = 0
    made[missing] = MISSING
    return made


def _alike(left: Texts, right: Texts) -> NDArray[np.float64]:
    """Jaro-Winkler similarity of pairs."""
    return np.asarray(cpdist(left, right, scorer=JaroWinkler.similarity, dtype=np.float32), dtype=np.float64)


def _slips(left: Texts, right: Texts) -> NDArray[np.float64]:
    """Minus the number of slips between pairs: letters lost, put in, exchanged; two at most are told
    apart."""
    return -np.asarray(
        cpdist(left, right, scorer=OSA.distance, score_cutoff=2, dtype=np.int32), dtype=np.float64
    )


def _strings(
    column: Column,
    texts: Sequence[str | None],
    score: Callable[[Texts, Texts], NDArray[np.float64]],
    steps: Sequence[float],
    keys: dict[str, Rows],
) -> Prepared:
    codes = coded(texts)
    plain = np.array([text or "" for text in texts], dtype=object)

    def levels(left: Rows, right: Rows) -> Levels:
        return _grade(
            score(plain[left], plain[right]),
            steps,
            codes[left] == codes[right],
            (codes[left] < 0) | (codes[right] < 0),
        )

    return Prepared(
        column.label,
        column.role,
        codes,
        _shares(codes),
        len(steps) + 2,
        levels,
        {"same": codes, **keys},
        plain=plain,
    )


def _whole_name(column: Column) -> Prepared:
    names = WholeNames(column.values)
    words = names.sounds
    codes = coded([" ".join(sorted(row)) or None for row in words])

    def levels(left: Rows, right: Rows) -> Levels:
        missing = (codes[left] < 0) | (codes[right] < 0)
        scores = np.zeros(len(left))
        known = np.flatnonzero(~missing)
        scores[known] = names.alike(left[known], right[known])
        same = (codes[left] == codes[right]) & (scores >= _WHOLE_NAME[0])
        return _grade(scores, _WHOLE_NAME, same, missing)

    rows = np.array([at for at, row in enumerate(words) for _ in set(row)], dtype=np.int64)
    numbers = coded([word for row in words for word in sorted(set(row))])
    ends = [" ".join(sorted((row[0], row[-1]))) if len(row) > 1 else None for row in words]
    keys = {
        "same": codes,
        "first": coded([row[0] if row else None for row in words]),
        "last": coded([row[-1] if row else None for row in words]),
        "two": coded([" ".join(sorted(row[:2])) if len(row) > 1 else None for row in words]),
        "ends": coded(ends),
    }
    return Prepared(
        column.label,
        column.role,
        codes,
        _shares(codes),
        len(_WHOLE_NAME) + 2,
        levels,
        keys,
        (rows, numbers),
        near=2,
        opposed=names.opposed,
    )


_WHOLE_NAME = (0.93, 0.85, 0.7, 0.5)


def _name(column: Column) -> Prepared:
    if are_whole(column.values):
        return _whole_name(column)
    folded = [fold(value) or None if value else None for value in column.values]
    mixed = sum(1 for text in folded if text and not text.isascii())
    sounds = [(coarse(text).replace(" ", "") or text) if text else None for text in folded]
    starts = [text[:4] if text and len(text) > 3 else None for text in folded]
    if mixed * 50 > len(folded):
        folded = [(skeleton(text).replace(" ", "") or text) if text else None for text in folded]
    made = _strings(
        column, folded, _alike, (0.92, 0.85, 0.7), {"sounds": coded(sounds), "start": coded(starts)}
    )
    if column.role == "name" and is_part_of_name(column.label):
        return replace(made, opposed=WholeNames(column.values).opposed)
    return made


def _code(column: Column) -> Prepared:
    texts = ["".join(tokens(fold_digits(value))) or None if value else None for value in column.values]
    if column.role == "phone":
        texts = ["".join(filter(str.isdigit, text))[-9:] or None if text else None for text in texts]
    starts = [text[:-2] if text and len(text) > 4 else None for text in texts]
    ends = [text[2:] if text and len(text) > 5 else None for text in texts]
    return _strings(column, texts, _slips, (-1.0, -2.0), {"start": coded(starts), "end": coded(ends)})


def _email(column: Column) -> Prepared:
    texts = [value.casefold() if value else None for value in column.values]
    local = [text.split("@")[0] or None if text else None for text in texts]
    return _strings(column, texts, _alike, (0.95, 0.88), {"local": coded(local)})


def _date(column: Column) -> Prepared:
    known = [value or "" for value in column.values]
    cleaned = DateType().clean_many(known, Context()).values
    texts = [
        (clean or "")[:10] or "".join(filter(str.isdigit, fold_digits(raw))) or None
        for clean, raw in zip(cleaned, known, strict=True)
    ]
    digits = np.array([(text or "").replace("-", "") for text in texts], dtype=object)
    codes = coded(texts)
    days = np.array([_day(text) for text in texts], dtype=np.int64)
    months = coded([text[:7] if text and len(text) > 6 else None for text in texts])
    years = coded([text[:4] if text else None for text in texts])
    within = coded([text[5:10] if text and len(text) == 10 else None for text in texts])

    vague = np.array([(text or "")[5:] in _DEFAULT_DAYS for text in texts], dtype=bool)

    def levels(left: Rows, right: Rows) -> Levels:
        apart = np.where((days[left] < 0) | (days[right] < 0), _FAR, np.abs(days[left] - days[right]))
        typed = (_slips(digits[left], digits[right]) >= -1) & ~(vague[left] | vague[right])
        made = np.select(
            [apart <= 3, typed, apart <= 31, (apart <= 366) | (years[left] == years[right])],
            [1, 2, 3, 4],
            default=5,
        ).astype(np.int8)
        made[codes[left] == codes[right]] = 0
        made[(codes[left] < 0) | (codes[right] < 0)] = MISSING
        return made

    keys = {"same": codes, "month": months, "year": years, "day": within}
    return Prepared(column.label, column.role, codes, _shares(codes), 6, levels, keys, near=2)


def _steps(values: Rows, offset: int, width: int) -> Rows:
    """Buckets of neighbouring values; two rows of buckets with different offsets leave no neighbours
    apart."""
    return np.where(values < 0, -1, (values + offset) // width)


def _day(text: str | None) -> int:
    try:
        return date.fromisoformat(text or "").toordinal()
    except ValueError:
        return -1


def _number(column: Column) -> Prepared:
    values = np.array([_float(value) for value in column.values])
    known = ~np.isnan(values)
    codes = coded([repr(value) if ok else None for value, ok in zip(values, known, strict=True)])
    whole = np.where(known, np.abs(np.round(np.nan_to_num(values))), -1).astype(np.int64)
    scaled = np.where(whole > 0, np.round(np.log(np.maximum(whole, 1)) * 100), -1).astype(np.int64)

    def levels(left: Rows, right: Rows) -> Levels:
        a, b = values[left], values[right]
        scale = np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-9)
        return _grade(
            -np.abs(a - b) / scale,
            (-0.01, -0.05, -0.2),
            codes[left] == codes[right],
            ~(known[left] & known[right]),
        )

    return Prepared(
        column.label,
        column.role,
        codes,
        _shares(codes),
        5,
        levels,
        {"same": codes, "whole": whole, "size": _steps(scaled, 0, 12), "other-size": _steps(scaled, 6, 12)},
    )


def _float(value: str | None) -> float:
    kept = "".join(sign for sign in fold_digits(value or "") if sign.isdigit() or sign in ".-")
    try:
        return float(kept)
    except ValueError:
        return float("nan")


def _text(column: Column) -> Prepared:
    words = [tokens(value) if value else [] for value in column.values]
    if sum(1 for row in words if row and not " ".join(row).isascii()) * 50 > len(words):
        words = [coarse(" ".join(row)).split() or row for row in words]
    codes = coded([" ".join(sorted(row)) or None for row in words])
    rows = np.array([at for at, row in enumerate(words) for _ in set(row)], dtype=np.int64)
    numbers = coded([word for row in words for word in sorted(set(row))])
    known = np.bincount(numbers) if len(numbers) else np.zeros(1)
    bits = csr_matrix(
        (np.sqrt(np.log2(len(words) / known[numbers])), (rows, numbers)), shape=(len(words), len(known))
    )
    vectors = _vectors(words)
    starts = {
        "first": coded([row[0] if row else None for row in words]),
        "two": coded([" ".join(row[:2]) if len(row) > 1 else None for row in words]),
        "start": coded(["".join(row)[:7] or None for row in words]),
    }

    def levels(left: Rows, right: Rows) -> Levels:
        made = np.empty(len(left), dtype=np.int8)
        for start in range(0, len(left), 200_000):
            part = slice(start, start + 200_000)
            one, two = left[part], right[part]
            alike = np.digitize(-_dots(vectors, one, two), _ALIKE)
            told = np.digitize(-_dots(bits, one, two), _TOLD)
            made[part] = np.where(alike == len(_ALIKE), _LAST, 1 + alike * (len(_TOLD) + 1) + told)
        made[codes[left] == codes[right]] = 0
        made[(codes[left] < 0) | (codes[right] < 0)] = MISSING
        return made

    return Prepared(
        column.label,
        column.role,
        codes,
        _shares(codes),
        _LAST + 1,
        levels,
        {"same": codes, **starts},
        (rows, numbers),
        ordered=False,
        near=len(_TOLD) + 1,
        figures=coded([" ".join(sorted(_FIGURES.findall(" ".join(row)))) or None for row in words]),
    )


_FIGURES = re.compile(r"[0-9]+")
_ALIKE = (-0.9, -0.75, -0.6, -0.45, -0.3, -0.15)
"""Steps of similarity of two texts."""
_TOLD = (-24.0, -14.0)
"""Steps of how much the words they share say, in bits: two common words say little, one rare word much."""
_LAST = 1 + len(_ALIKE) * (len(_TOLD) + 1)


def _dots(matrix: csr_matrix, left: Rows, right: Rows) -> NDArray[np.float64]:
    return np.asarray(matrix[left].multiply(matrix[right]).sum(axis=1)).ravel()


def _vectors(words: Sequence[Sequence[str]]) -> csr_matrix:
    """Groups of three letters of the words, weighted by rarity, as rows of length 1."""
    grams = [
        sorted({f" {word} "[at : at + _GRAM] for word in row for at in range(len(word) + 3 - _GRAM)})
        for row in words
    ]
    columns = coded([gram for row in grams for gram in row])
    starts = np.concatenate([[0], np.cumsum([len(row) for row in grams])])
    frequency = np.bincount(columns) if len(columns) else np.zeros(1)
    rarity = np.log((1 + len(words)) / (1 + frequency))
    matrix = csr_matrix((rarity[columns], columns, starts), shape=(len(words), len(frequency)))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(matrix.indptr))
    return matrix


__all__ = ["MISSING", "Levels", "Prepared", "Rows", "coded", "prepare"]
