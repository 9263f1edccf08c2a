"""Text as the desk keeps it."""

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import storable

MOST_TEXT, MOST_TITLE = 8_000, 300


def words(given: str) -> str:
    """Text as it is kept; raises ``WrongUse`` (``words-too-long``).

    >>> words(" a ")
    'a'
    """
    text = storable(given).strip()
    if len(text) > MOST_TEXT:
        raise WrongUse("words-too-long", limit=MOST_TEXT)
    return text


def titled(given: str) -> str:
    """A title as it is kept, its first 300 letters; raises ``WrongUse`` (``title-empty``)."""
    text = storable(given).strip()
    if not text:
        raise WrongUse("title-empty")
    return text[:MOST_TITLE]
