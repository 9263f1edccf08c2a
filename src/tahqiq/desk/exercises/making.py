"""Making an exercise: a workspace with its mark, the trainer, an account for each trainee, and the case."""

import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tahqiq.access.cases import INBOX
from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.desk.declaration import Desk
from tahqiq.desk.dispatch import switch_on
from tahqiq.desk.entry import enter
from tahqiq.desk.exercises.declaration import Exercise
from tahqiq.desk.exercises.kept import About, Truth, keep
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.exercise_mark import within
from tahqiq.workbench import Workbench

TRAINER = "trainer"
SIGN_IN = "exercise-sign-in.txt"
"""The file beside the workspace's own in which the passwords stand; the trainer hands them out."""
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


def make(
    root: Path, declared: Desk, exercise: Exercise, seed: int, level: int, trainees: Sequence[str]
) -> dict[str, str]:
    """Make the workspace in ``root``, which must be absent or empty; the passwords by sign-in name, the
    trainer's first. Raises ``WrongUse`` (``exercise-trainees-wrong``) and as
    :meth:`tahqiq.store.workspace.Workspace.create`."""
    wrong = next(
        (
            one
            for at, one in enumerate(trainees)
            if one == TRAINER or one in trainees[:at] or not _LOGIN.fullmatch(one)
        ),
        None,
    )
    if wrong is not None or not trainees:
        raise WrongUse("exercise-trainees-wrong", trainer=TRAINER, name=(wrong or "-")[:40])
    door = Door.found(root, owner=TRAINER, exercise=True)
    try:
        with within(door.workspace.description.id):
            return _made(door, declared, exercise, seed, level, trainees)
    finally:
        door.close()


def _made(
    door: Door, declared: Desk, exercise: Exercise, seed: int, level: int, trainees: Sequence[str]
) -> dict[str, str]:
    trainer = Workbench(door, door.people.get(TRAINER))
    passwords = {one: secrets.token_urlsafe(9) for one in (TRAINER, *trainees)}
    trainer.set_password(TRAINER, passwords[TRAINER])
    people = [trainer.add_person(one, one, exercise.roles, passwords[one]) for one in trainees]
    if not declared.general:
        switch_on(trainer, declared)
    for compartment in exercise.compartments:
        trainer.team.open_compartment(compartment, compartment)
    case = door.cases.find(trainer.actor.id, INBOX).id
    for one in people:
        _let_in(trainer, declared, exercise, one, case)
    with enter(trainer, declared, case if exercise.in_case else "", "write-case").acting() as at:
        dice = Random(f"{seed}/exercise/{declared.name}/{exercise.name}")  # noqa: S311  # invented data, no secret
        planted = tuple(exercise.make(at, dice, level))
    which = About(declared.name, exercise.name, level, tuple(one.id for one in people))
    keep(door, trainer.actor, which, Truth(seed, planted))
    trainer.refresh_search()
    lines = "".join(f"{login}, password {password}\n" for login, password in passwords.items())
    file = door.workspace.root / SIGN_IN
    file.touch(mode=0o600)
    file.write_text(lines, "utf-8")
    return passwords


def _let_in(trainer: Workbench, declared: Desk, exercise: Exercise, person: Person, case: str) -> None:
    """Let a trainee into what the exercise is about."""
    cases, by = trainer.door.cases, trainer.actor.id
    cases.add_member(case, person.id, by)
    if not declared.general:
        cases.add_member(declared.file, person.id, by)
    for compartment in exercise.compartments:
        cases.admit(compartment, person.id, by)
