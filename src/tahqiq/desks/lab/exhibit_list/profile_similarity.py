"""How alike the profiles of two exhibits are: a lead that they may come from one batch, never a proof.

Components of the two are paired where retention and ions agree. The measure is the cosine of the square roots
of their shares of the area, over what either of them holds: the root keeps the main substance from drowning
what it was cut with. Which value counts as alike is the laboratory's to validate on seizures whose origin it
knows; :data:`ALIKE` is a beginning (unverified).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tahqiq.desks.lab.examinations.record import Share

NEAR = 3.0
"""Seconds that the retention of one component may differ by between two runs of one method."""
IONS = 0.5
"""The share of the fewer of their strongest ions that two components must have in common."""
FEWEST = 3
"""Profiles with fewer components in common say nothing of each other."""
ALIKE = 0.95


@dataclass(frozen=True, slots=True)
class Likeness:
    """``value`` from 0 to 1; ``common`` components of ``all``. ``alike``: enough of them in common, and the
    value is at least :data:`ALIKE`."""

    value: float
    common: int
    all: int

    @property
    def alike(self) -> bool:
        """Whether it is worth a line on a chart."""
        return self.common >= FEWEST and self.value >= ALIKE


def likeness(one: Sequence[Share], other: Sequence[Share]) -> Likeness:
    """Compare two profiles; 0 where one of them is empty.

    >>> shares = enumerate((0.6, 0.3, 0.1), 1)
    >>> cut = [Share(name="", time=60.0 * n, share=s, ions=[40 + n, 90 + n]) for n, s in shares]
    >>> likeness(cut, cut)
    Likeness(value=1.0, common=3, all=3)
    """
    free = list(other)
    product, common = 0.0, 0
    for part in sorted(one, key=lambda share: -share.share):
        near = [
            candidate
            for candidate in free
            if abs(candidate.time - part.time) <= NEAR and _same(part, candidate)
        ]
        if near:
            best = min(near, key=lambda candidate: abs(candidate.time - part.time))
            free.remove(best)
            product += math.sqrt(part.share * best.share)
            common += 1
    norm = math.sqrt(sum(part.share for part in one) * sum(part.share for part in other))
    return Likeness(
        round(min(product / norm, 1.0), 4) if norm else 0.0, common, len(one) + len(other) - common
    )


def _same(one: Share, other: Share) -> bool:
    if one.name and other.name:
        return one.name == other.name
    ions, others = set(one.ions), set(other.ions)
    fewer = min(len(ions), len(others))
    return bool(fewer) and len(ions & others) >= IONS * fewer
