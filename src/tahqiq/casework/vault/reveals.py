"""Asking for an identity: purpose, custodian, a window of time. Pure functions over the acts so far and what
the policies said (``allowed``); who decides is never who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from tahqiq.access.denied import denied
from tahqiq.casework.vault.declaration import BREAK_MOST, REVIEW_WITHIN, VaultKind
from tahqiq.kit.errors import Conflict, Refused, WrongUse
from tahqiq.model.scope import Actor

ActKind = Literal[
    "asked",
    "granted",
    "refused",
    "withdrawn",
    "opened",
    "closed",
    "broken",
    "reviewed",
    "erase-asked",
    "erased",
]
REVEAL: tuple[ActKind, ...] = ("asked", "broken")
"""The acts with which an opening begins."""


@dataclass(frozen=True, slots=True)
class VaultAct:
    """One act of a request, for ever. ``purpose`` is one of the kind's; ``motive`` in the person's own words
    (None once the identity was erased); ``until`` ends the window (None: the act opens none). Moments are
    aware."""

    request: str
    seq: int
    pseudonym: str
    kind: ActKind
    actor: str
    at: datetime
    purpose: str
    until: datetime | None
    motive: str | None


def window(acts: Sequence[VaultAct]) -> VaultAct | None:
    """The act that opens the window of a request, unless it was closed, withdrawn or refused."""
    found: VaultAct | None = None
    for act in acts:
        if act.kind in ("granted", "broken"):
            found = act
        elif act.kind in ("closed", "withdrawn", "refused"):
            found = None
    return found


def may_ask(kind: VaultKind, allowed: bool, purpose: str, motive: str) -> None:
    """Raises :class:`WrongUse` (``vault-purpose``, ``reason-needed``) unless purpose and motive are there,
    :class:`Refused` (``refused-by-policy``) where the policies do not let the person ask for this purpose."""
    if purpose not in kind.purposes:
        raise WrongUse("vault-purpose", known=", ".join(kind.purposes))
    if not allowed:
        raise denied("vault-ask")
    if not motive.strip():
        raise WrongUse("reason-needed")


def may_decide(allowed: bool, acts: Sequence[VaultAct], actor: Actor, motive: str) -> None:
    """Raises :class:`Refused` (``vault-custodian-needed``, ``vault-own-request``), :class:`Conflict`
    (``vault-decided``), :class:`WrongUse` (``reason-needed``)."""
    if not allowed:
        raise Refused("vault-custodian-needed")
    if actor.id == acts[0].actor:
        raise Refused("vault-own-request")
    if acts[0].kind != "asked" or len(acts) != 1:
        raise Conflict("vault-decided")
    if not motive.strip():
        raise WrongUse("reason-needed")


def window_until(kind: VaultKind, now: datetime, length: timedelta) -> datetime:
    """The end of a window that begins now. Raises :class:`WrongUse` (``vault-window``) for one longer than
    the kind allows, or for none."""
    if not timedelta() < length <= kind.longest:
        raise WrongUse("vault-window", minutes=int(kind.longest.total_seconds() // 60))
    return now + length


def may_open(allowed: bool, acts: Sequence[VaultAct], actor: Actor, now: datetime) -> None:
    """Raises :class:`Refused` (``vault-not-yours``, ``vault-not-granted``, ``vault-window-over``, and
    ``refused-by-policy`` where the person might not ask any more: a role was taken away since)."""
    if actor.id != acts[0].actor:
        raise Refused("vault-not-yours")
    if not allowed:
        raise denied("vault-ask")
    opened = window(acts)
    if opened is None or opened.until is None:
        raise Refused("vault-not-granted")
    if now > opened.until:
        raise Refused("vault-window-over")


def may_end(acts: Sequence[VaultAct], actor: Actor, kind: Literal["closed", "withdrawn"]) -> None:
    """Raises :class:`Refused` (``vault-not-yours``), :class:`Conflict` (``vault-decided``)."""
    if actor.id != acts[0].actor:
        raise Refused("vault-not-yours")
    if (kind == "closed") != (window(acts) is not None) or (kind == "withdrawn" and len(acts) != 1):
        raise Conflict("vault-decided")


def may_break(kind: VaultKind, allowed: bool, purpose: str, motive: str, length: timedelta) -> None:
    """Raises :class:`Refused` (``vault-no-glass``) where the policies name nobody, not this person or not
    this purpose, :class:`WrongUse` as :func:`may_ask` and (``vault-window``) for more than 30 minutes."""
    if not allowed:
        raise Refused("vault-no-glass")
    may_ask(kind, True, purpose, motive)
    if not timedelta() < length <= BREAK_MOST:
        raise WrongUse("vault-window", minutes=int(BREAK_MOST.total_seconds() // 60))


def may_review(allowed: bool, acts: Sequence[VaultAct], actor: Actor, motive: str) -> None:
    """Raises :class:`Refused` (``vault-owner-needed``, ``vault-own-request``), :class:`Conflict`
    (``vault-decided``), :class:`WrongUse` (``reason-needed``)."""
    if not allowed:
        raise Refused("vault-owner-needed")
    if actor.id == acts[0].actor:
        raise Refused("vault-own-request")
    if acts[0].kind != "broken" or any(act.kind == "reviewed" for act in acts):
        raise Conflict("vault-decided")
    if not motive.strip():
        raise WrongUse("reason-needed")


def review_due(acts: Sequence[VaultAct]) -> datetime | None:
    """Until when a broken glass must be reviewed; None where none was broken or it has been."""
    if acts[0].kind != "broken" or any(act.kind == "reviewed" for act in acts):
        return None
    return acts[0].at + REVIEW_WITHIN


def may_erase(allowed: bool, acts: Sequence[VaultAct], actor: Actor) -> None:
    """The second person's word on an order to erase. Raises :class:`Refused` (``vault-custodian-needed``,
    ``erasure-needs-two``), :class:`Conflict` (``vault-decided``)."""
    if not allowed:
        raise Refused("vault-custodian-needed")
    if actor.id == acts[0].actor:
        raise Refused("erasure-needs-two")
    if acts[0].kind != "erase-asked" or len(acts) != 1:
        raise Conflict("vault-decided")
