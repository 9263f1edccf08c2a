"""Which columns of a plain table hold birth dates, sex and mother's names, and what stands in them."""

from collections.abc import Mapping

from tahqiq.formats.name_column import name_column
from tahqiq.formats.plain_table import PlainTable
from tahqiq.model.types import property_type
from tahqiq.model.types.base import Context
from tahqiq.names.beside import Traits
from tahqiq.names.fold import tokens

TRAITS = ("born", "sex", "mother")
_HEADERS: Mapping[str, frozenset[str]] = {
    trait: frozenset("".join(tokens(phrase)) for phrase in phrases)
    for trait, phrases in {
        "born": (
            "birth date",
            "date of birth",
            "born",
            "dob",
            "birthday",
            "birth",
            "year of birth",
            "birth year",
            "تاريخ الميلاد",
            "تاريخ الولادة",
            "تاريخ التولد",
            "المواليد",
            "التولد",
            "سنة الميلاد",
            "بەرواری لەدایکبوون",
            "لەدایکبوون",
            "ڕێکەفتا ژدایکبوونێ",
            "ژدایکبوون",
        ),
        "sex": ("sex", "gender", "m f", "الجنس", "جنس", "ڕەگەز", "رەگەز"),
        "mother": (
            "mother",
            "mother name",
            "mothers name",
            "mother's name",
            "name of mother",
            "اسم الام",
            "اسم الوالدة",
            "الام",
            "ناوی دایک",
            "دایک",
            "ناڤێ دایکێ",
        ),
    }.items()
}


def trait_columns(table: PlainTable, wanted: Mapping[str, str | None]) -> dict[str, int]:
    """The places of the columns of ``born``, ``sex`` and ``mother`` that a table has, by their headers or as
    named in ``wanted`` (header or number).

    Raises ``WrongUse`` (``names-no-such-column``) when a named one is not there.
    """
    keys = ["".join(tokens(label)) for label in table.header]
    found: dict[str, int] = {}
    for trait in TRAITS:
        named = wanted.get(trait)
        if named is not None:
            found[trait] = name_column(table, named)
        else:
            place = next((at for at, key in enumerate(keys) if key in _HEADERS[trait]), None)
            if place is not None:
                found[trait] = place
    return found


def traits(table: PlainTable, columns: Mapping[str, int]) -> list[Traits]:
    """What stands in these columns, row by row; "" where there is nothing, or nothing that is a date or a
    sex."""
    read: dict[str, list[str]] = {}
    for trait, kind in (("born", "date"), ("sex", "gender")):
        if trait in columns:
            cells = [row[columns[trait]] for row in table.rows]
            distinct = list(dict.fromkeys(cells))
            cleaned = property_type(kind).clean_many(distinct, Context())
            values = dict(zip(distinct, cleaned.values, strict=True))
            read[trait] = [values[cell] or "" for cell in cells]
    if "mother" in columns:
        read["mother"] = [row[columns["mother"]] for row in table.rows]
    return [Traits(**{trait: values[at] for trait, values in read.items()}) for at in range(len(table.rows))]


__all__ = ["TRAITS", "trait_columns", "traits"]
