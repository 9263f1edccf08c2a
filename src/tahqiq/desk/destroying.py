"""Destruction at the end of a term: what is over is shown as due, one person asks for it to be destroyed,
another one confirms. The second word is final.

A desk whose kinds have a last day (``Kind.until``), or whose originals do, takes up :func:`destruction`. No
moment is given by anybody: what is over is over today, and the machine's clock is compared with the log
(:mod:`tahqiq.casework.trusted_day`).
"""

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import Field

from tahqiq.access.log_writer import commitment
from tahqiq.access.verify_records import SAVE_RECORD
from tahqiq.casework.clocks import AFTER, ZONE, Calendar, Obligation, Period, deadline
from tahqiq.casework.erasing import carry_out
from tahqiq.casework.retention import empty_over
from tahqiq.casework.shelves import Kept
from tahqiq.casework.trusted_day import trusted_day
from tahqiq.desk.declaration import ARGUMENT, PERSON, NoQuestion, Operation
from tahqiq.desk.derived import steps_name
from tahqiq.desk.desktop import ActingDesktop, Desktop
from tahqiq.desk.told import Strict
from tahqiq.jobs.register import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, Conflict, Damaged, Refused
from tahqiq.kit.ids import sha256
from tahqiq.model.kind import Key, Kind, day_of
from tahqiq.model.source import Source
from tahqiq.model.types.zones import zone
from tahqiq.store.erasure import Erasure, Erasures
from tahqiq.store.shelf import Record
from tahqiq.store.shelf_over import over
from tahqiq.workbench import Workbench

SHOWN = 500
"""How many records are listed; all are counted."""
Decided = Literal["asked", "confirmed", "done", "withdrawn"]


class Destruction(Strict):
    """A wish to destroy what was over before ``day``: ``records`` by kind, ``originals`` by the ids of their
    documents. ``digest`` is over what it is about, so that what is confirmed is what was asked. ``order``
    says why, by the number of a decision or the article of a law."""

    order: str = Field(min_length=3, max_length=400)
    day: date
    records: dict[str, int]
    originals: list[str] = Field(default=[])
    homes: list[str] = Field(default=[], description="Where the records lie: the desk's file, or cases.")
    digest: str
    asked_by: Annotated[str, PERSON]
    confirmed_by: Annotated[str, PERSON] = ""
    state: Decided = "asked"


class DestructionRecord(Strict):
    """A record whose time is over: nobody reads it any more, so that only its kind and its last day are
    shown."""

    id: str
    kind: str
    last_day: date
    days_over: int


class DestructionOriginal(Strict):
    """An original whose time is over; ``asked``: its erasure is asked for already."""

    document: str
    name: str
    asked: bool


class DestructionWish(Strict):
    """A wish to destroy that is not carried out yet. ``mine``: who looks has asked for it, so that another
    person confirms it."""

    id: str
    order: str
    day: date
    records: int
    originals: int
    state: Decided
    asked_by: Annotated[str, PERSON]
    asked_by_name: str
    asked_at: str
    confirmed_by_name: str
    mine: bool


class DestructionDue(Strict):
    """What is over and not destroyed. ``records`` are the first of ``total``. ``trusted`` is false when the
    machine's clock does not fit the log: nothing is destroyed then, and ``why`` says it."""

    day: date
    total: int
    by_kind: dict[str, int]
    records: list[DestructionRecord]
    originals: list[DestructionOriginal]
    wishes: list[DestructionWish]
    trusted: bool
    why: str


class AskedFileDestruction(Strict):
    """Why everything that is over is to be destroyed."""

    order: Annotated[str, ARGUMENT] = Field(
        min_length=3,
        max_length=400,
        description=(
            "The decision or the article of the law, by its number. Everything that is over today is meant."
        ),
    )


class OneDestruction(Strict):
    """A wish to destroy."""

    id: Annotated[str, ARGUMENT] = Field(pattern="^[0-9a-f]{16}$", description="The request, by its id.")


class DestructionDone(Strict):
    """What came of it: ``waiting`` are originals whose erasure is confirmed and not carried out yet; the
    server does that by itself."""

    id: str
    state: Decided
    records: int
    originals: int
    waiting: int


def kind_of(desk: str) -> Kind[Destruction]:
    """Wishes to destroy at a desk."""
    example = Destruction(
        order="Article 12", day=date(2031, 4, 1), records={}, digest="0" * 64, asked_by="somebody"
    )
    return Kind(
        f"{desk}-destruction",
        Destruction,
        lambda body: body.order,
        desk,
        example,
        home="desk",
        keys=(Key("state", "text", lambda body: body.state), Key("day", "day", lambda body: body.day)),
    )


def destruction(
    desk: str, ended: Callable[[ActingDesktop], object]
) -> tuple[Kind[Destruction], tuple[Operation[Any, Any], ...]]:
    """The kind and the operations of a desk whose records or originals have a last day. ``ended`` makes, for
    the examples, a record whose last day is over."""
    group = "destruction"

    def ready(at: ActingDesktop) -> None:
        for one in _open(at):
            at.shelf(_kind(at)).save(
                one.body.model_copy(update={"state": "withdrawn"}), "", one.id, one.version
            )
        ended(at)

    def to_ask(at: ActingDesktop) -> AskedFileDestruction:
        ready(at)
        return AskedFileDestruction(order="Article 12 (4)")

    def to_withdraw(at: ActingDesktop) -> OneDestruction:
        ready(at)
        return OneDestruction(id=ask(at, AskedFileDestruction(order="Article 12 (4)"), None).id)

    def to_confirm(at: ActingDesktop) -> OneDestruction:
        door = at.bench.door
        other = door.people.add(
            f"archivist-{secrets.token_hex(4)}", "Archivist", frozenset({"supervisor"}), None, at.actor.id
        )
        for home in _homes(at, "erase"):
            door.cases.add_member(home, other.id, at.actor.id)
        ready(at)
        theirs = ActingDesktop(Workbench(door, other), at.desk, at.home, at.purpose, at.unit)
        return OneDestruction(id=ask(theirs, AskedFileDestruction(order="Article 12 (4)"), None).id)

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
            "destruction-ask", AskedFileDestruction, DestructionWish, "act", "erase", ask, to_ask, group=group
        ),
        Operation(
            "destruction-confirm",
            OneDestruction,
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
    for kind in _ending(at):
        found = list(over(at.bench.workspace.database, kind, _homes(at, "read-case"), today))
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
        for one in _originals(at)
    ]
    told = DestructionDue(
        day=today,
        total=len(lines),
        by_kind=counts,
        records=lines[:SHOWN],
        originals=originals,
        wishes=[_told(at, one) for one in _open(at)],
        trusted=True,
        why="",
    )
    try:
        trusted_day(at.bench.door)
    except Conflict as error:
        told.trusted, told.why = False, error.code
    return told


def ask(at: ActingDesktop, asked: AskedFileDestruction, _progress: Progress | None) -> DestructionWish:
    """Ask for everything that is over today to be destroyed. Raises ``Conflict``: ``destruction-nothing``,
    ``destruction-asked``, ``clock-jumped``, ``clock-behind``."""
    day = trusted_day(at.bench.door)
    if _open(at):
        raise Conflict("destruction-asked")
    pending = {one.source for one in _pending(at)}
    originals = [one for one in _originals(at) if one.no not in pending]
    homes = [home for home in _homes(at, "erase") if _over(at, [home], day)]
    records = _over(at, homes, day)
    if not records and not originals:
        raise Conflict("destruction-nothing")
    for one in originals:
        at.bench.acts.request_erasure(one.id, asked.order)
    documents = [one.id for one in originals]
    made = at.shelf(_kind(at)).save(
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
    return _told(at, made)


def withdraw(at: ActingDesktop, asked: OneDestruction, _progress: Progress | None) -> DestructionWish:
    """Give up a wish that nobody confirmed. Raises ``Conflict`` (``destruction-decided``), ``NotFound``."""
    found = at.shelf(_kind(at)).get(asked.id)
    if found.body.state != "asked":
        raise Conflict("destruction-decided")
    for one in _pending(at):
        if one.source_id in found.body.originals:
            at.bench.acts.withdraw_erasure(one.source_id)
    return _told(
        at,
        at.shelf(_kind(at)).save(
            found.body.model_copy(update={"state": "withdrawn"}), "", found.id, found.version
        ),
    )


def confirm(at: ActingDesktop, asked: OneDestruction, progress: Progress | None) -> DestructionDone:
    """Confirm, as another person than who asked, and destroy. Who confirmed may ask again where it was broken
    off.

    Raises ``Refused`` (``destruction-needs-two``), ``Conflict`` (``destruction-decided``,
    ``destruction-changed`` when what is over differs from what was asked, ``clock-jumped``,
    ``clock-behind``), ``Damaged`` (``destruction-unproven``) when the log does not hold the wish.
    """
    shelf = at.shelf(_kind(at))
    found = shelf.get(asked.id)
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
    if body.day > trusted_day(at.bench.door):
        raise Conflict("clock-behind")
    for home in body.homes:
        at.bench.door.require(at.actor, "erase", home)
    if body.state == "asked":
        records = _over(at, body.homes, body.day)
        if _digest(records, body.originals) != body.digest:
            raise Conflict("destruction-changed")
        found = shelf.save(
            body.model_copy(update={"state": "confirmed", "confirmed_by": at.actor.id}),
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


def finish(at: ActingDesktop, found: Kept[Destruction]) -> int:
    """Empty the records of a confirmed wish, which is done when its originals are being erased too; how many
    records were emptied now."""
    emptied = 0
    for kind in _ending(at):
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
        at.shelf(_kind(at)).save(found.body.model_copy(update={"state": "done"}), "", found.id, found.version)
    return emptied


def histories(at: Desktop, kind: Kind[Any], ids: list[str]) -> list[Record]:
    """Every version of what happened to some records in their flow; [] for a kind without one."""
    flowing = any(item.kind == kind.name for item in at.desk.lifecycles)
    return (
        at.bench.workspace.shelves.keyed(at.desk.kind(steps_name(kind.name)), "record", ids)
        if flowing
        else []
    )


def overdue(at: Desktop) -> Iterable[Obligation]:
    """What the inbox of the desk shows as long as something is over and not destroyed: one line, with the day
    from which it was due."""
    today, homes = day_of(clock.now()), _homes(at, "read-case")
    last = [
        day for kind in _ending(at) for _, _, day in over(at.bench.workspace.database, kind, homes, today, 1)
    ]
    last += [day_of(datetime.fromisoformat(one.deposited_at)) for one in _originals(at)[:1] if not last]
    if last:
        since = datetime.combine(min(last) + timedelta(days=1), time(0), zone(ZONE))
        yield Obligation(
            f"destruction-{at.desk.name}",
            "destruction",
            "",
            deadline(since, Period(1, "days"), AFTER, calendar=Calendar("federal")),
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


def _prove(at: Desktop, found: Kept[Destruction]) -> None:
    """Raise unless the log holds that the person named asked for exactly this: a row alone destroys
    nothing."""
    plain: Kind[Any] = _kind(at)
    first = at.bench.workspace.shelves.get(at.scope(), plain, at.desk.file, found.id, 1)
    wish = _kind(at).read(first.body, first.shape)
    audit, by = at.bench.door.audit, found.body.asked_by
    held = any(
        leaf.result == "done" or leaf.phase == "intent"
        for leaf in audit.by(by, SAVE_RECORD, first.thing)
        if leaf.commitment and commitment(audit.salt(leaf.no), first.payload()).hex() == leaf.commitment
    )
    same = (
        wish.model_copy(update={"state": found.body.state, "confirmed_by": found.body.confirmed_by})
        == found.body
    )
    if first.actor != by or not held or not same:
        audit.refused(
            at.actor, f"{at.desk.name}.destruction-confirm", found.id, "destruction-unproven", at.desk.file
        )
        raise Damaged("destruction-unproven", id=found.id)


def _ending(at: Desktop) -> list[Kind[Any]]:
    return [kind for kind in at.desk.kinds if kind.ends]


def _homes(at: Desktop, action: str) -> list[str]:
    """Where records of the desk lie for which the person may do something: the desk's file, and cases where a
    kind is at home in them."""
    cases = at.bench.door.cases.of(at.actor.id) if any(kind.home == "case" for kind in _ending(at)) else []
    homes = [at.desk.file, *(case.id for case in cases if case.id != at.desk.file)]
    return [home for home in homes if at.bench.door.may(at.actor, action, home)]


def _over(at: Desktop, homes: list[str], day: date) -> dict[str, list[str]]:
    """What is over, by kind."""
    found = {
        kind.name: [one for one, _, _ in over(at.bench.workspace.database, kind, homes, day)]
        for kind in _ending(at)
    }
    return {name: ids for name, ids in found.items() if ids}


def _originals(at: Desktop) -> list[Source]:
    """The originals of the desk whose time is over, each outermost one."""
    return [
        one
        for one in at.bench.workspace.sources.all(at.scope())
        if one.case == at.desk.file and one.state == "due" and one.parent is None
    ]


def _pending(at: Desktop) -> list[Erasure]:
    """Erasures that were asked for and nobody approved or withdrew."""
    return [one for one in Erasures(at.bench.workspace).all(at.scope()) if one.state == "pending"]


def _open(at: Desktop) -> list[Kept[Destruction]]:
    return [one for state in ("asked", "confirmed") for one in at.shelf(_kind(at)).every({"state": state})]


def _kind(at: Desktop) -> Kind[Destruction]:
    found: Kind[Destruction] = at.desk.kind(f"{at.desk.name}-destruction")
    return found


def _digest(records: dict[str, list[str]], originals: list[str]) -> str:
    lines = [f"{kind} {one}" for kind, ids in sorted(records.items()) for one in sorted(ids)]
    return sha256("\n".join([*lines, *sorted(originals)]).encode())


def _told(at: Desktop, found: Kept[Destruction]) -> DestructionWish:
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
