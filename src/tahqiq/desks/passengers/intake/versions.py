"""A booking that came before gets a new version where something changed, and none where nothing did."""

import json

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desks.passengers.intake.result import Intake
from tahqiq.desks.passengers.intake.travels import names_of
from tahqiq.desks.passengers.travels.digests import digest
from tahqiq.desks.passengers.travels.record import TRAVEL, Travel

_PLACE = frozenset({"row", "at"})


def _is_other_person(before: Travel, body: Travel) -> bool:
    """Whether a traveller of a list has no name in common with the one who came before under the same
    document: then they are two."""
    one, other = (
        {word for name in names_of(some) for word in name.split() if not word[0].isdigit()}
        for some in (before, body)
    )
    return body.form == "traveller" and bool(one) and bool(other) and not one & other


def save_travel(at: ActingDesktop, key: bytes, body: Travel, made: Intake, again: bool = False) -> str:
    """Keep it, or a version of what came before; the id of the record. ``again``: the same file is read once
    more, because somebody said what its columns mean; then only what stands now counts."""
    records = at.records(TRAVEL)
    made.cancelled += body.cancelled
    found = records.find(
        {"same": body.key, "masked": None}, order="transferred", descending=True, limit=1
    ).records
    if not found:
        made.new += 1
        return records.save(body).id
    before = found[0]
    if _is_other_person(before.body, body):
        made.cancelled -= body.cancelled
        named = sorted((row.get("name") or "").upper() for row in body.rows.get("person", []))
        return save_travel(
            at, key, body.model_copy(update={"key": digest(key, "named", body.key, *named)}), made, again
        )
    if _content(before.body) == _content(body) or (
        not again
        and any(
            _content(one.body) == _content(body) and one.body.source == body.source
            for one in _versions(at, before)
        )
    ):
        made.same += 1
        return before.id
    first, last = min(before.body.transferred, body.transferred), max(before.body.last, body.last)
    pushes = before.body.pushes + (not again)
    party = before.body.party_changes + (body.form == "booking" and names_of(body) != names_of(before.body))
    history = {"transferred": first, "pushes": pushes, "party_changes": party}
    kept = records.save(body.model_copy(update=history), "", before.id, before.version)
    if body.last < before.body.last:
        records.save(before.body.model_copy(update={**history, "last": last}), "", kept.id, kept.version)
        made.older += 1
    else:
        made.changed += 1
    return before.id


def _versions(at: Desktop, record: RecordVersion[Travel]) -> list[RecordVersion[Travel]]:
    return at.records(TRAVEL).versions([record.id]).get(record.id, [])


def _content(body: Travel) -> str:
    """What a message says of it, without where it stands in the file."""
    rows = {
        kind: sorted(
            json.dumps({name: value for name, value in row.items() if name not in _PLACE}, sort_keys=True)
            for row in some
        )
        for kind, some in body.rows.items()
    }
    return json.dumps([rows, body.flights, body.cancelled], sort_keys=True)
