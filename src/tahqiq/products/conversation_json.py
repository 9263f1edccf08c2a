"""Threads and their messages and calls as plain JSON: text apart from attached files, and what the source
says of a message (deleted, edited)."""

from collections.abc import Mapping
from dataclasses import dataclass

from tahqiq.formats.chatlines import marks
from tahqiq.formats.media import mime_type
from tahqiq.model.entity import Entity
from tahqiq.model.source import GONE, Source
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.conversation import GROUP, Page, Thread, Utterance
from tahqiq.products.describe import Json, head_json, place_json
from tahqiq.store.events import moment_of, written
from tahqiq.store.facts.record import FactRecord, moment
from tahqiq.store.workspace import Workspace

_DELETED = frozenset({"deleted", "yes", "محذوف", "محذوفة", "نعم"})
_EDITED = frozenset({"edited", "معدلة"})
_PLAIN = frozenset({"intact", "no", "لا", "سليم", "سليمة"})
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp"})
_OMITTED = "omitted"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message: the source it is, where it was delivered and may be seen."""

    source: Source
    picture: bool


class Attachments:
    """The files that came inside the sources of messages, by the source they came in and their name there."""

    def __init__(self, workspace: Workspace, sources: Mapping[int, Source]) -> None:
        self._workspace = workspace
        self._inside: dict[int, dict[str, Source]] = {}
        for source in sources.values():
            if source.parent:
                self._inside.setdefault(source.parent, {})[source.path.rpartition("/")[2]] = source

    def of(self, source: int, text: str) -> dict[str, Attached]:
        """The files that a text names on a line of its own or in its first line."""
        inside = self._inside.get(source, {})
        lines = {line.strip().rpartition("/")[2] for line in text.split("\n")}
        return {
            name: Attached(found, self._picture(found)) for name, found in inside.items() if name in lines
        }

    def _picture(self, source: Source) -> bool:
        if not source.original_here or source.state in GONE:
            return False
        with self._workspace.originals.path(source.sha256).open("rb") as stream:
            return mime_type(stream.read(64)) in PICTURES


def threads_json(entity: Entity, threads: list[Thread], total: int) -> Json:
    """The threads of a thing."""
    rows = [
        {
            "own": head_json(item.own),
            "other": head_json(item.other),
            "group": _group(item.other),
            "messages": item.messages,
            "calls": item.calls,
            "first": item.first_day or _time(item.first),
            "last": item.last_day or _time(item.last),
        }
        for item in threads
    ]
    return {**head_json(entity), "threads": rows, "total": total}


def page_json(page: Page, attachments: Attachments) -> Json:
    """A part of a thread."""
    return {
        "own": head_json(page.own),
        "other": head_json(page.other),
        "group": _group(page.other),
        "participants": [
            {**head_json(item.entity), "events": item.events, "numbers": _numbers(item.entity)}
            for item in page.participants
        ],
        "events": [_utterance_json(item, attachments) for item in page.events],
        "offset": page.offset,
        "total": page.total,
        "messages": page.messages,
        "calls": page.calls,
        "records": page.records,
        "undated": page.undated,
        "notices": page.notices,
        "months": [{"month": month, "offset": offset} for month, offset in page.days],
        "found": list(page.found),
        "looked": page.looked,
    }


def _utterance_json(item: Utterance, attachments: Attachments) -> Json:
    first = item.records[0]
    text = first.text or ""
    attached = attachments.of(first.source, text)
    lines = [
        line
        for line in text.split("\n")
        if line.strip().rpartition("/")[2] not in attached and line.strip() != _OMITTED
    ]
    service, deleted, edited = _service(first)
    told_deleted, told_edited = marks(text)
    return {
        "id": item.entities[0].id.hex(),
        "kind": first.kind,
        "at": moment_of(first),
        "at_text": first.start_text or "",
        "zone": first.zone or "",
        "seconds": first.seconds,
        "sender": item.sender.id.hex() if item.sender else "",
        "text": "\n".join(lines).strip(),
        "service": service,
        "deleted": deleted or told_deleted,
        "edited": edited or told_edited,
        "omitted": text.split("\n")[-1].strip() == _OMITTED,
        "attached": [
            {"name": name, "source": one.source.id, "picture": one.picture} for name, one in attached.items()
        ],
        "records": [_record(record) for record in item.entities],
    }


def _record(entity: Entity) -> Json:
    """Where one report of the event stands."""
    first = entity.statements[0]
    return {
        "id": entity.id.hex(),
        "source": first.source_id,
        "source_name": first.source_name,
        "place": place_json(first),
    }


def _service(record: FactRecord) -> tuple[str, bool, bool]:
    """The service without the marks of an extraction, and whether those say deleted or edited."""
    parts = [part.strip() for part in (record.service or "").split("·")]
    folded = [part.casefold() for part in parts]
    kept = [part for part, word in zip(parts, folded, strict=True) if word not in _DELETED | _EDITED | _PLAIN]
    return " · ".join(kept), bool(_DELETED.intersection(folded)), bool(_EDITED.intersection(folded))


def _numbers(entity: Entity) -> list[str]:
    """What somebody is reached by, as recorded: the key of a number or account, the numbers and addresses of
    a person."""
    if entity.key:
        return [entity.key]
    return [value for name in ("phone", "email", "username") for value in entity.properties.get(name, ())][:5]


def _group(entity: Entity) -> bool:
    return vocabulary().is_a(entity.schema, GROUP)


def _time(micros: int | None) -> str:
    found = None if micros is None else moment(micros)
    return written(found) if found else ""
