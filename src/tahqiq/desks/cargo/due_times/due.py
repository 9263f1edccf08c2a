"""What the inbox shows of this desk to who may write: lists to decide about and to sign, what this person
examines, examinations to complete and to sign, finds without a laboratory report, and arrivals of today that
no list was made of."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import quote

from tahqiq.casework.clocks import Deadline, Obligation, ends_with
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop, Owed
from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.assignments.record import Assignment, assignments_of
from tahqiq.desks.cargo.outcomes.lookup import examined
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Outcome
from tahqiq.desks.cargo.selection_lists.record import LIST, SelectionList
from tahqiq.kit import clock
from tahqiq.kit.locale import format_number
from tahqiq.kit.messages import LOCALES, message
from tahqiq.kit.parts import parts
from tahqiq.kit.yaml_nodes import Words
from tahqiq.model.kind import day_of
from tahqiq.store.record_where import Between, OneOf

_CHUNK = 500
BACK = timedelta(days=30)
"""Lists and examinations of so many days are told."""
TESTED = frozenset({"drugs", "precursor"})
"""Finds of which a laboratory says what they are."""


def due(at: Desktop) -> Iterator[Owed]:
    """What waits for the person, where they may write at the desk."""
    if at.home != at.desk.file or not at.bench.door.may(at.actor, "write-case", at.desk.file):
        return
    since = clock.now() - BACK
    lists = list(at.records(LIST).every({"recorded": Between(since)}, "recorded"))
    for kept in lists:
        yield from _signed(at, kept) if kept.body.signed_by else _unsigned(at, kept)
    yield from _today(at, lists)
    for outcome in at.records(OUTCOME).every({"began": Between(since)}, "began"):
        yield from _outcome(at, outcome)


def _unsigned(at: Desktop, kept: RecordVersion[SelectionList]) -> Iterator[Owed]:
    """A list has undecided lines, or waits for the signature of somebody who neither made it nor decided."""
    body, to = kept.body, f"list/{kept.id}"
    open_lines = [line.id for line in body.lines if not body.standing(line.id)]
    if open_lines:
        yield _owed("decide", kept.id, body.shift, to, _arrive(at, open_lines), count=len(open_lines))
    elif at.actor.id not in {body.by, *(one.by for one in body.decided)}:
        yield _owed("sign-list", kept.id, body.shift, to, _arrive(at, [line.id for line in body.lines]))


def _signed(at: Desktop, kept: RecordVersion[SelectionList]) -> Iterator[Owed]:
    """Of a signed list what this person examines, and how much nobody was given yet."""
    lines = [line.id for line in kept.body.open()]
    done = examined(at, lines)
    left = [line for line in lines if line not in done]
    given: dict[str, RecordVersion[Assignment]] = assignments_of(at, kept.id) if left else {}
    for line in left:
        if line in given and given[line].body.person == at.actor.id:
            yield _owed(
                "examine",
                f"{kept.id}:{line}",
                " · ".join(filter(None, (line, given[line].body.bay))),
                f"sheet/{quote(line, safe='')}?list={kept.id}",
                _arrive(at, [line]),
            )
    free = [line for line in left if line not in given]
    if free:
        yield _owed(
            "assign", kept.id, kept.body.shift, f"assign/{kept.id}", _arrive(at, free), count=len(free)
        )


def _outcome(at: Desktop, kept: RecordVersion[Outcome]) -> Iterator[Owed]:
    """An examination: what came of it, the second officer's signature, the laboratory's report."""
    body = kept.body
    to = f"sheet/{quote(body.consignment, safe='')}?outcome={kept.id}"
    if body.result == "open" and body.by == at.actor.id:
        yield _owed("result", kept.id, body.consignment, to)
    took_part = at.records(OUTCOME).writers(kept.id) | {body.by}
    if body.result != "open" and not body.signed_by and at.actor.id not in took_part:
        yield _owed("sign-outcome", kept.id, body.consignment, to)
    told = {one.find for one in body.laboratory}
    waits = [one for no, one in enumerate(body.finds, 1) if one.what in TESTED and no not in told]
    if waits:
        yield _owed("laboratory", kept.id, body.consignment, to, count=len(waits))


def _today(at: Desktop, lists: list[RecordVersion[SelectionList]]) -> Iterator[Owed]:
    """Consignments arrive today, and no list was made today."""
    today = day_of(clock.now())
    if any(day_of(kept.body.recorded) == today for kept in lists):
        return
    count = at.records(ARRIVAL).count({"day": today.isoformat()})[None]
    if count:
        day = today.isoformat()
        yield _owed("today", day, "", f"arrivals?day={day}", ends_with(today), count=count)


def _arrive(at: Desktop, consignments: list[str]) -> Deadline | None:
    """The end of the first day on which one of them arrives; None where no paper says."""
    days = [
        kept.body.day
        for part in parts(consignments, _CHUNK)
        for key in ("number", "same")
        for kept in at.records(ARRIVAL).every({key: OneOf(tuple(part))})
        if kept.body.day
    ]
    return ends_with(date.fromisoformat(min(days))) if days else None


def _owed(name: str, about: str, title: str, to: str, end: Deadline | None = None, **given: int) -> Owed:
    label: Words = {
        locale: message(
            f"cargo-due-{name}", locale, {key: format_number(one, locale) for key, one in given.items()}
        ).sentence
        for locale in LOCALES
    }
    return Owed(
        Obligation(f"{name}:{about}", name, about, end),
        label,
        title=title,
        explained=False,
        timed=end is not None,
        to=to,
    )
