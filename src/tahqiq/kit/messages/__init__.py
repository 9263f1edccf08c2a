"""The catalogue of sentences for errors and problems, in four languages.

One YAML file per area beside this module; each entry: ``code: {en: [sentence, next step], ar: […], ckb: […], kmr-Arab: […]}``.
Placeholders are ``{name}`` and are filled with plain text.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tahqiq.kit.tables import table

LOCALES = ("en", "ar", "ckb", "kmr-Arab")


class Message(NamedTuple):
    """A sentence for a person and what to do next (empty when nothing can be done)."""

    sentence: str
    next_step: str


@cache
def catalogue() -> dict[str, dict[str, list[str]]]:
    """Every entry of every file; raises ``ValueError`` when two files define one code."""
    entries: dict[str, dict[str, list[str]]] = {}
    for path in sorted(files(__package__).iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".yaml"):
            continue
        for code, texts in table(__package__, path.name).items():
            if code in entries:
                raise ValueError(f"message {code} is defined twice")
            entries[code] = texts
    return entries


def message(code: str, locale: str, params: Mapping[str, str | int]) -> Message:
    """The entry ``code`` in ``locale`` with ``params`` filled in; English for an unknown locale.

    A missing parameter stays as ``{name}`` so that the sentence is still shown. Raises ``KeyError`` for an unknown code.

    >>> message("no-such-entity", "en", {"id": "ab12"}).sentence
    'Nothing with the id ab12 is visible to you.'
    """
    texts = catalogue()[code]
    sentence, next_step = texts.get(locale, texts["en"])
    filled = _Lenient(params)
    return Message(sentence.format_map(filled), next_step.format_map(filled))


class _Lenient(dict[str, "str | int"]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
