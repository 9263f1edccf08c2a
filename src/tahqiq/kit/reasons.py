"""Sentences that say why the program took something for what it did: English text that can be said in the other languages too."""

from collections.abc import Mapping

from tahqiq.kit.messages import message


class Reason(str):
    """A sentence in English, as text, that knows its entry of the catalogue and what fills it."""

    code: str
    given: dict[str, str | int]

    def said(self, locale: str) -> str:
        """The sentence in a language of the catalogue; English for any other."""
        return message(self.code, locale, all_said(self.given, locale)).sentence


def reason(code: str, /, **given: str | int) -> Reason:
    """The reason with the entry ``code``. Raises ``KeyError`` for an unknown code.

    >>> reason("because-header", row=3)
    'Row 3 names the columns.'
    >>> reason("because-header", row=3).said("ar")
    'الصف 3 يسمّي الأعمدة.'
    """
    made = Reason(message(code, "en", given).sentence)
    made.code, made.given = code, given
    return made


def said(text: str, locale: str) -> str:
    """A reason in ``locale``; text that is none, such as what a stranger's reader says, as it stands."""
    return text.said(locale) if isinstance(text, Reason) else text


def all_said(given: Mapping[str, str | int], locale: str) -> dict[str, str | int]:
    """What fills an entry of the catalogue, each reason among it in ``locale``."""
    return {name: said(value, locale) if isinstance(value, str) else value for name, value in given.items()}
