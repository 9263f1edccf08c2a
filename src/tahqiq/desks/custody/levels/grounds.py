"""What a level rests on."""

from tahqiq.desks.custody.levels.record import Assessment

OWN = frozenset({"conduct", "history-of-conduct", "protection", "need"})
"""Grounds that are the person's own; offence, association, kinship and origin never carry a level alone."""


def write_grounds(body: Assessment) -> None:
    """The newest evidence of the person's own, and whether there is any."""
    own = [one.day for one in body.evidence if one.ground in OWN]
    body.newest = max(own, default=None)
    body.own_ground = bool(own) if body.evidence else False
