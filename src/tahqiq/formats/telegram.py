"""Telegram's machine-readable export (result.json), one chat or a whole account.

Kinds: ``telegram.message`` (one per message or service line, row = its number in the file), ``telegram.contact`` and ``telegram.account``. Columns of a
message: ``chat``, ``chat_type``, ``chat_id``, ``message_id``, ``type`` (message, service), ``date`` (local time of the exporting device, as it stands),
``unixtime`` (seconds since 1970 in UTC), ``sender``, ``sender_id``, ``body``, ``reply_to``, ``forwarded_from``, ``media`` (path or what was left out), ``media_type``,
``action``, ``members``, ``edited``, ``contact_name``, ``contact_phone``, ``latitude``, ``longitude``, ``via_bot``.

A file that is cut off is read as far as whole messages go. The whole file is held in memory.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.decoding import decode
from tahqiq.formats.jsontext import Json, as_text, field, items_of
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

MESSAGE = "telegram.message"
COLUMNS = (
    *(
        "chat",
        "chat_type",
        "chat_id",
        "message_id",
        "type",
        "date",
        "unixtime",
        "sender",
        "sender_id",
        "body",
        "reply_to",
        "forwarded_from",
    ),
    *("media", "media_type", "action", "members", "edited", "contact_name", "contact_phone", "latitude", "longitude", "via_bot"),
)
CONTACT = "telegram.contact"
CONTACT_COLUMNS = ("user_id", "first_name", "last_name", "phone_number", "date")
ACCOUNT = "telegram.account"
ACCOUNT_COLUMNS = ("user_id", "first_name", "last_name", "phone_number", "username", "bio")
_MEDIA = ("photo", "file", "thumbnail")
_CHAT_KEYS = re.compile(r'"(name|type|id)"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)')


def sniff(head: bytes, name: str) -> Confidence:
    """The keys that only this export has, in its first part."""
    text = head.decode("utf-8", "ignore").lstrip("\ufeff \r\n\t")
    if not text.startswith("{"):
        return NO
    if '"messages"' in text and ('"from_id"' in text or '"text_entities"' in text or '"date_unixtime"' in text):
        return Confidence(0.97, reason("format-contains", what="messages, type, id"))
    if ('"personal_information"' in text and '"chats"' in text[:65_536]) or '"about": "Here is the data you requested' in text:
        return Confidence(0.95, reason("format-contains", what="chats, list"))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Account, contacts, then the messages of every chat."""
    if path.stat().st_size > rows.limits.max_member_bytes:
        raise TooMuch(f"{rows.limits.max_member_bytes} B")
    decoded = decode(path.read_bytes())
    if decoded.problem is not None:
        yield decoded.problem
    try:
        whole: Json = json.loads(decoded.text)
    except ValueError as error:
        yield from _rescue(decoded.text, rows)
        yield from rows.rest()
        yield Problem("document-damaged", Place(), params={"reason": str(error)[:200]}, records=1)
        return
    yield from _account(whole, rows)
    yield from _chats(whole, rows)


def _chats(whole: Json, rows: Rows) -> Iterator[Item]:
    chats: list[Json] = [whole] if field(whole, "messages") is not None else []
    for group in ("chats", "left_chats"):
        chats += items_of(field(field(whole, group), "list"))
    row = 0
    for chat in chats:
        about = (as_text(field(chat, "name")), as_text(field(chat, "type")), as_text(field(chat, "id")))
        for message in items_of(field(chat, "messages")):
            row += 1
            _add(rows, row, about, message)
            yield from rows.ready()
    if not chats:
        yield Problem("document-damaged", Place(), params={"reason": "no chats"}, records=1)


def _account(whole: Json, rows: Rows) -> Iterator[Item]:
    person = field(whole, "personal_information")
    if isinstance(person, dict):
        rows.add(ACCOUNT, Part(1, "entry", "account"), ACCOUNT_COLUMNS, 1, [as_text(person.get(name)) for name in ACCOUNT_COLUMNS])
    for row, contact in enumerate(items_of(field(field(whole, "contacts"), "list")), start=1):
        rows.add(CONTACT, Part(2, "entry", "contacts"), CONTACT_COLUMNS, row, [as_text(field(contact, name)) for name in CONTACT_COLUMNS])
    yield from rows.ready()


def _add(rows: Rows, row: int, about: tuple[str | None, str | None, str | None], message: Json) -> None:
    if not isinstance(message, dict):
        rows.tell(Problem("entry-unreadable", Place(WHOLE, row), params={"reason": "not an object"}, records=1))
        return
    contact = message.get("contact_information")
    location = message.get("location_information")
    names = (as_text(field(contact, part)) for part in ("first_name", "last_name"))
    values: dict[str, str | None] = {
        name: as_text(message.get(name)) for name in ("type", "date", "action", "edited", "media_type", "via_bot")
    }
    values |= dict(zip(("chat", "chat_type", "chat_id"), about, strict=True))
    values["message_id"] = as_text(message.get("id"))
    values["unixtime"] = as_text(message.get("date_unixtime"))
    values["sender"] = as_text(message.get("from")) or as_text(message.get("actor"))
    values["sender_id"] = as_text(message.get("from_id")) or as_text(message.get("actor_id"))
    values["body"] = _text(message.get("text"))
    values["reply_to"] = as_text(message.get("reply_to_message_id"))
    values["forwarded_from"] = as_text(message.get("forwarded_from"))
    values["media"] = next((as_text(message[key]) for key in _MEDIA if message.get(key)), None)
    values["members"] = "\n".join(text for text in map(as_text, items_of(message.get("members"))) if text)
    values["contact_name"] = " ".join(name for name in names if name)
    values["contact_phone"] = as_text(field(contact, "phone_number"))
    values["latitude"] = as_text(field(location, "latitude"))
    values["longitude"] = as_text(field(location, "longitude"))
    rows.add(MESSAGE, WHOLE, COLUMNS, row, values)


def _text(value: Json) -> str | None:
    """Text may be a string or a list of strings and ``{type, text}`` pieces."""
    if isinstance(value, list):
        return "".join(piece if isinstance(piece, str) else as_text(field(piece, "text")) or "" for piece in value) or None
    return as_text(value)


def _rescue(text: str, rows: Rows) -> Iterator[Item]:
    """Whole messages of a damaged file: after each ``"messages": [`` object by object, with the chat's name before it."""
    decoder = json.JSONDecoder()
    row = 0
    for begin in re.finditer(r'"messages"\s*:\s*\[', text):
        seen = {key: value.strip('"') for key, value in _CHAT_KEYS.findall(text, max(0, begin.start() - 500), begin.start())}
        about = (seen.get("name"), seen.get("type"), seen.get("id"))
        at = begin.end()
        while (start := re.compile(r"\s*,?\s*(?=\{)").match(text, at)) is not None:
            try:
                message, at = decoder.raw_decode(text, start.end())
            except ValueError:
                break
            row += 1
            _add(rows, row, about, message)
            yield from rows.ready()


READER = FormatReader("telegram", 1, "Telegram export (JSON)", (".json",), sniff, read)
