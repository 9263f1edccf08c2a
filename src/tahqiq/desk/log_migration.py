"""Logs that an older program kept as lists in one record, carried over into lines of their own.

The records stay as they were written, since the log of acts commits to them. Each line says when it came into
the log and who wrote it: that of the first version of the record that has it. All of it is one unit of work,
so it has come over or it has not.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tahqiq.access.door import Door
from tahqiq.access.hidden_actor import HiddenActors
from tahqiq.access.hidden_log import log_of
from tahqiq.access.people import CARRIER
from tahqiq.access.verify_records import SAVE_RECORD
from tahqiq.casework.actor_fields import hidden
from tahqiq.casework.record_writer import AT_ONCE
from tahqiq.desk.lines import following
from tahqiq.kit.ids import sha256
from tahqiq.kit.parts import parts
from tahqiq.model.kind import Kind, written
from tahqiq.store.record_lines import grown, written_in
from tahqiq.store.stored_record import Record

Listed = Mapping[str, Any]
"""A record's body, or a line of it, as an older program wrote it."""


@dataclass(frozen=True, slots=True)
class ListedLog:
    """A log that was a list: in the first shape of records of ``parent`` it was their field ``listed``;
    ``fields`` makes of such a body what each line of the kind ``lines`` holds."""

    parent: Kind[Any]
    lines: Kind[Any]
    listed: str
    fields: Callable[[Listed], Iterator[dict[str, object]]]


def carry_lines(door: Door, name: str, logs: Sequence[ListedLog]) -> int:
    """Carry over what is not there yet under a name; how many lines came. Raises ``pydantic.ValidationError``
    for a record that no program of ours wrote."""
    records = door.workspace.records
    if records.carried(name):
        return 0
    with door.audit.unit(at_once=True):
        came = 0 if records.carried(name) else sum(_carried(door, name, one) for one in logs)
        records.mark_carried(name, came)
    return came


def _carried(door: Door, name: str, log: ListedLog) -> int:
    workspace, came = door.workspace, 0
    audit = log_of(door.audit, workspace, hides=log.lines.hides_actor)
    for identity in written_in(workspace.database, log.parent.name, 1):
        versions = grown(workspace.database, identity, 1, log.listed)
        if not versions:
            continue
        last = workspace.records.version_of(identity, versions[-1][0])
        made = list(_lines(name, log, last, [one[1:] for one in versions], HiddenActors(workspace)))
        for some in parts(made, AT_ONCE):
            with audit.acts(CARRIER, SAVE_RECORD, [(one.thing, one.payload()) for one in some], last.home):
                workspace.records.add_all(log.lines, some)
        came += len(made)
    return came


def _lines(
    name: str,
    log: ListedLog,
    last: Record,
    versions: Sequence[tuple[int, str, str]],
    actors: HiddenActors,
) -> Iterator[Record]:
    """The lines of one record, in order, each as the latest version has it."""
    title, at, hides = log.parent.title(log.parent.read(last.body, 1)), 0, log.lines.hides_actor
    before = None
    for number, fields in enumerate(log.fields(json.loads(last.body)), 1):
        while versions[at][0] < number:
            at += 1
        _, moment, actor = versions[at]
        own = sha256(f"{name} {last.id} {number}".encode())[:16]
        before = following(log.lines, before, log=last.id, of=title, **fields)
        yield Record(
            own,
            1,
            log.lines.name,
            log.lines.shape,
            last.home,
            last.classes,
            "open",
            moment,
            actors.hide(actors.person(actor)) if hides else actor,
            hidden(before, actors, own) if hides else written(before),
        )
