"""What the readers of single messages, mailboxes and Outlook files share: the columns, the decoding of headers, the walk through MIME.

Kinds:

* ``mail.message``: one row per message. ``date`` is the ``Date`` header as ISO 8601 with its own offset (None when it cannot be read),
  ``date_text`` the header as it stands; ``to``, ``cc``, ``bcc`` are the headers decoded; ``body`` is plain text (from HTML when there is no plain
  part: ``body_from`` says ``text`` or ``html``); ``received`` holds all such headers, newest first, one a line; ``attachments`` the names, one a line.
* ``mail.address``: one row per address of a message: ``message`` (row of the message), ``role`` (from, sender, reply-to, to, cc, bcc), ``name``,
  ``address``. They stand in a ``Part`` of their own, numbered from 1.

Sources: RFC 5322, 2045–2047, 2231; raw 8-bit headers, which the standards forbid, are read as UTF-8 or Windows-1256.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import collapse_rfc2231_value, getaddresses, parsedate_to_datetime

from tahqiq.formats.base import DAMAGE
from tahqiq.formats.decoding import decode
from tahqiq.formats.html import declared_charset, visible
from tahqiq.formats.reader import Item, Member
from tahqiq.formats.rows import Rows
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

MESSAGE = "mail.message"
MESSAGE_COLUMNS = (
    "message_id",
    "date",
    "date_text",
    "from_name",
    "from_address",
    "to",
    "cc",
    "bcc",
    "subject",
    "in_reply_to",
    "references",
    "body",
    "body_from",
    "received",
    "attachments",
    "originating_ip",
    "mailer",
)
ADDRESS = "mail.address"
ADDRESS_COLUMNS = ("message", "role", "name", "address")
ADDRESS_PART = Part(1, "entry", "addresses")
ROLES = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc")
MAX_PARTS = 2_000

_PARSER = BytesParser(policy=policy.compat32)
_GAP = re.compile(r"(=\?[^?\s]+\?[bqBQ]\?[^?]*\?=)\s+(?==\?)")
_TOLD = frozenset(
    ["NoBoundaryInMultipartDefect", "StartBoundaryNotFoundDefect", "CloseBoundaryNotFoundDefect", "InvalidBase64LengthDefect"]
)


def parse(data: bytes) -> "Message[str, str]":
    """The message of ``data``; never raises for broken MIME (defects are kept in the message)."""
    return _PARSER.parsebytes(data)


def header(message: "Message[str, str]", name: str) -> str | None:
    """The first header ``name`` decoded and unfolded; None when there is none."""
    return next(headers(message, name), None)


def headers(message: "Message[str, str]", name: str) -> Iterator[str]:
    """All headers ``name`` in order, decoded and unfolded."""
    for key, raw in message.raw_items():
        if key.lower() == name.lower():
            text = decode_words(str(raw))
            if text:
                yield text


def decode_words(raw: str) -> str:
    """A header value: RFC 2047 words of any or no known charset, and raw 8-bit letters, as text on one line.

    >>> decode_words("=?windows-1256?B?5MU=?= ok")
    'نإ ok'
    """
    unfolded = re.sub(r"\r?\n[ \t]+", " ", raw).strip()
    if any("\udc80" <= letter <= "\udcff" for letter in unfolded):
        unfolded = decode(unfolded.encode("utf-8", "surrogateescape")).text
    if "=?" not in unfolded:
        return unfolded
    try:
        pieces = decode_header(_GAP.sub(r"\1", unfolded))
    except (*DAMAGE, binascii.Error, HeaderParseError):
        return unfolded
    return "".join(piece if isinstance(piece, str) else _word(piece, charset) for piece, charset in pieces).strip()


def _word(piece: bytes, charset: str | None) -> str:
    return decode(piece, charset if charset and charset != "unknown-8bit" else None).text


def iso_date(text: str | None) -> str | None:
    """An RFC 5322 date as ISO 8601 with its offset; without offset when it says ``-0000`` or nothing; None when it is no date.

    >>> iso_date("Wed, 1 May 2024 10:00:00 +0300")
    '2024-05-01T10:00:00+03:00'
    """
    if not text:
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def add_message(rows: Rows, message: "Message[str, str]", row: int, addresses: Iterator[int], part: Part = WHOLE) -> Iterator[Item]:
    """Puts one message and its addresses into ``rows`` and yields its attachments; ``addresses`` counts address rows over the file."""
    place = Place(part, row)
    content = _Content(place, rows)
    content.walk(message)
    values: dict[str, str | None] = {name: header(message, name.replace("_", "-")) for name in ("subject", "in_reply_to", "references")}
    values |= {role.lower(): ", ".join(headers(message, role)) for role in ("To", "Cc", "Bcc")}
    values["message_id"] = header(message, "Message-ID")
    values["date_text"] = header(message, "Date")
    values["date"] = iso_date(values["date_text"])
    values["received"] = "\n".join(headers(message, "Received"))
    values["originating_ip"] = header(message, "X-Originating-IP")
    values["mailer"] = header(message, "X-Mailer") or header(message, "User-Agent")
    values["body"], values["body_from"] = content.body()
    values["attachments"] = "\n".join(member.path for member in content.members)
    people = [(role, name, address) for role in ROLES for name, address in people_of(message, role)]
    first = next(((name, address) for role, name, address in people if role == "From"), ("", ""))
    values["from_name"], values["from_address"] = first
    rows.add(MESSAGE, part, MESSAGE_COLUMNS, row, values)
    for role, name, address in people:
        rows.add(ADDRESS, ADDRESS_PART, ADDRESS_COLUMNS, next(addresses), (str(row), role.lower(), name, address))
    _tell_defects(rows, message, place)
    yield from content.members


def people_of(message: "Message[str, str]", role: str) -> list[tuple[str, str]]:
    """``(name, address)`` of every address in the headers called ``role``; a name alone has an empty address."""
    raw = [re.sub(r"\r?\n[ \t]+", " ", str(value)) for key, value in message.raw_items() if key.lower() == role.lower()]
    found = []
    for name, address in getaddresses([value if _is_plain(value) else _protect(value) for value in raw]):
        name, address = decode_words(name), decode_words(address)
        if name or address:
            found.append((name, address) if "@" in address or not address else (name or address, "" if not name else address))
    return found


def _is_plain(value: str) -> bool:
    return not any("\udc80" <= letter <= "\udcff" for letter in value)


def _protect(value: str) -> str:
    return decode(value.encode("utf-8", "surrogateescape")).text


def _tell_defects(rows: Rows, message: "Message[str, str]", place: Place) -> None:
    for part in message.walk():
        for defect in part.defects:
            name = type(defect).__name__
            if name in _TOLD:
                rows.tell(Problem("mail-incomplete", place, params={"reason": name.removesuffix("Defect")}))


class _Content:
    """Bodies and attachments of one message."""

    def __init__(self, place: Place, rows: Rows) -> None:
        self._place = place
        self._rows = rows
        self._plain: list[str] = []
        self._html: list[str] = []
        self._count = 0
        self.members: list[Member] = []

    def body(self) -> tuple[str | None, str | None]:
        """The text and where it is from."""
        plain = "\n".join(text.strip("\r\n") for text in self._plain if text.strip())
        if plain:
            return plain.replace("\r\n", "\n"), "text"
        html = "\n".join(visible(markup).text for markup in self._html)
        return (html, "html") if html.strip() else (None, None)

    def walk(self, part: "Message[str, str]") -> None:
        """Takes up a part and what is below it, at most ``MAX_PARTS`` in all."""
        self._count += 1
        if self._count > MAX_PARTS:
            if self._count == MAX_PARTS + 1:
                self._rows.tell(Problem("limit-reached", self._place, params={"limit": f"{MAX_PARTS} parts"}))
            return
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            self._nested(part)
        elif kind.startswith("message/"):  # delivery reports, fragments: kept whole
            self._attach(_filename(part) or f"{kind.partition('/')[2]}-{len(self.members) + 1}.txt", _as_bytes(part))
        elif part.is_multipart():
            for child in part.get_payload():
                if isinstance(child, Message):
                    self.walk(child)
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            (self._plain if kind == "text/plain" else self._html).append(self._text(part, kind))
        else:
            self._attach(_filename(part) or f"attachment-{len(self.members) + 1}", _payload(part))

    def _nested(self, part: "Message[str, str]") -> None:
        children = part.get_payload()
        inner = children[0] if isinstance(children, list) and children else None
        if isinstance(inner, Message):
            name = _filename(part) or header(inner, "Subject") or f"message-{len(self.members) + 1}"
            self._attach(name if name.lower().endswith(".eml") else f"{name}.eml", _as_bytes(inner))

    def _attach(self, name: str, data: bytes | None) -> None:
        if data is None:
            self._rows.tell(Problem("attachment-damaged", self._place, params={"name": name, "reason": "base64"}))
        elif len(self.members) < self._rows.limits.max_members:
            self.members.append(Member(name, data, self._place))

    def _text(self, part: "Message[str, str]", kind: str) -> str:
        data = _payload(part) or b""
        charset = part.get_param("charset")
        declared = collapse_rfc2231_value(charset) if charset else None
        if declared is None and kind == "text/html":
            declared = declared_charset(data)
        decoded = decode(data, declared)
        if decoded.problem is not None:
            self._rows.tell(Problem(decoded.problem.code, self._place, "body", params=decoded.problem.params))
        return decoded.text


def _is_attached(part: "Message[str, str]") -> bool:
    return (part.get_content_disposition() == "attachment") or bool(_filename(part))


def _filename(part: "Message[str, str]") -> str | None:
    try:
        name = part.get_filename()
    except DAMAGE:
        return None
    return decode_words(name) if name else None


def _payload(part: "Message[str, str]") -> bytes | None:
    """The decoded content; base64 that is cut or soiled gives what can be decoded, None when nothing can."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64" and re.search(rb"[^\s\x20-\x7e]", payload) is None:
        raw = part.get_payload()
        if isinstance(raw, str) and payload == raw.encode("ascii", "surrogateescape"):  # the parser gave up and returned it as it stood
            return _lenient_base64(raw)
    return payload


def _lenient_base64(raw: str) -> bytes | None:
    letters = re.sub(r"[^A-Za-z0-9+/]", "", raw)
    usable = letters[: len(letters) // 4 * 4]
    return base64.b64decode(usable) if usable else None


def _as_bytes(message: "Message[str, str]") -> bytes:
    """A nested message as it stood (the standard library keeps headers and bodies; only the line ends may differ)."""
    return message.as_bytes(policy=policy.compat32.clone(max_line_length=0))
