"""What a desk declares of an exercise. Its words stand in the desk's messages:

exercise-DESK-NAME         title, task of the trainee
exercise-DESK-NAME-truth   what is true of something planted ({subject}), of what only looks like it
exercise-says-CLAIM        how a claim is called, for claims that are no number or name
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tahqiq.desk.desktop import ActingDesktop, Desktop

LEVELS = (1, 2, 3)
"""Easy, middling, hard: more of everything, and more that looks like the answer and is none."""


@dataclass(frozen=True, slots=True)
class Planted:
    """Something in the case about which the truth is known. ``key`` is what a claim names, ``says`` the claim
    that is right, ``subject`` how the screens call it. A ``decoy`` looks like the answer and is none: nobody
    has to claim anything of it, and any claim but ``says`` is wrong."""

    key: str
    says: str
    subject: str
    decoy: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says by what they recorded. ``by`` is the person's id (hidden where the kind hides it),
    ``key`` and ``says`` as in :class:`Planted`."""

    by: str
    key: str
    says: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a desk. ``to`` is the address of the screen where it begins (``{case}``: the case).
    ``make`` works at the desk as the trainer, with dice of the seed and a level, and gives back what is
    planted: the same dice and level, the same case. ``claims`` reads off the records what everybody claims.
    ``mistakes`` are the codes of refusals that count as mistakes of procedure. ``roles`` and ``compartments``
    are those of the trainees; ``in_case``: the records lie in the case, not in the file of the desk."""

    name: str
    to: str
    make: Callable[["ActingDesktop", Random, int], Sequence[Planted]]
    claims: Callable[["Desktop"], Iterable[Claim]]
    mistakes: tuple[str, ...] = ()
    in_case: bool = False
    roles: frozenset[str] = frozenset({"analyst"})
    compartments: tuple[str, ...] = ()
