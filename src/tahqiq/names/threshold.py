"""From which score on two names are worth taking for one man's, by how many parts each of them has. The one
place for lists, search and identity.

Two names of two parts agree by chance with half a town, two of four parts hardly; but brothers, a father and
his son, and cousins share so many parts that four can be alike and two people all the same. The numbers were
chosen on pairs of both (``benchmarks/names_hard.py``): at each about one in twenty such pairs of two people
passes. docs/reference/quality.md shows what passes on pairs that nothing was chosen on.
"""

from collections.abc import Mapping

from tahqiq.names.form import Form, form

THRESHOLDS: Mapping[int, Mapping[int, float]] = {
    1: {1: 0.95},
    2: {2: 0.85, 3: 0.82},
    3: {3: 0.90, 4: 0.92},
    4: {4: 0.95},
}
"""Score from which on two names are likely one man's: by the number of parts of the shorter, then of the
longer name. The last number of either stands for all longer names too."""


def threshold(one: int, two: int) -> float:
    """The score for two names of so many parts.

    >>> threshold(2, 2), threshold(4, 2), threshold(3, 3), threshold(7, 5)
    (0.85, 0.82, 0.9, 0.95)
    """
    short, long = _row(one, two)
    return THRESHOLDS[short][long]


def compared_parts(left: str, right: str) -> tuple[int, int]:
    """The row of the table that two names belong to: parts of the shorter and of the longer, titles and
    mother's name left out; 0 of the shorter when one of them is no name.

    >>> compared_parts("Dr Ali Hasan", "علي حسن كريم"), compared_parts("Ali Hasan", "12")
    ((2, 3), (0, 0))
    """
    parts = len(form(left).parts), len(form(right).parts)
    return _row(*parts) if min(parts) else (0, 0)


def is_likely(left: str | Form, right: str | Form, score: float) -> bool:
    """Whether a score reaches the threshold of the two names. It marks what to look at first, and says of
    nobody that he is the one."""
    parts = [len((form(one) if isinstance(one, str) else one).parts) for one in (left, right)]
    return min(parts) > 0 and score >= threshold(*parts)


def table_sentence() -> str:
    """The table in a sentence, for the help of a command.

    >>> table_sentence().startswith("0.95 for one part; 0.85 for two parts beside two, 0.82 beside more; "
    ...                   "0.90 for three")
    True
    """
    words = {1: "one", 2: "two", 3: "three", 4: "four"}
    made = []
    for short, row in THRESHOLDS.items():
        last = short == max(THRESHOLDS)
        first = (
            f"{row[short]:.2f} for {words[short]} "
            f"{'part' if short == 1 else 'parts'}{' and more' if last else ''}"
        )
        made.append(
            first if len(row) == 1 else f"{first} beside {words[short]}, {row[max(row)]:.2f} beside more"
        )
    return "; ".join(made)


def _row(one: int, two: int) -> tuple[int, int]:
    short = min(max(min(one, two), 1), max(THRESHOLDS))
    return short, min(max(one, two, short), max(THRESHOLDS[short]))


__all__ = ["THRESHOLDS", "compared_parts", "is_likely", "table_sentence", "threshold"]
