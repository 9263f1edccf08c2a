"""Telegram's machine-readable export (result.json), one chat or a whole account.

Kinds: ``telegram.message`` (one per message or service line, row = its number in the file),
``telegram.contact``, ``telegram.account`` and ``telegram.other`` (what an account's export holds beside
chats: sessions, web sessions, frequent contacts …; ``section``, ``name``, ``value``). Columns of a message:
``chat``, ``chat_type``, ``chat_id``, ``message_id``, ``type`` (message, service), ``date`` (local time of the
exporting device, as it stands), ``unixtime`` (seconds since 1970 in UTC; exports before 2021 have none),
``sender``, ``sender_id`` (as exports write it today: ``user1``), ``body``, ``reply_to``, ``forwarded_from``,
``media`` (path or what was left out), ``media_type``, ``action``, ``members``, ``edited``, ``contact_name``,
``contact_phone``, ``latitude``, ``longitude``, ``via_bot``, ``duration`` (seconds of a call or recording),
``outcome`` (how a call ended), ``title`` (of a group), ``poll``, ``reactions``, ``links`` (addresses behind
words), ``details`` (every other key, ``name: value``, one a line). ``date`` stays unread where ``unixtime``
says the same in UTC.

A file that is cut off is read as far as whole messages go. The whole file is held in memory.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.jsontext import Json, as_text, field, items_of, leaves
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.telegram_parts import links_of, peer, poll_of, reactions_of, rest_of, text_of
from tahqiq.formats.text_encoding import decode
from tahqiq.kit.reasons import reason
from tahqiq.model.account import CHECK, LOOK, REPEATED, TECHNICAL
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
    *(
        "media",
        "media_type",
        "action",
        "members",
        "edited",
        "contact_name",
        "contact_phone",
        "latitude",
        "longitude",
        "via_bot",
    ),
    *("duration", "outcome", "title", "poll", "reactions", "links", "details"),
)
CONTACT = "telegram.contact"
CONTACT_COLUMNS = ("user_id", "first_name", "last_name", "phone_number", "date")
ACCOUNT = "telegram.account"
ACCOUNT_COLUMNS = ("user_id", "first_name", "last_name", "phone_number", "username", "bio")
OTHER = "telegram.other"
OTHER_COLUMNS = ("section", "name", "value")
_MEDIA = ("photo", "file", "thumbnail")
_READ = frozenset(
    [
        *(
            "type",
            "action",
            "media_type",
            "via_bot",
            "id",
            "date_unixtime",
            "edited_unixtime",
            "from",
            "actor",
            "from_id",
            "actor_id",
            "text",
            "text_entities",
        ),
        *(
            "reply_to_message_id",
            "forwarded_from",
            "members",
            "contact_information",
            "location_information",
            "duration_seconds",
        ),
        *("discard_reason", "title", "poll", "reactions"),
    ]
)
_CONTACT_PARTS = ("first_name", "last_name", "phone_number")
_CHAT = frozenset(["name", "type", "id", "messages"])
_OTHERS = Part(3, "entry", "other")
_CHAT_KEYS = re.compile(r'"(name|type|id)"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)')


def sniff(head: bytes, name: str) -> Confidence:
    """The keys that only this export has, in its first part."""
    text = head.decode("utf-8", "ignore").lstrip("\ufeff \r\n\t")
    if not text.startswith("{"):
        return NO
    if '"messages"' in text and (
        '"from_id"' in text or '"text_entities"' in text or '"date_unixtime"' in text
    ):
        return Confidence(0.97, reason("format-contains", what="messages, type, id"))
    if (
        '"messages"' in text
        and '"date"' in text
        and all(f'"{key}"' in text for key in ("id", "type", "text"))
        and ('"from"' in text or '"actor"' in text)
    ):
        return Confidence(0.9, reason("format-contains", what="messages, from, text"))
    if (
        '"personal_information"' in text and '"chats"' in text[:65_536]
    ) or '"about": "Here is the data you requested' in text:
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
    _others(whole, rows)


def _chats(whole: Json, rows: Rows) -> Iterator[Item]:
    chats: list[Json] = [whole] if field(whole, "messages") is not None else []
    for group in ("chats", "left_chats"):
        chats += items_of(field(field(whole, group), "list"))
    row = 0
    for chat in chats:
        about = (as_text(field(chat, "name")), as_text(field(chat, "type")), as_text(field(chat, "id")))
        if isinstance(chat, dict) and chat is not whole:
            _section(rows, "chat", {key: value for key, value in chat.items() if key not in _CHAT})
        for message in items_of(field(chat, "messages")):
            row += 1
            _add(rows, row, about, message)
            yield from rows.ready()
    if not chats:
        yield Problem("document-damaged", Place(), params={"reason": "no chats"}, records=1)


def _account(whole: Json, rows: Rows) -> Iterator[Item]:
    person = field(whole, "personal_information")
    if isinstance(person, dict):
        rows.add(
            ACCOUNT,
            Part(1, "entry", "account"),
            ACCOUNT_COLUMNS,
            1,
            [as_text(person.get(name)) for name in ACCOUNT_COLUMNS],
        )
        _section(
            rows,
            "personal_information",
            {key: value for key, value in person.items() if key not in ACCOUNT_COLUMNS},
        )
    for row, contact in enumerate(items_of(field(field(whole, "contacts"), "list")), start=1):
        rows.add(
            CONTACT,
            Part(2, "entry", "contacts"),
            CONTACT_COLUMNS,
            row,
            [as_text(field(contact, name)) for name in CONTACT_COLUMNS],
        )
        if isinstance(contact, dict):
            _section(
                rows, "contacts", {key: value for key, value in contact.items() if key not in CONTACT_COLUMNS}
            )
    yield from rows.ready()


def _others(whole: Json, rows: Rows) -> None:
    """What stands in an export beside account, contacts and chats; the explanations of the program are set
    aside."""
    if not isinstance(whole, dict):
        return
    for key, value in whole.items():
        if key in _CHAT or key in ("personal_information", "contacts", "chats", "left_chats", "about"):
            rest = (
                {name: inner for name, inner in value.items() if name not in ("list", "about")}
                if isinstance(value, dict)
                else {}
            )
            if key in ("contacts", "chats", "left_chats"):
                _section(rows, key, rest)
        else:
            _section(
                rows,
                key,
                {key: value}
                if not isinstance(value, dict)
                else {name: one for name, one in value.items() if name != "about"},
            )
    for name in ("", "personal_information", "contacts", "chats", "left_chats", *whole):
        if as_text(field(field(whole, name) if name else whole, "about")):
            rows.aside("about", Place(), TECHNICAL)


def _section(rows: Rows, section: str, values: dict[str, Json]) -> None:
    for key, value in values.items():
        for name, text in leaves(key, value):
            rows.add(OTHER, _OTHERS, OTHER_COLUMNS, rows.next(OTHER), (section, name, text))


def _add(rows: Rows, row: int, about: tuple[str | None, str | None, str | None], message: Json) -> None:
    if not isinstance(message, dict):
        rows.tell(
            Problem("entry-unreadable", Place(WHOLE, row), params={"reason": "not an object"}, records=1)
        )
        return
    contact = message.get("contact_information")
    location = message.get("location_information")
    names = (as_text(field(contact, part)) for part in ("first_name", "last_name"))
    values: dict[str, str | None] = {
        name: as_text(message.get(name))
        for name in ("type", "date", "action", "edited", "media_type", "via_bot")
    }
    values |= dict(zip(("chat", "chat_type", "chat_id"), about, strict=True))
    values["message_id"] = as_text(message.get("id"))
    values["unixtime"] = as_text(message.get("date_unixtime"))
    values["sender"] = as_text(message.get("from")) or as_text(message.get("actor"))
    values["sender_id"] = peer(message.get("from_id")) or peer(message.get("actor_id"))
    values["body"] = text_of(message.get("text")) or text_of(message.get("text_entities"))
    values["reply_to"] = as_text(message.get("reply_to_message_id"))
    values["forwarded_from"] = as_text(message.get("forwarded_from"))
    values["media"] = next((as_text(message[key]) for key in _MEDIA if message.get(key)), None)
    values["members"] = "\n".join(text for text in map(as_text, items_of(message.get("members"))) if text)
    values["contact_name"] = " ".join(name for name in names if name)
    values["contact_phone"] = as_text(field(contact, "phone_number"))
    values["latitude"] = as_text(field(location, "latitude"))
    values["longitude"] = as_text(field(location, "longitude"))
    values["duration"] = as_text(message.get("duration_seconds")) or as_text(message.get("duration"))
    values["outcome"] = as_text(message.get("discard_reason"))
    values["title"] = as_text(message.get("title"))
    values["poll"] = poll_of(message.get("poll"))
    values["reactions"] = reactions_of(message.get("reactions"))
    values["links"] = links_of(message)
    values["details"] = _details(rows, Place(WHOLE, row), message)
    rows.add(MESSAGE, WHOLE, COLUMNS, row, values)


def _details(rows: Rows, place: Place, message: dict[str, Json]) -> str | None:
    """What no other column took; the pieces of a text are a matter of looks once their words and links are
    read."""
    read = _READ | {"date", "edited"} | {"duration"}
    taken = next((key for key in _MEDIA if message.get(key)), None)
    rest: dict[str, Json] = {key: value for key, value in message.items() if key not in read and key != taken}
    for name, known in (
        ("contact_information", _CONTACT_PARTS),
        ("location_information", ("latitude", "longitude")),
    ):
        inner = message.get(name)
        if isinstance(inner, dict):
            rest[name] = {key: value for key, value in inner.items() if key not in known}
    poll = message.get("poll")
    if isinstance(poll, dict):
        rest["poll"] = {
            key: value for key, value in poll.items() if key not in ("question", "answers", "total_voters")
        }
        if poll.get("total_voters"):
            rows.aside("total_voters", place, CHECK)
    for key, second in (("from", "actor"), ("from_id", "actor_id")):
        if message.get(key) and message.get(second):
            rest[second] = message[second]
    for key in ("from_id", "actor_id"):
        if isinstance(message.get(key), int) and str(message[key]) not in (peer(message[key]) or ""):
            rest[key] = message[key]
    for piece in [*items_of(message.get("text")), *items_of(message.get("text_entities"))]:
        for name, value in piece.items() if isinstance(piece, dict) else ():
            if name == "type":
                rows.aside(name, place, LOOK)
            elif name not in ("text", "href", "user_id"):
                rest[name] = value
    if items_of(message.get("text_entities")):
        rows.aside("text_entities", place, REPEATED)
    if message.get("edited_unixtime"):
        rows.aside("edited_unixtime", place, REPEATED)
    for piece in [one for one in items_of(field(poll, "answers")) if isinstance(one, dict)]:
        rows.aside("chosen", place, REPEATED, count=int("chosen" in piece))
    return rest_of(rows, place, rest, frozenset())


def _rescue(text: str, rows: Rows) -> Iterator[Item]:
    """Whole messages of a damaged file: after each ``"messages": [`` object by object, with the chat's name
    before it."""
    decoder = json.JSONDecoder()
    row = 0
    for begin in re.finditer(r'"messages"\s*:\s*\[', text):
        seen = {
            key: value.strip('"')
            for key, value in _CHAT_KEYS.findall(text, max(0, begin.start() - 500), begin.start())
        }
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


READER = FormatReader("telegram", 2, "Telegram export (JSON)", (".json",), sniff, read)
