"""Carrying out approved erasures under the audit log, and what a start does first."""

import logging
from collections.abc import Callable
from contextlib import ExitStack

from tahqiq.access.door import Door
from tahqiq.access.erasure_proof import APPROVE, REQUEST, approved, asked, proven
from tahqiq.access.struck import PROGRAM, STRIKE
from tahqiq.collect.recovery import MERGING, recover
from tahqiq.jobs.register import Jobs, Json, NamedLock, Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, Damaged, NotFound
from tahqiq.model.scope import Actor
from tahqiq.model.source import Source
from tahqiq.store.erasure import Erasure, Erasures
from tahqiq.store.striking import NOTHING, Announce, strike_documents

LOG = logging.getLogger("tahqiq.erasing")
STEPS = 8
"""How many steps an erasure has (:meth:`Erasures.carry_out`)."""
ERASE = "erase"
"""The kind of its job, and the act of the entry that commits to a tombstone; its object is the source's id."""

NAMELESS = "documents-without-names"
"""The entry of a workspace's own table that says that no document holds a name beside what it refers to."""


def erasures(door: Door, actor: Actor) -> Erasures:
    """The orders to erase of a workspace; rewritten fact files and rows whose words are struck are announced to the log as ``actor``'s."""
    return Erasures(door.workspace, lambda files: door.audit.fact_files(actor, files), _striking(door, actor))


def _striking(door: Door, actor: Actor) -> Announce:
    return lambda thing, case, payload: door.audit.act(actor, STRIKE, thing, case, payload)


def carry_out(door: Door, erasure: Erasure, actor: Actor, done: Callable[[str], None] = lambda _step: None, job: int = 0) -> None:
    """Remove what an approved erasure names. Raises ``Busy`` (``erasure-waits``) while a job other than ``job`` is under way; it is then done at
    the next start. Raises ``Damaged`` (``erasure-unproven``) and removes nothing when the log does not hold the request and the approval of two
    persons as the row says them: a row alone erases nothing."""
    if not proven(door.audit, erasure):
        door.audit.refused(actor, ERASE, erasure.source_id, "erasure-unproven", erasure.case)
        raise Damaged("erasure-unproven", source=erasure.source_id)
    if Jobs(door.workspace.database).live(job):
        raise Busy("erasure-waits")
    register = erasures(door, actor)
    with ExitStack() as acts:
        acts.enter_context(NamedLock(door.workspace.database, MERGING))
        if erasure.no not in {item.no for item in register.unfinished()}:
            return  # somebody else did it meanwhile
        for tombstone in register.tombstones(erasure):
            acts.enter_context(door.audit.act(actor, ERASE, tombstone.source, erasure.case, tombstone.payload()))
        register.carry_out(erasure, done, words=erasure.approved_by != PROGRAM.id)


def erase_job(door: Door, recipe: Json, actor: Actor, progress: Progress) -> Json:
    """What a job of kind ``erase`` does, wherever it runs: the erasure of its recipe, if it is still to be done. Step by step in ``progress``."""
    finished: list[str] = []

    def done(step: str) -> None:
        finished.append(step)
        progress.report(len(finished), STEPS, "steps", step)

    for erasure in Erasures(door.workspace).unfinished():
        if erasure.no == recipe.get("erasure") and erasure.approved_by == actor.id:
            carry_out(door, erasure, actor, done, progress.no)
    return {"steps": finished}


def finish(door: Door, unproven: set[int] | None = None) -> int:
    """Carry on with approved erasures that were broken off; how many are finished. Leaves them for later while a job is under way, and leaves
    for ``verify`` what the log does not prove: the source stays hidden, nothing of it is removed. Who asks again and again hands in the numbers of those
    that were not proven before, so that each refusal is in the log once."""
    finished = 0
    for erasure in Erasures(door.workspace).unfinished():
        if unproven is not None and erasure.no in unproven:
            continue
        try:
            carry_out(door, erasure, approver(door, erasure))
        except Busy:
            continue
        except Damaged as error:
            LOG.error("erasure %s of %s is not carried out: %s", erasure.no, erasure.source_id, error.code)
            if unproven is not None:
                unproven.add(erasure.no)
            continue
        finished += 1
    return finished


def approver(door: Door, erasure: Erasure) -> Actor:
    """Who approved an erasure: a person, or the program where a law's clock asked for it (:func:`retire`). Raises ``Damaged`` (``erasure-unproven``) when the
    workspace does not know the person."""
    if erasure.approved_by == PROGRAM.id:
        return PROGRAM
    try:
        return door.people.get(erasure.approved_by).actor()
    except NotFound:
        raise Damaged("erasure-unproven", source=erasure.source_id) from None


def retire(door: Door, actor: Actor, source: Source, law: str) -> None:
    """Erase an original because the time for which ``law`` lets it be kept is over. Nobody orders this: the clock of a desk (``actor``) asks, the program approves, and the
    log holds both, as it does of an order by two persons. Raises ``Busy`` (``erasure-waits``) while a job is under way, ``Conflict`` for a source that is no whole original."""
    register, at = erasures(door, actor), clock.stamp()
    with door.audit.act(actor, REQUEST, source.id, source.case, asked(source, law, actor.id, at)):
        wanted = register.request(source, law, actor.id, at)
    approval = register.approval(wanted, PROGRAM.id)
    with door.audit.act(PROGRAM, APPROVE, source.id, source.case, approved(approval)):
        order = register.approve(approval)
    carry_out(door, order, PROGRAM)


def start(door: Door) -> None:
    """What a start does first: sweep what a crash left, finish what an order began."""
    recover(door.workspace)
    finish(door)
    forget_names(door)


def forget_names(door: Door) -> int:
    """Take the names out of documents that an older program kept beside what they refer to, once in the life of a workspace; how many versions
    had some. Each change is in the log, so that ``verify`` holds."""
    database = door.workspace.database
    if database.query("SELECT 1 FROM meta WHERE key=?", (NAMELESS,)):
        return 0
    changed = strike_documents(database, NOTHING, _striking(door, PROGRAM))
    with database.transaction(durable=True) as transaction:
        transaction.insert_many("meta", ("key", "value"), [(NAMELESS, str(changed))])
    return changed
