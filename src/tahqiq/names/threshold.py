"""From which score on two names are worth taking for one man's, by how many parts the shorter has.

Two names of two parts agree by chance with half a town, two of four parts hardly; but brothers, a father and his son, and cousins share so many parts
that four can be alike and two people all the same. The numbers were chosen on pairs of both (``benchmarks/names_hard.py``): at each about one in
twenty such pairs of two people passes. docs/reference/quality.md shows what passes on pairs that nothing was chosen on.
"""

from tahqiq.names.form import form

THRESHOLDS = {1: 0.95, 2: 0.82, 3: 0.9, 4: 0.94}
"""Score from which on a hit is marked, by the number of parts of the shorter name; the last one is for all longer names."""


def threshold(parts: int) -> float:
    """The score for names of which the shorter has so many parts.

    >>> threshold(2), threshold(4), threshold(7)
    (0.82, 0.94, 0.94)
    """
    return THRESHOLDS[min(max(parts, 1), max(THRESHOLDS))]


def compared_parts(left: str, right: str) -> int:
    """How many parts the shorter of two names has, titles and mother's name left out; 0 when one of them is no name.

    >>> compared_parts("Dr Ali Hasan", "علي حسن كريم")
    2
    """
    return min(len(form(left).parts), len(form(right).parts))


def is_likely(left: str, right: str, score: float) -> bool:
    """Whether a score reaches the threshold of the two names. It marks what to look at first, and says of nobody that he is the one."""
    parts = compared_parts(left, right)
    return parts > 0 and score >= threshold(parts)


__all__ = ["THRESHOLDS", "compared_parts", "is_likely", "threshold"]
