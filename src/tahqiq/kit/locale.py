"""Our own table of locales: names, direction, digits, months, plurals and alphabetical order for people and
for the page."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from tahqiq.kit.tables import table
from tahqiq.kit.text import Direction

Digits = Literal["latn", "arab"]
Plural = Literal["zero", "one", "two", "few", "many", "other"]

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_SEPARATORS: Mapping[Digits, tuple[str, str]] = {"latn": (",", "."), "arab": ("٬", "٫")}
_ISO = re.compile(
    r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:T([0-9]{2})(?::([0-9]{2}))?(?::([0-9]{2}))?)?(Z?)"
)


@dataclass(frozen=True, slots=True)
class Locale:
    """One language as the interface writes it.

    ``tag`` BCP 47; ``name`` in itself; ``script`` ISO 15924; ``digits`` the set used unless a person chose
    another; ``week`` the first day of the week, 0 = Monday; ``months`` January first; ``weekdays`` Monday
    first; ``alphabet`` groups of letters that sort together, in order; ``zones`` what the clocks of a zone
    (IANA name) are called; ``reviewed`` whether a native speaker has checked the words.
    """

    tag: str
    name: str
    script: str
    direction: Direction
    digits: Digits
    plural_rule: str
    week: int
    date_form: str
    reviewed: bool
    aliases: tuple[str, ...]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    alphabet: tuple[str, ...]
    zones: Mapping[str, str]

    def plural(self, count: int) -> Plural:
        """The plural form for a whole number, in the categories of CLDR.

        >>> [locale("ar").plural(n) for n in (0, 1, 2, 5, 11, 100)]
        ['zero', 'one', 'two', 'few', 'many', 'other']
        """
        if self.plural_rule == "arabic":
            return _arabic_plural(abs(count))
        return "one" if abs(count) == 1 else "other"


def _arabic_plural(count: int) -> Plural:
    if count < 3:
        return ("zero", "one", "two")[count]
    rest = count % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


@cache
def locales() -> Mapping[str, Locale]:
    """All locales by tag, in the order of ``kit/locales.yaml``."""
    loaded = table("tahqiq.kit", "locales.yaml")
    return {
        tag: Locale(
            tag=tag,
            name=item["name"],
            script=item["script"],
            direction=item["direction"],
            digits=item["digits"],
            plural_rule=item["plural"],
            week=item["week"],
            date_form=item["date"],
            reviewed=item["reviewed"],
            aliases=tuple(item["aliases"]),
            months=tuple(item["months"]),
            months_short=tuple(item.get("months_short", item["months"])),
            weekdays=tuple(item["weekdays"]),
            alphabet=tuple(part.strip("[]") for part in item["alphabet"].split()),
            zones=dict(item["zones"]),
        )
        for tag, item in loaded.items()
    }


@cache
def _by_alias() -> Mapping[str, Locale]:
    return {name.casefold(): item for item in locales().values() for name in (item.tag, *item.aliases)}


def locale(tag: str) -> Locale:
    """The locale of a tag or alias (``ku-Arab-IQ`` is ``kmr-Arab``), the longest known beginning of it, or
    English.

    >>> locale("ku-Arab-IQ").tag, locale("ar-SY").tag, locale("fr").tag
    ('kmr-Arab', 'ar', 'en')
    """
    parts = tag.replace("_", "-").casefold().split("-")
    for size in range(len(parts), 0, -1):
        found = _by_alias().get("-".join(parts[:size]))
        if found:
            return found
    return locales()["en"]


def zone_name(zone: str, tag: str) -> str:
    """What the clocks of a zone (IANA name) are called in a language; a zone without words is named as it is.

    >>> zone_name("Asia/Baghdad", "en"), zone_name("Asia/Baghdad", "ar"), zone_name("Asia/Tokyo", "ar")
    ('Baghdad time', 'توقيت بغداد', 'Asia/Tokyo')
    """
    return locale(tag).zones.get(zone, zone)


def format_number(value: int | Decimal | str, tag: str, digits: Digits | None = None) -> str:
    """A number with grouped thousands in the digits of the locale (or ``digits``); a text that is no number
    comes back as it is.

    >>> format_number("-1234567.5", "en"), format_number(1500, "ar"), format_number(1500, "ar", "latn")
    ('-1,234,567.5', '١٬٥٠٠', '1,500')
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    chosen = digits or locale(tag).digits
    group, point = _SEPARATORS[chosen]
    text = f"{number:,f}".replace(",", "\x00").replace(".", point).replace("\x00", group)
    return in_digits(text, chosen)


def in_digits(text: str, digits: Digits) -> str:
    """ASCII digits of ``text`` in the set ``digits``."""
    return text.translate(_ARABIC_DIGITS) if digits == "arab" else text


def format_date(value: str, tag: str, zone: str | None = None, digits: Digits | None = None) -> str:
    """A date of any precision (``2024``, ``2024-03``, ``2024-03-01T10:15:00Z``) in the words of the locale.

    A time in UTC (``Z``) is moved to ``zone`` (IANA name) when one is given and shown with ``UTC`` otherwise;
    a time without zone is shown as it stands. What is no such date comes back as it is. Raises
    ``zoneinfo.ZoneInfoNotFoundError`` for an unknown zone.

    >>> format_date("2024-11-03", "ar", digits="latn")
    '3 تشرين الثاني 2024'
    >>> format_date("2024-11-24T13:00:05Z", "en", "Asia/Baghdad")
    '24 November 2024, 16:00:05'
    """
    found = _ISO.fullmatch(value)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return value
    utc = found[7] == "Z"
    if utc and zone and found[5]:
        return format_date(_moved(value, zone), tag, None, digits)
    own = locale(tag)
    chosen = digits or own.digits
    month = own.months[int(found[2]) - 1] if found[2] else ""
    text = (
        own.date_form.format(d=int(found[3]), month=month, y=found[1])
        if found[3]
        else f"{month} {found[1]}".strip()
    )
    if found[4]:
        text += ", " if own.direction == "ltr" else "، "
        text += (
            ":".join(part for part in found.group(4, 5, 6) if part)
            + ("" if found[5] else ":00")
            + (" UTC" if utc else "")
        )
    return in_digits(text, chosen)


def _moved(value: str, zone: str) -> str:
    form = "%Y-%m-%dT%H:%M:%S" if len(value) == 20 else "%Y-%m-%dT%H:%M"
    try:
        moment = datetime.strptime(value[:-1], form).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
        return moment.replace(tzinfo=None).isoformat(timespec="seconds" if len(value) == 20 else "minutes")
    except (ValueError, OverflowError):
        return value[:-1]


CollationKey = tuple[tuple[int, ...], str]


@cache
def collation_key(tag: str) -> Callable[[str], CollationKey]:
    """A key function for ``sorted``: digits, then letters in the order of the locale's alphabet, signs
    ignored at first.

    Arabic-script locales put their own letters before Latin ones, English the other way round. Forms of one
    letter (أ إ آ ا) sort together; equal words are then ordered by code point. Latin letters sort without
    accents.

    >>> sorted(["ڕ", "ر", "ز"], key=collation_key("ckb"))
    ['ر', 'ڕ', 'ز']
    """
    own = locale(tag)
    arabic = own.alphabet or locales()["ar"].alphabet
    latin_first = not own.alphabet
    ranks = {
        sign: (2000 if latin_first else 1000) + place for place, group in enumerate(arabic) for sign in group
    }
    ranks |= {chr(97 + place): (1000 if latin_first else 2000) + place for place in range(26)}
    ranks |= {
        sign: place
        for block in ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
        for place, sign in enumerate(block)
    }

    def key(text: str) -> CollationKey:
        order = []
        for sign in unicodedata.normalize("NFC", text.casefold()):
            rank = ranks.get(sign)
            if rank is None:
                base = unicodedata.normalize("NFKD", sign)[0]
                rank = ranks.get(
                    base, 10_000 + ord(sign) if sign.isalpha() else 500 if sign.isspace() else None
                )
            if rank is not None:
                order.append(rank)
        return tuple(order), text

    return key


def to_json() -> list[dict[str, object]]:
    """The whole table for the page, as plain JSON values. ``plural`` is ``one-other`` or ``arabic``;
    ``alphabet`` a list of letter groups."""
    return [
        {
            "tag": item.tag,
            "name": item.name,
            "script": item.script,
            "direction": item.direction,
            "digits": item.digits,
            "plural": item.plural_rule,
            "week": item.week,
            "date": item.date_form,
            "reviewed": item.reviewed,
            "aliases": list(item.aliases),
            "months": list(item.months),
            "monthsShort": list(item.months_short),
            "weekdays": list(item.weekdays),
            "zones": dict(item.zones),
            "alphabet": list(item.alphabet),
        }
        for item in locales().values()
    ]
