"""Values for a field, from what it declares of itself and from the API's description of a field of that name:
valid, borderline and wrong ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

Quality = Literal["valid", "borderline", "wrong"]
QUALITIES: tuple[Quality, ...] = ("wrong", "borderline", "valid")
API = Path(__file__).resolve().parents[2] / "openapi.json"
LONGEST = 4000
"""Letters of the longest text that is typed."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the page shows it; ``kind`` is the type of the input, ``select`` or ``textarea``. Empty:
    not declared."""

    kind: str
    name: str = ""
    required: bool = False
    least: str = ""
    most: str = ""
    length: int = -1
    pattern: str = ""
    mode: str = ""
    options: tuple[str, ...] = ()


@cache
def declared() -> Mapping[str, Mapping[str, object]]:
    """What the API says of fields, by name; of several fields with one name, the first in the alphabet of the
    schemas."""
    found: dict[str, Mapping[str, object]] = {}
    schemas = json.loads(API.read_text("utf-8"))["components"]["schemas"]
    for _, schema in sorted(schemas.items()):
        for name, property_ in schema.get("properties", {}).items():
            if isinstance(property_, dict):
                found.setdefault(name, property_)
    return found


def kind_of(field: Field) -> str:
    """The type of a field's values: what the input says, then what the API says of its name, else text."""
    if field.kind not in ("text", "search", "textarea", ""):
        return field.kind
    if field.mode in ("decimal", "numeric"):
        return "number"
    schema = declared().get(field.name, {})
    if schema.get("type") in ("integer", "number"):
        return "number"
    return {"date": "date", "date-time": "datetime-local"}.get(str(schema.get("format", "")), "text")


def bound(field: Field, which: Literal["least", "most"]) -> str:
    """The smallest or largest value that is declared for a field, "" where nobody says."""
    written = field.least if which == "least" else field.most
    if written:
        return written
    schema = declared().get(field.name, {})
    said = schema.get("minimum" if which == "least" else "maximum")
    return "" if said is None else str(said)


VALID = {
    "number": "12",
    "date": "2026-03-01",
    "datetime-local": "2026-03-01T10:00",
    "time": "10:00",
    "email": "a@example.org",
    "tel": "07901234567",
    "url": "https://example.org/",
    "password": "correct horse battery",
    "month": "2026-03",
    "color": "#336699",
}
BORDERLINE = {
    "number": "0",
    "date": "2024-02-29",
    "datetime-local": "2024-02-29T23:59",
    "time": "00:00",
    "email": "a@b",
    "tel": "1",
    "url": "http://a",
    "password": "x",
    "month": "1900-01",
    "color": "#000000",
}
WRONG = {
    "number": "-999999999999999999999",
    "date": "9999-12-31",
    "datetime-local": "0001-01-01T00:00",
    "time": "23:59",
    "email": "@",
    "tel": "xyz",
    "url": "not an address",
    "password": "",
    "month": "0001-01",
    "color": "#ffffff",
}
"""Of inputs that let nobody type nonsense (dates), the values that no record can have."""
TEXTS: dict[Quality, tuple[str, ...]] = {
    "valid": ("علي حسن كاظم", "Sara Ahmed", "ئاوات ڕەحیم"),
    "borderline": ("x", "٠", "'\"<b>&", "\u200fعلي\u200f"),
    "wrong": (" ", "x" * LONGEST, "{}[]%00", "../../x"),
}


def value(field: Field, quality: Quality, dice: Random) -> str:
    """A value of a quality for a field. Of a list to choose from an option of the list; ``wrong`` there is
    the empty one, where it is offered."""
    if field.options:
        full = [one for one in field.options if one != ""]
        if quality == "wrong" and "" in field.options:
            return ""
        return full[-1] if quality == "borderline" and full else dice.choice(full or [""])
    kind = kind_of(field)
    if kind in VALID:
        by = {"valid": VALID, "borderline": BORDERLINE, "wrong": WRONG}[quality]
        if quality == "borderline":
            return bound(field, "least") or bound(field, "most") or by[kind]
        if quality == "wrong" and kind == "number" and bound(field, "most"):
            return str(int(float(bound(field, "most"))) + 1)
        if quality == "valid" and kind == "number":
            return bound(field, "least") or by[kind]
        return by[kind]
    if quality == "borderline" and field.length > 0:
        return "x" * min(field.length, LONGEST)
    return dice.choice(TEXTS[quality])
