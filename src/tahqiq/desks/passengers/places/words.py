"""Codes of messages in words: airports by their town, countries and nationalities by their name."""

from collections.abc import Mapping
from functools import cache
from typing import cast

from tahqiq.kit.messages import wanted
from tahqiq.kit.tables import table
from tahqiq.model.types.country import CountryType

_PLACE = {"en": 0, "ar": 1, "ckb": 2, "kmr-Arab": 3}
_AIRPORTS = frozenset(["origin", "destination", "embark", "debark", "clearance", "agency_city"])
_COUNTRIES = frozenset(["nationality", "issuer", "residence", "country", "agency_country", "applies_to"])


@cache
def _airports() -> Mapping[str, list[str]]:
    return cast("Mapping[str, list[str]]", table(__package__, "airports.yaml"))


def town(airport: str) -> str:
    """The town of an airport in the language asked for; its letters where it is not known."""
    names = _airports().get(airport)
    return names[_PLACE.get(wanted(), 0)] if names else airport


def country(code: str) -> str:
    """A country or nationality in the language asked for; as it stands where it is not known."""
    found = CountryType().clean(code).value
    return CountryType().display(found, wanted()) if found else code


def with_code(word: str, code: str) -> str:
    """A word with its code behind it, once where both are one.

    >>> with_code("Baghdad", "BGW"), with_code("XXX", "XXX")
    ('Baghdad (BGW)', 'XXX')
    """
    return word if word == code or not code else f"{word} ({code})"


def words_of(rows: Mapping[str, list[dict[str, str]]]) -> dict[str, str]:
    """What the codes in a booking are called, by code, where a word is known."""
    made = {}
    for some in rows.values():
        for row in some:
            for cell, value in row.items():
                if cell in _AIRPORTS:
                    made[value] = town(value)
                elif cell in _COUNTRIES:
                    made[value] = country(value)
    return {code: word for code, word in made.items() if word != code}
