"""The case that an authorisation is for, as a form names it."""

from collections.abc import Sequence

from tahqiq.access.desk_file import desk_of
from tahqiq.desk import Desktop
from tahqiq.desk.lookups import Candidate, Finder, Lookup
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.kit.messages import wanted
from tahqiq.model.body_fields import Names
from tahqiq.names.fold import tokens
from tahqiq.products.product_words import Tongue

MATTER = Names("matter")
"""Marks a text that names the case an authorisation is for."""
_LONGEST = 200


def _like(at: Desktop, words: str) -> Sequence[Candidate]:
    """The person's own cases by title, then what earlier applications were for; those that have the words."""
    door, sought = at.bench.door, tokens(words)
    own = sorted(one.title for one in door.cases.of(at.actor.id) if not desk_of(one.id))
    former = sorted(str(one) for one in at.records(AUTHORISATION).count({}, by="matter") if one)
    return [
        Candidate(one, called if called != one else "")
        for one in dict.fromkeys((*own, *former))
        for called in (Tongue(wanted()).case(one),)
        if len(one) <= _LONGEST
        and all(any(has.startswith(part) for has in tokens(f"{one} {called}")) for part in sought)
    ]


def _called(_at: Desktop, words: str) -> Sequence[Candidate]:
    """What was typed: the case of a court or of another office is in no list here."""
    return [Candidate(words.strip(), "")]


class _OpenLookup(Lookup):
    """A lookup whose field takes what is in no list as well: what may be meant is offered all the same."""

    def offered(self, at: Desktop, words: str) -> Sequence[Candidate]:
        """What is offered for words that were typed."""
        return Finder.offered(self, at, words)


MATTERS = _OpenLookup(MATTER.lookup, _like, _called, "covert-nobody-called", "covert-several-called")
