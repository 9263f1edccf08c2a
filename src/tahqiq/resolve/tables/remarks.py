"""What a person should know of the columns that are compared: those that say nothing, mislead, or were found
in another place."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tahqiq.kit.text import fold_digits
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem
from tahqiq.resolve.tables.column_pairs import Paired
from tahqiq.resolve.tables.column_topics import is_part_of_name, meaning

_SAME = 0.995
_MANY, _FEW_NAMES = 0.2, 50
_DAYS = 0.5
_MIXED = 0.05
_DAY_DIGITS = 8
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_NAMES = frozenset(["name", "given", "father", "grandfather", "family", "mother"])
_ROLES = {
    "birth": ("date", "number", "code"),
    "phone": ("phone", "code"),
    "email": ("email",),
    "given": ("name", "text", "category"),
    "family": ("name", "text", "category"),
    "father": ("name", "text", "category"),
    "name": ("name", "text", "category"),
}
"""Which roles the values of a column may have by what its header says."""


def remark(code: str, label: str, **more: str | int) -> Problem:
    """A remark on a column."""
    return Problem(code, Place(), params={"column": label, **more})


def of_pairing(one: Paired, other: Sequence[str]) -> list[Problem]:
    """What to say of a column that was not found under the same header."""
    if one.how in ("meaning", "content"):
        return [remark("tables-column-matched", one.label, other=other[one.last])]
    if one.how == "unsure":
        return [remark("tables-column-unsure", one.label, other=other[one.last])]
    if one.how == "exchanged":
        return [remark("tables-columns-exchanged", one.label, other=other[one.last])]
    return []


def says_nothing(values: Sequence[str | None]) -> bool:
    """Whether nearly all rows that say something say the same: such a column tells nobody apart."""
    counts = Counter(value for value in values if value)
    total = sum(counts.values())
    return total > 2 and counts.most_common(1)[0][1] >= _SAME * total


def of_values(label: str, role: str, parts: Sequence[Sequence[str | None]]) -> list[Problem]:
    """What to say of what a column holds, ``parts`` being its values in each table."""
    known = [[value for value in part if value] for part in parts]
    values = [value for part in known for value in part]
    if not values:
        return []
    if says_nothing(values):
        return [remark("tables-column-one-value", label)]
    made = []
    expected = _ROLES.get(meaning(label))
    if expected and role not in expected:
        made.append(remark("tables-header-lies", label))
    count = sum(_of_another_kind(meaning(label), value) for value in values)
    if (
        any(
            part and _share(_of_another_kind(meaning(label), value) for value in part) >= _MIXED
            for part in known
        )
        and not made
    ):
        made.append(remark("tables-other-kind", label, count=count))
    if role == "date" and _share(_default_day(value) for value in values) > _DAYS:
        made.append(remark("tables-default-days", label))
    if role in ("name", "text") or is_part_of_name(label):
        ((_, count),) = Counter(values).most_common(1)
        if count > _MANY * len(values) and count >= _FEW_NAMES:
            made.append(remark("tables-one-name", label, count=count))
        if any(_MIXED < _share(_arabic(value) for value in part) < 1 - _MIXED for part in known if part):
            made.append(remark("tables-two-scripts", label))
    return made


def of_table(roles: Sequence[tuple[str, str]]) -> list[Problem]:
    """What to say of all columns together (label, role): names alone, or two columns at most, are little to
    go by."""
    if all(
        role in ("name", "text")
        and meaning(label) in ("name", "given", "father", "grandfather", "family", "mother")
        for label, role in roles
    ):
        return [Problem("tables-only-names", Place())]
    return (
        [Problem("tables-little-compared", Place(), params={"count": len(roles)})] if len(roles) <= 2 else []
    )


def only_names(roles: Sequence[tuple[str, str]]) -> bool:
    """Whether nothing but names is compared (label, role)."""
    return all(role in ("name", "text", "category") and is_part_of_name(label) for label, role in roles)


def _share(flags: Iterable[bool]) -> float:
    told = list(flags)
    return sum(told) / max(1, len(told))


def _of_another_kind(said: str, value: str) -> bool:
    """Whether a value cannot be what its header says: words or a long number for a birth, a date or no letter
    for a name, words or a date for a telephone.

    >>> (_of_another_kind("birth", "07701234567"), _of_another_kind("birth", "1980"),
    ...  _of_another_kind("family", "1980-02-03"), _of_another_kind("phone", "Ali"))
    (True, False, True, True)
    """
    digits = sum(sign.isdigit() for sign in value)
    letters = sum(sign.isalpha() for sign in value)
    if said == "birth":
        return digits == 0 or (letters == 0 and digits > _DAY_DIGITS and not _DATE.match(fold_digits(value)))
    if said in _NAMES:
        return letters == 0
    return said == "phone" and (digits == 0 or bool(_DATE.fullmatch(fold_digits(value))))


def _default_day(value: str) -> bool:
    digits = fold_digits(value)[:10].replace("/", "-").replace(".", "-")
    return (
        digits.endswith(("-01-01", "-07-01", "-1-1", "-7-1"))
        or digits.startswith(("01-01-", "1-1-", "01-07-", "1-7-"))
        or digits[4:] in ("0101", "0701")
    )


def _arabic(value: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" for sign in value)


__all__ = ["of_pairing", "of_table", "of_values", "only_names", "remark", "says_nothing"]
