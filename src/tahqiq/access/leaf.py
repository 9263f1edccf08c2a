"""An entry of the audit log."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry. ``phase`` is intent, outcome or read; ``ref`` the number of the intent an outcome answers;
    ``commitment`` hex, "" when nothing is committed to."""

    no: int
    at: str
    actor: str
    act: str
    phase: str
    object: str
    case: str
    ref: int
    result: str
    commitment: str
