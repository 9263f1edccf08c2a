"""One act after the other: what makes it impossible, and what it changes all the same when the history comes
from elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from tahqiq.casework.custody.acts import (
    Act,
    Consumed,
    Disposed,
    Handed,
    Opened,
    Part,
    Sealed,
    Split,
    Taken,
    Weighed,
)
from tahqiq.casework.custody.findings import Balance, Finding, Holding, Seal

LATE = timedelta(hours=24)
"""An act written down later than this is told."""


@dataclass
class Own:
    """What is known of one exhibit while its history is walked."""

    id: str
    parent: str
    root: str
    unit: str
    amount: Decimal | None
    digest: str
    last: datetime
    holdings: list[Holding] = field(default_factory=list)
    seals: dict[str, Seal] = field(default_factory=dict)
    ended: str = ""
    known_in: bool = False
    taken: Decimal = Decimal(0)
    gained: Decimal = Decimal(0)
    consumed: Decimal = Decimal(0)
    lost: Decimal = Decimal(0)
    disposed: Decimal = Decimal(0)

    @property
    def holder(self) -> str:
        """Who holds it now."""
        return self.holdings[-1].holder if self.holdings and self.holdings[-1].until is None else ""

    def whole(self) -> frozenset[str]:
        """The numbers of its whole seals."""
        return frozenset(seal.number for seal in self.seals.values() if seal.whole)

    def passes(self, holder: str, moment: datetime, known_until: datetime) -> None:
        """``holder`` has it from ``moment``; whoever had it before is known to have had it up to
        ``known_until``, and between them is a gap."""
        before = self.holdings[-1] if self.holdings else None
        if before is not None and before.until is None:
            self.holdings[-1] = before = Holding(before.holder, before.since, known_until)
        if before is not None and before.until is not None and before.until < moment:
            self.holdings.append(Holding("", before.until, moment))
        if holder:
            self.holdings.append(Holding(holder, moment, None))


class Walk:
    """The exhibits of one history while its acts are walked in the order in which they happened."""

    def __init__(self, tolerance: Mapping[str, Decimal]) -> None:
        self.exhibits: dict[str, Own] = {}
        self.findings: list[Finding] = []
        self._tolerance = tolerance
        self._seals: set[str] = set()
        self._families: dict[str, list[Own]] = {}

    @classmethod
    def resumed(
        cls, exhibits: Iterable[Own], seals: Iterable[str], tolerance: Mapping[str, Decimal]
    ) -> "Walk":
        """A walk that goes on where another one stopped: with what was known of its exhibits (parents before
        their parts) and the numbers of seals that are used."""
        walk = cls(tolerance)
        for own in exhibits:
            walk._enter(own)
        walk._seals.update(seals)
        return walk

    def take(self, act: Act) -> None:
        """Applies one act. What is impossible about it becomes a finding first; nothing is bridged and
        nothing is made up."""
        if act.recorded < act.happened:
            self._impossible(
                "custody-recorded-before", act, happened=_time(act.happened), recorded=_time(act.recorded)
            )
        elif act.recorded - act.happened > LATE:
            self._noted("custody-late", act, happened=_time(act.happened), recorded=_time(act.recorded))
        if not act.by.strip():
            self._impossible("custody-nobody", act)
        own = self.exhibits.get(act.exhibit)
        if isinstance(act, Taken):
            self._taken(act, own)
            return
        if own is None:
            self._impossible("custody-not-taken", act)
            own = self._enter(Own(act.exhibit, "", act.exhibit, "", None, "", act.happened))
            own.passes(act.by.strip(), act.happened, act.happened)
        if own.ended:
            self._impossible("custody-ended", act, ended=own.ended)
            return
        self._apply(act, own)
        own.last = act.happened

    def _apply(self, act: Act, own: Own) -> None:
        if own.holder != act.by:
            self._not_the_holder(act, own)
        match act:
            case Handed():
                self._handed(act, own)
            case Sealed():
                self._sealed(act, own)
            case Opened():
                self._opened(act, own)
            case Split():
                self._split(act, own)
            case Consumed():
                self._consumed(act, own)
            case Weighed():
                self._weighed(act, own)
            case Disposed():
                self._disposed(act, own)

    def _not_the_holder(self, act: Act, own: Own) -> None:
        """Somebody acts who does not hold it, as far as is known: how it came to them, and from when they
        held it, nobody wrote down."""
        told = own.holdings[-1] if own.holdings else None
        since = _time(own.last) if told else "–"
        self.findings.append(
            Finding(
                "custody-gap",
                act.id,
                act.exhibit,
                True,
                {"holder": own.holder, "by": act.by},
                {"since": since, "until": _time(act.happened)},
            )
        )
        own.passes(act.by.strip(), act.happened, own.last)

    def _taken(self, act: Taken, own: Own | None) -> None:
        if own is not None:
            self._impossible("custody-taken-twice", act)
            if not own.ended and own.holder != act.by:
                self._not_the_holder(act, own)
                own.last = act.happened
            return
        amount = self._positive(act, act.amount)
        own = Own(act.exhibit, "", act.exhibit, act.unit, amount, act.digest, act.happened)
        own.taken, own.known_in = amount or Decimal(0), amount is not None
        own.passes(act.by.strip(), act.happened, act.happened)
        self._enter(own)

    def _enter(self, own: Own) -> Own:
        self.exhibits[own.id] = own
        self._families.setdefault(own.root, []).append(own)
        return own

    def _handed(self, act: Handed, own: Own) -> None:
        self._reason(act)
        if not act.taker.strip():
            self._impossible("custody-nobody", act)
            return
        if act.taker == act.by:
            self._impossible("custody-to-oneself", act, by=act.by)
            return
        if act.seals_seen is not None and act.seals_seen != own.whole():
            self._noted("custody-seals-differ", act, seen=_list(act.seals_seen), known=_list(own.whole()))
        if act.digest_seen and own.digest and act.digest_seen != own.digest:
            self._noted("custody-digest-differs", act)
        own.passes(act.taker, act.happened, act.happened)

    def _sealed(self, act: Sealed, own: Own) -> None:
        if not act.seal.strip() or act.seal in self._seals:
            self._impossible("custody-seal-used", act, seal=act.seal or "–")
        if act.seal not in own.seals:
            own.seals[act.seal] = Seal(act.seal, act.by, act.happened)
        self._seals.add(act.seal)

    def _opened(self, act: Opened, own: Own) -> None:
        self._reason(act)
        seal = own.seals.get(act.seal)
        if seal is None or not seal.whole:
            self._impossible("custody-seal-unknown", act, seal=act.seal or "–")
            return
        own.seals[act.seal] = Seal(seal.number, seal.put_by, seal.put_at, act.by, act.why, act.happened)

    def _split(self, act: Split, own: Own) -> None:
        self._reason(act)
        self._open(act, own)
        if act.lost < 0:
            self._impossible("custody-amount", act, amount=_plain(act.lost))
        parts = list(self._new_parts(act))
        if not parts:
            self._impossible("custody-no-parts", act)
            return
        for part in parts:
            made = Own(
                part.exhibit,
                own.id,
                own.root,
                own.unit,
                self._positive(act, part.amount),
                own.digest,
                act.happened,
            )
            made.passes(own.holder, act.happened, act.happened)
            self._enter(made)
        own.lost += act.lost
        gone = [part.amount for part in parts]
        if own.amount is None or None in gone:
            own.amount = act.left  # it was not known before; what is left was weighed
            return
        own.amount = (
            own.amount - act.lost - sum((amount for amount in gone if amount is not None), Decimal(0))
        )
        self._enough(act, own)
        if act.left is not None and abs(act.left - own.amount) > self._allowed(own):
            self._impossible(
                "custody-weight-differs", act, found=_plain(act.left), known=_plain(own.amount), unit=own.unit
            )

    def _new_parts(self, act: Split) -> Iterator[Part]:
        names: set[str] = set()
        for part in act.parts:
            if part.exhibit in self.exhibits or part.exhibit in names or not part.exhibit.strip():
                self._impossible("custody-part-exists", act, part=part.exhibit or "–")
            else:
                names.add(part.exhibit)
                yield part

    def _consumed(self, act: Consumed, own: Own) -> None:
        self._reason(act)
        self._open(act, own)
        amount = self._positive(act, act.amount) or Decimal(0)
        own.consumed += amount
        if own.amount is not None:
            own.amount -= amount
            self._enough(act, own)

    def _weighed(self, act: Weighed, own: Own) -> None:
        if act.amount < 0:
            self._impossible("custody-amount", act, amount=_plain(act.amount))
            return
        first = own.amount is None
        if first:
            own.amount = act.amount
            if own.id == own.root and not own.known_in and not self._touched(own):
                own.taken, own.known_in = act.amount, True
            balance = self.balance(own.root)
            difference = balance.difference or Decimal(
                0
            )  # None: other amounts are not known yet, so there is nothing to hold it against
        else:
            difference = (own.amount or Decimal(0)) - act.amount
        if abs(difference) <= self._allowed(own):
            return
        params = {"found": _plain(act.amount), "known": _plain(act.amount + difference), "unit": own.unit}
        if not act.why.strip() or not act.accepted.strip() or act.accepted == act.by:
            self._impossible("custody-weight-differs", act, **params)
            return
        self.findings.append(
            Finding("custody-weight-accepted", act.id, act.exhibit, False, {"accepted": act.accepted}, params)
        )
        own.lost += max(difference, Decimal(0))
        own.gained += max(-difference, Decimal(0))
        own.amount = act.amount

    def _touched(self, own: Own) -> bool:
        """Whether something was used, lost or taken out of an exhibit before."""
        return bool(own.consumed or own.lost) or any(
            other.parent == own.id for other in self._families[own.root]
        )

    def balance(self, root: str) -> Balance:
        """Where the amount of an exhibit and of all parts made of it went."""
        family = self._families[root]
        return Balance(
            taken=sum((own.taken for own in family), Decimal(0)),
            gained=sum((own.gained for own in family), Decimal(0)),
            present=sum((own.amount for own in family if own.amount is not None), Decimal(0)),
            consumed=sum((own.consumed for own in family), Decimal(0)),
            lost=sum((own.lost for own in family), Decimal(0)),
            disposed=sum((own.disposed for own in family), Decimal(0)),
            unit=self.exhibits[root].unit,
            unweighed=tuple(
                sorted(
                    own.id for own in family if own.amount is None or (own.id == root and not own.known_in)
                )
            ),
        )

    def _disposed(self, act: Disposed, own: Own) -> None:
        if not act.order.strip():
            self._impossible("custody-no-order", act)
        if not act.second.strip() or act.second == act.by:
            self._impossible("custody-second", act)
        own.disposed += own.amount or Decimal(0)
        if own.amount is not None:
            own.amount = Decimal(0)
        own.ended = act.id
        own.passes("", act.happened, act.happened)

    def _reason(self, act: Act) -> None:
        if not act.why.strip():
            self._impossible("custody-why", act)

    def _open(self, act: Act, own: Own) -> None:
        if own.whole():
            self._impossible("custody-sealed", act, seals=_list(own.whole()))

    def _enough(self, act: Act, own: Own) -> None:
        if own.amount is not None and own.amount < 0:
            self._impossible("custody-too-much", act, more=_plain(-own.amount), unit=own.unit)

    def _positive(self, act: Act, amount: Decimal | None) -> Decimal | None:
        if amount is not None and not (amount.is_finite() and amount > 0):
            self._impossible("custody-amount", act, amount=str(amount))
            return None
        return amount

    def _allowed(self, own: Own) -> Decimal:
        return self._tolerance.get(own.unit, Decimal(0))

    def _impossible(self, code: str, act: Act, **params: str) -> None:
        self.findings.append(Finding(code, act.id, act.exhibit, True, {"by": act.by}, params))

    def _noted(self, code: str, act: Act, **params: str) -> None:
        self.findings.append(Finding(code, act.id, act.exhibit, False, {"by": act.by}, params))


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _plain(amount: Decimal) -> str:
    return f"{amount:f}"


def _list(numbers: frozenset[str]) -> str:
    return ", ".join(sorted(numbers)) or "–"
