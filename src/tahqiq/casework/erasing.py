"""Carrying out approved erasures under the audit log, and what a start does first."""

from collections.abc import Callable
from contextlib import ExitStack

from tahqiq.access.door import Door
from tahqiq.formats.recovery import MERGING, recover
from tahqiq.jobs.register import Jobs, Json, NamedLock, Progress
from tahqiq.kit.errors import Busy, NotFound
from tahqiq.model.scope import Actor
from tahqiq.store.erasure import Erasure, Erasures

STEPS = 7
"""How many steps an erasure has (:meth:`Erasures.carry_out`)."""
ERASE = "erase"
"""The kind of its job, and the act of the entry that commits to a tombstone; its object is the source's id."""


def erasures(door: Door, actor: Actor) -> Erasures:
    """The orders to erase of a workspace; rewritten fact files are announced to the log as ``actor``'s."""
    return Erasures(door.workspace, lambda hashes: door.audit.fact_files(actor, hashes))


def carry_out(door: Door, erasure: Erasure, actor: Actor, done: Callable[[str], None] = lambda _step: None, job: int = 0) -> None:
    """Remove what an approved erasure names. Raises ``Busy`` (``erasure-waits``) while a job other than ``job`` is under way; it is then done at
    the next start."""
    if Jobs(door.workspace.database).live(job):
        raise Busy("erasure-waits")
    register = erasures(door, actor)
    with ExitStack() as acts:
        acts.enter_context(NamedLock(door.workspace.database, MERGING))
        for tombstone in register.tombstones(erasure):
            acts.enter_context(door.audit.act(actor, ERASE, tombstone.source, erasure.case, tombstone.payload()))
        register.carry_out(erasure, done)


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


def finish(door: Door) -> int:
    """Carry on with approved erasures that were broken off; how many are finished. Leaves them for later while a job is under way."""
    finished = 0
    for erasure in Erasures(door.workspace).unfinished():
        try:
            carry_out(door, erasure, approver(door, erasure))
        except Busy:
            continue
        finished += 1
    return finished


def approver(door: Door, erasure: Erasure) -> Actor:
    """Who approved an erasure; raises ``NotFound`` when the workspace no longer knows the person."""
    try:
        return door.people.get(erasure.approved_by).actor()
    except NotFound:
        raise NotFound("erasure-approver-gone") from None


def start(door: Door) -> None:
    """What a start does first: sweep what a crash left, finish what an order began."""
    recover(door.workspace)
    finish(door)
