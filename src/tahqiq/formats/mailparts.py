"""What the readers of single messages, mailboxes and Outlook files share: the columns, the decoding of
headers, the walk through MIME.

Kinds:

* ``mail.message``: one row per message. ``date`` is the ``Date`` header as ISO 8601 with its own offset (None
when it cannot be read), ``date_text`` the header as it stands; ``html_text`` is the HTML text where it says
more than the plain one, ``links`` where its links lead to; ``headers`` every other header, ``Name: value``,
one a line; ``envelope`` what stands behind ``From `` in a mailbox; ``to``, ``cc``, ``bcc`` are the headers
decoded; ``body`` is plain text (from HTML when there is no plain part: ``body_from`` says ``text`` or
``html``); ``received`` holds all such headers, newest first, one a line; ``attachments`` the names, one a
line.
* ``mail.address``: one row per address of a message: ``message`` (row of the message), ``role`` (from,
sender, reply-to, to, cc, bcc), ``name``, ``address``. They stand in a ``Part`` of their own, numbered from 1.

Sources: RFC 5322, 2045–2047, 2231; raw 8-bit headers, which the standards forbid, are read as UTF-8 or
Windows-1256.
"""

import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

from tahqiq.formats.mailbody import PACKING, Content
from tahqiq.formats.mailwords import decode_words
from tahqiq.formats.reader import Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.text_encoding import decode
from tahqiq.model.account import TECHNICAL
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
    "html_text",
    "links",
    "headers",
    "envelope",
)
_SINGLE = frozenset(
    [
        "subject",
        "in-reply-to",
        "references",
        "message-id",
        "date",
        "x-originating-ip",
        "x-mailer",
        "from",
        "sender",
        "reply-to",
        "to",
        "cc",
        "bcc",
        "received",
    ]
)
ADDRESS = "mail.address"
ADDRESS_COLUMNS = ("message", "role", "name", "address")
ADDRESS_PART = Part(1, "entry", "addresses")
ROLES = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc")

LONGEST = 16_384
"""Letters of a header with parameters that are looked at: the standard library looks through such a header
once for each of its signs, so that 800 kB took 16 s."""


class _Part(Message):
    """A part whose parameters cannot be put together (pieces with and without a number) has none of the name;
    the standard library raises ``TypeError``."""

    def get_param(  # type: ignore[override]
        self, param: str, failobj: str | None = None, header: str = "content-type", unquote: bool = True
    ) -> str | tuple[str | None, str | None, str] | None:
        try:
            return super().get_param(param, failobj, header, unquote)
        except TypeError:
            return failobj


class _Bounded(policy.Compat32):
    """As the standard library reads headers, but for the end of one with parameters that is longer than any
    program writes."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST] if name.lower() in PARAMETERS else value


PARAMETERS = frozenset(["content-type", "content-disposition", "content-transfer-encoding"])
_PARSER = BytesParser(policy=_Bounded(message_factory=_Part))
_TOLD = frozenset(
    [
        "NoBoundaryInMultipartDefect",
        "StartBoundaryNotFoundDefect",
        "CloseBoundaryNotFoundDefect",
        "InvalidBase64LengthDefect",
    ]
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


def iso_date(text: str | None) -> str | None:
    """An RFC 5322 date as ISO 8601 with its offset; without offset when it says ``-0000`` or nothing; None
    when it is no date.

    >>> iso_date("Wed, 1 May 2024 10:00:00 +0300")
    '2024-05-01T10:00:00+03:00'
    """
    if not text:
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def add_message(
    rows: Rows,
    message: "Message[str, str]",
    row: int,
    addresses: Iterator[int],
    part: Part = WHOLE,
    envelope: str | None = None,
) -> Iterator[Item]:
    """Puts one message and its addresses into ``rows`` and yields its attachments; ``addresses`` counts
    address rows over the file."""
    place = Place(part, row)
    content = Content(place, rows)
    content.walk(message)
    values: dict[str, str | None] = {
        name: header(message, name.replace("_", "-")) for name in ("subject", "in_reply_to", "references")
    }
    values |= {role.lower(): ", ".join(headers(message, role)) for role in ("To", "Cc", "Bcc")}
    values["message_id"] = header(message, "Message-ID")
    values["date_text"] = header(message, "Date")
    values["date"] = iso_date(values["date_text"])
    values["received"] = "\n".join(headers(message, "Received"))
    values["originating_ip"] = header(message, "X-Originating-IP")
    values["mailer"] = header(message, "X-Mailer") or header(message, "User-Agent")
    values["body"], values["body_from"] = content.body()
    values["html_text"], values["links"] = content.beside(), content.links()
    values["attachments"] = "\n".join(member.path for member in content.members)
    values["headers"] = "\n".join([*other_headers(rows, place, message), *content.headers])
    values["envelope"] = envelope
    people = [(role, name, address) for role in ROLES for name, address in people_of(message, role)]
    first = next(((name, address) for role, name, address in people if role == "From"), ("", ""))
    values["from_name"], values["from_address"] = first
    rows.add(MESSAGE, part, MESSAGE_COLUMNS, row, values)
    for role, name, address in people:
        rows.add(
            ADDRESS, ADDRESS_PART, ADDRESS_COLUMNS, next(addresses), (str(row), role.lower(), name, address)
        )
    _tell_defects(rows, message, place)
    yield from content.members


def other_headers(rows: Rows, place: Place, message: "Message[str, str]") -> Iterator[str]:
    """Every header without a column of its own, and the second of one that should stand once, as ``Name:
    value``; how a message is packed is set aside."""
    seen: set[str] = set()
    listed = ("to", "cc", "bcc", "received", "from", "sender", "reply-to")
    for name, raw in message.raw_items():
        key, text = name.lower(), decode_words(str(raw))
        first = key not in seen
        seen.add(key)
        if (
            not text
            or key in listed
            or (first and key in _SINGLE)
            or (key == "user-agent" and "X-Mailer" not in message and first)
        ):
            continue
        if key in PACKING:
            rows.aside(name, place, TECHNICAL)
        else:
            yield f"{name}: {text}"


def people_of(message: "Message[str, str]", role: str) -> list[tuple[str, str]]:
    """``(name, address)`` of every address in the headers called ``role``; a name alone has an empty
    address."""
    raw = [
        re.sub(r"\r?\n[ \t]+", " ", str(value))
        for key, value in message.raw_items()
        if key.lower() == role.lower()
    ]
    found = []
    for name, address in getaddresses([value if _is_plain(value) else _protect(value) for value in raw]):
        name, address = decode_words(name), decode_words(address)
        if name or address:
            found.append(
                (name, address)
                if "@" in address or not address
                else (name or address, "" if not name else address)
            )
    return found


def _is_plain(value: str) -> bool:
    return not any("\udc80" <= letter <= "\udcff" for letter in value)


def _protect(value: str) -> str:
    return decode(value.encode("utf-8", "surrogateescape")).text


def _tell_defects(rows: Rows, message: "Message[str, str]", place: Place) -> None:
    for part in message.walk():
        for header_name, raw in part.raw_items():
            if header_name.lower() in PARAMETERS and len(str(raw)) >= LONGEST:
                rows.tell(Problem("limit-reached", place, params={"limit": f"{header_name}: {LONGEST}"}))
        for defect in part.defects:
            name = type(defect).__name__
            if name in _TOLD:
                rows.tell(Problem("mail-incomplete", place, params={"reason": name.removesuffix("Defect")}))
