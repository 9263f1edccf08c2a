"""Text as worksheets save it."""

from tahqiq.desks.reasoning.worksheets.record import LONGEST
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import storable

MOST_TITLE = 300


def trimmed_text(given: str) -> str:
    """Text as it is saved; raises ``WrongUse`` (``words-too-long``).

    >>> trimmed_text(" a ")
    'a'
    """
    text = storable(given).strip()
    if len(text) > LONGEST:
        raise WrongUse("words-too-long", limit=LONGEST)
    return text


def trimmed_title(given: str) -> str:
    """A title as it is saved, its first 300 letters; raises ``WrongUse`` (``title-empty``)."""
    text = storable(given).strip()
    if not text:
        raise WrongUse("title-empty")
    return text[:MOST_TITLE]
