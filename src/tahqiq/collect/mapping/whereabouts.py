"""In which country and zone a table was written: what its numbers, cards, accounts and times say of it, never
a habit without a word."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import phonenumbers

from tahqiq.collect.mapping.looks import Column
from tahqiq.kit.tables import table
from tahqiq.model.types.codes import drop_separators

LEAST = 0.9
"""Which share of the numbers written without a country must be valid ones of the country that is assumed."""

MANY = 0.3
"""Which share of all numbers must carry one country for it to say where a table was written whose other
numbers belong to none: one call abroad says nothing."""

MOST = 400
LONG = 7


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``country`` in which national numbers are read, None = they are not (each stays as it is written);
    ``zone`` None = not known. ``by`` why each was taken: numbers, cards, accounts, assumed (its numbers are
    valid there), unknown (nothing speaks for or against what is assumed), contradicted (what was assumed
    cannot be: ``seen`` shows it)."""

    country: str | None
    zone: str | None
    by: str
    seen: str = ""


def whereabouts(
    phones: Sequence[Column], cards: Sequence[Column], accounts: Sequence[Column], country: str, zone: str
) -> Whereabouts:
    """What the columns say against or for the ``country`` and ``zone`` that are assumed.

    A country with more than one zone gives none (:attr:`Whereabouts.zone` None).
    """
    abroad, national = _numbers(phones)
    stated = _top(abroad)
    networks = _top(
        Counter(
            _networks().get(value[:3], "")
            for column in cards
            for value in column.distinct[:MOST]
            if _is_card(value)
        )
    )
    if national:
        valid = _valid(national, country)
        if valid >= LEAST:
            return Whereabouts(country, zone, "assumed")
        other = networks or stated
        if other and other != country and _valid(national, other) >= LEAST:
            return Whereabouts(other, zone_of(other), "cards" if networks else "numbers")
        seen = next((text for text in national if not _is_valid(text, country)), "")
        told = networks or (stated and abroad[stated] >= MANY * (abroad.total() + len(national)))
        if told and other and other != country:
            return Whereabouts(None, zone_of(other), "cards" if networks else "numbers", seen)
        return Whereabouts(None, None, "contradicted", seen)
    other = (
        networks
        or (stated if stated and abroad[stated] >= 0.6 * abroad.total() else "")
        or _of_accounts(accounts)
    )
    if other and other != country:
        return Whereabouts(
            other, zone_of(other), "cards" if networks else "numbers" if stated else "accounts"
        )
    return Whereabouts(country, zone, "assumed" if other else "unknown")


@cache
def zone_of(country: str) -> str | None:
    """The zone of a country (ISO 3166 alpha-2), None for one with several, by the list of the tz database.

    >>> zone_of("IQ"), zone_of("US"), zone_of("")
    ('Asia/Baghdad', None, None)
    """
    found = zones_of(country)
    return found[0] if len(found) == 1 else None


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """All zones of a country in the order of the tz database."""
    lines = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(row[2] for row in rows if row[0] == country)


@cache
def _networks() -> dict[str, str]:
    return {str(code): name for code, name in table(__package__, "networks.yaml").items()}


def _is_card(value: str) -> bool:
    return value.isdigit() and len(value) in (14, 15)


def _numbers(columns: Sequence[Column]) -> tuple[Counter[str], list[str]]:
    """Countries of the numbers that carry theirs, and the numbers that do not."""
    abroad: Counter[str] = Counter()
    national: list[str] = []
    for column in columns:
        for value in column.distinct[:MOST]:
            digits = drop_separators(value)
            bare = digits.lstrip("+")
            if not bare.isdigit() or not LONG <= len(bare) <= 15:
                continue
            region = (
                _region(f"+{bare.removeprefix('00')}")
                if digits.startswith(("+", "00")) or (len(bare) >= 11 and bare[0] != "0")
                else ""
            )
            if region:
                abroad[region] += 1
            else:
                national.append(bare)
    return abroad, national


@cache
def _region(number: str) -> str:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.region_code_for_number(parsed) or "" if phonenumbers.is_valid_number(parsed) else ""


def _is_valid(text: str, country: str) -> bool:
    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(text, country)))
    except phonenumbers.NumberParseException:
        return False


def _valid(numbers: Sequence[str], country: str) -> float:
    return sum(_is_valid(text, country) for text in numbers[:MOST]) / max(1, len(numbers[:MOST]))


def _of_accounts(columns: Sequence[Column]) -> str:
    found = Counter(
        value[:2].upper()
        for column in columns
        for value in column.distinct[:MOST]
        if column.share("iban") >= 0.5 and value[:2].isalpha()
    )
    return _top(found)


def _top(found: Counter[str]) -> str:
    found.pop("", None)
    return found.most_common(1)[0][0] if found else ""
