"""Which column of one table is which of another: named by hand, by the same header, by the same meaning in
another language, or by what the columns hold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import fold_digits
from tahqiq.names.fold import tokens
from tahqiq.names.skeleton import coarse
from tahqiq.resolve.tables.column_topics import key, meaning

How = Literal["hand", "header", "meaning", "content", "exchanged", "unsure"]
_LOOKED_AT = 3_000
_LEAST, _TIMES = 0.15, 2.0
"""The share of values two columns must have in common to be one by content, and how much more than in their
own places to be taken for exchanged."""
_FEWEST, _TELLING = 5, 12
"""Different values below which two columns have nothing to be held against one another by, and below which
they are not one for what they hold: a few short words stand in many columns."""
_RIVAL = 0.6
"""The share of the best overlap from which another column is as likely to be meant."""
_SHORT, _MOSTLY = 4, 0.8
"""Numbers of so few digits (ages, houses, years) are in common by chance, and how much of a column they are
then."""
_NUMBERS = re.compile(r"\d+")
_OF_A_DATE = 3


@dataclass(frozen=True, slots=True)
class Paired:
    """A column of the first table (its position) and the one of the last table that is the same; the position
    twice where there is one table."""

    label: str
    first: int
    last: int
    how: How


def paired(
    headers: Sequence[tuple[str, ...]],
    rows: Sequence[Sequence[tuple[str, ...]]],
    matches: Mapping[str, str],
    fresh: frozenset[str] = frozenset(),
) -> list[Paired]:
    """The columns that the tables have in common, in the order of the first.

    ``matches``: labels of the first table with labels of the second, as somebody named them. ``fresh``:
    labels compared as they are, without looking for exchanges. Raises ``WrongUse`` (``no-such-column``).
    """
    if len(headers) == 1:
        return _once(
            [
                Paired(label, at, at, "header")
                for at, label in enumerate(headers[0])
                if key(label) or label.strip()
            ]
        )
    one, two = headers[0], headers[-1]
    named = [
        Paired(one[a], a, b, "hand")
        for left, right in matches.items()
        for a, b in [(_place(one, left), _place(two, right))]
    ]
    found = list(named)
    for how, say in (("header", _plain), ("meaning", meaning)):
        spoken = [[say(label) for label in header] for header in (one, two)]
        for a, said in enumerate(spoken[0]):
            free = [
                b
                for b, other in enumerate(spoken[1])
                if said and other == said and all(b != known.last for known in found)
            ]
            clear = how == "header" or (spoken[0].count(said) == 1 and spoken[1].count(said) == 1)
            if free and clear and all(a != known.first for known in found):
                found.append(Paired(one[a], a, free[0], "header" if how == "header" else "meaning"))
    held = [
        [_values(table, at) for at in range(len(header))]
        for table, header in ((rows[0], one), (rows[-1], two))
    ]
    found += _by_content(one, two, held, found)
    return sorted(_exchanged(found, held, fresh), key=lambda item: item.first)


def overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of the smaller set's values that stand in the other, 0 where either is nearly empty.

    >>> overlap(frozenset("abcdef"), frozenset("abcxyz12"))
    0.5
    """
    small = min(len(one), len(two))
    return len(one & two) / small if small >= _FEWEST else 0.0


def _once(found: list[Paired]) -> list[Paired]:
    seen: dict[str, Paired] = {}
    for item in found:
        seen.setdefault(_plain(item.label), item)
    return list(seen.values())


def _plain(label: str) -> str:
    return "".join(tokens(label)) or label.strip()


def _place(header: tuple[str, ...], label: str) -> int:
    for at, other in enumerate(header):
        if other.strip() == label.strip() or (_plain(label) and _plain(other) == _plain(label)):
            return at
    raise WrongUse("no-such-column", column=label)


def _values(rows: Sequence[tuple[str, ...]], at: int) -> frozenset[str]:
    """Values of a column as they are compared across scripts and spellings: consonants of words, digits."""
    step = max(1, len(rows) // _LOOKED_AT)
    told = {fold_digits(row[at]).strip() for row in rows[::step] if row[at].strip()}
    return frozenset(_compared(text) for text in told) - {""}


def _compared(text: str) -> str:
    """Consonants of words; the three numbers of a date in whatever order.

    >>> _compared("1980-02-03") == _compared("3/2/1980"), _compared("محمد") == _compared("Mohammed")
    (True, True)
    """
    numbers = _NUMBERS.findall(text)
    if len(numbers) == _OF_A_DATE and not any(sign.isalpha() for sign in text):
        return " ".join(str(number) for number in sorted(int(one) for one in numbers))
    return coarse(text).replace(" ", "") or "".join(tokens(text))


def _by_content(
    one: tuple[str, ...],
    two: tuple[str, ...],
    held: Sequence[Sequence[frozenset[str]]],
    found: Sequence[Paired],
) -> list[Paired]:
    """Columns whose headers say nothing in common, the most alike first; as unsure, those of which another
    column might be meant as well."""
    scored = sorted(
        (
            (overlap(mine, theirs), a, b)
            for a, mine in enumerate(held[0])
            for b, theirs in enumerate(held[1])
            if all(a != known.first and b != known.last for known in found)
            and _may_be_one(one[a], two[b], mine, theirs)
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    made: list[Paired] = []
    for share, a, b in scored:
        free = all(a != item.first and b != item.last for item in made)
        if share < _LEAST or not free:
            continue
        rivals = [other for other, x, y in scored if (x == a) != (y == b)]
        made.append(
            Paired(one[a], a, b, "unsure" if max(rivals, default=0.0) > _RIVAL * share else "content")
        )
    return made + _of_one_prefix(one, two, [*found, *made])


def _may_be_one(one: str, two: str, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether what two columns hold can say that they are one: no header says otherwise, and the values are
    neither few nor short numbers."""
    said = {meaning(one), meaning(two)} - {""}
    return len(said) < 2 and all(
        len(values) >= _TELLING
        and sum(value.isdigit() and len(value) <= _SHORT for value in values) < _MOSTLY * len(values)
        for values in (mine, theirs)
    )


def _of_one_prefix(one: tuple[str, ...], two: tuple[str, ...], found: Sequence[Paired]) -> list[Paired]:
    """Columns that are one when the words before a header mean nothing: where "street name" was found as
    "mailing address street name", "street number" is "mailing address street number"."""
    made: list[Paired] = []
    prefixes = {
        longer.removesuffix(shorter)
        for item in found
        if item.how == "content"
        for shorter, longer in [(key(item.label), key(two[item.last]))]
        if shorter and longer != shorter and longer.endswith(f" {shorter}")
    }
    for prefix in sorted(prefixes):
        for a, label in enumerate(one):
            for b, other in enumerate(two):
                taken = any(
                    a == item.first or b == item.last for item in (*found, *made) if item.how != "unsure"
                )
                if key(label) and key(other) == prefix + key(label) and not taken:
                    made.append(Paired(label, a, b, "content"))
    return made


def _exchanged(
    found: list[Paired], held: Sequence[Sequence[frozenset[str]]], fresh: frozenset[str]
) -> list[Paired]:
    """Pairs of columns that stand in one another's place in the second table are put right."""
    made = list(found)
    for x, one in enumerate(made):
        for y in range(x + 1, len(made)):
            two = made[y]
            if {"hand", "unsure"} & {one.how, two.how} or {one.label, two.label} & fresh:
                continue
            straight = (
                overlap(held[0][one.first], held[1][one.last]),
                overlap(held[0][two.first], held[1][two.last]),
            )
            crossed = (
                overlap(held[0][one.first], held[1][two.last]),
                overlap(held[0][two.first], held[1][one.last]),
            )
            if min(crossed) >= _LEAST and min(crossed) > _TIMES * max(straight):
                made[x], made[y] = (
                    Paired(one.label, one.first, two.last, "exchanged"),
                    Paired(two.label, two.first, one.last, "exchanged"),
                )
                one = made[x]
    return made


__all__ = ["How", "Paired", "overlap", "paired"]
