"""What an upgrade leaves in the log, and what entries of older programs are worth: they commit to less than
those of today."""

from tahqiq.access.entries import Log
from tahqiq.access.leaf import Leaf
from tahqiq.model.scope import Actor

UPGRADE, TABLES = "upgrade", "tables"
"""Act and object of the entries around an upgrade of a workspace."""
UPGRADER = Actor("upgrade", "upgrade", frozenset())
"""Who the log says upgraded a workspace: nobody who can sign in, but whoever may write into its folder on the
machine."""


def upgraded(log: Log) -> int:
    """The number of the entry with which the last upgrade began; 0 where there was none."""
    return max(
        (leaf.no for leaf in log.by(UPGRADER.id, UPGRADE, TABLES) if leaf.phase == "intent"), default=0
    )


def upgraded_at(log: Log) -> str:
    """When the last upgrade began, as a stamp; "" where there was none."""
    number = upgraded(log)
    return next((leaf.at for leaf in log.by(UPGRADER.id, UPGRADE, TABLES) if leaf.no == number), "")


def of_before(leaf: Leaf, upgrade: int) -> bool:
    """Whether an entry was written by a program that did not commit to what its act did: before the upgrade
    with that number, and without a commitment.

    Nobody can add such an entry afterwards: the number of the upgrade stands in the tree, and heads signed
    before it stay provable.
    """
    return leaf.no < upgrade and leaf.commitment == ""
