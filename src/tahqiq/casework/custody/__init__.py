"""Custody of things: exhibits, seals, who held them, what became of their weight. See
docs/explanation/custody-of-things.md and docs/decisions/0028.

One implementation for the laboratory, cargo, prisons and court. A history that cannot be is refused; one that
came so from elsewhere is kept and flagged.
"""

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
    Withdrawn,
)
from tahqiq.casework.custody.chain import GRAMS, Chain, conflict
from tahqiq.casework.custody.findings import Balance, Exhibit, Finding, Holding, Seal
from tahqiq.casework.custody.steps import Own, Walk

__all__ = [
    "GRAMS",
    "Act",
    "Balance",
    "Chain",
    "Consumed",
    "Disposed",
    "Exhibit",
    "Finding",
    "Handed",
    "Holding",
    "Opened",
    "Own",
    "Part",
    "Seal",
    "Sealed",
    "Split",
    "Taken",
    "Walk",
    "Weighed",
    "Withdrawn",
    "conflict",
]
