"""Outlook messages (MSG, [MS-OXMSG]) through python-oxmsg: the same kinds as an EML file.

Row 1 is the message of the file; a message attached as a message is a further row (2, 3, …) of the same original, since it has no bytes of
its own that could be sealed. Times of MSG properties are UTC. Other attachments come as members.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from olefile import OleFileIO  # type: ignore[import-untyped]
from oxmsg.domain import constants as c
from oxmsg.domain import model as m
from oxmsg.properties import Properties
from oxmsg.storage import Storage

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.containers import OLE_HEAD
from tahqiq.formats.html import visible
from tahqiq.formats.mailparts import ADDRESS, ADDRESS_COLUMNS, ADDRESS_PART, MESSAGE, MESSAGE_COLUMNS, header, headers, parse
from tahqiq.formats.reader import NO, Confidence, Item, Member
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

_EMBEDDED_OFFSET = 24
_EMBEDDED = "__substg1.0_3701000D"
_MARK = "__substg1.0_".encode("utf-16-le")
_ROLES = {1: "to", 2: "cc", 3: "bcc"}


def sniff(head: bytes, name: str) -> Confidence:
    """An OLE container with MSG property streams, or called .msg."""
    if not head.startswith(OLE_HEAD):
        return NO
    if _MARK in head:
        return Confidence(0.97, reason("format-contains", what="__properties_version1.0"))
    return Confidence(0.85, reason("format-named", what=".msg")) if name.lower().endswith(".msg") else NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """The message and the messages inside it, depth first."""
    if path.stat().st_size > rows.limits.max_member_bytes:
        raise TooMuch(f"{rows.limits.max_member_bytes} B")
    try:
        with OleFileIO(str(path)) as ole:
            root = Storage.from_ole(ole)
    except Exception as error:  # noqa: BLE001 - olefile and oxmsg raise many kinds, OSError among them, for damaged content
        yield Problem("document-damaged", Place(), params={"reason": str(error)[:200] or type(error).__name__}, records=1)
        return
    yield from _Outlook(rows).message(root, m.MSG_HDR_OFFSET, 0)


class _Outlook:
    """Reads messages; row numbers run over the file."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._row = 0
        self._addresses = count(1)

    def message(self, storage: Storage, offset: int, depth: int) -> Iterator[Item]:
        """One message and what is attached to it."""
        self._row += 1
        place = Place(WHOLE, self._row)
        try:
            members, inner = self._one(storage, Properties(storage, properties_header_offset=offset), place)
        except Exception as error:  # noqa: BLE001 - oxmsg raises many kinds for damaged content
            yield Problem("entry-unreadable", place, params={"reason": str(error)[:200] or type(error).__name__}, records=1)
            return
        yield from members
        for embedded in inner:
            if depth >= self._rows.limits.max_depth:
                yield Problem("limit-reached", place, params={"limit": f"depth {depth}"}, records=1)
                return
            yield from self.message(embedded, _EMBEDDED_OFFSET, depth + 1)

    def _one(self, storage: Storage, props: Properties, place: Place) -> tuple[list[Member], list[Storage]]:
        transport = parse((_text(props, c.PID_TRANSPORT_MESSAGE_HEADERS) or "").encode("utf-8", "surrogatepass"))
        members, inner, names = self._attachments(storage, place)
        people = self._people(storage, props)
        values: dict[str, str | None] = {
            role: ", ".join(_shown(who) for kind, *who in people if kind == role) for role in ("to", "cc", "bcc")
        }
        sent = props.date_prop_value(c.PID_CLIENT_SUBMIT_TIME) or props.date_prop_value(c.PID_MESSAGE_DELIVERY_TIME)
        values["date"] = sent.isoformat() if sent else None
        values["date_text"] = header(transport, "Date") or values["date"]
        values["message_id"] = _text(props, c.PID_INTERNET_MESSAGE_ID) or header(transport, "Message-ID")
        values["from_name"], values["from_address"] = next(
            ((name, address) for kind, name, address in people if kind == "from"), (None, None)
        )
        values["subject"] = _text(props, c.PID_SUBJECT)
        values["in_reply_to"] = _text(props, c.PID_IN_REPLY_TO_ID)
        values["references"] = _text(props, c.PID_INTERNET_REFERENCES)
        values["received"] = "\n".join(headers(transport, "Received"))
        values["originating_ip"] = header(transport, "X-Originating-IP")
        values["mailer"] = header(transport, "X-Mailer")
        values["body"], values["body_from"] = self._body(props, place)
        values["attachments"] = "\n".join(names)
        self._rows.add(MESSAGE, WHOLE, MESSAGE_COLUMNS, place.row, values)
        for role, name, address in people:
            self._rows.add(ADDRESS, ADDRESS_PART, ADDRESS_COLUMNS, next(self._addresses), (str(place.row), role, name, address))
        return members, inner

    def _body(self, props: Properties, place: Place) -> tuple[str | None, str | None]:
        plain = _text(props, c.PID_BODY)
        if plain and plain.strip():
            return plain.replace("\r\n", "\n").strip("\n"), "text"
        data = props.binary_prop_value(c.PID_HTML)
        markup = data.decode(props.body_encoding, "replace") if data else _text(props, c.PID_BODY_HTML)
        if markup:
            return visible(markup).text or None, "html"
        if props.binary_prop_value(c.PID_RTF_COMPRESSED):
            self._rows.tell(Problem("mail-incomplete", place, "body", params={"reason": "RTF"}))
        return None, None

    @staticmethod
    def _people(storage: Storage, props: Properties) -> list[tuple[str, str, str]]:
        name = _text(props, c.PID_SENDER_NAME) or _text(props, c.PID_SENT_REPRESENTING_NAME) or ""
        address = _text(props, c.PID_SENDER_SMTP_ADDRESS) or _text(props, c.PID_SENDER_EMAIL_ADDRESS) or ""
        people = [("from", name, address)] if name or address else []
        for one in storage.iter_recipient_storages():
            recipient = Properties(one, properties_header_offset=m.RECIP_HDR_OFFSET)
            address = _text(recipient, c.PID_SMTP_ADDRESS) or _text(recipient, c.PID_EMAIL_ADDRESS) or ""
            role = _ROLES.get(recipient.int_prop_value(c.PID_RECIPIENT_TYPE) or 1, "to")
            people.append((role, _text(recipient, c.PID_DISPLAY_NAME) or "", address))
        return people

    def _attachments(self, storage: Storage, place: Place) -> tuple[list[Member], list[Storage], list[str]]:
        members: list[Member] = []
        inner: list[Storage] = []
        names: list[str] = []
        for one in storage.iter_attachment_storages():
            props = Properties(one, properties_header_offset=m.ATTACH_HDR_OFFSET)
            name = _text(props, c.PID_ATTACH_LONG_FILENAME) or _text(props, c.PID_ATTACH_FILENAME) or _text(props, c.PID_DISPLAY_NAME)
            names.append(name or f"attachment-{len(names) + 1}")
            nested = [child for child in one.storages if child.name == _EMBEDDED]
            data = None if nested else props.binary_prop_value(c.PID_ATTACH_DATA_BINARY)
            inner += nested
            if data is not None:
                members.append(Member(names[-1], data, place))
            elif not nested:
                self._rows.tell(Problem("attachment-damaged", place, params={"name": names[-1], "reason": "no content"}))
        return members, inner, names


def _text(props: Properties, pid: int) -> str | None:
    value = props.str_prop_value(pid)
    return value.rstrip("\x00") or None if value else None


def _shown(who: list[str]) -> str:
    name, address = who
    return f"{name} <{address}>" if name and address else name or address


READER = FormatReader("msg", 1, "Outlook message (MSG)", (".msg",), sniff, read)
