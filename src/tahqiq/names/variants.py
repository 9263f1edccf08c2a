"""Attested variants and short forms of names that no comparison of sounds finds (:file:`variants.txt` with
its sources)."""

from functools import cache
from importlib.resources import files

from tahqiq.names.units import part_key


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    lines = files("tahqiq.names").joinpath("variants.txt").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if line and not line.startswith("#"):
            for word in line.split():
                found.setdefault(part_key(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def has_variants(key: str) -> bool:
    """Whether the table has a part at all."""
    return key in _groups()


def are_variants(one: str, two: str) -> bool:
    """Whether two parts are listed as forms of one name.

    >>> are_variants("hama", "محمد"), are_variants("ali", "محمد")
    (True, False)
    """
    groups = _groups()
    first, second = groups.get(one), groups.get(two)
    return first is not None and second is not None and not first.isdisjoint(second)


__all__ = ["are_variants", "has_variants"]
