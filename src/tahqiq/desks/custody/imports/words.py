"""Texts of a register as values of a field; what cannot be is said, never guessed."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import AwareDatetime

from tahqiq.casework.clocks import ZONE
from tahqiq.model.body_fields import bare
from tahqiq.model.types.zones import zone

HIJRI = range(1300, 1600)
"""Years that a Gregorian register of people held cannot have, and a Hijri one does."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no value of its field: the code of a message."""

    code: str


@cache
def words() -> dict[str, Any]:
    """The words of ``headers.yaml``: other names of columns, yes, no, not known, ways through a door."""
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("headers.yaml").read_text("utf-8"))
    return loaded


def folded(text: str) -> str:
    """A header or word without case, spaces, hyphens, underscores and the hamza on an alif.

    >>> folded("Date of_Birth"), folded("رقم الأمر")
    ('dateofbirth', 'رقمالامر')
    """
    return "".join(sign for sign in text.strip().casefold() if sign not in " _-\u200c\u00a0").translate(
        {0x623: 0x627, 0x625: 0x627, 0x622: 0x627}
    )


@cache
def aliases() -> dict[str, str]:
    """The field that each other name of a column means, folded."""
    return {folded(one): field for field, names in words()["columns"].items() for one in names}


@cache
def _folded_words(name: str) -> frozenset[str]:
    return frozenset(folded(one) for one in words()[name])


def value(annotation: Any, text: str) -> Any:  # noqa: ANN401 (an annotation and what it is of)
    """What a text says for a field of this type: None for nothing and for "not known", a :class:`Fault` where
    it says something else.

    >>> value(AwareDatetime, "1447-05-01"), value(AwareDatetime | None, " ")
    (Fault(code='custody-hijri'), None)
    """
    kind, text = bare(annotation), text.strip()
    if get_origin(kind) in (list, tuple):
        return [part.strip() for part in text.replace("؛", ";").split(";") if part.strip()]
    if kind is str:
        return text
    if not text or folded(text) in _folded_words("unknown"):
        return None
    if kind is bool:
        return (
            True
            if folded(text) in _folded_words("yes")
            else False
            if folded(text) in _folded_words("no")
            else Fault("custody-value")
        )
    if kind in (int, float):
        return _number(kind, text)
    if kind in (date, datetime, AwareDatetime):
        return moment(text, whole=kind is date)
    if get_origin(kind) is Literal:
        found = {folded(str(one)): one for one in get_args(kind)}
        return found.get(folded(text), Fault("custody-value"))
    return text


def moment(text: str, *, whole: bool) -> Any:  # noqa: ANN401
    """A day (``whole``) or a moment, ISO 8601, in Baghdad where no zone stands; a :class:`Fault` for anything
    else and for a Hijri year.

    >>> moment("1447-05-01", whole=True), moment("2026-05-01 14:20", whole=False).isoformat()
    (Fault(code='custody-hijri'), '2026-05-01T14:20:00+03:00')
    """
    plain = text.replace("/", "-").replace(" ", "T", 1).translate(_DIGITS)
    try:
        found = datetime.fromisoformat(plain)
    except ValueError:
        parts = plain.split("T")[0].split("-")
        hijri = any(part.isdigit() and int(part) in HIJRI for part in parts)
        return Fault("custody-hijri" if hijri else "custody-value")
    if found.year in HIJRI:
        return Fault("custody-hijri")
    if whole:
        return found.date()
    if len(plain) == 10:
        return Fault("custody-no-hour")
    return found if found.tzinfo else found.replace(tzinfo=zone(ZONE))


def _number(kind: Any, text: str) -> Any:  # noqa: ANN401
    try:
        return kind(text.translate(_DIGITS))
    except ValueError:
        return Fault("custody-value")


_DIGITS = {0x660 + n: str(n) for n in range(10)} | {0x6F0 + n: str(n) for n in range(10)}
