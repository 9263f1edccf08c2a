"""Whether given and family names stand in each other's columns: in some rows, or under each other's
headers."""

from collections import Counter
from collections.abc import Sequence

from tahqiq.model.problem import Problem
from tahqiq.names.known import is_known
from tahqiq.names.units import part_key
from tahqiq.resolve.tables.column_topics import meaning
from tahqiq.resolve.tables.remarks import remark

_LEAST, _SHARE, _TIMES = 3, 0.01, 3
"""Rows from which on it is said, and their share; how many times as often a name must stand in the other
column as in its own, in the other rows."""
_WHOLE, _ASYMMETRY = 0.2, 0.4
_TOLD = 20

Values = Sequence[str | None]


def of_names(columns: Sequence[tuple[str, Values]]) -> list[Problem]:
    """What to say of the given and family names of one table (label, values by row); nothing where it has not
    exactly one column of each.

    A row counts where its given name stands mostly in the column of family names and its family name mostly
    in that of given names, in the other rows. The headers count where common given names
    (:mod:`tahqiq.names.known`) fill the column of family names and hardly stand in that of given names.
    """
    given, family = ([one for one in columns if meaning(one[0]) == said] for said in ("given", "family"))
    if len(given) != 1 or len(family) != 1:
        return []
    (one, first), (two, second) = given[0], family[0]
    if _common(second) - _common(first) > _ASYMMETRY and _common(first) < _WHOLE:
        return [remark("tables-names-under-each-other", one, other=two)]
    rows = exchanged_rows(first, second)
    total = sum(1 for value in first if value)
    return (
        [remark("tables-names-exchanged", one, other=two, count=len(rows))]
        if len(rows) >= max(_LEAST, _SHARE * total)
        else []
    )


def exchanged_rows(given: Values, family: Values) -> list[int]:
    """The rows (0 for the first) whose given and family name seem to stand in each other's place, judged by
    the other rows alone.

    >>> exchanged_rows(["Ali", "Ali", "Ali", "Saidi"], ["Saidi", "Saidi", "Saidi", "Ali"])
    [3]
    """
    pairs = [(_key(one), _key(two)) for one, two in zip(given, family, strict=True)]
    firsts, seconds = Counter(one for one, _ in pairs if one), Counter(two for _, two in pairs if two)
    return [
        row
        for row, (one, two) in enumerate(pairs)
        if one
        and two
        and one != two
        and seconds[one] >= _TIMES * max(firsts[one] - 1, 1)
        and firsts[two] >= _TIMES * max(seconds[two] - 1, 1)
    ]


def _key(value: str | None) -> str:
    return part_key(value) if value else ""


def _common(values: Values) -> float:
    """The share of common given names among the values, each counted once; 0 of few."""
    different = {_key(value) for value in values if value}
    return sum(map(is_known, different)) / len(different) if len(different) >= _TOLD else 0.0


__all__ = ["exchanged_rows", "of_names"]
