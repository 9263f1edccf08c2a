"""Handling codes: what may be done with a value; each code carries obligations that exports obey."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.tables import table


@dataclass(frozen=True, slots=True)
class Handling:
    """One handling code. ``forbids`` names acts (``export``, ``court``, ``share``) it refuses; ``rank``
    orders strictness (higher is stricter)."""

    code: str
    rank: int
    forbids: frozenset[str]
    labels: dict[str, str]


@cache
def handling_codes() -> dict[str, Handling]:
    """All codes by name, from ``model/handling.yaml``."""
    loaded: dict[str, Any] = table("tahqiq.model", "handling.yaml")
    return {
        code: Handling(code, int(item["rank"]), frozenset(item.get("forbids", ())), dict(item["labels"]))
        for code, item in loaded.items()
    }


def handling(code: str) -> Handling:
    """The code's meaning; raises ``WrongUse`` (``unknown-handling``) when there is none."""
    try:
        return handling_codes()[code]
    except KeyError:
        raise WrongUse("unknown-handling", value=code, codes=", ".join(handling_codes())) from None
