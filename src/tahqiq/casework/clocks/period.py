"""Lengths of time as a law writes them: three calendar months, ten working days, 72 hours."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.locale import in_digits
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.tables import table

Unit = Literal["years", "months", "weeks", "days", "working-days", "hours", "minutes"]
UNITS: tuple[Unit, ...] = get_args(Unit)
EXACT: frozenset[Unit] = frozenset({"hours", "minutes"})
"""Units that are lengths of the clock's hand, not of the calendar."""

EXAMPLE = "3 months, 10 working days"
LONGEST = 100_000
"""The largest count of a unit; more is a slip of the hand (100,000 days are 273 years)."""

_WRITTEN = re.compile(r"\s*([0-9]{1,6})\s+(working days?|[a-z]+)\s*")


@dataclass(frozen=True, slots=True)
class Period:
    """``count`` of a ``unit``, at least one. Raises ``WrongUse`` (``clock-period``) for nothing, less than
    nothing or far too much.

    A month is not thirty days and a day is not 24 hours: nothing is turned from one unit into another except
    years into months and weeks into days, which are the same by every convention.

    >>> Period.parse("3 months"), Period(72, "hours").say("en")
    (Period(count=3, unit='months'), '72 hours')
    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.count <= LONGEST or self.unit not in UNITS:
            raise WrongUse(
                "clock-period", value=f"{self.count} {self.unit}", example=EXAMPLE, units=", ".join(UNITS)
            )

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period a text of a rule or a form says: ``3 months``, ``1 day``, ``10 working days``, ``72
        hours``.

        Raises ``WrongUse`` (``clock-period``) for any other text.
        """
        found = _WRITTEN.fullmatch(text)
        if not found:
            raise WrongUse("clock-period", value=text, example=EXAMPLE, units=", ".join(UNITS))
        name = found[2].replace(" ", "-")
        name = name if name.endswith("s") else name + "s"
        if name not in UNITS:
            raise WrongUse("clock-period", value=text, example=EXAMPLE, units=", ".join(UNITS))
        return cls(int(found[1]), cast(Unit, name))

    def say(self, locale: str) -> str:
        """The period in words of ``locale``, with its plural form and digits.

        >>> Period(2, "months").say("ar"), Period(1, "working-days").say("en")
        ('شهران تقويميان', '1 working day')
        """
        own = locale_of(locale)
        forms = _words()[self.unit][own.tag]
        form = forms.get(own.plural(self.count), forms["other"])
        return form.format(n=in_digits(str(self.count), own.digits))


@cache
def _words() -> dict[Unit, dict[str, dict[str, str]]]:
    return cast(dict[Unit, dict[str, dict[str, str]]], table(__package__, "words.yaml")["units"])
