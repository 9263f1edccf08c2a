"""Files in which every field that a format can hold has a text of its own; one module for each family of
readers.

A module declares ``PLANTERS``: reader name → function that is given a :class:`Tokens` and returns (file name,
bytes). It asks for a text with ``tokens("field")`` or says one itself with ``tokens("field",
"+9647701234567")`` where only a date, number or address may stand; ``field`` is the name that the account of
fields would call it by.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Tokens:
    """Hands out texts that stand nowhere else and remembers in which field each was planted."""

    planted: dict[str, str] = field(default_factory=dict)

    def __call__(self, name: str, text: str = "") -> str:
        """A text for the field ``name``; ``text`` itself where it is given (at most once)."""
        token = text or f"zq{len(self.planted):03d}plum"
        assert token not in self.planted, f"{token} is planted twice"
        self.planted[token] = name
        return token


Planter = Callable[[Tokens], tuple[str, bytes]]
