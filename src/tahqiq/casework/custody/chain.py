"""The chain of custody of exhibits: acts in the order in which they happened, legal by construction or
flagged act by act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from tahqiq.casework.custody.acts import Act, Withdrawn
from tahqiq.casework.custody.findings import Balance, Exhibit, Finding
from tahqiq.casework.custody.steps import Own, Walk
from tahqiq.kit.errors import Conflict, NotFound, WrongUse

GRAMS: Mapping[str, Decimal] = {"g": Decimal("0.1")}
"""How far a weight may be from what the acts leave, by unit; a unit that is not named must agree exactly
(pieces)."""


@dataclass(frozen=True)
class Chain:
    """A history of exhibits. Made by :meth:`of`, which refuses what cannot be, or by :meth:`imported`, which
    keeps and flags it.

    ``acts`` are all that were given, also those taken back, in the order given. ``findings`` are in the order
    in which acts happened; in a chain made by :meth:`of` none is ``impossible``.
    """

    acts: tuple[Act, ...]
    exhibits: Mapping[str, Exhibit]
    findings: tuple[Finding, ...]
    tolerance: Mapping[str, Decimal] = field(default_factory=lambda: GRAMS)
    _walk: Walk = field(default_factory=lambda: Walk(GRAMS), repr=False, compare=False)

    @classmethod
    def of(cls, acts: Iterable[Act], tolerance: Mapping[str, Decimal] = GRAMS) -> "Chain":
        """The chain of acts that can all have happened so. Raises ``Conflict`` with the first reason why they
        cannot."""
        made = cls.imported(acts, tolerance)
        for finding in made.findings:
            if finding.impossible:
                raise conflict(finding)
        return made

    @classmethod
    def imported(cls, acts: Iterable[Act], tolerance: Mapping[str, Decimal] = GRAMS) -> "Chain":
        """The chain of acts as somebody else recorded them; what is impossible is a finding, a gap in the
        holders a holding of nobody.

        >>> Chain.imported([]).findings
        ()
        """
        given = tuple(acts)
        walk = Walk(tolerance)
        for act in sorted(_standing(given, walk.findings), key=lambda act: act.happened):
            walk.take(act)
        exhibits = {name: _frozen(own) for name, own in walk.exhibits.items()}
        return cls(given, exhibits, tuple(walk.findings), tolerance, walk)

    def add(self, act: Act) -> "Chain":
        """This chain with one more act, also one that happened earlier than the last and is written down
        late.

        Raises ``Conflict`` for anything impossible that was not so before; an imported chain keeps its old
        findings. ``WrongUse`` (``custody-backdated``) for an act recorded before the last one was.
        """
        if self.acts and act.recorded < self.acts[-1].recorded:
            raise WrongUse("custody-backdated", act=act.id)
        made = Chain.imported((*self.acts, act), self.tolerance)
        before = {(one.code, one.act) for one in self.findings}
        for finding in made.findings:
            if finding.impossible and (finding.code, finding.act) not in before:
                raise conflict(finding)
        return made

    def known_at(self, moment: datetime) -> "Chain":
        """The chain as it stood in the records at ``moment`` (aware): acts written down later are not in it,
        nor what they corrected."""
        if moment.tzinfo is None:
            raise WrongUse("clock-zone", value=moment.isoformat())
        return Chain.imported((act for act in self.acts if act.recorded <= moment), self.tolerance)

    @property
    def own(self) -> Mapping[str, Own]:
        """What is known of each exhibit after the last act, for a walk that is to go on from here."""
        return self._walk.exhibits

    def exhibit(self, name: str) -> Exhibit:
        """The exhibit called ``name``; raises ``NotFound`` (``custody-no-exhibit``)."""
        found = self.exhibits.get(name)
        if found is None:
            raise NotFound("custody-no-exhibit", exhibit=name)
        return found

    def balance(self, root: str) -> Balance:
        """Where the amount of an exhibit that was taken, and of all parts made of it, went. Raises
        ``NotFound`` (``custody-no-exhibit``)."""
        if self.exhibit(root).root != root:
            raise NotFound("custody-no-exhibit", exhibit=root)
        return self._walk.balance(root)


def _standing(acts: tuple[Act, ...], findings: list[Finding]) -> list[Act]:
    """The acts that are not taken back. A correction must name an act that was written down before it and
    that nobody corrected yet."""
    by_id: dict[str, Act] = {}
    corrected: set[str] = set()
    for act in acts:
        if act.id in by_id:
            findings.append(Finding("custody-act-twice", act.id, act.exhibit, True, {"by": act.by}))
            continue
        if act.corrects or isinstance(act, Withdrawn):
            earlier = by_id.get(act.corrects)
            if (
                earlier is None
                or act.corrects in corrected
                or earlier.recorded > act.recorded
                or not act.why.strip()
            ):
                findings.append(
                    Finding(
                        "custody-corrects",
                        act.id,
                        act.exhibit,
                        True,
                        {"by": act.by},
                        {"other": act.corrects or "–"},
                    )
                )
            else:
                corrected.add(act.corrects)
                findings.append(
                    Finding(
                        "custody-corrected",
                        act.id,
                        act.exhibit,
                        False,
                        {"by": act.by},
                        {"other": act.corrects},
                    )
                )
        by_id[act.id] = act
    return [act for act in by_id.values() if act.id not in corrected and not isinstance(act, Withdrawn)]


def conflict(finding: Finding) -> Conflict:
    """The refusal of what cannot have happened."""
    return Conflict(finding.code, **finding.filling())


def _frozen(own: Own) -> Exhibit:
    seals = tuple(own.seals.values())
    return Exhibit(
        own.id, own.parent, own.root, own.unit, own.amount, own.digest, tuple(own.holdings), seals, own.ended
    )
