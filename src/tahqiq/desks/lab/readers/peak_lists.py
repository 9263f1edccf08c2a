"""Lists of peaks in the spellings of NIST MSP and its relatives: ``m i``, ``m:i``, ``(m i)``, several on a
line, remarks in quotes."""

import re
from collections.abc import Sequence

import numpy as np

from tahqiq.desks.lab.spectrum import Floats

_QUOTED = re.compile(r'"[^"]*"?')
_PARTS = re.compile(r"[;()\[\]{}\n]")
_BETWEEN = re.compile(r"[\s,;:()\[\]{}]+")


def pairs(rows: Sequence[str]) -> tuple[Floats, Floats, list[tuple[int, str]], list[tuple[int, str]]]:
    """m/z and intensity of the lines of a list, then the remarks and the lines that are no peaks, each with
    its index.

    >>> mz, intensity, remarks, wrong = pairs(["41 3.5e2;", '43:999 "C3H7+"', "(55 10)(57 20)", "sixty"])
    >>> mz.tolist(), intensity.tolist(), remarks, wrong
    ([41.0, 43.0, 55.0, 57.0], [350.0, 999.0, 10.0, 20.0], [(1, 'C3H7+')], [(3, 'sixty')])
    """
    plain = "\n".join(rows)
    if '"' not in plain:
        try:
            values = np.array(_numbers(plain), np.float64)
        except ValueError:
            values = np.empty(1)
        if not len(values) % 2 and (len(values) == 2 * len(rows) or _paired(plain)):
            return values[::2], values[1::2], [], []
    return _one_by_one(rows)


def _paired(text: str) -> bool:
    """Whether what stands between signs that part pairs is pairs: three columns that end so are none."""
    return (";" in text or "(" in text) and not any(
        len(_BETWEEN.sub(" ", part).split()) % 2 for part in _PARTS.split(text)
    )


def _numbers(text: str) -> list[str]:
    if ":" in text or ";" in text or "(" in text or "," in text:
        text = _BETWEEN.sub(" ", text)
    return text.split()


def _one_by_one(rows: Sequence[str]) -> tuple[Floats, Floats, list[tuple[int, str]], list[tuple[int, str]]]:
    found: list[float] = []
    remarks, wrong = [], []
    for index, row in enumerate(rows):
        remarks += [(index, words) for item in _QUOTED.findall(row) if (words := item.strip('"').strip())]
        words = [word for word in _BETWEEN.split(_QUOTED.sub(" ", row)) if word]
        values = [value for word in words if (value := _float(word)) is not None]
        if len(values) == len(words) and len(words) % 2 == 0:
            found += values
        elif (
            len(words) >= 2
            and _float(words[0]) is not None
            and _float(words[1]) is not None
            and _float(words[2]) is None
        ):
            found += [float(words[0]), float(words[1])]
            remarks.append((index, " ".join(words[2:])))
        else:
            wrong.append((index, row.strip()))
    values_ = np.array(found, np.float64)
    return values_[::2], values_[1::2], remarks, wrong


def _float(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None
