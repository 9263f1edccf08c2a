"""Carrying out approved erasures under the audit log, and what a start does first."""

from collections.abc import Callable
from contextlib import ExitStack

from tahqiq.access.door import Door
from tahqiq.formats.recovery import MERGING, recover
from tahqiq.jobs.register import Jobs, NamedLock
from tahqiq.kit.errors import Busy, NotFound
from tahqiq.model.scope import Actor
from tahqiq.store.erasure import Erasure, Erasures

ERASE = "erase"
"""The act of the entry that commits to a tombstone; its object is the source's id."""


def erasures(door: Door, actor: Actor) -> Erasures:
    """The orders to erase of a workspace; rewritten fact files are announced to the log as ``actor``'s."""
    return Erasures(door.workspace, lambda hashes: door.audit.fact_files(actor, hashes))


def carry_out(door: Door, erasure: Erasure, actor: Actor, done: Callable[[str], None] = lambda _step: None) -> None:
    """Remove what an approved erasure names. Raises ``Busy`` (``erasure-waits``) while a job is under way; it is then done at the next start."""
    if Jobs(door.workspace.database).live():
        raise Busy("erasure-waits")
    register = erasures(door, actor)
    with ExitStack() as acts:
        acts.enter_context(NamedLock(door.workspace.database, MERGING))
        for tombstone in register.tombstones(erasure):
            acts.enter_context(door.audit.act(actor, ERASE, tombstone.source, erasure.case, tombstone.payload()))
        register.carry_out(erasure, done)


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
