"""Contacts as vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350).

Kinds: ``contact.card``, one per card (row = number of the card), and ``contact.value``, one per telephone
number, e-mail, address, web page, messenger name …: ``card`` (row of the card), ``property`` (TEL, EMAIL,
ADR, URL, IMPP, PHOTO that is only named, X-…), ``types`` (home, cell …, and what the card calls it itself;
one a line), ``value``, ``parameters`` (any other parameter, ``NAME=value``, one a line). ``more`` of a card
holds properties that have no column and parameters of those that have one. Pictures and sounds inside a card
come as members. Quoted-printable, base64, charsets and folded lines are undone. A line that is no property is
a problem.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.reader import NO, Confidence, Item, Member
from tahqiq.formats.rows import Rows
from tahqiq.formats.text_encoding import decode, guess
from tahqiq.kit.reasons import reason
from tahqiq.model.account import TECHNICAL
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

CARD = "contact.card"
_SINGLE = {
    "FN": "name",
    "NICKNAME": "nickname",
    "BDAY": "birthday",
    "ORG": "organization",
    "TITLE": "title",
    "ROLE": "role",
    "NOTE": "note",
    "UID": "uid",
    "REV": "revision",
    "VERSION": "version",
    "GENDER": "gender",
    "CATEGORIES": "categories",
}
_NAME = ("family_name", "given_name", "additional_names", "prefix", "suffix")
CARD_COLUMNS = (
    "name",
    *_NAME,
    *(column for column in _SINGLE.values() if column != "name"),
    "phones",
    "emails",
    "more",
)
VALUE = "contact.value"
VALUE_COLUMNS = ("card", "property", "types", "value", "parameters")
VALUES_PART = Part(1, "entry", "values")
_MANY = frozenset(
    ["TEL", "EMAIL", "ADR", "URL", "IMPP", "GEO", "RELATED", "KEY", "LABEL", "PHOTO", "LOGO", "SOUND"]
)
_BINARY = frozenset(["PHOTO", "LOGO", "SOUND", "KEY"])
_ESCAPE = re.compile(r"\\([nN,;:\\])")
_KINDS = {
    "jpeg": "jpg",
    "image/jpeg": "jpg",
    "png": "png",
    "image/png": "png",
    "gif": "gif",
    "image/gif": "gif",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One property: name without group, parameters in lower case, raw value."""

    name: str
    parameters: dict[str, list[str]]
    raw: str
    row: int
    group: str = ""
    broken: bool = False

    @property
    def further(self) -> list[str]:
        """Parameters beside the types and those that say how the value is packed, as ``NAME=value``."""
        packed = ("type", "encoding", "charset", "value")
        return [
            f"{name.upper()}={value}"
            for name, values in self.parameters.items()
            if name not in packed
            for value in values
        ]

    @property
    def types(self) -> str:
        """The TYPE parameters one a line, ``pref`` among them."""
        return "\n".join(
            dict.fromkeys(one for value in self.parameters.get("type", []) for one in value.split(",") if one)
        )

    @property
    def encoding(self) -> str:
        """``quoted-printable``, ``base64`` or empty."""
        said = (self.parameters.get("encoding") or [""])[0]
        return "base64" if said == "b" else said

    def text(self) -> str:
        """The value decoded, escapes still in place."""
        charset = (self.parameters.get("charset") or [""])[0]
        if self.encoding == "quoted-printable":
            return decode(
                quopri.decodestring(self.raw.encode("utf-8", "surrogateescape")), charset or None
            ).text
        return self.raw

    def data(self) -> bytes | None:
        """The content of a picture or sound inside the card; None when it is only named or damaged."""
        raw = self.raw.partition("base64,")[2] if self.raw.startswith("data:") else self.raw
        if self.encoding != "base64" and not self.raw.startswith("data:"):
            return None
        try:
            return base64.b64decode(re.sub(r"\s", "", raw), validate=True)
        except (binascii.Error, ValueError):
            return None


def sniff(head: bytes, name: str) -> Confidence:
    """The line that begins a card."""
    encoding, _ = guess(head[:4096])
    start = head[:4096].decode(encoding, "ignore").lstrip("\ufeff \r\n\t")
    return (
        Confidence(0.98, reason("format-begins", what="BEGIN:VCARD"))
        if start[:11].upper() == "BEGIN:VCARD"
        else NO
    )


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Cards in the order of the file; a card that is not ended is read and told."""
    if path.stat().st_size > rows.limits.max_member_bytes:
        raise TooMuch(f"{rows.limits.max_member_bytes} B")
    decoded = decode(path.read_bytes())
    if decoded.problem is not None:
        yield decoded.problem
    numbers, values = count(1), count(1)
    card: list[Line] | None = None
    for line in unfold(decoded.text):
        if line.name == "BEGIN" and line.raw.strip().upper() == "VCARD":
            if card is not None:
                yield from _card(rows, card, next(numbers), values, ended=False)
            card = []
        elif line.name == "END" and line.raw.strip().upper() == "VCARD":
            if card is not None:
                yield from _card(rows, card, next(numbers), values, ended=True)
            card = None
        elif line.broken or card is None:
            place = Place(WHOLE, next(copy(numbers)) if card is not None else 0)
            rows.tell(
                Problem(
                    "entry-unreadable",
                    place,
                    value=line.raw[:200],
                    params={"reason": f"line {line.row} is no property"},
                    fields=1,
                )
            )
        else:
            card.append(line)
        yield from rows.ready()
    if card is not None:
        yield from _card(rows, card, next(numbers), values, ended=False)


def unfold(text: str) -> Iterator[Line]:
    """Properties of ``text``: lines that go on with a blank, or after a soft break of quoted-printable, are
    joined; others are passed over."""
    pending: str | None = None
    begun = 0
    for row, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if pending is not None and line[:1] in (" ", "\t"):
            pending += line[1:]
        elif (
            pending is not None
            and pending.endswith("=")
            and "QUOTED-PRINTABLE" in pending.partition(":")[0].upper()
        ):
            pending = pending[:-1] + line
        else:
            yield from _parsed(pending, begun)
            pending, begun = line, row
    yield from _parsed(pending, begun)


def _parsed(line: str | None, row: int) -> Iterator[Line]:
    match = re.match(
        r'(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;(?:"[^"]*"|[^:";])*)*):(.*)', line or "", re.S
    )
    if match is None:
        if line and line.strip():
            yield Line("", {}, line, row, broken=True)
        return
    parameters: dict[str, list[str]] = {}
    for piece in filter(None, re.findall(r';((?:"[^"]*"|[^;"])*)', match.group(3))):
        key, sign, value = piece.partition("=")
        if not sign:  # vCard 2.1: a bare TYPE or ENCODING
            key, value = ("encoding" if key.lower() in ("quoted-printable", "base64", "b") else "type"), key
        value = value.strip('"')
        parameters.setdefault(key.lower(), []).append(
            value.lower() if key.lower() in ("type", "encoding", "charset", "value") else value
        )
    yield Line(match.group(2).upper(), parameters, match.group(4), row, (match.group(1) or "").lower())


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match.group(1) in "nN" else match.group(1), text).strip()


def _fields(text: str) -> list[str]:
    """The parts of a value split at semicolons that are not escaped."""
    return [_plain(part) for part in re.split(r"(?<!\\);", text)]


def _card(rows: Rows, card: list[Line], number: int, counter: Iterator[int], ended: bool) -> Iterator[Item]:
    values: dict[str, list[str]] = {}
    labels = {line.group: _plain(line.text()) for line in card if line.group and line.name == "X-ABLABEL"}
    for line in card:
        for packing in ("encoding", "charset", "value"):
            if line.parameters.get(packing):
                rows.aside(packing.upper(), Place(WHOLE, number), TECHNICAL)
        inside = line.name in _BINARY and (line.encoding == "base64" or line.raw.startswith("data:"))
        text = line.text() if not inside else line.raw
        if inside:
            yield from _picture(line, number)
        elif line.name == "N":
            parts = _fields(text)
            for column, part in zip(_NAME, parts, strict=False):
                values.setdefault(column, []).append(part)
            values.setdefault("more", []).extend(f"N: {part}" for part in parts[len(_NAME) :] if part)
        elif line.name in _SINGLE:
            joined = ", ".join(part for part in _fields(text) if part) if line.name == "ORG" else _plain(text)
            values.setdefault(_SINGLE[line.name], []).append(joined)
        elif line.name in _MANY or line.name.startswith("X-"):
            value = ", ".join(part for part in _fields(text) if part) if line.name == "ADR" else _plain(text)
            value = value.removeprefix("tel:") if line.name == "TEL" else value
            if value or line.further:
                values.setdefault({"TEL": "phones", "EMAIL": "emails"}.get(line.name, ""), []).append(value)
                types = "\n".join(
                    filter(None, (line.types, labels.get(line.group) if line.name != "X-ABLABEL" else None))
                )
                rows.add(
                    VALUE,
                    VALUES_PART,
                    VALUE_COLUMNS,
                    next(counter),
                    (str(number), line.name, types, value, "\n".join(line.further)),
                )
                continue
        else:
            values.setdefault("more", []).append(f"{line.name}: {_plain(text)}")
        said = [*line.further, *(f"TYPE={one}" for one in line.types.split("\n") if one and not inside)]
        values.setdefault("more", []).extend(f"{line.name};{one}" for one in said)
    values.pop("", None)
    rows.add(
        CARD,
        WHOLE,
        CARD_COLUMNS,
        number,
        {column: "\n".join(filter(None, found)) for column, found in values.items()},
    )
    if not ended:
        rows.tell(Problem("card-not-ended", Place(WHOLE, number)))


def _picture(line: Line, number: int) -> Iterator[Item]:
    data = line.data()
    kind = next(
        (ending for key, ending in _KINDS.items() if key in line.types or key in line.raw[:40]), "bin"
    )
    if data:
        yield Member(f"card-{number}-{line.name.lower()}.{kind}", data, Place(WHOLE, number))
    elif line.encoding == "base64":
        yield Problem(
            "attachment-damaged", Place(WHOLE, number), params={"name": line.name.lower(), "reason": "base64"}
        )


READER = FormatReader("vcard", 2, "Contacts (vCard)", (".vcf", ".vcard"), sniff, read)
