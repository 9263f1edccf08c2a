"""What can be done with an exhibit. Each act has two times: when it happened and when it was written down."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tahqiq.kit.errors import WrongUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act with one exhibit. ``id`` is its own, ``by`` the person (by id) who did it, ``corrects`` the act
    that it takes the place of.

    Amounts are in the unit of the exhibit. Raises ``WrongUse`` (``clock-zone``) for a time without zone.
    Whether an act is possible is for the :class:`tahqiq.casework.custody.chain.Chain` to say, since only the
    acts before it tell.
    """

    id: str
    exhibit: str
    happened: datetime
    recorded: datetime
    by: str
    why: str = ""
    corrects: str = ""

    def __post_init__(self) -> None:
        for moment in (self.happened, self.recorded):
            if moment.tzinfo is None:
                raise WrongUse("clock-zone", value=moment.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(Act):
    """The exhibit comes into custody: ``by`` is its first holder. ``amount`` None: not weighed. ``digest`` is
    that of digital evidence."""

    amount: Decimal | None = None
    unit: str = "g"
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed(Act):
    """A seal with a number is put on."""

    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Act):
    """A seal is broken, with the reason (``why``)."""

    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed(Act):
    """``by`` gives the exhibit to ``taker``, with the reason. ``seals_seen`` are the whole seals that the
    taker saw (None: did not look), ``digest_seen`` what the taker computed.
    """

    taker: str
    seals_seen: frozenset[str] | None = None
    digest_seen: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """An exhibit that a split makes. ``amount`` None: not weighed."""

    exhibit: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Act):
    """Parts are taken out and become exhibits of their own with the same holder; the rest stays. ``lost`` is
    what the work cost, ``left`` the rest as it was weighed (None: not weighed).
    """

    parts: tuple[Part, ...]
    lost: Decimal = Decimal(0)
    left: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumed(Act):
    """An analysis uses up ``amount``."""

    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Act):
    """The exhibit is weighed or counted. A difference above the tolerance needs somebody who accepts it
    (``accepted``, not ``by``) and a reason."""

    amount: Decimal
    accepted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed(Act):
    """The exhibit is destroyed, returned or handed out of custody for good, under an ``order``, before a
    ``second`` person."""

    order: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Act):
    """The act ``corrects`` was never done; nothing takes its place. It stays in the history."""
