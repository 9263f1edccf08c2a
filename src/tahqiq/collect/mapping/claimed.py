"""What stands in the workspace under an id that a file names (docs/decisions/0020)."""

from collections.abc import Callable

from tahqiq.model.entity import Entity

_HEX = frozenset("0123456789abcdef")
Here = Callable[[bytes], tuple[bool, Entity | None]]
"""Whether something stands under an id in the workspace, and what it is as far as the depositor sees it."""


def nowhere(_: bytes) -> tuple[bool, Entity | None]:
    """An empty workspace."""
    return False, None


def is_id(text: str) -> bool:
    """Whether a text has the form of an id of ours.

    >>> is_id("0" * 32), is_id("person-1")
    (True, False)
    """
    return len(text) == 32 and set(text) <= _HEX


def proven_space(here: Here, claimed: str, schema: str, key: str, space: str) -> str:
    """The namespace of the identifier of this type and key that a file names by its id; ``space`` where the
    id is of nothing here, or of something else."""
    if not is_id(claimed):
        return space
    _, seen = here(bytes.fromhex(claimed))
    return seen.namespace if seen is not None and (seen.schema, seen.key) == (schema, key) else space
