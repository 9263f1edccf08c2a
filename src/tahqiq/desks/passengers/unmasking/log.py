"""What the audit log records of a masked record: when it was masked and had to be, who opened it, with whose
consent, for what, until when, and who was refused.

No record is read: all of it stands in the objects of the log's entries, whose seals ``tahqiq verify``
recomputes.
"""

from typing import Annotated, Literal

from pydantic import Field

from tahqiq.access.leaf import Leaf
from tahqiq.casework.masking import MASK
from tahqiq.desk import ARGUMENT, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.passengers.unmasking.examples import masked_example
from tahqiq.desks.passengers.unmasking.operations import UNMASK
from tahqiq.jobs.progress import Progress

_MOST = 500


class LogRequest(Strict):
    """Of which record."""

    record: Annotated[str, ARGUMENT] = Field(
        pattern="^[0-9a-f]{16}$",
        description="The booking, traveller or hit, by the id of its record, also of one that is deleted.",
    )


class LogEntryView(Strict):
    """An entry of the log: ``what`` is masked, opened (somebody saw what was masked) or refused; ``no`` its
    number in the log, ``at`` when (UTC), ``by`` who, by id and name. Of a masking, ``due`` is the day on
    which it had to be and ``clock`` the day of the clock's run. Of an opening: the request, who asked, who
    granted, for which purpose, until when. Of a refusal, ``why`` is its code."""

    what: Literal["masked", "opened", "refused"]
    no: int
    at: str
    by: str
    by_name: str = ""
    due: str = ""
    clock: str = ""
    request: str = ""
    asked_by: str = ""
    granted_by: str = ""
    granted_name: str = ""
    purpose: str = ""
    until: str = ""
    why: str = ""


class LogView(Strict):
    """The entries about a record, the oldest first; ``on_time`` says of a masked one whether it was masked on
    the day it was due; ``opened`` how often it was seen."""

    record: str
    on_time: bool | None
    opened: int
    entries: list[LogEntryView]


def show_log(at: Desktop, asked: LogRequest, _progress: Progress | None) -> LogView:
    """What the log says."""
    leaves = sorted(
        at.bench.door.audit.search.about([asked.record], _MOST, said=True), key=lambda leaf: leaf.no
    )
    entries = [entry for leaf in leaves if (entry := _entry(leaf))]
    names = at.bench.names({name for one in entries for name in (one.by, one.granted_by) if name})
    for one in entries:
        one.by_name, one.granted_name = names.get(one.by, ""), names.get(one.granted_by, "")
    masked = [one for one in entries if one.what == "masked"]
    return LogView(
        record=asked.record,
        on_time=all(one.due == one.clock for one in masked) if masked else None,
        opened=sum(one.what == "opened" for one in entries),
        entries=entries,
    )


def _entry(leaf: Leaf) -> LogEntryView | None:
    parts = dict(part.partition("=")[::2] for part in leaf.object.split("/")[1:])
    if leaf.act == MASK and leaf.phase == "outcome" and leaf.result == "done":
        return LogEntryView(
            what="masked",
            no=leaf.no,
            at=leaf.at,
            by=leaf.actor,
            due=parts.get("due", ""),
            clock=parts.get("clock", ""),
        )
    if leaf.act != UNMASK:
        return None
    if leaf.result.startswith("refused:"):
        return LogEntryView(
            what="refused",
            no=leaf.no,
            at=leaf.at,
            by=leaf.actor,
            request=parts.get("request", ""),
            why=leaf.result.removeprefix("refused:"),
        )
    if leaf.phase == "outcome" and leaf.result == "done":
        return LogEntryView(
            what="opened",
            no=leaf.no,
            at=leaf.at,
            by=leaf.actor,
            request=parts.get("request", ""),
            asked_by=parts.get("asked-by", ""),
            granted_by=parts.get("granted-by", ""),
            purpose=parts.get("purpose", ""),
            until=parts.get("until", ""),
        )
    return None


OPERATION = Operation(
    "unmask-log",
    LogRequest,
    LogView,
    "look",
    "read-case",
    show_log,
    lambda at: LogRequest(record=masked_example(at)),
    group="unmask",
)
