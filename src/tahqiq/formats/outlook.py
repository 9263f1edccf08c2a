"""Outlook messages (MSG, [MS-OXMSG]) through python-oxmsg: the same kinds as an EML file.

Row 1 is the message of the file; a message attached as a message is a further row (2, 3, …) of the same
original, since it has no bytes of its own that could be sealed. Times of MSG properties are UTC. Other
attachments come as members.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from olefile import OleFileIO  # type: ignore[import-untyped]
from oxmsg.domain import constants as c
from oxmsg.domain import model as m
from oxmsg.storage import Storage

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.containers import OLE_HEAD
from tahqiq.formats.html import declared_charset
from tahqiq.formats.mailbody import Content
from tahqiq.formats.mailparts import (
    ADDRESS,
    ADDRESS_COLUMNS,
    ADDRESS_PART,
    MESSAGE,
    MESSAGE_COLUMNS,
    header,
    headers,
    other_headers,
    parse,
)
from tahqiq.formats.outlookprops import Props
from tahqiq.formats.reader import NO, Confidence, Item, Member
from tahqiq.formats.rows import Rows
from tahqiq.formats.rtf import decompress, text_of
from tahqiq.formats.text_encoding import decode
from tahqiq.kit.reasons import reason
from tahqiq.model.account import REPEATED, TECHNICAL
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

_EMBEDDED_OFFSET = 24
_EMBEDDED = "__substg1.0_3701000D"
_MARK = "__substg1.0_".encode("utf-16-le")
_REPEATING = frozenset(
    ["NormalizedSubject", "ConversationTopic", "DisplayTo", "DisplayCc", "DisplayBcc", "SubjectPrefix"]
)
"""What Outlook keeps of the subject and the recipients a second time."""
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
        yield Problem(
            "document-damaged",
            Place(),
            params={"reason": str(error)[:200] or type(error).__name__},
            records=1,
        )
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
            members, inner = self._one(storage, Props(storage, offset), place)
        except Exception as error:  # noqa: BLE001 - oxmsg raises many kinds for damaged content
            yield Problem(
                "entry-unreadable",
                place,
                params={"reason": str(error)[:200] or type(error).__name__},
                records=1,
            )
            return
        yield from members
        for embedded in inner:
            if depth >= self._rows.limits.max_depth:
                yield Problem("limit-reached", place, params={"limit": f"depth {depth}"}, records=1)
                return
            yield from self.message(embedded, _EMBEDDED_OFFSET, depth + 1)

    def _one(self, storage: Storage, props: Props, place: Place) -> tuple[list[Member], list[Storage]]:
        transport = parse(
            (props.text(c.PID_TRANSPORT_MESSAGE_HEADERS) or "").encode("utf-8", "surrogatepass")
        )
        members, inner, names = self._attachments(storage, props, place)
        people = self._people(storage, props, place)
        values: dict[str, str | None] = {
            role: ", ".join(_shown(who) for kind, *who in people if kind == role)
            for role in ("to", "cc", "bcc")
        }
        submitted, delivered = (
            props.moment(c.PID_CLIENT_SUBMIT_TIME),
            props.moment(c.PID_MESSAGE_DELIVERY_TIME),
        )
        sent = submitted or delivered
        values["date"] = sent.isoformat() if sent else None
        values["date_text"] = header(transport, "Date") or values["date"]
        values["message_id"] = props.text(c.PID_INTERNET_MESSAGE_ID) or header(transport, "Message-ID")
        values["from_name"], values["from_address"] = next(
            ((name, address) for kind, name, address in people if kind == "from"), (None, None)
        )
        values["subject"] = props.text(c.PID_SUBJECT)
        values["in_reply_to"] = props.text(c.PID_IN_REPLY_TO_ID)
        values["references"] = props.text(c.PID_INTERNET_REFERENCES)
        values["received"] = "\n".join(headers(transport, "Received"))
        values["originating_ip"] = header(transport, "X-Originating-IP")
        values["mailer"] = header(transport, "X-Mailer")
        values |= self._bodies(props, place)
        values["attachments"] = "\n".join(names)
        more = list(self._rest(props, place))
        if submitted and delivered and submitted != delivered:
            more.append(f"MessageDeliveryTime: {delivered.isoformat()}")
        values["headers"] = "\n".join([*other_headers(self._rows, place, transport), *more])
        self._rows.add(MESSAGE, WHOLE, MESSAGE_COLUMNS, place.row, values)
        for role, name, address in people:
            self._rows.add(
                ADDRESS,
                ADDRESS_PART,
                ADDRESS_COLUMNS,
                next(self._addresses),
                (str(place.row), role, name, address),
            )
        for problem in props.problems:
            self._rows.tell(Problem(problem.code, place, "text", params=problem.params))
        return members, inner

    def _rest(self, props: Props, place: Place) -> Iterator[str]:
        """Properties without a column, as ``Name: value``; what is only technical is set aside by name."""
        for name, text in props.rest():
            if text is None:
                self._rows.aside(name, place, TECHNICAL)
            elif name in _REPEATING:
                self._rows.aside(name, place, REPEATED)
            else:
                yield f"{name}: {text}"

    def _bodies(self, props: Props, place: Place) -> dict[str, str | None]:
        """The body as text, else from HTML, else from rich text; HTML beside a text where it says more."""
        plain, data, rtf = props.text(c.PID_BODY), props.data(c.PID_HTML), props.data(c.PID_RTF_COMPRESSED)
        markup = (
            decode(data, declared_charset(data) or props.html_page()).text
            if data
            else props.text(c.PID_BODY_HTML)
        )
        content = Content(place, self._rows)
        content.add(plain, markup)
        body, where = content.body()
        if body is None and rtf:
            try:
                body, where = text_of(decompress(rtf)) or None, "rtf"
            except ValueError as error:
                self._rows.tell(
                    Problem("mail-incomplete", place, "body", params={"reason": f"RTF: {error}"}, fields=1)
                )
        elif rtf:
            self._rows.aside("RtfCompressed", place, REPEATED)
        return {
            "body": body,
            "body_from": where if body else None,
            "html_text": content.beside(),
            "links": content.links(),
        }

    def _people(self, storage: Storage, props: Props, place: Place) -> list[tuple[str, str, str]]:
        name, on_behalf = props.text(c.PID_SENDER_NAME), props.text(c.PID_SENT_REPRESENTING_NAME)
        smtp, address = props.text(c.PID_SENDER_SMTP_ADDRESS), props.text(c.PID_SENDER_EMAIL_ADDRESS)
        behalf_address = props.text(c.PID_SENT_REPRESENTING_EMAIL_ADDRESS)
        people = [("from", name or on_behalf or "", smtp or address or behalf_address or "")]
        if name and on_behalf and (on_behalf, behalf_address) != (name, smtp or address):
            people = (
                [("from", on_behalf, behalf_address or ""), ("sender", name, smtp or address or "")]
                if behalf_address
                else people
            )
        for one in storage.iter_recipient_storages():
            recipient = Props(one, m.RECIP_HDR_OFFSET, props.page)
            given = (recipient.text(c.PID_SMTP_ADDRESS), recipient.text(c.PID_EMAIL_ADDRESS))
            role = _ROLES.get(recipient.number(c.PID_RECIPIENT_TYPE) or 1, "to")
            people.append((role, recipient.text(c.PID_DISPLAY_NAME) or "", given[0] or given[1] or ""))
            for field, _ in recipient.rest():
                self._rows.aside(field, place, TECHNICAL)
        return [one for one in people if one[1] or one[2]]

    def _attachments(
        self, storage: Storage, around: Props, place: Place
    ) -> tuple[list[Member], list[Storage], list[str]]:
        members: list[Member] = []
        inner: list[Storage] = []
        names: list[str] = []
        for one in storage.iter_attachment_storages():
            props = Props(one, m.ATTACH_HDR_OFFSET, around.page)
            given = [
                props.text(pid)
                for pid in (c.PID_ATTACH_LONG_FILENAME, c.PID_ATTACH_FILENAME, c.PID_DISPLAY_NAME)
            ]
            names.append(next(filter(None, given), None) or f"attachment-{len(names) + 1}")
            nested = [child for child in one.storages if child.name == _EMBEDDED]
            data = None if nested else props.data(c.PID_ATTACH_DATA_BINARY)
            inner += nested
            if data is not None:
                members.append(Member(names[-1], data, place))
            elif not nested:
                self._rows.tell(
                    Problem("attachment-damaged", place, params={"name": names[-1], "reason": "no content"})
                )
            for field, _ in props.rest():
                self._rows.aside(field, place, TECHNICAL)
        return members, inner, names


def _shown(who: list[str]) -> str:
    name, address = who
    return f"{name} <{address}>" if name and address else name or address


READER = FormatReader("msg", 2, "Outlook message (MSG)", (".msg",), sniff, read)
