"""What a line of a WhatsApp export says: who sent it, its text, media, deletion and editing, and of the
program's own lines who did it.

On Android a line of the program has no sender (``Omar created group "Family"``). On iOS it stands behind a
name, of the person or the group, with a direction mark before the words (``Family: <LRM>Omar left``).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from tahqiq.formats.chatheads import MARKS, Line
from tahqiq.formats.chatwords import ATTACHED, CALL, DEED, DELETED, EDITED, LEFT_OUT, NOTICE, PASSIVE

_SENDER = re.compile(r"([^\n]{1,120}?)\s?:(?:\s|$)")
_MARKED = re.compile("^[ \u00a0\u202f]*[\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """What a message says: ``sender`` is None for a line of the program; ``actor`` is who did what that line
    tells, None when nobody is named; ``heading`` the name that iOS writes before such a line (a person or the
    group).
    """

    sender: str | None
    body: str
    media: str | None
    deleted: bool
    edited: bool
    actor: str | None = None
    heading: str | None = None


def say(line: Line, known: Collection[str] = ()) -> ChatMessage:
    """Sender, body and markers of a message. ``known`` are senders of the same chat, so that ``Ali:.`` is
    read as theirs."""
    plain = line.plain
    match = _SENDER.match(plain)
    sender = match.group(1).strip() if match else None
    if match is None or sender is None or (_deed(sender) and "+" not in sender and sender not in known):
        behind = max((name for name in known if plain.startswith(f"{name}:")), key=len, default=None)
        if behind is None:
            return ChatMessage(None, plain, None, deleted=False, edited=False, actor=_actor(plain, known))
        return _message(behind, plain[len(behind) + 1 :])
    body = plain[match.end() :].lstrip(" ")
    marked = _MARKED.match(line.rest.partition(":")[2]) is not None
    if (
        marked
        and "\n" not in body
        and (_deed(body) or NOTICE.search(body) or CALL.match(body))
        and not LEFT_OUT.match(body)
        and not ATTACHED.search(body)
    ):
        actor = _actor(body, known) or (sender if CALL.match(body) else None)
        return ChatMessage(None, body, None, deleted=False, edited=False, actor=actor, heading=sender)
    return _message(sender, body)


def sender_of(line: Line) -> str | None:
    """The name before the first colon, as a candidate for the senders of a chat; None where a line has none
    or tells a deed."""
    match = _SENDER.match(line.plain)
    name = match.group(1).strip() if match else None
    return name if name and not _deed(name) else None


def _message(sender: str, body: str) -> ChatMessage:
    attached = ATTACHED.search(body)
    media = next((name.strip() for name in attached.groups() if name), None) if attached else None
    if media is None and LEFT_OUT.match(body):
        media = "omitted"
    return ChatMessage(sender, body, media, *marks(body))


def _deed(text: str) -> bool:
    """Whether a text tells what somebody did in the chat: the verb stands behind a name, not at the
    beginning."""
    return any(match.start() > 0 for match in DEED.finditer(text))


def _actor(text: str, known: Collection[str]) -> str | None:
    """Who did what a line of the program tells: the sender it begins with, else the words before the verb."""
    start = text.lstrip("~ \u00a0\u202f")
    if PASSIVE.search(text):
        return None
    named = max(
        (name for name in known if start.startswith(f"{name.lstrip('~ ').strip()} ")), key=len, default=None
    )
    if named is not None:
        return named
    match = next((match for match in DEED.finditer(text) if match.start() > 0), None)
    if match is None or NOTICE.search(text):
        return None
    name = text[: match.start()].strip(" ~\u00a0\u202f")
    return name if name and len(name) <= 80 else None


def marks(body: str) -> tuple[bool, bool]:
    """Whether the text of a message says that it was deleted, and that it was edited.

    >>> marks("You deleted this message"), marks("Deleted that, be careful")
    ((True, False), (False, False))
    """
    body = MARKS.sub("", body)
    return DELETED.match(body) is not None, EDITED.search(body) is not None


__all__ = ["ChatMessage", "marks", "say", "sender_of"]
