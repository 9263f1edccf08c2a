"""Who asks, for what, and which data classes they may see. Only ``tahqiq.access`` constructs these
(docs/decisions/0002)."""

from dataclasses import dataclass, field, replace
from typing import Literal, NewType, get_args

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.ids import digest
from tahqiq.model.policy_part import policy_parts

OwnPurpose = Literal["work", "analysis", "product", "review"]
DeskPurpose = NewType("DeskPurpose", str)
"""A purpose that a package declares (:mod:`tahqiq.model.policy_part`), such as
``DeskPurpose("screening")``."""
Purpose = OwnPurpose | DeskPurpose
"""What somebody looks for: at what was recorded, to compute over it, to hand it on, to decide about it, or
for what a desk names. The policies name those that see rows outside an order; a purpose they do not name sees
none of them."""
PURPOSES: tuple[OwnPurpose, ...] = get_args(OwnPurpose)


@dataclass(frozen=True, slots=True)
class DataClass:
    """What decides visibility: case, compartment ("" = none), handling code, and the source whose authority
    holds the row back (0 = none)."""

    no: int
    case: str
    compartment: str
    handling: str
    held_by: int = 0


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting, as signed in. ``roles`` of analyst, supervisor, administrator, auditor, backup."""

    id: str
    name: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scope:
    """The classes an actor may see for a :data:`Purpose`. Part of every read; there is no default. Raises
    ``WrongUse`` (``unknown-purpose``).

    ``closed`` are sources (their numbers) of which no value is shown, whatever their class: a register keeps
    their originals closed. ``digest`` (hex) names what is seen and keys caches: equal scopes see equal
    things.
    """

    actor: Actor
    purpose: Purpose
    classes: frozenset[int]
    closed: frozenset[int] = frozenset()
    digest: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        purpose_of(self.purpose)
        told = [",".join(map(str, sorted(numbers))) for numbers in (self.classes, self.closed)]
        object.__setattr__(self, "digest", digest("scope", *(told if self.closed else told[:1])).hex())

    def narrowed(self, classes: frozenset[int]) -> "Scope":
        """The scope with only those of ``classes`` that it has: less is always allowed, and nothing else can
        be made of one."""
        return replace(self, classes=self.classes & classes)


def purpose_of(word: str) -> Purpose:
    """The purpose that a word names, letter by letter. Raises ``WrongUse`` (``unknown-purpose``) for every
    other word: none is guessed.

    >>> purpose_of("analysis")
    'analysis'
    """
    for known in PURPOSES:
        if word == known:
            return known
    declared = [name for part in policy_parts() for name in part.purposes]
    if word in declared:
        return DeskPurpose(word)
    raise WrongUse("unknown-purpose", purpose=str(word)[:40], known=", ".join([*PURPOSES, *declared]))
