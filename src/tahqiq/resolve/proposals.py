"""The pairs that a program proposes, as those who review and judge read them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from tahqiq.model.pair import Pair
from tahqiq.model.scope import Scope


class Proposals(Protocol):
    """Pairs that the program proposes, through a Scope: nobody is shown a pair whose score rests on what they
    may not see."""

    def of(self, scope: Scope, nodes: Sequence[int] | None = None) -> Iterable[Pair]:
        """All of them, or those of which a node is an end."""
        ...

    def mark(self) -> str:
        """A text that differs whenever the pairs do, so that what was worked out from them can be kept."""
        ...
