"""What the workspace of an exercise keeps of it: which one it is, for everybody, and its truth, closed with a
key that lies outside the workspace and opened for the trainer alone."""

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from tahqiq.access.door import Door
from tahqiq.access.field_encryption import close, derived, open_, place
from tahqiq.access.vault_keys import vault_key
from tahqiq.desk.declaration import Desk
from tahqiq.desk.exercises.declaration import Exercise, Planted
from tahqiq.desk.registry import desks
from tahqiq.kit.errors import NotFound, Refused
from tahqiq.model.scope import Actor
from tahqiq.store.workspace import Workspace, note, noted

CORE = "case"
"""How the exercises of the analyst are called: they lie in a case, at no desk with a file of its own."""
_ABOUT, _TRUTH = "exercise", "exercise-truth"
_WHERE = place("meta", _TRUTH, "value", 1)


@dataclass(frozen=True, slots=True)
class About:
    """Which exercise a workspace is. ``trainees`` are the ids of people; the seed is part of the truth, since
    it makes the case again."""

    desk: str
    name: str
    level: int
    trainees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The seed, and everything that is planted."""

    seed: int
    planted: tuple[Planted, ...]


def desk_called(name: str) -> Desk:
    """The desk of this name, ``case`` for the analyst's. Raises ``NotFound`` (``no-such-desk``)."""
    found = {**desks(), CORE: desks().get("reasoning")}.get(name)
    if found is None or not found.exercises:
        known = ", ".join([CORE, *(one.name for one in desks().values() if one.exercises)])
        raise NotFound("no-such-desk", name=name[:40], known=known)
    return found


def exercise_called(declared: Desk, name: str) -> Exercise:
    """An exercise of a desk, its first where none is named. Raises ``NotFound`` (``no-such-exercise``)."""
    for one in declared.exercises:
        if name in ("", one.name):
            return one
    raise NotFound(
        "no-such-exercise", name=name[:40], known=", ".join(one.name for one in declared.exercises)
    )


def about(workspace: Workspace) -> About | None:
    """Which exercise a workspace is; None for one that is none."""
    text = noted(workspace.database, _ABOUT) if workspace.exercise else None
    if text is None:
        return None
    told = json.loads(text)
    return About(told["desk"], told["name"], told["level"], tuple(told["trainees"]))


def keep(door: Door, actor: Actor, which: About, truth: Truth) -> None:
    """Write both down; the log commits to the truth."""
    plain = json.dumps(asdict(truth), ensure_ascii=False, sort_keys=True).encode()
    closed = close(_key(door.workspace), plain, _WHERE)
    with door.audit.act(
        actor, "make-exercise", f"{which.desk}/{which.name}", "", {"truth": sha256(plain).hexdigest()}
    ):
        note(door.workspace.database, _ABOUT, json.dumps(asdict(which)))
        note(door.workspace.database, _TRUTH, base64.b64encode(closed).decode())


def is_trainer(door: Door, actor: Actor) -> bool:
    """Whether somebody is the trainer: who made the exercise."""
    return door.workspace.exercise and door.owner() == actor.id


def truth_of(door: Door, actor: Actor) -> tuple[About, Truth]:
    """The truth, for the trainer; the log has each look. Raises ``NotFound`` (``exercise-none``), ``Refused``
    (``exercise-trainer-only``)."""
    which, closed = about(door.workspace), noted(door.workspace.database, _TRUTH)
    if which is None or closed is None:
        door.audit.refused(actor, "exercise-result", "", "exercise-none")
        raise NotFound("exercise-none", command="tahqiq exercise make DESK --seed 1 --level 1 DIR")
    if not is_trainer(door, actor):
        door.audit.refused(actor, "exercise-result", "", "exercise-trainer-only")
        raise Refused("exercise-trainer-only")
    door.audit.read(actor, "exercise-result", f"{which.desk}/{which.name}")
    told = json.loads(open_(_key(door.workspace), base64.b64decode(closed), _WHERE))
    return which, Truth(told["seed"], planted_of(told["planted"]))


def planted_of(told: Sequence[dict[str, str | bool]]) -> tuple[Planted, ...]:
    """What is planted, as it was kept."""
    return tuple(
        Planted(str(one["key"]), str(one["says"]), str(one["subject"]), bool(one["decoy"])) for one in told
    )


def _key(workspace: Workspace) -> bytes:
    return derived(vault_key(workspace, _TRUTH), _TRUTH)
