"""Mistakes of procedure: in the workspace of an exercise the log says which rule refused what was asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from tahqiq.access.door import Door
from tahqiq.kit.errors import TahqiqError
from tahqiq.model.scope import Actor

RULE = "rule"
"""What stands as the object of such an entry."""


@contextmanager
def noted(door: Door, actor: Actor, act: str) -> Iterator[None]:
    """Around something that a rule may refuse: in an exercise the refusal goes into the log with its code."""
    try:
        yield
    except TahqiqError as error:
        if door.workspace.exercise:
            door.audit.refused(actor, act, RULE, error.code)
        raise
