"""Carrying out approved erasures under the audit log, and what a start does first."""

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace

from tahqiq.access.door import Door
from tahqiq.access.erasure_list import Erased, remember
from tahqiq.access.erasure_proof import REPLAY, approved, proven
from tahqiq.access.people import RESTORER
from tahqiq.access.struck import PROGRAM, STRIKE
from tahqiq.access.verify_vault import ERASED as SHREDDED
from tahqiq.casework.left_over import sweep_originals
from tahqiq.collect.recovery import MERGING, recover
from tahqiq.jobs.job import Json
from tahqiq.jobs.named_lock import NamedLock
from tahqiq.jobs.progress import Progress
from tahqiq.jobs.register import Jobs
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, Damaged, NotFound, Refused
from tahqiq.model.scope import Actor
from tahqiq.model.source import State
from tahqiq.store.erasure import Erasure, Erasures
from tahqiq.store.erasure_execution import Execution
from tahqiq.store.text_strikes import Announce, strike_names
from tahqiq.store.vault import VaultRows
from tahqiq.store.workspace import note, noted

LOG = logging.getLogger("tahqiq.erasing")
STEPS = 8
"""How many steps an erasure has (:meth:`Execution.carry_out`)."""
ERASE = "erase"
"""The kind of its job, and the act of the entry that commits to a tombstone; its object is the source's
id."""

_STANDING: tuple[State, ...] = ("sealed", "published", "failed", "superseded")
NAMELESS = "documents-without-names"
"""The entry of a workspace's own table that says that no document holds a name beside what it refers to."""


def execution(door: Door, actor: Actor) -> Execution:
    """What carries out orders to erase in a workspace; rewritten fact files and rows whose words are struck
    are announced to the log as ``actor``'s."""
    return Execution(door.workspace, lambda files: door.audit.fact_files(actor, files), striking(door, actor))


def striking(door: Door, actor: Actor) -> Announce:
    """The entry of the log around each row whose words are struck."""
    return lambda thing, case, payload: door.audit.act(actor, STRIKE, thing, case, payload)


def carry_out(
    door: Door, erasure: Erasure, actor: Actor, done: Callable[[str], None] = lambda _step: None, job: int = 0
) -> None:
    """Remove what an approved erasure names. Raises ``Busy`` (``erasure-waits``) while a job other than
    ``job`` is under way; it is then done at the next start. Raises ``Damaged`` (``erasure-unproven``) and
    removes nothing when the log does not hold the request and the approval of two persons as the row says
    them: a row alone erases nothing."""
    if not proven(door.audit, erasure):
        door.audit.refused(actor, ERASE, erasure.source_id, "erasure-unproven", erasure.case)
        raise Damaged("erasure-unproven", source=erasure.source_id)
    if Jobs(door.workspace.database).live(job):
        raise Busy("erasure-waits")
    register = Erasures(door.workspace)
    with ExitStack() as acts:
        acts.enter_context(NamedLock(door.workspace.database, MERGING))
        if erasure.no not in {item.no for item in register.unfinished()}:
            return  # somebody else did it meanwhile
        listed = Erased(
            "source",
            erasure.source_id,
            clock.stamp(),
            erasure.order,
            erasure.requested_by,
            erasure.requested_at,
            erasure.approved_by,
            erasure.approved_at,
        )
        if actor != RESTORER:  # it is on the list already
            remember(door.workspace.description.id, door.audit.signer(), listed)
        for tombstone in register.tombstones(erasure):
            acts.enter_context(
                door.audit.process(actor, ERASE, tombstone.source, erasure.case, tombstone.payload())
            )
        execution(door, actor).carry_out(erasure, done)


def erase_job(door: Door, recipe: Json, actor: Actor, progress: Progress) -> Json:
    """What a job of kind ``erase`` does, wherever it runs: the erasure of its recipe, if it is still to be
    done. Step by step in ``progress``."""
    finished: list[str] = []

    def done(step: str) -> None:
        finished.append(step)
        progress.report(len(finished), STEPS, "steps", step)

    for erasure in Erasures(door.workspace).unfinished():
        if erasure.no == recipe.get("erasure") and erasure.approved_by == actor.id:
            carry_out(door, erasure, actor, done, progress.no)
    return {"steps": finished}


def finish(door: Door, unproven: set[int] | None = None) -> int:
    """Carry on with approved erasures that were broken off; how many are finished. Leaves them for later
    while a job is under way, and leaves for ``verify`` what the log does not prove: the source stays hidden,
    nothing of it is removed. Who asks again and again hands in the numbers of those that were not proven
    before, so that each refusal is in the log once."""
    finished = 0
    for erasure in Erasures(door.workspace).unfinished():
        if unproven is not None and erasure.no in unproven:
            continue
        try:
            carry_out(door, erasure, approver(door, erasure))
        except Busy:
            continue
        except (Damaged, Refused) as error:
            LOG.error("erasure %s of %s is not carried out: %s", erasure.no, erasure.source_id, error.code)
            if unproven is not None:
                unproven.add(erasure.no)
            continue
        finished += 1
    return finished


def approver(door: Door, erasure: Erasure) -> Actor:
    """Who approved an erasure: a person, or, of an older program, itself where a law's clock asked for it.
    Raises ``Damaged`` (``erasure-unproven``) when the workspace does not know the person."""
    if erasure.approved_by == PROGRAM.id:
        return PROGRAM
    try:
        return door.people.get(erasure.approved_by).actor()
    except NotFound:
        raise Damaged("erasure-unproven", source=erasure.source_id) from None


def replay(door: Door, listed: Sequence[Erased]) -> int:
    """After a restoring: erase again what is on the list of erasures and stands in the backup; how many that
    were. Nobody is asked: two persons ordered each.

    Raises ``Busy`` (``erasure-waits``) while a job is under way.
    """
    recover(door.workspace)
    done = 0
    for item in listed:
        done += _shredded(door, item.thing) if item.kind == "identity" else _erased_again(door, item)
    return done


def _shredded(door: Door, pseudonym: str) -> int:
    rows = VaultRows(door.workspace.database)
    if not rows.stands(pseudonym):
        return 0
    with door.audit.act(RESTORER, SHREDDED, pseudonym):
        rows.shred(pseudonym)
        rows.scrub()
    return 1


def _erased_again(door: Door, item: Erased) -> int:
    found = next(
        (one for one in door.workspace.sources.for_recovery(_STANDING) if one.id == item.thing), None
    )
    if found is None:
        return 0
    register = Erasures(door.workspace)
    for pending in register.waiting(found.no):
        register.withdraw(pending)
    wanted = register.request(found, item.order, item.requested_by, item.requested_at)
    approval = replace(register.approval(wanted, item.approved_by), approved_at=item.approved_at)
    with door.audit.act(RESTORER, REPLAY, found.id, found.case, approved(approval)):
        order = register.approve(approval)
    carry_out(door, order, RESTORER)
    return 1


def start(door: Door) -> None:
    """What a start does first: sweep what a crash left, finish what an order began."""
    recover(door.workspace)
    finish(door)
    if not Jobs(door.workspace.database).live():
        sweep_originals(door)
    forget_names(door)


def forget_names(door: Door) -> int:
    """Take the names out of documents that an older program kept beside what they refer to, once in the life
    of a workspace; how many versions had some. Each change is in the log, so that ``verify`` holds."""
    database = door.workspace.database
    if noted(database, NAMELESS) is not None:
        return 0
    changed = strike_names(database, striking(door, PROGRAM))
    note(database, NAMELESS, str(changed))
    return changed
