"""Words that say when something was: the clock, the day, its part, and days counted from today."""

import re
from datetime import date
from itertools import pairwise

from tahqiq.casework.vault.identity_keys import folded
from tahqiq.casework.vault.identity_words import stands, words

_MONTHS = (
    "January كانون يناير",
    "February شباط فبراير",
    "March آذار مارس",
    "April نيسان أبريل",
    "May أيار مايو",
    "June حزيران يونيو",
    "July تموز يوليو",
    "August آب أغسطس",
    "September أيلول سبتمبر",
    "October تشرين أكتوبر",
    "November تشرين نوفمبر",
    "December كانون ديسمبر",
)
_DAYS = (
    "Monday الاثنين دووشەممە دووشەمب",
    "Tuesday الثلاثاء سێشەممە سێشەمب",
    "Wednesday الأربعاء چوارشەممە چارشەمب",
    "Thursday الخميس پێنجشەممە پێنجشەمب",
    "Friday الجمعة هەینی ئەینی",
    "Saturday السبت شەممە شەمبی",
    "Sunday الأحد یەکشەممە ئێکشەمب",
)
_BESIDE_WORDS = """
يوم ليلة ليل نهار صباح ضحى ظهر عصر مغرب عشاء مساء فجر الماضي الماضية القادم القادمة المقبل التالي السابق
on last this next past night morning evening afternoon noon dawn
ڕۆژی شەوی بەیانی ئێوارەی ڕابردوو داهاتوو رۆژا شەڤا سپێدا ئێڤارا بۆری بهێت
"""
_BESIDE = frozenset(words(_BESIDE_WORDS))
"""Beside one of these the name of a weekday says when; alone it may be a market or two of something."""
_SAYS_WHEN = """
ليلا الليل ليلة الليلة فجرا الفجر صباحا الصباح ظهرا الظهر الظهيرة عصرا العصر مساء المساء الغروب الشروق
أمس البارحة اليوم غدا الغد
morning noon midday afternoon evening night tonight nightfall midnight dawn dusk sunset sunrise
yesterday today tomorrow
شەو شەوێ ئێوارە نیوەڕۆ سپێدە بەیانی دوێنێ ئەمڕۆ سبەینێ ئەمشەو
شەڤ شەڤێ ئێڤار ئێڤاری نیڤرۆ دوهی ئەڤرۆ سوباهی ئەڤشەڤ
"""
_ALONE = tuple(_SAYS_WHEN.split())
"""Parts of the day, and days counted from today."""
_CLOCK = re.compile(r"(?<!\d)\d{1,2}\s?[:٫]\s?\d{2}(?!\d)")
_AGO = re.compile(
    r"(?:قبل|منذ|بعد) (?:ساعه|ساعتين|يوم|يومين|(?!عده|بضعه)\w+ (?:ساعه|يوما|ايام|ساعات))\b"
    r"|\b\w+ (?:hours?|days?) ago\b|(?:پێش|بەری) \w+ (?:ڕۆژ|رۆژان|کاتژمێر|دەمژمێر)\b"
)


def moment_word(text: str, day: date) -> str:
    """What in a text says when: a time of the clock; the day in digits, as day and month, or by the name of
    its weekday; any weekday beside a part of the day; a part of the day; a day counted from today. "" for
    none.

    >>> sentences = ("seen on ١٢/٣/٢٠٢٦", "in the second week of March", "at 21:40", "شوهدت ليلة الثلاثاء")
    >>> [bool(moment_word(one, date(2026, 3, 12))) for one in sentences]
    [True, False, True, True]
    >>> [moment_word(one, date(2026, 3, 12)) for one in ("وصلوا أمس", "تصل خلال أيام", "سوق الثلاثاء")]
    ['أمس', '', '']
    """
    plain = folded(text)
    clock = _CLOCK.search(plain)
    if clock is not None:
        return clock[0]
    return _dated(plain, day) or _named(words(text), day) or _told(text, day)


def _dated(plain: str, day: date) -> str:
    wanted = {
        (day.year, day.month, day.day),
        (day.day, day.month, day.year),
        (day.day, day.month),
        (day.month, day.day, day.year),
    }
    for one in re.findall(r"\d+(?:\s?[/.\-]\s?\d+)+", plain):
        if tuple(int(part) for part in re.findall(r"\d+", one)) in wanted:
            return str(one)
    return ""


def _named(own: list[str], day: date) -> str:
    months = set(words(_MONTHS[day.month - 1]))
    weekdays = set(words(" ".join(_DAYS)))
    for first, second in pairwise(own):
        pair = {first, second}
        if (str(day.day) in pair and months & pair) or (weekdays & pair and _BESIDE & pair):
            return f"{first} {second}"
    return ""


def _told(text: str, day: date) -> str:
    ago = _AGO.search(" ".join(words(text)))
    names = (*_DAYS[day.weekday()].split(), *_ALONE)
    return ago[0] if ago is not None else next((name for name in names if stands(text, name)), "")
