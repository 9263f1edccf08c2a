"""Sentences that say why the program took something for what it did: English text that can be said in the
other languages too."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Self

from tahqiq.kit.locale import format_date, zone_name
from tahqiq.kit.messages import message

_SECONDS = re.compile(r"(?<=T\d\d:\d\d)(:\d\d(\.\d+)?)?(Z|\+00:00)$")


class Reason(str):
    """A sentence in English, as text, that knows its entry of the catalogue and what fills it."""

    code: str
    given: dict[str, str | int]

    def in_words(self, locale: str) -> str:
        """The sentence in a language of the catalogue; English for any other."""
        return message(self.code, locale, all_said(self.given, locale)).sentence


class Moment(Reason):
    """A moment in UTC (ISO, ``Z``), said by the clocks of a zone (IANA name), which are named.

    >>> Moment("2026-02-04T08:00:00.123456Z", "Asia/Baghdad").in_words("en")
    '4 February 2026, 11:00 (Baghdad time)'
    """

    zone: str

    def __new__(cls, text: str, zone: str) -> "Moment":
        """The moment as it stands in the text."""
        made = super().__new__(cls, text)
        made.zone = zone
        return made

    def in_words(self, locale: str) -> str:
        """The moment in the words of a language to the minute, in Latin digits."""
        return (
            f"{format_date(_SECONDS.sub('Z', self), locale, self.zone, 'latn')} "
            f"({zone_name(self.zone, locale)})"
        )


class Day(Reason):
    """A day of the calendar (ISO), said in words.

    >>> Day.of(date(2026, 2, 4)), Day.of(date(2026, 2, 4)).in_words("en")
    ('2026-02-04', '4 February 2026')
    """

    @classmethod
    def of(cls, day: date) -> Self:
        """The day; of a moment, the day by its own zone."""
        return cls(day.strftime("%Y-%m-%d"))

    def in_words(self, locale: str) -> str:
        """The day in the words of a language, in Latin digits."""
        return format_date(self, locale, None, "latn")


def reason(code: str, /, **given: str | int) -> Reason:
    """The reason with the entry ``code``. Raises ``KeyError`` for an unknown code.

    >>> reason("because-header", row=3)
    'Row 3 names the columns.'
    >>> reason("because-header", row=3).in_words("ar")
    'الصف 3 يسمّي الأعمدة.'
    """
    made = Reason(message(code, "en", given).sentence)
    made.code, made.given = code, given
    return made


def in_words(text: str, locale: str) -> str:
    """A reason in ``locale``; text that is none, such as what a stranger's reader says, as it stands."""
    return text.in_words(locale) if isinstance(text, Reason) else text


def all_said(given: Mapping[str, str | int], locale: str) -> dict[str, str | int]:
    """What fills an entry of the catalogue, each reason among it in ``locale``."""
    return {
        name: in_words(value, locale) if isinstance(value, str) else value for name, value in given.items()
    }
