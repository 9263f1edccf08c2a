"""Destruction at the end of a term: what is over is shown as due, one person asks for it to be destroyed,
another one confirms. The second word is final.

A desk whose kinds have a last day (``Kind.until``), or whose originals do, takes up :func:`destruction`. No
moment is given by anybody: what is over is over today, and the machine's clock is compared with the log and
with the date that both persons state (:mod:`tahqiq.casework.trusted_day`).
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from tahqiq.access.log_writer import commitment
from tahqiq.access.verify_records import SAVE_RECORD
from tahqiq.casework.erasure_run import carry_out
from tahqiq.casework.records import RecordVersion
from tahqiq.casework.retention import empty_over
from tahqiq.casework.trusted_day import stated_day, trusted_day
from tahqiq.desk.derived_kinds import steps_name
from tahqiq.desk.desktop import ActingDesktop, Desktop
from tahqiq.desk.destruction import (
    ConfirmedDestruction,
    Destruction,
    DestructionDone,
    DestructionDue,
    DestructionOriginal,
    DestructionRecord,
    DestructionWish,
    FileDestructionRequest,
    OneDestruction,
    kind_of,
)
from tahqiq.desk.expiry import ending, homes_for, originals_over, over_by_kind
from tahqiq.desk.operation import NoQuestion, Operation
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, Conflict, Damaged, Refused
from tahqiq.kit.ids import sha256
from tahqiq.model.kind import Kind, day_of
from tahqiq.store.erasure import Erasure, Erasures
from tahqiq.store.record_over import over
from tahqiq.store.stored_record import Record
from tahqiq.workbench import Workbench

SHOWN = 500
"""How many records are listed; all are counted."""


def destruction(
    desk: str, ended: Callable[[ActingDesktop], object]
) -> tuple[Kind[Destruction], tuple[Operation[Any, Any], ...]]:
    """The kind and the operations of a desk whose records or originals have a last day. ``ended`` makes, for
    the examples, a record whose last day is over."""
    group = "destruction"

    def ready(at: ActingDesktop) -> None:
        for one in _open(at):
            at.records(_kind(at)).save(
                one.body.model_copy(update={"state": "withdrawn"}), "", one.id, one.version
            )
        ended(at)

    def to_ask(at: ActingDesktop) -> FileDestructionRequest:
        ready(at)
        return FileDestructionRequest(order="Article 12 (4)", today=day_of(clock.now()))

    def to_withdraw(at: ActingDesktop) -> OneDestruction:
        ready(at)
        return OneDestruction(
            id=ask(at, FileDestructionRequest(order="Article 12 (4)", today=day_of(clock.now())), None).id
        )

    def to_confirm(at: ActingDesktop) -> ConfirmedDestruction:
        door = at.bench.door
        other = door.people.add(
            f"archivist-{secrets.token_hex(4)}", "Archivist", frozenset({"supervisor"}), None, at.actor.id
        )
        for home in homes_for(at, "erase"):
            door.cases.add_member(home, other.id, at.actor.id)
        ready(at)
        theirs = ActingDesktop(Workbench(door, other), at.desk, at.home, at.purpose, at.unit)
        wish = ask(theirs, FileDestructionRequest(order="Article 12 (4)", today=day_of(clock.now())), None)
        return ConfirmedDestruction(id=wish.id, today=day_of(clock.now()))

    return kind_of(desk), (
        Operation(
            "destruction-due",
            NoQuestion,
            DestructionDue,
            "look",
            "read-case",
            due,
            lambda _at: NoQuestion(),
            group=group,
        ),
        Operation(
            "destruction-ask",
            FileDestructionRequest,
            DestructionWish,
            "act",
            "erase",
            ask,
            to_ask,
            group=group,
        ),
        Operation(
            "destruction-confirm",
            ConfirmedDestruction,
            DestructionDone,
            "job",
            "erase",
            confirm,
            to_confirm,
            group=group,
        ),
        Operation(
            "destruction-withdraw",
            OneDestruction,
            DestructionWish,
            "act",
            "erase",
            withdraw,
            to_withdraw,
            group=group,
        ),
    )


def due(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> DestructionDue:
    """What is over today and not destroyed, the longest over first, and who asked for its destruction."""
    today, lines, counts = day_of(clock.now()), list[DestructionRecord](), dict[str, int]()
    for kind in ending(at):
        found = list(over(at.bench.workspace.database, kind, homes_for(at, "read-case"), today))
        if found:
            counts[kind.name] = len(found)
        lines += [
            DestructionRecord(id=one, kind=kind.name, last_day=last, days_over=(today - last).days)
            for one, _, last in found
        ]
    lines.sort(key=lambda one: (one.last_day, one.id))
    requested = {one.source for one in _pending(at)}
    originals = [
        DestructionOriginal(document=one.id, name=one.name, asked=one.no in requested)
        for one in originals_over(at)
    ]
    told = DestructionDue(
        day=today,
        total=len(lines),
        by_kind=counts,
        records=lines[:SHOWN],
        originals=originals,
        wishes=[_wish_of(at, one) for one in _open(at)],
        trusted=True,
        why="",
    )
    try:
        trusted_day(at.bench.door)
    except Conflict as error:
        told.trusted, told.why = False, error.code
    return told


def ask(at: ActingDesktop, asked: FileDestructionRequest, _progress: Progress | None) -> DestructionWish:
    """Ask for everything that is over today to be destroyed. Raises ``Conflict``: ``destruction-nothing``,
    ``destruction-asked``, and as :func:`~tahqiq.casework.trusted_day.stated_day`."""
    day = _stated(at, "destruction-ask", asked.today)
    if _open(at):
        raise Conflict("destruction-asked")
    pending = {one.source for one in _pending(at)}
    originals = [one for one in originals_over(at) if one.no not in pending]
    homes = [home for home in homes_for(at, "erase") if over_by_kind(at, [home], day)]
    records = over_by_kind(at, homes, day)
    if not records and not originals:
        raise Conflict("destruction-nothing")
    for one in originals:
        at.bench.acts.request_erasure(one.id, asked.order)
    documents = [one.id for one in originals]
    made = at.records(_kind(at)).save(
        Destruction(
            order=asked.order,
            day=day,
            records={name: len(ids) for name, ids in records.items()},
            originals=documents,
            homes=homes,
            digest=_digest(records, documents),
            asked_by=at.actor.id,
        )
    )
    return _wish_of(at, made)


def withdraw(at: ActingDesktop, asked: OneDestruction, _progress: Progress | None) -> DestructionWish:
    """Give up a wish that nobody confirmed. Raises ``Conflict`` (``destruction-decided``), ``NotFound``."""
    found = at.records(_kind(at)).get(asked.id)
    if found.body.state != "asked":
        raise Conflict("destruction-decided")
    for one in _pending(at):
        if one.source_id in found.body.originals:
            at.bench.acts.withdraw_erasure(one.source_id)
    return _wish_of(
        at,
        at.records(_kind(at)).save(
            found.body.model_copy(update={"state": "withdrawn"}), "", found.id, found.version
        ),
    )


def confirm(at: ActingDesktop, asked: ConfirmedDestruction, progress: Progress | None) -> DestructionDone:
    """Confirm, as another person than who asked, and destroy. Who confirmed may ask again where it was broken
    off.

    Raises ``Refused`` (``destruction-needs-two``), ``Conflict`` (``destruction-decided``,
    ``destruction-changed`` when what is over differs from what was asked, and as
    :func:`~tahqiq.casework.trusted_day.stated_day`), ``Damaged`` (``destruction-unproven``) when the log does
    not hold the wish.
    """
    records = at.records(_kind(at))
    found = records.get(asked.id)
    body = found.body
    if body.asked_by == at.actor.id:
        at.bench.door.audit.refused(
            at.actor, f"{at.desk.name}.destruction-confirm", found.id, "destruction-needs-two", at.desk.file
        )
        raise Refused("destruction-needs-two")
    if body.state not in ("asked", "confirmed") or (
        body.state == "confirmed" and body.confirmed_by != at.actor.id
    ):
        raise Conflict("destruction-decided")
    _prove(at, found)
    if body.day > _stated(at, "destruction-confirm", asked.today, found.id):
        raise Conflict("clock-behind")
    for home in body.homes:
        at.bench.door.require(at.actor, "erase", home)
    if body.state == "asked":
        over = over_by_kind(at, body.homes, body.day)
        if _digest(over, body.originals) != body.digest:
            raise Conflict("destruction-changed")
        found = records.save(
            body.model_copy(
                update={"state": "confirmed", "confirmed_by": at.actor.id, "confirmed_on": asked.today}
            ),
            "",
            found.id,
            found.version,
        )
    waiting = list[str]()
    at.afterwards(_erase(at, found.body.originals, progress, waiting))
    emptied = finish(at, found)
    at.bench.workspace.database.scrub()
    return DestructionDone(
        id=found.id, state="done", records=emptied, originals=len(found.body.originals), waiting=len(waiting)
    )


def finish(at: ActingDesktop, found: RecordVersion[Destruction]) -> int:
    """Empty the records of a confirmed wish, which is done when its originals are being erased too; how many
    records were emptied now."""
    emptied = 0
    for kind in ending(at):
        emptied += empty_over(
            at.bench.door,
            at.actor,
            kind,
            found.body.homes,
            found.body.day,
            found.id,
            partial(histories, at, kind),
        )
    left = {
        one.id for one in at.bench.workspace.sources.all(at.scope()) if one.state not in ("erasing", "erased")
    }
    if not left.intersection(found.body.originals):
        at.records(_kind(at)).save(
            found.body.model_copy(update={"state": "done"}), "", found.id, found.version
        )
    return emptied


def histories(at: Desktop, kind: Kind[Any], ids: list[str]) -> list[Record]:
    """Every version of what happened to some records in their flow; [] for a kind without one."""
    flowing = any(item.kind == kind.name for item in at.desk.lifecycles)
    return (
        at.bench.workspace.records.keyed(at.desk.kind(steps_name(kind.name)), "record", ids)
        if flowing
        else []
    )


def _erase(
    at: ActingDesktop, documents: list[str], progress: Progress | None, waiting: list[str]
) -> Callable[[], None]:
    """Approve the erasures that were asked for with the wish: nobody reads the originals any more. What
    carries them out, once that has happened; ``waiting`` are those for which that must wait because work is
    under way, and all of them until then."""
    for one in _pending(at):
        if one.source_id in documents:
            at.bench.acts.sign_erasure(one.source_id)
    ordered = [
        one
        for one in Erasures(at.bench.workspace).unfinished()
        if one.source_id in documents and one.approved_by == at.actor.id
    ]
    waiting += [one.source_id for one in ordered]

    def carried_out() -> None:
        for one in ordered:
            with suppress(Busy):
                carry_out(at.bench.door, one, at.actor, job=progress.no if progress is not None else 0)
                waiting.remove(one.source_id)

    return carried_out


def _prove(at: Desktop, found: RecordVersion[Destruction]) -> None:
    """Raise unless the log holds that the person named asked for exactly this: a row alone destroys
    nothing."""
    plain: Kind[Any] = _kind(at)
    first = at.bench.workspace.records.get(at.scope(), plain, at.desk.file, found.id, 1)
    wish = _kind(at).read(first.body, first.shape)
    audit, by = at.bench.door.audit, found.body.asked_by
    held = any(
        leaf.result == "done" or leaf.phase == "intent"
        for leaf in audit.by(by, SAVE_RECORD, first.thing)
        if leaf.commitment and commitment(audit.salt(leaf.no), first.payload()).hex() == leaf.commitment
    )
    same = (
        wish.model_copy(
            update={name: getattr(found.body, name) for name in ("state", "confirmed_by", "confirmed_on")}
        )
        == found.body
    )
    if first.actor != by or not held or not same:
        audit.refused(
            at.actor, f"{at.desk.name}.destruction-confirm", found.id, "destruction-unproven", at.desk.file
        )
        raise Damaged("destruction-unproven", id=found.id)


def _stated(at: ActingDesktop, operation: str, stated: date, wish: str = "") -> date:
    """Today, as the person and the machine both say; what differs is in the log."""
    try:
        return stated_day(at.bench.door, stated)
    except Conflict as error:
        at.bench.door.audit.refused(at.actor, f"{at.desk.name}.{operation}", wish, error.code, at.desk.file)
        raise


def _pending(at: Desktop) -> list[Erasure]:
    """Erasures that were asked for and nobody approved or withdrew."""
    return [one for one in Erasures(at.bench.workspace).all(at.scope()) if one.state == "pending"]


def _open(at: Desktop) -> list[RecordVersion[Destruction]]:
    return [one for state in ("asked", "confirmed") for one in at.records(_kind(at)).every({"state": state})]


def _kind(at: Desktop) -> Kind[Destruction]:
    found: Kind[Destruction] = at.desk.kind(f"{at.desk.name}-destruction")
    return found


def _digest(records: dict[str, list[str]], originals: list[str]) -> str:
    lines = [f"{kind} {one}" for kind, ids in sorted(records.items()) for one in sorted(ids)]
    return sha256("\n".join([*lines, *sorted(originals)]).encode())


def _wish_of(at: Desktop, found: RecordVersion[Destruction]) -> DestructionWish:
    body, names = found.body, at.bench.names([found.body.asked_by, found.body.confirmed_by])
    return DestructionWish(
        id=found.id,
        order=body.order,
        day=body.day,
        records=sum(body.records.values()),
        originals=len(body.originals),
        state=body.state,
        asked_by=body.asked_by,
        asked_by_name=names.get(body.asked_by, ""),
        asked_at=found.at,
        confirmed_by_name=names.get(body.confirmed_by, ""),
        mine=body.asked_by == at.actor.id,
    )
