"""Every filled field of a file, found without our readers: ``(name, text)`` pairs, for
:mod:`benchmarks.foreign_files`.

One walk for each shape of file (XML, JSON, MIME, vCard, chat lines, CSV); a new format is one more line of
:data:`LEAVES`.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.utils import getaddresses
from html import unescape
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree

from benchmarks.foreign_papers import PAPERS

Leaves = Iterator[tuple[str, str]]


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


_NAMES = frozenset(
    [
        "data/key",
        "attvalue/for",
        "edge/type",
        "edge/directed",
        "Data/name",
        "SimpleData/name",
        "Attribute/AttributeClassReference",
        "color/r",
        "color/g",
        "color/b",
    ]
)
"""Attributes that say which field the text beside them is, or which kind the element: names, not fields."""


_REFERENCES = frozenset(
    [
        *(
            "ChartItem/Id",
            "Entity/EntityId",
            "Link/End1Id",
            "Link/End2Id",
            "LinkStyle/ArrowStyle",
            "LinkStyle/Strength",
            "LinkStyle/LineColour",
        ),
        *(
            "IconStyle/IconShadingColour",
            "IconStyle/EntityTypeReference",
            "LinkStyle/LinkTypeReference",
            "ChartItem/DateTime",
            "Card/DateTime",
        ),
    ]
)
"""What a chart of Analyst's Notebook says by number or in words of its own: delivered as what it stands
for."""


def xml(data: bytes, name: str) -> Leaves:
    """Attributes as ``element/attribute`` and texts as ``element``; nothing of a file that is no XML."""
    try:
        root: Element = ElementTree.fromstring(data)
    except (ParseError, ValueError):
        return
    for element in root.iter():
        tag = _local(element.tag)
        if not tag:
            continue
        for key, value in element.attrib.items():
            if (
                value.strip()
                and "schemaLocation" not in key
                and f"{tag}/{_local(key)}" not in _NAMES | _REFERENCES
            ):
                yield f"{tag}/{_local(key)}", value
        if element.text and element.text.strip():
            pieces = (
                re.split(r"[\s,]+", element.text.strip())
                if tag in ("coordinates", "coord")
                else [element.text]
            )
            if tag in ("description", "Snippet", "text") and "<" in element.text:  # HTML: what it shows
                pieces = [unescape(re.sub(r"<[^>]*>", "", element.text))]
            yield from ((tag, piece) for piece in pieces)
        for child in element:
            if child.tail and child.tail.strip():
                yield tag, child.tail


def jsons(data: bytes, name: str) -> Leaves:
    """Leaves of a document, or of each line, by their key; numbers as they are written."""
    text = data.decode("utf-8-sig", "replace")
    try:
        yield from _leaves("", json.loads(text, parse_float=str, parse_int=str))
    except (ValueError, RecursionError):
        for line in text.splitlines():
            try:
                yield from _leaves("", json.loads(line, parse_float=str, parse_int=str))
            except (ValueError, RecursionError):
                continue


_SHAPES = re.compile(r"Feature(?:Collection)?|(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection")


def features(data: bytes, name: str) -> Leaves:
    """Leaves of GeoJSON without the words that say which object a thing is."""
    return ((key, text) for key, text in jsons(data, name) if key != "type" or not _SHAPES.fullmatch(text))


def _leaves(key: str, value: object) -> Leaves:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(str(name), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(key, inner)
    elif isinstance(value, bool):
        yield key, "true" if value else "false"
    elif value is not None and str(value).strip():
        yield key, str(value)


_PEOPLE = frozenset(["from", "sender", "reply-to"])
"""Headers whose names and addresses are looked for one by one."""


def mime(data: bytes, name: str) -> Leaves:
    """Headers of the message and its parts, decoded, and the lines of its text parts."""
    message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf \r\n"), policy=policy.compat32)
    for part in message.walk():
        for key, value in part.raw_items():
            raw = str(value)
            if key.lower() in _PEOPLE and "=?" not in raw and raw.isascii():
                yield from (
                    (key, piece) for pair in getaddresses([raw.replace("\n", " ")]) for piece in pair if piece
                )
            elif (
                "=?" not in raw
                and not re.search(r"[^\x20-\x7e\r\n\t]", raw)
                and "*" not in raw.partition("=")[0][-3:]
            ):
                yield key, re.sub(r"\r?\n[ \t]+", " ", raw)
        if part.get_content_type() == "text/plain" and not part.is_multipart():
            payload = part.get_payload(decode=True)
            for line in payload.splitlines() if isinstance(payload, bytes) else ():
                if len(line.strip()) > 8 and line.isascii() and b"\x1b" not in line:
                    yield "body", line.decode("ascii")


def mailbox(data: bytes, name: str) -> Leaves:
    """The leaves of every message between lines that begin with ``From `` and a date."""
    for piece in re.split(rb"(?:^|\n\r?\n)From \S*[^\n]*\d\d:\d\d[^\n]*\n", data):
        if piece.strip():
            yield from mime(piece, name)


def cards(data: bytes, name: str) -> Leaves:
    """Plain properties of contact cards after unfolding; encoded values are passed over."""
    text = re.sub(r"\r?\n[ \t]", "", data.decode("utf-8-sig", "replace"))
    for line in text.splitlines():
        match = re.match(r"(?:[\w-]+\.)?([\w-]+)((?:;[^:]*)?):(.+)$", line)
        if (
            match
            and match.group(1).upper() not in ("BEGIN", "END")
            and not re.search(r"QUOTED|BASE64|ENCODING=b|CHARSET", match.group(2), re.I)
        ):
            for value in re.split(r"(?<!\\)[;,]", match.group(3)):
                value = re.sub(r"\\([,;:\\])", r"\1", value.replace("\\n", " ").replace("\\N", " "))
                if value.strip() and "base64," not in match.group(3):
                    yield match.group(1).upper(), value.removeprefix("tel:")
            for parameter in re.findall(r";(?:TYPE=)?([\w-]+)(?=[;:]|$)", match.group(2) + ":", re.I):
                yield f"{match.group(1).upper()}/type", parameter.lower()


def lines(data: bytes, name: str) -> Leaves:
    """Lines of a text."""
    for line in data.decode("utf-8-sig", "replace").splitlines():
        head = re.match(
            r"^[^\w\[]*\[?[\d./\-, :\u200e\u200f\u202f\u0660-\u0669،]+(?:[APap]\.?\s?[Mm]\.?)?\]?[\s\-–:]*",
            line,
        )
        rest = line[head.end() :] if head else line
        sender, sign, body = rest.partition(": ")
        for piece in (sender, body) if sign else (rest,):
            if piece.strip():
                yield "line", piece


def table(data: bytes, name: str) -> Leaves:
    """Cells of a CSV file."""
    try:
        for record in csv.reader(io.StringIO(data.decode("utf-8-sig", "replace").replace("\x1a", ""))):
            for cell in record:
                if cell.strip() and cell.strip() != "-0-":
                    yield "cell", cell
    except csv.Error:
        return


def entities(data: bytes, name: str) -> Leaves:
    """FollowTheMoney: JSON, or the CSV of statements."""
    return jsons(data, name) if data.lstrip(b"\xef\xbb\xbf \r\n")[:1] in (b"{", b"[") else table(data, name)


LEAVES: dict[str, Callable[[bytes, str], Leaves]] = {
    **PAPERS,
    "anx": xml,
    "camt": xml,
    "json": jsons,
    "cellebrite": xml,
    "ftm": entities,
    "geojson": features,
    "gexf": xml,
    "graphml": xml,
    "kml": xml,
    "mail": mime,
    "mbox": mailbox,
    "msg": lambda data, name: iter(()),
    "ofac": table,
    "telegram": jsons,
    "un_list": xml,
    "vcard": cards,
    "whatsapp": lines,
}
"""The walk for each format."""
