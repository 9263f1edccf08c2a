"""The workbook of a phone extraction: one sheet per kind, title lines above a header whose columns vary with
the tool's version.

A sheet is recognised by its name, a column by its header; both in the words such reports were seen to use. A
column without a place here goes to ``more``, a sheet that is not recognised is delivered as a plain grid, so
nothing is lost. Row = row of the sheet.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from tahqiq.formats.extraction import (
    ACCOUNT,
    CALL,
    COLUMNS,
    CONTACT,
    DEVICE,
    LOCATION,
    MESSAGE,
    Ends,
    Party,
    is_number_name,
    lines,
    parties_of,
)
from tahqiq.formats.reader import Item, grid
from tahqiq.formats.rows import Rows, clean
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

Cells = list[str | None]
SHEETS = {
    "device info": DEVICE,
    "device information": DEVICE,
    "summary": DEVICE,
    "extraction summary": DEVICE,
    "contacts": CONTACT,
    "call log": CALL,
    "calls": CALL,
    "sms messages": MESSAGE,
    "sms": MESSAGE,
    "mms messages": MESSAGE,
    "chats": MESSAGE,
    "instant messages": MESSAGE,
    "emails": MESSAGE,
    "locations": LOCATION,
    "device locations": LOCATION,
    "user accounts": ACCOUNT,
    "accounts": ACCOUNT,
}
_ALIASES: dict[str, str] = {
    **dict.fromkeys(
        ("timestamp: time", "timestamp", "time", "date & time", "date/time", "date time", "timestamp time"),
        "time",
    ),
    **dict.fromkeys(("timestamp: date", "date", "timestamp date"), "date"),
    **dict.fromkeys(("parties", "party", "participant", "number", "phone number"), "party"),
    **dict.fromkeys(("from", "sender"), "from"),
    **dict.fromkeys(("to", "recipient", "recipients"), "to"),
    **dict.fromkeys(("name", "contact name", "party name"), "name"),
    **dict.fromkeys(("body", "message", "text", "content"), "body"),
    **dict.fromkeys(("direction", "type"), "direction"),
    **dict.fromkeys(("duration", "call duration"), "duration"),
    **dict.fromkeys(("source", "source application", "application", "app"), "app"),
    **dict.fromkeys(("account", "account name"), "account"),
    **dict.fromkeys(
        (
            "deleted",
            "deleted state",
            "state",
            "deleted - call",
            "deleted - sms",
            "deleted - contact",
            "deleted - instant message",
        ),
        "deleted",
    ),
    **dict.fromkeys(("chat #", "chat id"), "chat_id"),
    **dict.fromkeys(("identifier", "chat name"), "chat_name"),
    **dict.fromkeys(("participants",), "participants"),
    **dict.fromkeys(("folder",), "folder"),
    **dict.fromkeys(("status",), "status"),
    **dict.fromkeys(("subject",), "subject"),
    **dict.fromkeys(("attachments", "attachment #1", "attachment"), "attachments"),
    **dict.fromkeys(("phone", "phones", "phone numbers", "entries"), "phones"),
    **dict.fromkeys(("email", "emails", "e-mail"), "emails"),
    **dict.fromkeys(("organization", "organizations"), "organization"),
    **dict.fromkeys(("notes", "note"), "notes"),
    **dict.fromkeys(("group",), "group"),
    **dict.fromkeys(("latitude",), "latitude"),
    **dict.fromkeys(("longitude",), "longitude"),
    **dict.fromkeys(("position", "coordinates"), "position"),
    **dict.fromkeys(("address", "addresses", "map address"), "address"),
    **dict.fromkeys(("category",), "category"),
    **dict.fromkeys(("precision",), "precision"),
    **dict.fromkeys(("user name", "username", "user id"), "username"),
    **dict.fromkeys(("service type", "service", "service identifier"), "service"),
    **dict.fromkeys(("country code", "country"), "country"),
    **dict.fromkeys(("network name", "network code"), "network"),
    **dict.fromkeys(("video call",), "video"),
    **dict.fromkeys(("#", "no", "id"), "id"),
}
_POINT = re.compile(r"\(?\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)")
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_HIDDEN = frozenset(["password"])


def kind_of(sheet: str) -> str | None:
    """The kind of a sheet by its name; a count in brackets at its end does not matter.

    >>> kind_of("Call Log (12)"), kind_of("Sheet1")
    ('extraction.call', None)
    """
    return SHEETS.get(re.sub(r"\s*\(\d+\)\s*$", "", sheet).strip().lower())


def read_workbook(path: Path, rows: Rows) -> Iterator[Item]:
    """The sheets in order."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except CalamineError as error:
        yield Problem("document-damaged", Place(), params={"reason": str(error)[:200]}, records=1)
        return
    own: str | None = None
    for number, name in enumerate(workbook.sheet_names):
        part = Part(number, "sheet", name)
        try:
            table = [
                [_cell(value) for value in line]
                for line in workbook.get_sheet_by_index(number).to_python(skip_empty_area=False)
            ]
        except CalamineError as error:
            yield Problem("document-damaged", Place(part), params={"reason": str(error)[:200]}, records=1)
            continue
        if kind_of(name) == DEVICE:
            own = own or _device(part, table, rows)
            yield from rows.rest()
        else:
            yield from _sheet(part, table, rows, own)


def _cell(value: object) -> str | None:
    """A cell as text: whole numbers without a decimal point; dates in ISO 8601."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    iso = getattr(value, "isoformat", None)
    return clean(iso() if iso else str(value)) or None


def _sheet(part: Part, table: list[Cells], rows: Rows, own: str | None) -> Iterator[Item]:
    kind = kind_of(part.name)
    at = _header(table) if kind else None
    if kind is None or at is None:
        filled = [(row, cells) for row, cells in enumerate(table, start=1) if any(cells)]
        if filled:
            yield grid(part, filled)
        return
    header = [(cell or "").strip() for cell in table[at]]
    for row, cells in enumerate(table[at + 1 :], start=at + 2):
        if any(cells):
            rows.add(
                kind,
                part,
                COLUMNS[kind],
                row,
                _record(kind, part.name, header, cells) | {"device_number": own},
            )
            yield from rows.ready()
    yield from rows.rest()


def _device(part: Part, table: list[Cells], rows: Rows) -> str | None:
    """Adds name and value pairs; the phone's own number if it is among them."""
    section = ""
    own = None
    for row, cells in enumerate(table, start=1):
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            section = filled[0]
        elif filled:
            name, value = filled[0].rstrip(": "), " ".join(filled[1:])
            rows.add(DEVICE, part, COLUMNS[DEVICE], row, {"section": section, "name": name, "value": value})
            own = own or (value if is_number_name(name) else None)
    return own


def _header(table: list[Cells]) -> int | None:
    """The first of ten rows with two or more headers that are known."""
    for at, cells in enumerate(table[:10]):
        known = [cell for cell in cells if cell and cell.strip().lower() in _ALIASES]
        if len(known) >= 2 and len(known) * 3 >= sum(1 for cell in cells if cell):
            return at
    return None


def _record(kind: str, sheet: str, header: Sequence[str], cells: Cells) -> dict[str, str | None]:
    found: dict[str, str] = {}
    more = []
    for title, cell in zip(header, cells, strict=False):
        name = _ALIASES.get(title.lower())
        if cell is None or title.lower() in _HIDDEN:
            continue
        if name is None or name in found:
            more.append(f"{title}: {cell}" if title else cell)
        else:
            found[name] = cell.replace("_x000d_", "")
    values: dict[str, str | None] = {
        name: found.pop(name, None) for name in ("id", "app", "account", "deleted")
    }
    values["time_text"] = _time(found.pop("date", None), found.pop("time", None))
    values |= _MAKERS[kind](sheet, found)
    more += [f"{name}: {value}" for name, value in found.items()]
    values["more"] = lines(more)
    return values


def _time(date: str | None, time: str | None) -> str | None:
    """One text from a date and a time column; the time column often holds both."""
    if date and time and not _DATE.search(time):
        return f"{date} {time}"
    return time or date


def _ends(found: dict[str, str], direction: str | None) -> dict[str, str | None]:
    name = found.pop("name", "")
    parties = parties_of(found.pop("party", None))
    if len(parties) == 1 and name and not parties[0].name:
        parties = [Party(parties[0].identifier, name, parties[0].role, parties[0].owner)]
    elif name:
        parties.append(Party("", name))
    for role in ("from", "to"):
        parties += [_named(party, role) for party in parties_of(found.pop(role, None))]
    return Ends(parties, direction).columns


def _named(party: Party, role: str) -> Party:
    """A sender column holds a number or user name with a name after it, or only a name."""
    if re.search(r"\d{3}|@", party.identifier):
        return Party(party.identifier, party.name, role, party.owner)
    return Party("", f"{party.identifier} {party.name}".strip(), role, party.owner)


def _call(sheet: str, found: dict[str, str]) -> dict[str, str | None]:
    values = _ends(found, found.pop("direction", None))
    return values | {
        name: found.pop(name, None) for name in ("duration", "status", "country", "network", "video")
    }


def _text(sheet: str, found: dict[str, str]) -> dict[str, str | None]:
    folder = found.pop("folder", None)
    values = _ends(found, found.pop("direction", None) or folder)
    names = ("status", "subject", "body", "attachments", "chat_id", "chat_name", "participants")
    return values | {name: found.pop(name, None) for name in names} | {"folder": folder, "medium": sheet}


def _people(sheet: str, found: dict[str, str]) -> dict[str, str | None]:
    phones = lines([found.pop("phones", None), found.pop("party", None)])
    names = ("name", "emails", "organization", "group", "notes")
    return {name: found.pop(name, None) for name in names} | {
        "phones": phones,
        "addresses": found.pop("address", None),
    }


def _account(sheet: str, found: dict[str, str]) -> dict[str, str | None]:
    return {
        name: found.pop(name, None) for name in ("name", "username", "service", "emails", "phones", "notes")
    }


def _location(sheet: str, found: dict[str, str]) -> dict[str, str | None]:
    point = _POINT.search(found.get("position", ""))
    values: dict[str, str | None] = {
        name: found.pop(name, None)
        for name in ("latitude", "longitude", "name", "address", "category", "precision")
    }
    if point and not values["latitude"]:
        found.pop("position")
        values["latitude"], values["longitude"] = point.groups()
    return values


_MAKERS = {CALL: _call, MESSAGE: _text, CONTACT: _people, ACCOUNT: _account, LOCATION: _location}
