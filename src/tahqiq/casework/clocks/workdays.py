"""Open and closed days of offices: the week of Iraq, holidays as dated data with a source, and feasts that
somebody has to announce."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any, Literal, NamedTuple, get_args

from tahqiq.casework.clocks.hijri import expected
from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.kit.messages import LOCALES, message
from tahqiq.kit.reasons import Day
from tahqiq.kit.tables import table

Jurisdiction = Literal["federal", "kurdistan-region"]
JURISDICTIONS: tuple[Jurisdiction, ...] = get_args(Jurisdiction)
Names = tuple[str, str, str, str]
"""A text in English, Arabic, Sorani and Badini, in the order of ``LOCALES``."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AROUND = timedelta(days=3)
"""How far an announced feast may lie from the day expected for it and still be that feast."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which offices are closed, or (``closed`` False) a weekend or holiday on which they are ordered
    to be open.

    ``key`` names the occasion (a feast of ``holidays.yaml``, or any word for a day declared once), ``source``
    who announced it and where, ``verified`` whether counsel has checked the source.
    """

    day: date
    key: str
    names: Names
    source: str
    verified: bool = False
    closed: bool = True

    def name(self, locale: str) -> str:
        """What the day is called in ``locale``; English for an unknown one."""
        return self.names[LOCALES.index(locale) if locale in LOCALES else 0]


def jurisdiction_name(jurisdiction: Jurisdiction, locale: str) -> str:
    """What a jurisdiction is called.

    >>> jurisdiction_name("kurdistan-region", "en")
    'Kurdistan Region'
    """
    return message(f"jurisdiction-{jurisdiction}", locale, {}).sentence


class Closed(NamedTuple):
    """Why offices are closed on a day. ``holiday`` is None on a weekend. ``verified`` False: say so beside
    every value that rests on it."""

    holiday: Holiday | None
    source: str
    verified: bool

    def say(self, locale: str) -> str:
        """The occasion with its source, and that counsel has not verified it where that is so, in ``locale``.

        >>> print(Calendar("federal").why_closed(date(2026, 1, 6)).say("en").replace("; ", ";\\n"))
        Army Day (Law 12 of 2024, as reported by the press on 22 May 2024;
        text not read;
        not verified by counsel)
        """
        name = self.holiday.name(locale) if self.holiday else message("clock-weekend", locale, {}).sentence
        code = "clock-closed-verified" if self.verified else "clock-closed-unverified"
        return message(code, locale, {"name": name, "source": self.source}).sentence


class Awaited(NamedTuple):
    """A feast of which no announced day is entered although one is expected around ``day`` (by Umm
    al-Qura)."""

    key: str
    names: Names
    day: date


@dataclass(frozen=True)
class Calendar:
    """The open days of one jurisdiction. ``announced`` are days that an administrator entered; they win over
    the weekend and the fixed days.

    Raises ``Conflict`` (``clock-two-announcements``) when two announcements about one day contradict each
    other, ``NotFound`` (``clock-jurisdiction``) for an unknown jurisdiction.

    >>> iraq = Calendar("federal")
    >>> iraq.open(date(2026, 3, 20)), iraq.open(date(2026, 3, 22))
    (False, True)
    >>> iraq.why_closed(date(2026, 1, 6)).holiday.name("en")
    'Army Day'
    """

    jurisdiction: Jurisdiction
    announced: tuple[Holiday, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.jurisdiction not in JURISDICTIONS:
            raise NotFound("clock-jurisdiction", value=self.jurisdiction, known=", ".join(JURISDICTIONS))
        seen: dict[date, Holiday] = {}
        for one in self.announced:
            if seen.setdefault(one.day, one).closed != one.closed:
                raise Conflict("clock-two-announcements", day=Day.of(one.day))

    @cached_property
    def _entered(self) -> dict[date, Holiday]:
        return {one.day: one for one in reversed(self.announced)}

    def why_closed(self, day: date) -> Closed | None:
        """Why offices are closed on ``day``, None when they are open as far as is known."""
        entered = self._entered.get(day)
        if entered:
            return Closed(entered, entered.source, entered.verified) if entered.closed else None
        weekend = _data()["weekend"][self.jurisdiction]
        if _DAYS[day.weekday()] in weekend["days"]:
            return Closed(None, weekend["source"], weekend["verified"])
        fixed = _fixed(self.jurisdiction).get((day.month, day.day))
        if fixed is None or not fixed["from"] <= day.year <= fixed.get("until", 9999):
            return None
        return Closed(
            Holiday(day, fixed["key"], tuple(fixed["name"]), fixed["source"], fixed["verified"]),
            fixed["source"],
            fixed["verified"],
        )

    def open(self, day: date) -> bool:
        """Whether ``day`` is a working day as far as is known."""
        return self.why_closed(day) is None

    def next_open(self, day: date, step: Literal[1, -1] = 1) -> date:
        """The nearest open day on or after ``day`` (before it with ``step`` -1)."""
        while not self.open(day):
            day += timedelta(days=step)
        return day

    def awaited(self, since: date, until: date) -> tuple[Awaited, ...]:
        """Feasts expected between two days (both counted) of which no announced day is entered; a count of
        working days there may be too short.

        >>> awaited = Calendar("federal").awaited(date(2026, 5, 20), date(2026, 6, 20))
        >>> [(item.key, str(item.day)) for item in awaited]
        [('adha', '2026-05-27'), ('ghadir', '2026-06-04'), ('hijri-new-year', '2026-06-16')]
        """
        return tuple(sorted(self._awaited(since, until), key=lambda item: item.day))

    def _awaited(self, since: date, until: date) -> Iterator[Awaited]:
        for feast in _data()["feasts"]:
            if self.jurisdiction not in feast["in"]:
                continue
            entered = [one.day for one in self.announced if one.key == feast["key"]]
            said: date | None = (
                None  # a feast of several days is one line, with the first of them that lies here
            )
            for number in feast["days"]:
                for day in expected(feast["month"], number, since - _AROUND, until + _AROUND):
                    if not any(abs(one - day) <= _AROUND for one in entered) and (
                        said is None or abs(day - said).days > 30
                    ):
                        said = day
                        yield Awaited(feast["key"], tuple(feast["name"]), day)

    def with_announced(self, holidays: Iterable[Holiday]) -> "Calendar":
        """This calendar and further announced days."""
        return Calendar(self.jurisdiction, (*self.announced, *holidays))


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = table(__package__, "holidays.yaml")
    return loaded


@cache
def _fixed(jurisdiction: Jurisdiction) -> dict[tuple[int, int], dict[str, Any]]:
    return {
        (item["month"], item["day"]): {**item, **item["in"][jurisdiction]}
        for item in _data()["fixed"]
        if jurisdiction in item["in"]
    }
