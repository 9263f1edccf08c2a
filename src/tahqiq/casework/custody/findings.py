"""What is seen in a history of custody, and the states it leads to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from tahqiq.kit.messages import message


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one act. ``impossible``: such a history cannot be made here, it was only read from
    elsewhere.

    ``persons`` and ``params`` fill the sentence; persons are ids, so that a name is looked up when it is
    shown.
    """

    code: str
    act: str
    exhibit: str
    impossible: bool
    persons: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)

    def say(self, locale: str, named: Callable[[str], str] = str) -> str:
        """The finding in one sentence of ``locale``; ``named`` gives what a person is called."""
        return message(self.code, locale, self.filling(named)).sentence

    def filling(self, named: Callable[[str], str] = str) -> dict[str, str]:
        """What fills the sentence."""
        persons = {key: named(person) if person else "–" for key, person in self.persons.items()}
        return {"act": self.act, "exhibit": self.exhibit, **persons, **self.params}


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held an exhibit ``since`` (an act) ``until`` (None: still). ``holder`` empty: a gap, nobody can say
    who held it."""

    holder: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal that was put on. ``broken_at`` None: it is whole."""

    number: str
    put_by: str
    put_at: datetime
    broken_by: str = ""
    broken_why: str = ""
    broken_at: datetime | None = None

    @property
    def whole(self) -> bool:
        """Whether it has not been broken."""
        return self.broken_at is None


@dataclass(frozen=True, slots=True)
class Balance:
    """Where the amount of an exhibit and all its parts went. ``unweighed`` are exhibits of which no amount is
    known: then nothing closes."""

    taken: Decimal
    gained: Decimal
    present: Decimal
    consumed: Decimal
    lost: Decimal
    disposed: Decimal
    unit: str
    unweighed: tuple[str, ...]

    @property
    def difference(self) -> Decimal | None:
        """What came in and is nowhere: 0 when the balance closes, None when it cannot be said."""
        if self.unweighed:
            return None
        return self.taken + self.gained - self.present - self.consumed - self.lost - self.disposed


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An exhibit after the last act of a history. ``parent`` is what it was split from; ``amount`` None: not
    known; ``ended`` the act of its disposal."""

    id: str
    parent: str
    root: str
    unit: str
    amount: Decimal | None
    digest: str
    holdings: tuple[Holding, ...]
    seals: tuple[Seal, ...]
    ended: str

    @property
    def holder(self) -> str:
        """Who holds it now; empty when it is disposed of or nobody can say."""
        return self.holdings[-1].holder if self.holdings and self.holdings[-1].until is None else ""

    def held_by(self, moment: datetime) -> str:
        """Who held it at a moment; empty when nobody did or nobody can say. At the second of a handing over
        it is the taker."""
        for one in reversed(self.holdings):
            if one.since <= moment and (one.until is None or moment < one.until):
                return one.holder
        return ""
