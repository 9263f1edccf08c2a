"""Two things that may be one: what the linker hands to those who judge.

>>> Pair(1, 2, 11.2, 0.9996, "review", "person-1a2b3c4d").band
'review'
"""

from dataclasses import dataclass
from typing import Literal, get_args

Band = Literal["automatic", "review", "undecided", "refused"]
"""What the linker proposes. ``automatic``: at least two independent strong agreements, no veto, above the
threshold for this many records; ``review``: a person should look; ``undecided``: kept with its model, shown
to nobody unasked; ``refused``: a veto stands against it."""

BANDS: tuple[Band, ...] = get_args(Band)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against: ``field`` compared, ``level`` reached, ``weight`` in bits (log2
    of the Bayes factor; negative speaks against).

    ``left`` and ``right`` are the values as they were compared. A veto has weight 0 and a level beginning
    with ``veto-``.
    """

    field: str
    level: str
    weight: float
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate pair: ``left`` < ``right`` are node numbers (inside the program only), ``weight`` in bits
    with the prior in it, ``probability`` 0 to 1.

    ``model`` is the id of the frozen parameters that gave the weight: with them and the two records it can be
    computed again. ``classes`` are the data classes of every statement the score rests on: who may not see
    one of them does not see the pair.
    """

    left: int
    right: int
    weight: float
    probability: float
    band: Band
    model: str
    reasons: tuple[Reason, ...] = ()
    classes: frozenset[int] = frozenset()


__all__ = ["BANDS", "Band", "Pair", "Reason"]
