"""What must not stand in a sanitised report: the first person, the moment, names of units and places. Plain
comparisons of words; whoever writes it answers for the rest."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import pairwise

from tahqiq.casework.vault.identity_keys import folded
from tahqiq.casework.vault.identity_words import stands, words
from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import day_of

FEW = 8
"""Texts of fewer words count as repeated only where every word is the same: short sentences repeat."""
COPIED = 0.9
"""From this likeness on the words of the source are said to be copied, as reasons of applications are."""
LEAST = 2
"""A window ends at least so many days after it begins."""
_FIRST = """
I me my mine myself we us our ours ourselves
أنا وأنا نحن ونحن إني إنني أنني إننا أننا لنا لي عندي عندنا معي معنا مني منا أخبرني أخبرنا رأيت كنت قلت
ئێمە منیش پێم پێمان لەگەڵم لەگەڵمان ئەز مە
"""


FIRST_PERSON = frozenset(words(_FIRST))
_KURDISH = re.compile("[ێۆەڕڵڤ]")
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


_CLOCK = re.compile(r"(?<!\d)\d{1,2}\s?[:٫]\s?\d{2}(?!\d)")


def clean(text: str, moment: datetime, names: Iterable[str]) -> None:
    """Refuse a text with the first person, a time of the clock, the day of ``moment`` (Baghdad) or one of
    ``names``. Raises ``WrongUse`` (``covert-report-first-person``, ``covert-report-moment``,
    ``covert-report-place``)."""
    first = first_person(text)
    if first:
        raise WrongUse("covert-report-first-person", word=first)
    if says_when(text, day_of(moment)):
        raise WrongUse("covert-report-moment")
    if any(stands(text, name) for name in names):
        raise WrongUse("covert-report-place")


def repeats(text: str, said: str) -> bool:
    """Whether a text is what the source said, word for word or nearly: of eight words and more nine in ten
    in the same order.

    >>> repeats("The lorry left at night", "the lorry left, at night"), repeats("A lorry left", "It rained")
    (True, False)
    """
    own, theirs = words(text), words(said)
    if min(len(own), len(theirs)) < FEW:
        return bool(own) and own == theirs
    return SequenceMatcher(None, own, theirs, autojunk=False).ratio() > COPIED


def first_person(text: str) -> str:
    """The first word of the first person in a text; "" where there is none. ``من`` is one in Kurdish and
    "from" in Arabic: it counts where the text has letters that only Kurdish has.

    >>> sentences = ("A consignment came from the north", "He told me so", "وصلت من الشمال")
    >>> [first_person(one) for one in sentences]
    ['', 'me', '']
    """
    own = FIRST_PERSON | (frozenset(("من",)) if _KURDISH.search(text) else frozenset())
    return next((word for word in words(text) if word in own), "")


def says_when(text: str, day: date) -> bool:
    """Whether a text has a time of the clock, or says a day: in digits, as day and month, or by the name of
    the weekday.

    >>> sentences = ("seen on ١٢/٣/٢٠٢٦", "in the second week of March", "at 21:40")
    >>> [says_when(one, date(2026, 3, 12)) for one in sentences]
    [True, False, True]
    """
    plain = folded(text)
    numbers = re.findall(r"\d+(?:\s?[/.\-]\s?\d+)+", plain)
    parts = [tuple(int(part) for part in re.findall(r"\d+", one)) for one in numbers]
    wanted = {
        (day.year, day.month, day.day),
        (day.day, day.month, day.year),
        (day.day, day.month),
        (day.month, day.day, day.year),
    }
    own = words(text)
    months = set(words(_MONTHS[day.month - 1]))
    spelt = any(
        {str(day.day)} <= {first, second} and months & {first, second} for first, second in pairwise(own)
    )
    return (
        bool(_CLOCK.search(plain))
        or bool(wanted.intersection(parts))
        or spelt
        or any(stands(text, name) for name in _DAYS[day.weekday()].split())
    )


def window(moment: datetime, since: date, until: date) -> None:
    """Refuse a window that is too short to hide the day, or does not hold it. Raises ``WrongUse``
    (``covert-report-window``)."""
    if (until - since).days < LEAST or not since <= day_of(moment) <= until:
        raise WrongUse("covert-report-window", days=LEAST)
