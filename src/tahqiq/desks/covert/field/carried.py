"""Logs that an older program kept as lists in one record, carried over into lines of their own: surveillance,
deployments, custody of exhibits.

The records stay as they were written, since the log of acts commits to them. Each line says when it came into
the log and who wrote it: that of the first version of the record that has it. All of it is one unit of work,
so it has come over or it has not.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tahqiq.access.door import Door
from tahqiq.access.hidden_actor import HiddenActors
from tahqiq.access.hidden_log import log_of
from tahqiq.access.people import CARRIER
from tahqiq.access.verify_records import SAVE_RECORD
from tahqiq.casework.acted import hidden
from tahqiq.casework.writing import AT_ONCE
from tahqiq.desk.custody import Step, chain
from tahqiq.desk.lines import following
from tahqiq.desk.standing import Odd
from tahqiq.desks.covert.field.deployment import DEPLOYMENT, ENTRY_LINE, Entry
from tahqiq.desks.covert.field.exhibits import ACT_LINE, EXHIBIT
from tahqiq.desks.covert.field.watch import SEEN_LINE, WATCH, Decided, Seen
from tahqiq.kit.ids import sha256
from tahqiq.kit.parts import parts
from tahqiq.model.kind import Kind
from tahqiq.store.shelf_lines import grown, written_in
from tahqiq.store.shelf_record import Record

NAME = "covert-lines"
Listed = Mapping[str, Any]
"""A record's body, or a line of it, as an older program wrote it."""
Fields = Callable[[Listed], Iterator[dict[str, object]]]


def carry_over(door: Door) -> int:
    """Carry over what is not there yet; how many lines came. Raises ``pydantic.ValidationError`` for a record
    that no program of ours wrote."""
    shelves = door.workspace.shelves
    if shelves.carried(NAME):
        return 0
    with door.audit.unit(at_once=True):
        came = 0 if shelves.carried(NAME) else sum(_carried(door, *one) for one in _LOGS)
        shelves.mark_carried(NAME, came)
    return came


def _carried(door: Door, parent: Kind[Any], lines: Kind[Any], listed: str, fields: Fields) -> int:
    workspace, came = door.workspace, 0
    log = log_of(door.audit, workspace, hides=lines.hides_actor)
    for identity in written_in(workspace.database, parent.name, 1):
        versions = grown(workspace.database, identity, 1, listed)
        if not versions:
            continue
        last = workspace.shelves.version_of(identity, versions[-1][0])
        made = list(
            _lines(parent, lines, fields, last, [one[1:] for one in versions], HiddenActors(workspace))
        )
        for some in parts(made, AT_ONCE):
            with log.acts(CARRIER, SAVE_RECORD, [(one.thing, one.payload()) for one in some], last.home):
                workspace.shelves.add_all(lines, some)
        came += len(made)
    return came


def _lines(
    parent: Kind[Any],
    lines: Kind[Any],
    fields: Fields,
    last: Record,
    versions: Sequence[tuple[int, str, str]],
    actors: HiddenActors,
) -> Iterator[Record]:
    """The lines of one record, in order, each as the latest version has it."""
    title, at = parent.title(parent.read(last.body, 1)), 0
    before = None
    for number, told in enumerate(fields(json.loads(last.body)), 1):
        while versions[at][0] < number:
            at += 1
        _, moment, actor = versions[at]
        own = sha256(f"{NAME} {last.id} {number}".encode())[:16]
        before = following(lines, before, log=last.id, of=title, **told)
        text = hidden(before, actors, own)
        yield Record(
            own,
            1,
            lines.name,
            lines.shape,
            last.home,
            last.classes,
            "open",
            moment,
            actors.hide(actors.person(actor)),
            text,
        )


def _seen(body: Listed) -> Iterator[dict[str, object]]:
    for number, line in enumerate(body.get("log", []), 1):
        closed = line.get("collateral")
        decided = (
            Decided(kept=closed["kept"], reason=closed["reason"], by=closed["by"], at=closed["at"])
            if closed and closed["kept"] is not None
            else None
        )
        seen = Seen.model_validate({**line, "collateral": closed["text"] if closed else ""})
        yield {"seen": seen, "decided": decided, "published": body.get("published", {}).get(str(number), "")}


def _entries(body: Listed) -> Iterator[dict[str, object]]:
    for line in body.get("log", []):
        yield {"entry": Entry.model_validate(line)}


def _acts(body: Listed) -> Iterator[dict[str, object]]:
    steps = [Step.model_validate(one) for one in body["steps"]]
    odd: dict[str, list[Odd]] = {}
    for one in chain(steps).findings:
        odd.setdefault(one.act, []).append(Odd.of(one))
    for step in steps:
        yield {"step": step, "odd": odd.get(step.id, [])}


_LOGS: tuple[tuple[Kind[Any], Kind[Any], str, Fields], ...] = (
    (WATCH, SEEN_LINE, "log", _seen),
    (DEPLOYMENT, ENTRY_LINE, "log", _entries),
    (EXHIBIT, ACT_LINE, "steps", _acts),
)
