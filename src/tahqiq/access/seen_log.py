"""Entries of the log as one person may see them: who acted is left out where it is hidden and the policies do
not let them see it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tahqiq.access.door import Door
from tahqiq.access.hidden_actor import HIDDEN, SEE, SOMEBODY, HiddenActors
from tahqiq.access.leaf import Leaf
from tahqiq.model.scope import Actor


def seen_by(door: Door, actor: Actor, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """The entries with the ids of the persons, or with :data:`SOMEBODY` for one. The text that stands in the
    log is not given out: it is another one for each entry."""
    actors, allowed = HiddenActors(door.workspace), dict[str, bool]()
    for leaf in leaves:
        if not leaf.actor.startswith(HIDDEN):
            yield leaf
            continue
        if leaf.case not in allowed:
            allowed[leaf.case] = door.may(actor, SEE, leaf.case)
        yield replace(leaf, actor=actors.person(leaf.actor) if allowed[leaf.case] else SOMEBODY)
