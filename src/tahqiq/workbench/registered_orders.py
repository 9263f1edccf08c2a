"""Orders that a register of the workspace knows by their number: what they cover is taken from there, not
from what somebody types in.

Registers are found by the entry points ``tahqiq.orders``: functions of the door and a number that give the
authority, or None for a number that is not theirs.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import cast

from tahqiq.access.door import Door
from tahqiq.kit.entry_points import installed
from tahqiq.kit.errors import TahqiqError
from tahqiq.model.source import Authority

GROUP = "tahqiq.orders"
Register = Callable[[Door, str], Authority | None]


@cache
def registers() -> tuple[Register, ...]:
    """The registers that are installed."""
    return tuple(
        cast(Register, loaded) for _, loaded in installed(GROUP, "register of orders") if callable(loaded)
    )


def as_registered(door: Door, authority: Authority) -> Authority:
    """The authority as a register holds it, where one knows its number; otherwise as it was stated. What was
    typed beside a registered number does not widen it: the register's numbers, period, places and methods
    stand. Raises what the register raises for an order that covers nothing."""
    for register in registers() if authority.reference else ():
        found = register(door, authority.reference)
        if found is not None:
            return replace(found, court=found.court or authority.court)
    return authority


def is_registered(door: Door, reference: str) -> bool:
    """Whether a register knows an order by this number: then what it holds back is let in where the register
    says, and nowhere else."""
    try:
        return bool(reference) and any(register(door, reference) is not None for register in registers())
    except TahqiqError:  # it knows the number, and says that the order covers nothing
        return True
