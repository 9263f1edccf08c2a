"""Invented people and sizes for exercises, of the sample's pools of names."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tahqiq.samples.pools import MALE, SURNAMES


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented man: ``name`` in Arabic letters, the ``given`` and ``family`` name of a passport, another
    spelling of the same name, and a day of birth."""

    name: str
    other: str
    given: str
    family: str
    born: date


def planted(level: int) -> int:
    """How many things are planted at a level: 2, 3, 4."""
    return level + 1


def decoys(level: int) -> int:
    """How many things only look like it: 1, 3, 5."""
    return 2 * level - 1


def people(dice: Random, count: int) -> list[Someone]:
    """So many men, no two of one own name: at most as many as the pool has."""
    found = []
    for own in dice.sample([one for one in MALE if " " not in one.ar], count):
        father, last = dice.choice(MALE), dice.choice(SURNAMES)
        born = date(1965, 1, 1) + timedelta(days=dice.randrange(13_000))
        parts = (own, father, last)
        found.append(
            Someone(
                " ".join(one.ar for one in parts),
                " ".join(one.latin[-1].replace("'", "") for one in parts),
                own.latin[0].upper().replace("'", ""),
                last.latin[0].upper().replace("'", "").replace(" ", "").replace("-", ""),
                born,
            )
        )
    return found
