"""Who asks, for what, and which data classes they may see. Only ``tahqiq.access`` constructs these (docs/decisions/0002)."""

from dataclasses import dataclass, field

from tahqiq.kit.ids import digest


@dataclass(frozen=True, slots=True)
class DataClass:
    """What decides visibility: case, compartment ("" = none), handling code, and the source whose authority holds the row back (0 = none)."""

    no: int
    case: str
    compartment: str
    handling: str
    held_by: int = 0


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting, as signed in. ``roles`` of analyst, supervisor, administrator, auditor."""

    id: str
    name: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scope:
    """The classes an actor may see for a purpose (``work``, ``analysis``, ``product``, ``review``). Part of every read; there is no default.

    ``digest`` (hex) names the set of classes and keys caches: equal scopes see equal things.
    """

    actor: Actor
    purpose: str
    classes: frozenset[int]
    digest: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        text = ",".join(str(number) for number in sorted(self.classes))
        object.__setattr__(self, "digest", digest("scope", text).hex())
