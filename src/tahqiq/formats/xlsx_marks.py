"""What a fast reader of XLSX does not tell: error cells, formulas without a stored value, numbers shown with
leading zeros, size on paper.

Works on the raw sheet XML by byte patterns after checking the members against the limits (so nothing is
unpacked that was not announced); nothing is interpreted, the patterns only find places. Cells without an
``r`` attribute (rare writers) are not looked at.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from tahqiq.formats.containers import read_member
from tahqiq.formats.reader import Limits

AREA = 60_000_000
"""Cells of the rectangle a sheet may span: the reader holds all of it, so two cells in far corners would be a
bomb."""
_CELL = re.compile(
    rb'<(?:\w+:)?c (?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")([^>]*[^/>])>(.*?)</(?:\w+:)?c>', re.DOTALL
)
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >]")
_RULE = re.compile(rb"<(?:\w+:)?formula[12]?(?:\s[^>]*)?>[^<\"]")
_PAPER = re.compile(
    rb"<(?:\w+:)?((?:odd|even|first)(?:Header|Footer)|formula1|formula2|formula)(?:\s[^>]*)?>([^<]+)</"
)
_ASKED = re.compile(rb'\b(promptTitle|prompt|errorTitle|error|tooltip|display|location)="([^"]+)"')
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["'](\d{1,9})["']""")
_FAR_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{1,3}(\d{5,9})["']""")
_FAR_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{2,3})\d""")
_STYLE = re.compile(rb'\bs="(\d+)"')


@dataclass(slots=True)
class Marks:
    """Findings of one sheet by 1-based ``(row, column)``; ``area`` is how many cells its used rectangle has
    at most; ``beside`` are ``(what, text)`` of page headers, questions and tips of cells, ``formulas`` how
    many cells have one, ``file`` the name of the sheet's file."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unvalued: set[tuple[int, int]] = field(default_factory=set)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    area: int = 0
    beside: list[tuple[str, str]] = field(default_factory=list)
    formulas: int = 0
    file: str = ""


def marks(archive: zipfile.ZipFile, limits: Limits) -> dict[str, Marks]:
    """Findings of every worksheet by its name. Raises ``BadZipFile`` or ``TooMuch`` for a damaged or too
    large container."""
    masks = _masks(archive, limits)
    found = {}
    for name, info in _sheets(archive, limits):
        found[name] = _scan(read_member(archive, info, limits), masks)
        found[name].file = info.filename.rpartition("/")[2]
    return found


def masked(mask: str, digits: str) -> str:
    """A whole number as a number format of zeros, digits and fixed characters shows it.

    >>> masked("0000 000 0000", "7701234567"), masked('"+"#', "964770"), masked("00000", "42")
    ('0770 123 4567', '+964770', '00042')
    """
    steps = re.findall(r'"[^"]*"|\\.|.', mask)
    left, out = list(digits), []
    slots = sum(mark in "0#" for mark in steps)
    for mark in reversed(steps):
        if mark not in ("0", "#"):
            out.append(mark.strip('"') if mark[0] == '"' else mark[-1])
            continue
        slots -= 1
        if slots == 0 and left:
            out.append("".join(left))
            left = []
        elif left:
            out.append(left.pop())
        elif mark == "0":
            out.append("0")
    return "".join(reversed(out))


def column_number(letters: str) -> int:
    """The 1-based number of a column.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a 1-based column.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _scan(xml: bytes, masks: dict[int, str]) -> Marks:
    found = Marks(
        area=_area(xml), beside=_beside(xml), formulas=len(_FORMULA.findall(xml)) + len(_RULE.findall(xml))
    )
    if not (masks or b't="e"' in xml or b"<f" in xml or b":f" in xml):
        return found
    for letters, row, attributes, body in _CELL.findall(xml):
        place = (int(row), column_number(letters.decode()))
        value = _VALUE.search(body)
        if b't="e"' in attributes:
            found.errors[place] = value.group(1).decode("utf-8", "replace") if value else "#"
        elif value is None or not value.group(1):
            if b"<f" in body and b"<is" not in body:
                found.unvalued.add(place)
        elif masks and (style := _STYLE.search(attributes)) and int(style.group(1)) in masks:
            digits = value.group(1).decode("ascii", "replace")
            if digits.isdecimal() and b't="s"' not in attributes:
                found.shown[place] = masked(masks[int(style.group(1))], digits)
    return found


def _beside(xml: bytes) -> list[tuple[str, str]]:
    """Texts behind the cells: page headers and footers, what a cell asks for, tips and lists of allowed
    values."""
    tail = xml[max(0, xml.rfind(b"</sheetData>"), xml.rfind(b":sheetData>")) :]
    found = [
        (name.decode(), html.unescape(text.decode("utf-8", "replace"))) for name, text in _PAPER.findall(tail)
    ]
    found = [(name, text) for name, text in found if not name.startswith("formula") or text.startswith('"')]
    for name, text in _ASKED.findall(tail):
        found.append((name.decode(), html.unescape(text.decode("utf-8", "replace"))))
    return [(name, text) for name, text in found if text.strip()]


def _area(xml: bytes) -> int:
    """Rows times columns of the rectangle that a reader of this sheet would hold: from the furthest row and
    the furthest column that any cell or row names, in either sort of quotes; columns are taken as 26 at
    least."""
    rows = max((int(number) for number in _ROW.findall(xml)), default=1)
    rows = max(rows, xml.count(b"<row"), *map(int, set(_FAR_ROW.findall(xml))))
    columns = set(_FAR_COLUMN.findall(xml))
    return rows * max((column_number(letters.decode()) for letters in columns), default=26)


def _sheets(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """``(sheet name, member)`` by way of the workbook and its relations; nothing for a workbook that has
    none."""
    members = {info.filename.lstrip("/").lower(): info for info in archive.infolist()}
    relations = {
        item.get("Id", ""): item.get("Target", "").replace("\\", "/")
        for item in _elements(archive, "xl/_rels/workbook.xml.rels", limits)
    }
    for item in _elements(archive, "xl/workbook.xml", limits):
        if not item.tag.endswith("}sheet"):
            continue
        key = next((value for name, value in item.attrib.items() if name.endswith("}id")), "")
        target = relations.get(key, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path.lower() in members and target.lower().endswith(".xml"):
            yield item.get("name", ""), members[path.lower()]


def _masks(archive: zipfile.ZipFile, limits: Limits) -> dict[int, str]:
    """Cell style number → number format, for the formats that only pad with zeros or insert fixed
    characters."""
    formats: dict[str, str] = {}
    cells: list[str] = []
    for item in _elements(archive, "xl/styles.xml", limits):
        if item.tag.endswith("}numFmt"):
            formats[item.get("numFmtId", "")] = item.get("formatCode", "").split(";")[0]
        elif item.tag.endswith("}cellXfs"):
            cells = [style.get("numFmtId", "") for style in item]
    return {number: formats[key] for number, key in enumerate(cells) if _is_mask(formats.get(key, ""))}


def _is_mask(code: str) -> bool:
    bare = re.sub(r'"[^"]*"|\\.', "", code)
    padded = "00" in bare or ("+" in code and any(character in "0#" for character in bare))
    return padded and bool(re.fullmatch(r"[0# \-()+]*", bare))


def _elements(archive: zipfile.ZipFile, name: str, limits: Limits) -> list[Element]:
    info = next(
        (item for item in archive.infolist() if item.filename.lstrip("/").lower() == name.lower()), None
    )
    if info is None:
        return []
    try:
        return list(ElementTree.fromstring(read_member(archive, info, limits)).iter())
    except (ParseError, DefusedXmlException):
        return []
