"""Which columns two tables share and what they hold: recognised by the words of the header, else by the
values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import fold_digits
from tahqiq.model.problem import Problem
from tahqiq.names.fold import tokens
from tahqiq.names.known import is_known
from tahqiq.names.units import part_key
from tahqiq.resolve.tables.column_pairs import paired
from tahqiq.resolve.tables.column_topics import is_about_people, is_part_of_name, meaning
from tahqiq.resolve.tables.remarks import of_pairing, of_values, remark, says_nothing
from tahqiq.resolve.tables.swapped_names import of_names

Role = Literal["name", "date", "phone", "email", "code", "number", "category", "text", "ignore"]
ROLES: tuple[Role, ...] = get_args(Role)
"""``name``: short words (a name or a part of one, a town); ``code``: identifiers, postcodes; ``number``:
amounts and measures; ``category``: few different values; ``text``: many words, in any order (full names,
addresses, titles); ``ignore``: not compared."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text: ``name`` of the file, ``header``, ``rows`` as long as the header."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be compared: its label, role, and all values (of the first table, then of the second), None
    where nothing is said."""

    label: str
    role: Role
    values: tuple[str | None, ...]


_WORDS: Mapping[Role, str] = {
    "date": (
        "dob birthdate birthday born date تاريخ المواليد التولد ڕێکەوت بەروار رێکەفت لەدایکبوون ژدایکبوون"
    ),
    "phone": "phone tel telephone mobile msisdn gsm fax هاتف الهاتف موبايل تلفون تەلەفۆن مۆبایل تەلەفون",
    "email": "email mail بريد ئیمەیڵ ئیمێل",
    "code": (
        "postcode zip zipcode ssn nin id passport iban account plate imei number no رقم ژمارە ژمارا هوية جواز"
    ),
    "number": "price amount cost salary weight height lat lon latitude longitude sum total مبلغ سعر بڕ نرخ",
    "text": (
        "address addr street title description authors notes fullname عنوان العنوان ناونیشان ناڤونیشان وصف"
    ),
    "name": (
        "name forename firstname givenname given surname lastname family father mother city town suburb "
        "اسم الاسم اللقب الاب الام ناو ناڤ نازناو باوک دایک"
    ),
    "category": (
        "gender sex state country nationality occupation type status الجنس المحافظة الجنسية ڕەگەز پارێزگا"
    ),
}
_ROLE_OF = {word: role for role, words in _WORDS.items() for word in tokens(words)}
_PLACEHOLDERS = frozenset(
    [
        "unknown",
        "none",
        "null",
        "na",
        "n a",
        "nan",
        "nil",
        "test",
        "tbd",
        "not known",
        "not available",
        "missing",
        "مجهول",
        "غير معروف",
        "لا يوجد",
        "بدون",
        "نەزانراو",
        "نادیار",
        "x",
        "xx",
        "xxx",
    ]
)
_NUMBERS_OF_ROWS = frozenset(
    ["id", "index", "row", "rowid", "recid", "recordid", "uniqueid", "no", "number", "rowno", "key"]
)
_LABELS = frozenset(
    [
        "cluster",
        "clusterid",
        "entityid",
        "groundtruth",
        "truth",
        "label",
        "labels",
        "matchid",
        "trueid",
        "personid",
    ]
)
_DATE = re.compile(
    r"(?:1[6-9]|20)\d\d[-/.]?\d\d?[-/.]?\d\d?(?:[T ].*)?|\d\d?[-/.]\d\d?[-/.](?:\d\d|(?:1[6-9]|"
    r"20)\d\d)(?: .*)?"
)
_NUMBER = re.compile(r"[-+]?[$€£]?\s?\d[\d,]*(?:\.\d+)?(?:\s?[a-z]{3})?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LOOKED_AT = 5_000
_FEW = 60


def is_placeholder(text: str) -> bool:
    """Whether a cell says that nothing is known.

    >>> is_placeholder(" N/A "), is_placeholder("مجهول"), is_placeholder("0000"), is_placeholder("Ali")
    (True, True, True, False)
    """
    words = tokens(text)
    return not words or " ".join(words) in _PLACEHOLDERS or set("".join(words)) <= set("0")


@dataclass(frozen=True, slots=True)
class Shared:
    """The columns to be compared, and what a person should know about them."""

    columns: list[Column]
    remarks: list[Problem]


def shared_columns(
    tables: Sequence[Table],
    roles: Mapping[str, Role],
    labels: Sequence[str] = (),
    matches: Mapping[str, str] | None = None,
) -> Shared:
    """The columns that all tables have, with roles as given or recognised.

    Columns are one by ``matches`` (label of the first table: label of the second), by their header without
    regard to case and signs, by a header of the same meaning in another language, or by what they hold. A
    number of the row (``id``, every value different) and a column of known answers (``cluster``,
    ``entity_id``) are left out unless asked for. ``labels`` limits the columns. Raises ``WrongUse``
    (``tables-no-columns``; ``no-such-column`` for a name in ``roles``, ``labels`` or ``matches`` that is not
    there).
    """
    if matches and len(tables) == 1:
        raise WrongUse("no-such-column", column=next(iter(matches.values())))
    found = paired([table.header for table in tables], [table.rows for table in tables], matches or {})
    for label in (*roles, *labels):
        if _key(label) not in {_key(one.label) for one in found}:
            raise WrongUse("no-such-column", column=label)
    wanted = {_key(label) for label in labels}
    people = any(is_about_people(one.label) for one in found)
    given = {_key(label): role for label, role in roles.items()}
    made: list[Column] = []
    told: list[Problem] = []
    seen: list[tuple[str, list[tuple[str | None, ...]]]] = []
    for one in found:
        name = _key(one.label)
        if wanted and name not in wanted:
            continue
        if one.how == "unsure":
            told += of_pairing(one, tables[-1].header)
            continue
        places = (one.first, one.last)
        parts = [
            tuple(None if is_placeholder(row[at]) else row[at].strip() for row in table.rows)
            for table, at in zip(tables, places, strict=False)
        ]
        values = tuple(value for part in parts for value in part)
        numbering = name in _LABELS or (name in _NUMBERS_OF_ROWS and _numbers_rows(values, tables))
        role = given.get(name) or (
            "ignore" if numbering and name not in wanted else recognise(one.label, values, people)
        )
        told += of_pairing(one, tables[-1].header) + (
            [remark("tables-row-numbers", one.label)] if numbering and role == "ignore" else []
        )
        if role != "ignore" and any(values):
            column = Column(one.label, role, values)
            told += of_values(column.label, column.role, parts)
            seen.append((column.label, parts))
            if name in given or not says_nothing(values):
                made.append(column)
    if not made:
        raise WrongUse("tables-no-columns")
    for at in range(len(tables)):
        told += of_names([(label, parts[at]) for label, parts in seen])
    return Shared(_without_repeats(made), told)


def _numbers_rows(values: Sequence[str | None], tables: Sequence[Table]) -> bool:
    """Whether every row of every table has a value of its own: a number of the row, which says nothing of
    what it is about."""
    start = 0
    for table in tables:
        part = [value for value in values[start : start + len(table.rows)] if value]
        start += len(table.rows)
        if len(set(part)) < len(part) or len(part) < len(table.rows) - 1:
            return False
    return True


def _key(label: str) -> str:
    return "".join(tokens(label))


def recognise(label: str, values: Sequence[str | None], people: bool = False) -> Role:
    """What a column holds. What the values are goes before what the header says. ``people``: other headers
    of the table say that it is about people, so that a column of names holds whole names of them.

    >>> (recognise("dob", ["1980-03-02", "1981-04-05"]), recognise("x", ["ann@mail.example"]),
    ...  recognise("firstname", ["Ann", "Bob"]))
    ('date', 'email', 'name')
    """
    known = [fold_digits(value) for value in values if value][:_LOOKED_AT]
    words_of = {_ROLE_OF[word] for word in _header_words(label) if word in _ROLE_OF}
    said = next((role for role in _WORDS if role in words_of), None)
    if not known:
        return "ignore"
    if _share(_EMAIL, known) > 0.5:
        return "email"
    if _share(_DATE, known) > 0.6 and (
        said == "date"
        or len({len(value) for value in known}) > 1
        or any("-" in v or "/" in v for v in known[:50])
    ):
        return "date"
    if _share(_NUMBER, known) > 0.8:
        if said in ("phone", "code"):
            return said
        decimal = sum("." in value for value in known) > len(known) / 10
        return "number" if said == "number" or decimal else "code"
    if said in ("phone", "email"):
        return said
    different = len({value.casefold() for value in known})
    words = sum(len(tokens(value)) for value in known) / len(known)
    digits = sum(any(sign.isdigit() for sign in value) for value in known) / len(known)
    if different <= _FEW and different * 10 < len(known):
        return "category"
    if digits > 0.8 and (words <= 2 or said == "code"):
        return "code"
    if digits <= _DIGITS and words <= _LONG and _is_name_of_people(label, known, people):
        return "name"
    return "text" if words > 1.7 or digits > 0.5 else "name"


_DIGITS, _LONG, _COMMON = 0.05, 7.0, 0.3
"""The most digits and words that names of people have, and the share of names with a common given name in
them from which a column of names holds people's."""


def _is_name_of_people(label: str, values: Sequence[str], people: bool) -> bool:
    """Whether a column holds names of people, whole or in part, by its header and the table around it, or by
    the common given names in it."""
    if not is_part_of_name(label):
        return False
    if people or meaning(label) != "name":
        return True
    given = [any(is_known(part_key(word)) for word in value.split()) for value in values]
    return sum(given) >= _COMMON * len(given)


def _header_words(label: str) -> list[str]:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)
    words = tokens(parted)
    return [*words, "".join(words)]


def _share(pattern: re.Pattern[str], values: Sequence[str]) -> float:
    return sum(pattern.fullmatch(value.strip()) is not None for value in values) / len(values)


def _without_repeats(columns: list[Column]) -> list[Column]:
    """Leave out columns that only repeat the words of others ("full name" beside "first name" and "surname"):
    the same agreement would count twice."""
    kept = list(columns)
    for column in sorted(
        (one for one in columns if one.role == "text"), key=lambda one: len(one.label), reverse=True
    ):
        inside = [
            one
            for one in kept
            if one.role in ("name", "text") and one is not column and _repeats(column, one)
        ]
        if len(inside) >= 2:
            kept.remove(column)
    return kept


def _repeats(whole: Column, part: Column) -> bool:
    """Whether the words of ``part`` nearly always stand in ``whole``."""
    both = [(a, b) for a, b in zip(whole.values, part.values, strict=True) if a and b][:_LOOKED_AT]
    return len(both) > 0 and sum(set(tokens(b)) <= set(tokens(a)) for a, b in both) > 0.7 * len(both)


__all__ = ["ROLES", "Column", "Role", "Shared", "Table", "is_placeholder", "recognise", "shared_columns"]
