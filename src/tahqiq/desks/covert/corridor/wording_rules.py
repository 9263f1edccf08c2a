"""What must not stand in a sanitised report: the first person, the moment, names of units and places. Plain
comparisons of words; whoever writes it answers for the rest."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from tahqiq.casework.vault.identity_words import stands, words
from tahqiq.desks.covert.corridor.moment_words import moment_word
from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import day_of

LEAST = 2
"""A window ends at least so many days after it begins."""
_FIRST = """
I me my mine myself we us our ours ourselves
أنا وأنا نحن ونحن إني إنني أنني إننا أننا لنا لي عندي عندنا معي معنا مني منا أخبرني أخبرنا رأيت كنت قلت
ئێمە منیش پێم پێمان لەگەڵم لەگەڵمان ئەز مە
"""


FIRST_PERSON = frozenset(words(_FIRST))
_KURDISH = re.compile("[ێۆەڕڵڤ]")


def clean(text: str, moment: datetime, names: Iterable[str]) -> None:
    """Refuse a text with the first person, words that say when (the day of ``moment`` is that in Baghdad), or
    one of ``names``. Raises ``WrongUse`` (``covert-report-first-person``, ``covert-report-moment``,
    ``covert-report-place``)."""
    first = first_person(text)
    if first:
        raise WrongUse("covert-report-first-person", word=first)
    when = moment_word(text, day_of(moment))
    if when:
        raise WrongUse("covert-report-moment", word=when)
    if any(stands(text, name) for name in names):
        raise WrongUse("covert-report-place")


def first_person(text: str) -> str:
    """The first word of the first person in a text; "" where there is none. ``من`` is one in Kurdish and
    "from" in Arabic: it counts where the text has letters that only Kurdish has.

    >>> sentences = ("A consignment came from the north", "He told me so", "وصلت من الشمال")
    >>> [first_person(one) for one in sentences]
    ['', 'me', '']
    """
    own = FIRST_PERSON | (frozenset(("من",)) if _KURDISH.search(text) else frozenset())
    return next((word for word in words(text) if word in own), "")


def window(moment: datetime, since: date, until: date) -> None:
    """Refuse a window that is too short to hide the day, or does not hold it. Raises ``WrongUse``
    (``covert-report-window-short``, ``covert-report-window-off``)."""
    if not since <= day_of(moment) <= until:
        raise WrongUse("covert-report-window-off")
    if (until - since).days < LEAST:
        raise WrongUse("covert-report-window-short", days=LEAST + 1, given=(until - since).days + 1)
