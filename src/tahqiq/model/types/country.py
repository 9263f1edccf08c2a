"""Countries, languages, currencies: names in our languages to standard codes."""

import re
from collections.abc import Mapping
from typing import ClassVar

from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.text import tidy_code
from tahqiq.model.types import tables
from tahqiq.model.types.base import Clean, Context, PropertyType
from tahqiq.model.types.codes import is_placeholder
from tahqiq.model.types.tables import fold_name

_COLUMN = {"en": 0, "ar": 1, "ckb": 2, "kmr-Arab": 3}


class CountryType(PropertyType):
    """A country, region or nationality as ISO 3166-1 alpha-2 in lower case (as FollowTheMoney writes it, with
    its few further codes).

    Names and nationalities in English, Arabic, Sorani and Badini, alpha-2 and alpha-3 codes. Unknown names
    are not used (``country-unknown``).

    >>> written = ("العراق", "IRQ", "Turkey", "ئێران", "عراقية", "Kurdistan Region")
    >>> [CountryType().clean(text).value for text in written]
    ['iq', 'iq', 'tr', 'ir', 'iq', 'iq-kr']
    """

    name: ClassVar[str] = "country"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value)
        code = text.casefold()
        if code in tables.countries():
            return Clean(code)
        return _looked_up(text, tables.country_index(), "country-unknown")

    def display(self, value: str, locale: str) -> str:
        return _shown(tables.countries().get(value, ())[1:], locale) or value


class LanguageType(PropertyType):
    """A language as ISO 639-3 code (``ara``, ``ckb``, ``kmr``, ``eng``) from names, ISO 639-1 codes or tags
    such as ``ar-IQ``.

    >>> LanguageType().clean("Arabic").value, LanguageType().clean("ar-IQ").value
    ('ara', 'ara')
    """

    name: ClassVar[str] = "language"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value)
        found = _looked_up(text, tables.language_index(), "language-unknown")
        tag = re.fullmatch(r"([A-Za-z]{2,3})[-_][A-Za-z0-9_-]{2,20}", text)
        return (
            _looked_up(tag.group(1), tables.language_index(), "language-unknown")
            if found.value is None and tag
            else found
        )

    def display(self, value: str, locale: str) -> str:
        return _shown(tables.languages().get(value, ())[1:], locale) or value


class CurrencyType(PropertyType):
    """A currency as ISO 4217 code from codes, signs and the words on Iraqi papers (``دينار`` alone is IQD,
    ``دولار`` alone USD).

    >>> CurrencyType().clean("دينار").value, CurrencyType().clean("$").value
    ('IQD', 'USD')
    """

    name: ClassVar[str] = "currency"
    exact: ClassVar[str] = "IQD|USD|EUR"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value)
        sign = tables.currency_index().get(text)
        return Clean(sign) if sign else _looked_up(text, tables.currency_index(), "not-a-currency")

    def display(self, value: str, locale: str) -> str:
        return _shown(tables.currencies().get(value, ()), locale) or value


def _looked_up(text: str, names: Mapping[str, str], note: str) -> Clean:
    if not text:
        return Clean(None)
    found = names.get(fold_name(text)) if len(text) <= 100 else None
    if found:
        return Clean(found)
    return Clean(None, "placeholder" if is_placeholder(text) else note)


def _shown(names: tuple[str, ...], tag: str) -> str:
    """The name for a locale; for Badini the Sorani one, then Arabic, then English where there is none."""
    column = _COLUMN[locale_of(tag).tag]
    return next((name for name in reversed(names[: column + 1]) if name), names[0] if names else "")


__all__ = ["CountryType", "CurrencyType", "LanguageType"]
