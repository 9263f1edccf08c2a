"""The words of reports in one language."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import yaml

from tahqiq.kit.locale import format_date
from tahqiq.kit.messages import LOCALES, message
from tahqiq.kit.office import office_zone


@cache
def _words() -> dict[str, list[str]]:
    text = files("tahqiq.desks.lab.reports").joinpath("words.yaml").read_text("utf-8")
    return {str(name): [str(one) for one in words] for name, words in yaml.safe_load(text).items()}


@dataclass(frozen=True, slots=True)
class Say:
    """Words of the language ``tag`` (one of the four)."""

    tag: str

    def __call__(self, name: str, **given: object) -> str:
        """The word or sentence called so."""
        return _words()[name][LOCALES.index(self.tag)].format(**given)

    def translated(self, text: str, *codes: str) -> str:
        """A text in this language where the program wrote it from its catalogue (one of ``codes``), in
        whichever language that was; any other text as it stands.

        >>> Say("en").translated("للفحص المختبري.", "lab-handed-why")
        'To be examined.'
        >>> Say("en").translated("للخزن", "lab-handed-why")
        'للخزن'
        """
        for code in codes:
            if text in {message(code, tag, {}).sentence for tag in LOCALES}:
                return self.of(code)
        return text

    def none_or(self, text: str) -> str:
        """What somebody stated, a stated "none" (of whichever language) in this one; where nobody stated
        anything, that.

        >>> [Say("en").none_or(one) for one in ("", "لا يوجد", "two blanks")]
        ['not stated', 'none', 'two blanks']
        """
        plain = text.strip().casefold().rstrip(".")
        return self("none") if plain in (*_words()["none"], "-", "–") else text.strip() or self("not-stated")

    def of(self, code: str, **given: str | int) -> str:
        """A sentence of the catalogue."""
        return message(code, self.tag, given).sentence

    def day(self, value: str) -> str:
        """A day or moment (ISO), in Latin digits and the time of Baghdad. A moment without a zone is by the
        clock of an instrument that stands there.

        >>> moments = ("2026-02-02T10:30:00+03:00", "2026-02-02T07:30:00.5Z", "2026-02-02T10:30:00")
        >>> [Say("en").day(one)[-8:] for one in moments]
        ['10:30:00', '10:30:00', '10:30:00']
        """
        if "T" not in value:
            return format_date(value, self.tag, office_zone(), "latn") if value else self("not-stated")
        return format_date(f"{moment_of(value):%Y-%m-%dT%H:%M:%S}Z", self.tag, office_zone(), "latn")


def moment_of(value: str) -> datetime:
    """A moment (ISO) in UTC; one without a zone is by the clock of an instrument that stands in Baghdad.

    >>> moment_of("2026-02-02T10:30:00") == moment_of("2026-02-02T07:30:00Z")
    True
    """
    read = datetime.fromisoformat(value)
    return (read if read.tzinfo else read.replace(tzinfo=ZoneInfo(office_zone()))).astimezone(UTC)


def known() -> frozenset[str]:
    """The names of all words."""
    return frozenset(_words())
