"""The catalogue of sentences for errors and problems, in four languages; desks bring theirs by entry points
of the group ``tahqiq.messages``.

One YAML file per area beside this module; each entry: ``code: {en: [sentence, next step], ar: […], ckb: […],
kmr-Arab: […]}``. Placeholders are ``{name}`` and are filled with plain text. An entry point names a package
that holds such files; where it is called ``messages``, the features beside it may bring their own
(``moves/messages.yaml``).
"""

import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from typing import NamedTuple

from tahqiq.kit.declarations import declarations, yaml_files
from tahqiq.kit.tables import read_table

GROUP = "tahqiq.messages"
LOCALES = ("en", "ar", "ckb", "kmr-Arab")


class Message(NamedTuple):
    """A sentence for a person and what to do next (empty when nothing can be done)."""

    sentence: str
    next_step: str


_SPOKEN: ContextVar[str] = ContextVar("tahqiq_language", default="")


def wanted() -> str:
    """The language in which somebody is answered: that of the page that asks (:func:`speaking`), at a
    terminal ``TAHQIQ_LANG``, else English."""
    named = _SPOKEN.get() or os.environ.get("TAHQIQ_LANG", "en")
    return named if named in LOCALES else "en"


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Answer in a language for as long as it lasts, whatever the language of the machine is.

    >>> with speaking("ar"):
    ...     wanted()
    'ar'
    """
    before = _SPOKEN.set(locale)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


@cache
def catalogue() -> dict[str, dict[str, list[str]]]:
    """Every entry of every file; raises ``ValueError`` when two of our files define one code. What a desk
    cannot bring (its package is not there, a code is taken, a language is missing) is left out with a
    ``UserWarning``."""
    entries = dict(_entries(__package__))
    for point in sorted(entry_points(group=GROUP), key=lambda item: item.name):
        try:
            brought = _entries(point.value)
            wrong = [
                code
                for code, texts in brought.items()
                if code in entries or any(len(texts.get(locale, ())) != 2 for locale in LOCALES)
            ]
        except Exception as error:  # noqa: BLE001 (a stranger's package may fail in any way, and must not stop ours)
            warnings.warn(
                f"messages {point.name} ({point.value}) cannot be loaded: {type(error).__name__}: {error}",
                stacklevel=2,
            )
            continue
        if wrong:
            warnings.warn(
                (
                    f"messages {point.name} ({point.value}): taken or not in four languages: "
                    f"{', '.join(sorted(wrong))}"
                ),
                stacklevel=2,
            )
        entries.update({code: texts for code, texts in brought.items() if code not in wrong})
    return entries


def _entries(package: str) -> dict[str, dict[str, list[str]]]:
    entries: dict[str, dict[str, list[str]]] = {}
    parent, _, own = package.rpartition(".")
    paths = declarations(files(parent), own) if own == "messages" else yaml_files(files(package))
    for path in paths:
        for code, texts in read_table(path).items():
            if code in entries:
                raise ValueError(f"message {code} is defined twice")
            entries[code] = texts
    return entries


def message(code: str, locale: str, params: Mapping[str, str | int]) -> Message:
    """The entry ``code`` in ``locale`` with ``params`` filled in; English for an unknown locale.

    A missing parameter stays as ``{name}`` so that the sentence is still shown. Raises ``KeyError`` for an
    unknown code.

    >>> message("no-such-entity", "en", {"id": "ab12"}).sentence
    'Nothing with the id ab12 is visible to you.'
    """
    texts = catalogue()[code]
    sentence, next_step = texts.get(locale, texts["en"])
    filled = _Lenient(params)
    return Message(sentence.format_map(filled), next_step.format_map(filled))


def in_every_language(code: str, params: Mapping[str, str | int]) -> dict[str, str]:
    """The sentence of an entry with ``params`` filled in, by language. Raises ``KeyError``.

    >>> sorted(in_every_language("no-such-entity", {"id": "ab12"})) == sorted(LOCALES)
    True
    """
    return {locale: message(code, locale, params).sentence for locale in LOCALES}


class _Lenient(dict[str, "str | int"]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
