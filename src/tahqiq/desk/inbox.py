"""What is due at a desk: deadlines of flows, approvals that wait for the person, work without a deadline,
drafts they left, and what the desk itself says has to be done in time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from tahqiq.casework.clocks import AFTER, TO_THE_TIME, Calendar, Due, Obligation, Standing, deadline, due_list
from tahqiq.casework.clocks.due import OPEN
from tahqiq.casework.clocks.period import EXACT
from tahqiq.casework.flows.history import Running
from tahqiq.casework.forms.declaration import say
from tahqiq.desk.derived_kinds import papers_name
from tahqiq.desk.desktop import Desktop
from tahqiq.desk.expiry import overdue
from tahqiq.desk.field_labels import listed
from tahqiq.desk.lifecycles import Lives
from tahqiq.kit.ids import digest
from tahqiq.kit.yaml_nodes import Words
from tahqiq.model.body_fields import Listed

Why = Literal["deadline", "approval", "task", "draft"]
_DESTRUCTION: Words = {
    "en": "Destroy records whose term is over",
    "ar": "إتلاف سجلات انتهت مدتها",
    "ckb": "لەناوبردنی تۆمارە ماوەبەسەرچووەکان",
    "kmr-Arab": "ژناڤبرنا تۆمارێن دەم بۆری",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that has to be done in time, as a desk says it: the ``obligation`` (its ``about`` is a
    record's id), what it is called in four languages, of which kind the record is ("" : no record of the
    desk; its page knows what ``about`` is), and whom or what it is about, in words. ``explained``: the end is
    a period after a beginning and can be explained so. ``timed`` False: work that nobody set a time for.
    ``to`` is the page of the desk on which it is done, with what stands behind its question mark ("" : the
    record's own).

    An obligation with the key of :func:`flow_key` takes the place of that deadline of a flow."""

    obligation: Obligation
    label: Words
    kind: str = ""
    title: str = ""
    explained: bool = True
    timed: bool = True
    to: str = ""


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that waits for a decision of the person at the desk, as a desk without a flow of steps says
    it: a ``key`` of its own, what it is called in four languages, which record it is, and the page of the
    desk on which it is decided (its address below ``/desks/NAME/``). ``why``: it waits for an approval, or
    for work (what was approved and is still to be done)."""

    key: str
    label: Words
    title: str
    kind: str
    record: str
    to: str
    why: Why = "approval"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the inbox. ``standing`` and ``until`` only of deadlines; ``explained`` says how the end was
    found. ``kind``, ``id`` and ``home`` lead to the record (a draft: to the form), ``to`` to the page of the
    desk on which it is decided ("" : the record's own)."""

    why: Why
    key: str
    label: str
    title: str
    kind: str
    id: str
    home: str
    standing: Standing | None = None
    until: datetime | None = None
    left_seconds: int | None = None
    explained: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Inbox:
    """What is due: approvals first, then deadlines in the order in which somebody has to look at them, then
    work without a deadline, then drafts. ``counts`` are of all deadlines by how they stand."""

    items: tuple[Item, ...]
    counts: Mapping[str, int]
    after: str


def inbox(at: Desktop, now: datetime, locale: str, after: str = "", limit: int = 50) -> Inbox:
    """What is due at ``now`` at a desk, in the case of ``at`` (or the desk's file); one page of deadlines,
    with approvals and drafts on the first one. The look is in the log. Raises ``WrongUse``
    (``clock-page``)."""
    at.log.glance(at.actor, f"{at.desk.name}.inbox", "", at.home)
    owed: dict[str, tuple[Owed, str, str]] = {}
    approvals: list[Item] = []
    for life in at.desk.lifecycles:
        kind = at.desk.kind(life.kind)
        if kind.home == "case" and at.home == at.desk.file:
            continue
        for one in _of_kind(at, kind, locale, now):
            if isinstance(one, Item):
                approvals.append(one)
            else:
                owed[one[0].obligation.key] = one
    for waits in at.desk.awaited(at) if at.desk.awaited is not None and at.home == at.desk.file else ():
        approvals.append(_awaited(waits, at.home, locale))
    tasks: list[Item] = []
    for told in at.desk.due(at) if at.desk.due is not None else ():
        if told.timed:
            owed[told.obligation.key] = (told, told.title, at.home)
        else:
            tasks.append(_task(told, at.home, locale))
    if any(kind.name == f"{at.desk.name}-destruction" for kind in at.desk.kinds) and at.home == at.desk.file:
        for line in overdue(at):
            owed[line.key] = (Owed(line, _DESTRUCTION), "", at.home)
    page = due_list(
        (item[0].obligation for item in owed.values()), now, standings=OPEN, after=after, limit=limit
    )
    deadlines = [_deadline(due, *owed[due.obligation.key], locale) for due in page.items]
    first = not after
    return Inbox(
        (*(approvals if first else ()), *deadlines, *((*tasks, *_drafts(at)) if first else ())),
        {str(name): count for name, count in page.counts.items()},
        page.next,
    )


def _of_kind(at: Desktop, kind: Any, locale: str, now: datetime) -> Iterator["Item | tuple[Owed, str, str]"]:  # noqa: ANN401
    lives = Lives(at, kind)
    records = at.records(kind).versions([one.body.record for one in lives.open()], at.case_of(kind))
    for record in (versions[0] for versions in records.values()):
        if record.state != "open":  # put away since; its history stays
            continue
        stands, title = lives.of(record), _title(kind, record.body, locale)
        for running in stands.running:
            key = digest("due", kind.name, record.id, running.term.name, size=8).hex()
            yield (
                Owed(
                    Obligation(key, running.term.name, record.id, _until(running)),
                    running.term.label,
                    kind.name,
                ),
                title,
                record.home,
            )
        for name, refusal in stands.may.items():
            if refusal is None and stands.flow.transitions[name].approves:
                label = say(stands.flow.transitions[name].label, locale)
                yield Item("approval", f"{record.id}:{name}", label, title, kind.name, record.id, record.home)


def flow_key(kind: str, record: str, term: str) -> str:
    """The key of a deadline of a flow in the list of what is due."""
    return digest("due", kind, record, term, size=8).hex()


def _title(kind: Any, body: BaseModel, locale: str) -> str:  # noqa: ANN401
    """What a record is called, with what it was chosen for from a list of the installation (a purpose of the
    law)."""
    marked = [
        (getattr(body, name), one)
        for name, field in type(body).model_fields.items()
        for one in field.metadata
        if isinstance(one, Listed)
    ]
    return " · ".join(
        [kind.title(body), *(word for value, mark in marked for word in listed(mark, [str(value)], locale))]
    )


def _until(running: Running) -> Any:  # noqa: ANN401
    period = running.term.period
    convention = TO_THE_TIME if period.unit in EXACT else AFTER
    return deadline(running.since, period, convention, calendar=Calendar("federal"))


def _deadline(due: Due, owed: Owed, title: str, home: str, locale: str) -> Item:
    obligation = due.obligation
    end = obligation.deadline
    return Item(
        "deadline",
        obligation.key,
        say(owed.label, locale),
        title,
        owed.kind,
        obligation.about,
        home,
        due.standing,
        end.until if end else None,
        int(due.left.total_seconds()) if due.left is not None else None,
        end.explain(locale) if end and owed.explained else "",
        owed.to,
    )


def _task(owed: Owed, home: str, locale: str) -> Item:
    key, about = owed.obligation.key, owed.obligation.about
    return Item("task", key, say(owed.label, locale), owed.title, owed.kind, about, home, to=owed.to)


def _awaited(waits: Awaited, home: str, locale: str) -> Item:
    label = say(waits.label, locale)
    return Item(waits.why, waits.key, label, waits.title, waits.kind, waits.record, home, to=waits.to)


def _drafts(at: Desktop) -> Iterator[Item]:
    """Forms that the person began and nobody sealed."""
    kind = next((one for one in at.desk.kinds if one.name == papers_name(at.desk.name)), None)
    if kind is None or (kind.home == "case" and at.home == at.desk.file):
        return
    for kept in (
        at.records(kind).find({"sealed": False}, at.case_of(kind), descending=True, limit=100).records
    ):
        if kept.body.filled_by == at.actor.id or kept.by == at.actor.id:
            yield Item("draft", kept.id, kept.body.form, kind.title(kept.body), kind.name, kept.id, kept.home)
