"""What a header says a column is about, in English, Arabic, Sorani and Badini: so that «المواليد» meets
``dob``, and a town is not taken for a name."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from tahqiq.names.fold import fold, tokens

_WORDS: Mapping[str, str] = {
    "given": (
        "first name|given name|givenname|firstname|forename|fname|given|first|الاسم الاول|اسم اول|"
        "ناوی یەکەم|ناڤێ ئێکێ"
    ),
    "father": (
        "father|father name|fathers name|second name|middle name|middle|sname|اسم الاب|الاب|اسم الوالد|"
        "الاسم الثاني|باوک|ناوی باوک|باب|ناڤێ بابی"
    ),
    "grandfather": (
        "grandfather|grandfather name|third name|اسم الجد|الجد|الاسم الثالث|باپیر|ناوی باپیر|باپیر|"
        "ناڤێ باپیری"
    ),
    "family": (
        "family|family name|surname|last name|lastname|lname|last|اللقب|لقب|اسم العائلة|العشيرة|نازناو|"
        "ناوی خێزان|نازناڤ|ناڤێ مالباتێ"
    ),
    "mother": "mother|mother name|mothers name|اسم الام|الام|اسم الوالدة|دایک|ناوی دایک|ناڤێ دایکێ",
    "name": (
        "name|full name|fullname|person|person name|الاسم|اسم|الاسم الكامل|الاسم الثلاثي|الاسم الرباعي|"
        "الاسم الرباعي واللقب|الاسم الثلاثي واللقب|ناو|ناوی تەواو|ناوی سیانی|ناوی چواری|ناڤ|ناڤێ تەمام|"
        "ناڤێ سیێ"
    ),
    "birth": (
        "birth|birth date|birthdate|birthday|date of birth|dob|born|year of birth|birth year|المواليد|"
        "مواليد|تاريخ الميلاد|تاريخ الولادة|التولد|تاريخ التولد|سنة الميلاد|لەدایکبوون|"
        "بەرواری لەدایکبوون|ساڵی لەدایکبوون|ژدایکبوون|بەروارێ ژدایکبوونێ|ژ دایکبوون"
    ),
    "sex": "sex|gender|m f|الجنس|جنس|ڕەگەز|رەگەز",
    "phone": (
        "phone|phone number|telephone|mobile|mobile number|tel|msisdn|gsm|cell phone|الهاتف|رقم الهاتف|"
        "هاتف|موبايل|رقم الموبايل|رقم الجوال|تەلەفۆن|مۆبایل|ژمارەی مۆبایل|ژمارەی تەلەفۆن|ژمارا تەلەفونێ|"
        "تەلەفون|مۆبایل"
    ),
    "email": "email|e mail|mail|بريد|البريد الالكتروني|ئیمەیڵ|ئیمێل",
    "document": (
        "id number|national id|national id number|ssn|soc sec id|social security number|nin|id card|"
        "identity card|passport|passport number|document number|رقم الهوية|الهوية|هوية|رقم البطاقة|"
        "البطاقة الوطنية|رقم الجواز|جواز السفر|رقم الجنسية|ژمارەی ناسنامە|ناسنامە|ژمارەی پاسپۆرت|پاسپۆرت|"
        "ژمارا ناسنامێ"
    ),
    "nationality": (
        "nationality|citizenship|country|country of origin|الجنسية|جنسية|البلد|الدولة|ڕەگەزنامە|وڵات|"
        "رەگەزنامە|وەلات"
    ),
    "address": (
        "address|street|street name|street address|road|house|house number|street number|home address|"
        "addr|str nam|cap add|العنوان|عنوان|السكن|محل السكن|الشارع|المحلة|ناونیشان|شەقام|ناڤونیشان|جاددە"
    ),
    "place": (
        "city|town|suburb|village|municipality|locality|neighborhood|neighbourhood|district|county|"
        "region|state|province|governorate|birth place|place of birth|birthplace|place|location|المدينة|"
        "مدينة|المحافظة|القضاء|الناحية|محل الولادة|المنطقة|شار|پارێزگا|شوێن|شوێنی لەدایکبوون|باژێر|جهـ|"
        "پارێزگەه"
    ),
    "postcode": "postcode|post code|zip|zip code|zipcode|postal code|الرمز البريدي|کۆدی پۆستە",
    "work": "occupation|job|profession|employer|work|title|المهنة|الوظيفة|العمل|پیشە|کار",
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PERSONS = frozenset(["given", "father", "grandfather", "family", "mother", "name", ""])
_PARTS = frozenset(["given", "father", "grandfather", "family", "mother", "name"])

_ABOUT_PEOPLE = frozenset(["given", "father", "grandfather", "family", "mother", "birth", "sex"])


def _bare(word: str) -> str:
    return word[2:] if len(word) > 4 and word.startswith("ال") else word


@lru_cache(maxsize=4096)
def key(label: str) -> str:
    """A header as it is compared: folded, words apart by blanks, without articles and numbers at its end.

    >>> key("Birth_Date"), key("تاريخ الميلاد") == key("تاريخ ميلاد")
    ('birth date', True)
    """
    words = [_bare(word) for word in tokens(_CAMEL.sub(" ", label).replace("_", " "))]
    return " ".join(word for word in words if not word.isdigit())


@cache
def _phrases() -> dict[str, str]:
    return {
        key(phrase): meaning
        for meaning, words in _WORDS.items()
        for phrase in words.split("|")
        if fold(phrase)
    }


@lru_cache(maxsize=4096)
def meaning(label: str) -> str:
    """The meaning a header says, "" for none: its whole phrase, else the phrase at its end or its beginning.

    >>> meaning("DOB"), meaning("الاسم الثلاثي"), meaning("ناوی باوک"), meaning("home city"), meaning("x7")
    ('birth', 'name', 'father', 'place', '')
    """
    known, words = _phrases(), key(label).split()
    for size in range(len(words), 0, -1):
        for part in (words[-size:], words[:size]):
            found = known.get(" ".join(part))
            if found:
                return found
    return ""


def is_personal(label: str, role: str) -> bool:
    """Whether a column of this role tells one person from another of the same house: a name of somebody, or a
    date that no header says is another's."""
    said = meaning(label)
    return (role == "name" and said in _PERSONS) or (role == "date" and said in ("birth", ""))


def is_part_of_name(label: str) -> bool:
    """Whether a header says that the column is a name or a part of one."""
    return meaning(label) in _PARTS


def is_about_people(label: str) -> bool:
    """Whether a header says that a table is about people: a birth, a sex, a part of a name."""
    return meaning(label) in _ABOUT_PEOPLE


__all__ = ["is_about_people", "is_part_of_name", "is_personal", "key", "meaning"]
