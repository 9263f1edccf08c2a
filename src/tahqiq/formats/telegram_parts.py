"""What of a Telegram message stands outside its plain fields: text in pieces, polls, reactions, links, and
every key that has no column."""

from tahqiq.formats.jsontext import Json, as_text, field, items_of, leaves
from tahqiq.formats.rows import Rows
from tahqiq.model.account import CHECK, LOOK, REPEATED, TECHNICAL
from tahqiq.model.place import Place

_ASIDE = {
    **dict.fromkeys(("width", "height", "spoiler", "background_width", "background_height"), LOOK),
    **dict.fromkeys(
        (
            "mime_type",
            "thumbnail",
            "thumbnail_file_size",
            "file_size",
            "photo_file_size",
            "document_id",
            "random_id",
        ),
        TECHNICAL,
    ),
    "text_entities": REPEATED,
    "total_voters": CHECK,
}
_SHIFT = 32
_PEERS = ("user", "chat", "channel")


def text_of(value: Json) -> str | None:
    """Text may be a string or a list of strings and ``{type, text}`` pieces."""
    if isinstance(value, list):
        return (
            "".join(
                piece if isinstance(piece, str) else as_text(field(piece, "text")) or "" for piece in value
            )
            or None
        )
    return as_text(value)


def links_of(message: dict[str, Json]) -> str | None:
    """Where the words of a text lead to when they do not say so themselves: addresses of links, ids of people
    named without a user name; one a line."""
    pieces = [*items_of(message.get("text")), *items_of(message.get("text_entities"))]
    found = [as_text(field(piece, key)) for piece in pieces for key in ("href", "user_id")]
    return "\n".join(dict.fromkeys(one for one in found if one)) or None


def poll_of(poll: Json) -> str | None:
    """The question and its answers with their votes, one a line; ``*`` stands before what the exporting
    person chose."""
    if not isinstance(poll, dict):
        return as_text(poll)
    lines = [text_of(poll.get("question")) or ""]
    for answer in items_of(poll.get("answers")):
        votes = as_text(field(answer, "voters"))
        chosen = "* " if field(answer, "chosen") is True else "- "
        lines.append(f"{chosen}{text_of(field(answer, 'text')) or ''}" + (f" ({votes})" if votes else ""))
    return "\n".join(line for line in lines if line) or None


def reactions_of(reactions: Json) -> str | None:
    """Each reaction with its count and the people the export names, one a line: ``👍 2: Ali (user1), Omar
    (user2)``."""
    lines = []
    for one in items_of(reactions):
        sign = (
            as_text(field(one, "emoji"))
            or as_text(field(one, "document_id"))
            or as_text(field(one, "type"))
            or ""
        )
        people = [_person(person) for person in items_of(field(one, "recent"))]
        count = as_text(field(one, "count")) or ""
        lines.append(f"{sign} {count}".strip() + (f": {', '.join(people)}" if people else ""))
    return "\n".join(lines) or None


def _person(person: Json) -> str:
    name, identity, date = (as_text(field(person, key)) for key in ("from", "from_id", "date"))
    beside = " · ".join(one for one in (identity, date) if one)
    return f"{name or ''} ({beside})".strip() if beside else name or ""


def peer(value: Json) -> str | None:
    """An id of a sender as exports write it since 2021 (``user1``, ``channel2``); before, it was a number
    whose upper half says what it is.

    >>> peer(7), peer(8589934599), peer("user7")
    ('user7', 'channel7', 'user7')
    """
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < len(_PEERS) << _SHIFT:
        return f"{_PEERS[value >> _SHIFT]}{value & ((1 << _SHIFT) - 1)}"
    return as_text(value)


def rest_of(rows: Rows, place: Place, message: dict[str, Json], read: frozenset[str]) -> str | None:
    """Every filled key that is not among ``read``, as ``name: value`` one a line; what says only how it looks
    or was stored is set aside by name."""
    lines: list[str] = []
    for key, value in message.items():
        if key in read:
            continue
        why = _ASIDE.get(key)
        for name, text in leaves(key, value):
            if why is not None:
                rows.aside(name.rpartition(".")[2], place, why)
            else:
                lines.append(f"{name}: {text}")
    return "\n".join(lines) or None
