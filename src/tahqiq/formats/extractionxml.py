"""The XML report of a phone extraction: decoded models as records. Read as a stream, one model at a time.

The shape was taken from public readers of such reports: ``project`` › ``metadata`` › ``item``;
``decodedData`` › ``modelType`` › ``model`` with ``field`` › ``value``, ``multiField``, ``modelField`` and
``multiModelField``. The namespace ends in ``report/2.0``; it is not looked at, so that other versions read
too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from tahqiq.formats.extraction import (
    ACCOUNT,
    CALL,
    COLUMNS,
    CONTACT,
    DEVICE,
    LOCATION,
    MESSAGE,
    OTHER,
    Ends,
    Party,
    is_number_name,
    lines,
)
from tahqiq.formats.reader import Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import local, text_of, walk
from tahqiq.model.account import TECHNICAL, WITHHELD
from tahqiq.model.place import Part, Place

Values = dict[str, str | None]
_HIDDEN = frozenset(["Password", "UserMapping"])
_ROLES = {"from": "from", "to": "to"}
_SAYS_NOTHING = frozenset(["", "general", "unknown"])
"""Roles that say nothing of who wrote to whom."""
_YES_OR_NO = frozenset(["", "true", "false"])
_TEXTS = ("SMS", "MMS", "Email", "InstantMessage", "ChatMessage")


@dataclass(slots=True)
class Model:
    """A decoded model: its simple fields, its lists, and the models inside it."""

    kind: str
    attributes: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    inner: dict[str, "list[Model]"] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def get(self, *names: str) -> str | None:
        """The first of the fields that holds something."""
        for name in names:
            self.seen.add(name)
        return next((self.fields[name] for name in names if self.fields.get(name)), None)

    def one(self, name: str) -> "Model":
        """The model in ``name``, or an empty one."""
        return self.many(name)[0] if self.many(name) else Model("", {})

    def many(self, name: str) -> "list[Model]":
        """The models in ``name``."""
        self.seen.add(name)
        return self.inner.get(name, [])

    def rest(self) -> str | None:
        """What no column took, of this model and those inside it: ``name: value``, one a line."""
        return lines(f"{name}: {value}" for name, value in self.left("") if value)

    def left(self, path: str) -> Iterator[tuple[str, str]]:
        """Fields and lists that were not read, with the names of the models around them."""
        for name, value in self.fields.items():
            if name not in self.seen and name not in _HIDDEN:
                yield f"{path}{name}", value
        for name, values in self.lists.items():
            if name not in self.seen:
                yield f"{path}{name}", ", ".join(values)
        for name, models in self.inner.items():
            for model in models:
                yield from model.left(f"{path}{name}." if path or name not in self.seen else f"{name}.")

    def hidden(self) -> int:
        """How many passwords stand in this model and those inside it."""
        own = sum(bool(self.fields.get(name)) for name in _HIDDEN)
        return own + sum(model.hidden() for models in self.inner.values() for model in models)


def _brief(model: Model) -> str:
    """The fields of an inner model as one text; they are read by it."""
    model.seen.update(model.fields)
    return ", ".join(value for name, value in model.fields.items() if value and name not in _HIDDEN)


def build(element: Element) -> Model:
    """The :class:`Model` of a ``model`` element."""
    model = Model(element.get("type", ""), dict(element.attrib))
    for child in element:
        name, tag = child.get("name", ""), local(child.tag)
        if tag == "field":
            model.fields[name] = text_of(child) or ""
        elif tag == "multiField":
            model.lists[name] = [value for value in map(text_of, child) if value]
        elif tag in ("modelField", "multiModelField"):
            model.inner[name] = [build(inner) for inner in child if local(inner.tag) == "model"]
    return model


@dataclass(slots=True)
class Report:
    """Numbers the parts and rows of one report."""

    rows: Rows
    parts: dict[str, Part] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    number: str | None = None

    def add(self, part_name: str, kind: str, values: Values) -> None:
        """One record under the next number of its part."""
        part = self.parts.setdefault(part_name, Part(len(self.parts), "entry", part_name))
        self.counts[part_name] = self.counts.get(part_name, 0) + 1
        if kind == DEVICE and self.number is None and is_number_name(values.get("name")):
            self.number = values.get("value")
        elif kind != DEVICE:
            values = values | {"device_number": self.number}
        self.rows.add(kind, part, COLUMNS[kind], self.counts[part_name], values)


def read_report(stream: IO[bytes], rows: Rows) -> Iterator[Item]:
    """All records of a report in document order."""
    report = Report(rows)
    depth = 0
    section = ""
    holders: list[Element] = []
    for event, tag, element in walk(stream, ("file", "extraInfo", "item")):
        if event == "end" and tag in ("file", "project"):
            for name, value in element.attrib.items():
                if value.strip():
                    rows.aside(f"{tag}/{name}", Place(), TECHNICAL)
        if tag == "model":
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                _deliver(report, build(element))
                element.clear()
                yield from rows.ready()
        elif event == "end" and depth:
            continue
        elif tag == "metadata":
            section = element.get("section", "") if event == "start" else ""
        elif tag == "modelType":
            holders.append(element) if event == "start" else holders.pop()
        elif event == "end" and tag in ("item", "extractionInfo"):
            _device(report, section, tag, element)
        if holders and len(holders[-1]) > 1000:
            del holders[-1][: len(holders[-1]) - 1]


def _device(report: Report, section: str, tag: str, element: Element) -> None:
    if tag == "extractionInfo":
        for name, value in element.attrib.items():
            if value:
                report.add(
                    "Device Info",
                    DEVICE,
                    {"section": "extraction", "name": name, "value": value, "extraction": element.get("id")},
                )
        return
    content = text_of(element)
    if content:
        values: Values = {
            "section": section,
            "name": element.get("name"),
            "value": content,
            "extraction": element.get("sourceExtraction"),
        }
        report.add("Device Info", DEVICE, values)


def _deliver(report: Report, model: Model) -> None:
    if model.hidden():
        report.rows.aside("Password", Place(), WITHHELD, model.hidden())
    for name, said in model.attributes.items():
        if said.strip() and name not in ("type", "id", "deleted_state", "deleted"):
            report.rows.aside(f"model/{name}", Place(), TECHNICAL)
    if model.kind == "Chat":
        _chat(report, model)
        return
    maker = _MAKERS.get(model.kind)
    if maker is None:
        model.seen.update(model.fields)
        value = lines(
            f"{name}: {value}" for name, value in model.fields.items() if value and name not in _HIDDEN
        )
        common = _common(model)
        report.add(
            model.kind,
            OTHER,
            {"model": model.kind, "name": model.get("Name", "Title"), "value": value, **common},
        )
        return
    kind, make = maker
    values = make(model)
    report.add(model.kind, kind, values | _common(model, values.get("owner")))


def _common(model: Model, owner: str | None = None) -> Values:
    """The columns every record has; called last, since ``more`` is what no other column took."""
    values: Values = {
        "id": model.attributes.get("id"),
        "deleted": model.attributes.get("deleted_state") or model.attributes.get("deleted"),
        "app": model.get("Source", "SourceApplication"),
        "account": model.get("Account"),
        "time_text": model.get("TimeStamp", "TimeCreated", "StartTime"),
        "owner": owner,
    }
    values["more"] = model.rest()
    return values


def _parties(model: Model) -> list[Party]:
    found = [_party(inner, "") for inner in model.many("Parties")]
    found += [_party(inner, "from") for inner in model.many("From")]
    return found + [_party(inner, "to") for name in ("To", "Cc", "Bcc") for inner in model.many(name)]


def _party(model: Model, role: str) -> Party:
    """One party; a role or an answer that is not known stands with what no column took."""
    own, owner = (model.fields.get(name, "").lower() for name in ("Role", "IsPhoneOwner"))
    model.seen |= {"Role"} if own in _ROLES or own in _SAYS_NOTHING else set()
    model.seen |= {"IsPhoneOwner"} if owner in _YES_OR_NO else set()
    return Party(
        model.get("Identifier") or "", model.get("Name") or "", _ROLES.get(own, role), owner == "true"
    )


def _call(model: Model) -> Values:
    ends = Ends(_parties(model), model.get("Direction", "Type"))
    return ends.columns | {
        "duration": model.get("Duration"),
        "status": model.get("Status"),
        "country": model.get("CountryCode"),
        "network": model.get("NetworkName", "NetworkCode"),
        "video": model.get("VideoCall"),
    }


def _text(model: Model) -> Values:
    ends = Ends(_parties(model), model.get("Direction") or model.get("Folder"))
    attachments = (
        inner.get("Filename", "Name", "URL", "ContentType")
        for inner in model.many("Attachments") + model.many("Attachment")
    )
    return ends.columns | {
        "medium": model.kind,
        "folder": model.get("Folder"),
        "status": model.get("Status"),
        "subject": model.get("Subject"),
        "body": model.get("Body", "Snippet"),
        "attachments": lines(attachments),
    }


def _chat(report: Report, chat: Model) -> None:
    """Each message of a chat with what is known of the chat, the first also with what no column of a chat
    takes; a chat without messages is one record of its own."""
    people = [_party(inner, "") for inner in chat.many("Participants")]
    about: Values = {
        "chat_id": chat.get("Id") or chat.attributes.get("id"),
        "chat_name": chat.get("Name"),
        "participants": lines(f"{party.identifier} {party.name}".strip() for party in people),
    }
    owner = lines(party.identifier or party.name for party in people if party.owner)
    messages = chat.inner.pop("Messages", [])
    whole = _common(chat, owner)
    for no, message in enumerate(messages):
        values = _text(message)
        values["medium"] = "Chat"
        common = _common(message, values.get("owner") or owner)
        common["app"] = common["app"] or whole["app"]
        common["account"] = common["account"] or whole["account"]
        if not no:
            said = {"deleted_state": whole["deleted"], "TimeStamp": whole["time_text"]}
            told = (f"Chat.{name}: {value}" for name, value in said.items() if value)
            rest = (f"Chat.{line}" for line in (whole["more"] or "").splitlines())
            common["more"] = lines([common["more"], *told, *rest])
        report.add("Chat", MESSAGE, values | about | common)
    if not messages:
        named = {"model": "Chat", "name": about["chat_name"], "value": about["participants"]}
        report.add("Chat", OTHER, {**named, **whole})


def _entries(model: Model) -> Values:
    """Numbers, addresses and user names of a contact or account, by the type of the entry or its category."""
    found: dict[str, list[str]] = {"phones": [], "emails": [], "user_ids": []}
    for entry in model.many("Entries"):
        value = entry.get("Value") or ""
        label = f"{entry.kind} {entry.fields.get('Category') or ''}".lower()
        phone = "phone" in label or "mobile" in label
        found[
            "emails" if "mail" in label or ("@" in value and not phone) else "phones" if phone else "user_ids"
        ].append(value)
    return {name: lines(values) for name, values in found.items()}


def _contact(model: Model) -> Values:
    model.seen.add("Notes")
    addresses = (_brief(inner) for inner in model.many("Addresses"))
    return _entries(model) | {
        "name": model.get("Name"),
        "addresses": lines(addresses),
        "organization": lines(_brief(inner) for inner in model.many("Organizations")),
        "group": model.get("Group"),
        "notes": lines([*model.lists.get("Notes", []), model.get("Note")]),
    }


def _account(model: Model) -> Values:
    model.seen.add("Notes")
    return _entries(model) | {
        "name": model.get("Name"),
        "username": model.get("Username"),
        "service": model.get("ServiceType", "ServiceIdentifier"),
        "notes": lines(model.lists.get("Notes", [])),
    }


def _location(model: Model) -> Values:
    position, address = model.one("Position"), model.one("Address")
    return {
        "latitude": position.get("Latitude"),
        "longitude": position.get("Longitude"),
        "elevation": position.get("Elevation"),
        "precision": model.get("Precision"),
        "name": model.get("Name", "Description"),
        "address": _brief(address) or None,
        "category": model.get("Category", "Type"),
        "end_text": model.get("EndTime"),
    }


_MAKERS: dict[str, tuple[str, Callable[[Model], Values]]] = {
    "Call": (CALL, _call),
    "Contact": (CONTACT, _contact),
    "UserAccount": (ACCOUNT, _account),
    "Location": (LOCATION, _location),
    **dict.fromkeys(_TEXTS, (MESSAGE, _text)),
}
