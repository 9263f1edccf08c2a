"""How long somebody has been alone, counted by condition: not by what it is called, and on across a change of
name, a nominal gap or a transfer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from tahqiq.desks.custody.separations.record import Spell

ALONE = 1_320
"""Minutes a day in the cell from which it is solitary confinement (22 hours, Mandela Rule 44)."""
BRIDGE = timedelta(hours=48)
"""A pause up to this between two spells breaks nothing, as in the rule NMR-43."""
FIFTEEN = timedelta(days=15)
"""How long solitary confinement may last without a break (Mandela Rule 44)."""


def alone(spell: Spell) -> bool:
    """Whether a spell is solitary by its condition; without a log of the time out of the cell it is."""
    return spell.in_cell is None or spell.in_cell >= ALONE


def begun(spells: Iterable[Spell], now: datetime) -> Mapping[str, datetime]:
    """Since when each spell's run of solitary confinement goes on, by the number of the spell, as it stood at
    ``now``: the first spell of those that follow one another with pauses of 48 hours at most, of one person
    in whatever facility. A spell that is not solitary is left out."""
    of, found = defaultdict[str, list[Spell]](list), dict[str, datetime]()
    for spell in spells:
        if alone(spell) and spell.begins <= now:
            of[spell.person].append(spell)
    for own in of.values():
        since = latest = None
        for spell in sorted(own, key=lambda one: one.begins):
            if since is None or latest is None or spell.begins - latest > BRIDGE:
                since = spell.begins
            end = now if spell.ends is None else min(spell.ends, now)
            latest = end if latest is None else max(latest, end)
            found[spell.number] = since
    return found
