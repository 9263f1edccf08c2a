"""Which column of a table of passengers says what: by its header, or as somebody said."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from tahqiq.formats.name_column import name_column
from tahqiq.formats.plain_table import PlainTable
from tahqiq.formats.trait_columns import trait_columns
from tahqiq.kit.errors import WrongUse
from tahqiq.names.fold import tokens

Meaning = Literal[
    "name",
    "native",
    "surname",
    "given",
    "document",
    "document_type",
    "issuer",
    "expires",
    "born",
    "nationality",
    "sex",
    "flight",
    "day",
    "origin",
    "destination",
    "seat",
    "locator",
]
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
_HEADERS: Mapping[Meaning, tuple[str, ...]] = {
    "name": ("name", "full name", "passenger name", "passenger", "traveller", "الاسم", "الاسم الكامل",
             "اسم المسافر", "المسافر", "ناو", "ناوی گەشتیار", "ناڤ", "ناڤێ گەشتیاری"),
    "surname": ("surname", "last name", "family name", "اللقب", "اسم العائلة", "پاشناو", "پاشناڤ"),
    "given": ("given name", "given names", "first name", "forename", "الاسم الأول", "ناوی یەکەم"),
    "native": ("name arabic", "arabic name", "name in arabic", "native name", "name native", "name kurdish",
               "name in native script", "native script name", "name original script", "original name",
               "الاسم بالعربية", "الاسم بالعربي", "الاسم العربي", "الاسم باللغة العربية", "الاسم بالكردية",
               "ناو بە عەرەبی", "ناوی عەرەبی", "ناو بە کوردی", "ناڤ ب عەرەبی", "ناڤ ب کوردی"),
    "document_type": ("document type", "doc type", "type of document", "travel document type",
                      "passport type", "نوع الوثيقة", "نوع وثيقة السفر", "نوع الجواز", "جۆری بەڵگەنامە",
                      "جورێ بەلگەنامەیێ"),
    "issuer": ("issuer", "issuing country", "issuing state", "country of issue", "issued by", "بلد الإصدار",
               "دولة الإصدار", "جهة الإصدار", "وڵاتی دەرکردن", "وەلاتێ دەرکرنێ"),
    "expires": ("expires", "expiry", "expiry date", "date of expiry", "document expiry", "valid until",
                "تاريخ الانتهاء", "تاريخ النفاذ", "تاريخ انتهاء الجواز", "نافذ لغاية", "بەرواری بەسەرچوون"),
    "document": ("document", "document number", "document no", "doc", "doc no", "passport", "passport number",
                 "passport no", "travel document", "رقم الجواز", "جواز السفر", "الجواز", "رقم الوثيقة",
                 "الوثيقة", "ژمارەی پاسپۆرت", "پاسپۆرت", "هژمارا پاسپۆرتێ"),
    "nationality": ("nationality", "citizenship", "الجنسية", "نەتەوە", "ڕەگەزنامە", "رەگەزناما"),
    "flight": ("flight", "flight number", "flight no", "رقم الرحلة", "الرحلة", "ژمارەی فڕین", "فڕین", "گەشت",
               "هژمارا فڕینێ"),
    "day": ("day", "date", "flight date", "departure date", "date of departure", "departure", "travel date",
            "تاريخ الرحلة", "تاريخ السفر", "التاريخ", "اليوم", "تاريخ المغادرة", "بەروار", "ڕۆژ", "رۆژ",
            "بەرواری فڕین"),
    "origin": ("from", "origin", "departure airport", "من", "مطار المغادرة", "لە", "ژ"),
    "destination": ("to", "destination", "arrival airport", "إلى", "مطار الوصول", "بۆ"),
    "seat": ("seat", "seat number", "seat no", "المقعد", "رقم المقعد", "کورسی"),
    "locator": ("pnr", "locator", "record locator", "booking reference", "booking", "رقم الحجز", "حجز"),
}  # fmt: skip
"""Words of a header, in any spelling that folds to them. Of birth and sex: those of every table."""


def columns_of(table: PlainTable, said: Sequence[str]) -> dict[Meaning, int]:
    """The places of the columns that a table has; ``said`` are texts like ``name=Header`` of somebody who
    knows better. Raises ``WrongUse`` (``passengers-table-column``: it says no such thing, or there is no such
    column)."""
    keys = ["".join(tokens(label.replace("_", " "))) for label in table.header]
    found: dict[Meaning, int] = {}
    for meaning, words in _HEADERS.items():
        wanted = {"".join(tokens(word)) for word in words}
        place = next((at for at, key in enumerate(keys) if key in wanted), None)
        if place is not None:
            found[meaning] = place
    traits = trait_columns(table, {})
    for trait in ("born", "sex"):
        if trait in traits:
            found["born" if trait == "born" else "sex"] = traits[trait]
    for one in said:
        name, _, header = one.partition("=")
        meant = next((each for each in MEANINGS if each == name.strip()), None)
        if meant is None or (header.strip() and header.strip() not in table.header):
            raise WrongUse("passengers-table-column", value=one[:80], known=", ".join(table.header)[:400])
        found = {each: at for each, at in found.items() if each != meant}
        if header.strip():
            found[meant] = table.header.index(header.strip())
    if "native" in found and not {"name", "surname"} & found.keys():  # the only name there is
        found["name"] = found.pop("native")
    if not {"name", "surname", "document"} & found.keys() and not said:
        try:
            place = name_column(table)
        except WrongUse:
            return found
        if place not in found.values():
            found["name"] = place
    return found
